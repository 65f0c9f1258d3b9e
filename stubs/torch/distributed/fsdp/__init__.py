"""torch.distributed.fsdp: the wrapped module runs as it is."""

from contextlib import nullcontext

from _pytea import unknown

from torch.nn.module import Module


class FullyShardedDataParallel(Module):
    def __init__(self, module, *args, **kwargs):
        super().__init__()
        self.module = module

    def forward(self, *args, **kwargs):
        return self.module(*args, **kwargs)

    def no_sync(self):
        return nullcontext()

    @staticmethod
    def state_dict_type(module, *args, **kwargs):
        return nullcontext()


def fully_shard(module, **kwargs):
    return module


class ShardingStrategy:
    FULL_SHARD = 1
    SHARD_GRAD_OP = 2
    NO_SHARD = 3


class StateDictType:
    FULL_STATE_DICT = 1
    LOCAL_STATE_DICT = 2
    SHARDED_STATE_DICT = 3


def MixedPrecision(*args, **kwargs):
    return unknown("a mixed precision policy")


def CPUOffload(*args, **kwargs):
    return unknown("an offload policy")


def FullStateDictConfig(*args, **kwargs):
    return unknown("a configuration")


class BackwardPrefetch:
    BACKWARD_PRE = 1
    BACKWARD_POST = 2


class FSDPModule(Module):
    pass


def register_fsdp_forward_method(module, method_name):
    pass


def MixedPrecisionPolicy(*args, **kwargs):
    return unknown("a mixed precision policy")


def OffloadPolicy(*args, **kwargs):
    return unknown("an offload policy")


def CPUOffloadPolicy(*args, **kwargs):
    return unknown("an offload policy")


def StateDictConfig(*args, **kwargs):
    return unknown("a configuration")


def LocalStateDictConfig(*args, **kwargs):
    return unknown("a configuration")


def ShardedStateDictConfig(*args, **kwargs):
    return unknown("a configuration")


def OptimStateDictConfig(*args, **kwargs):
    return unknown("a configuration")


def FullOptimStateDictConfig(*args, **kwargs):
    return unknown("a configuration")


def LocalOptimStateDictConfig(*args, **kwargs):
    return unknown("a configuration")


def ShardedOptimStateDictConfig(*args, **kwargs):
    return unknown("a configuration")


def StateDictSettings(*args, **kwargs):
    return unknown("settings")
