"""accelerate.utils: seeds and settings, and what processes exchange, of which there is one."""

from _inert import Inert
from accelerate.accelerator import DistributedType, _moved


def send_to_device(tensor, device, non_blocking=False, skip_keys=None):
    return _moved(tensor, device)


def _same(tensor, *args, **kwargs):
    return tensor


gather = gather_object = reduce = broadcast = broadcast_object_list = pad_across_processes = _same


def extract_model_from_parallel(model, *args, **kwargs):
    return model


def wait_for_everyone():
    pass


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
