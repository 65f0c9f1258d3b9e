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
