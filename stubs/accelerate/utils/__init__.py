"""accelerate.utils: seeds and settings."""

from _inert import Inert


def set_seed(seed, device_specific=False, deterministic=False):
    pass


class _Settings(Inert):
    def __init__(self, *args, **kwargs):
        pass


class ProjectConfiguration(_Settings):
    pass


class DistributedDataParallelKwargs(_Settings):
    pass


class GradientAccumulationPlugin(_Settings):
    pass


class InitProcessGroupKwargs(_Settings):
    pass


class GradScalerKwargs(_Settings):
    pass


class DummyOptim(_Settings):
    pass
