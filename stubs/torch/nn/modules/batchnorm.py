"""torch.nn.modules.batchnorm."""

from torch.nn.batchnorm import (
    _NormBase,
    _BatchNorm,
    BatchNorm1d,
    BatchNorm2d,
    BatchNorm3d,
    SyncBatchNorm,
)
