"""Callbacks: those of the library do nothing, those of the program are called."""


class Callback:
    def state_dict(self):
        return {}

    def load_state_dict(self, state_dict):
        pass




class ModelCheckpoint(Callback):
    best_model_path = last_model_path = ""
    best_model_score = None

    def __init__(self, *args, **kwargs):
        pass


class EarlyStopping(Callback):
    stopped_epoch = 0

    def __init__(self, *args, **kwargs):
        pass


class _Plain(Callback):
    def __init__(self, *args, **kwargs):
        pass


class LearningRateMonitor(_Plain):
    pass


class TQDMProgressBar(_Plain):
    pass


class RichProgressBar(_Plain):
    pass


class RichModelSummary(_Plain):
    pass


class ModelSummary(_Plain):
    pass


class StochasticWeightAveraging(_Plain):
    pass


class GradientAccumulationScheduler(_Plain):
    pass


class DeviceStatsMonitor(_Plain):
    pass


class Timer(_Plain):
    pass


class BasePredictionWriter(_Plain):
    pass


class BackboneFinetuning(_Plain):
    pass


class LearningRateFinder(_Plain):
    pass


class BatchSizeFinder(_Plain):
    pass


class ProgressBar(_Plain):
    pass
