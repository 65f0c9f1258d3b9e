"""torch.nn.modules.instancenorm."""

from torch.nn.batchnorm import InstanceNorm1d, InstanceNorm2d, InstanceNorm3d, _InstanceNorm
