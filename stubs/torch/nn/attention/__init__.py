"""torch.nn.attention."""

from contextlib import nullcontext


class SDPBackend:
    ERROR = -1
    MATH = 0
    FLASH_ATTENTION = 1
    EFFICIENT_ATTENTION = 2
    CUDNN_ATTENTION = 3
    OVERRIDEABLE = 4


def sdpa_kernel(backends, set_priority=False):
    return nullcontext()


WARN_FOR_UNFUSED_KERNELS = False
