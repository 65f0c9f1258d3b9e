"""Loggers: nothing is logged."""

from _inert import Inert


class Logger(Inert):
    def __init__(self, *args, **kwargs):
        pass


class TensorBoardLogger(Logger):
    pass


class WandbLogger(Logger):
    pass


class CSVLogger(Logger):
    pass


class MLFlowLogger(Logger):
    pass


class CometLogger(Logger):
    pass


class NeptuneLogger(Logger):
    pass
