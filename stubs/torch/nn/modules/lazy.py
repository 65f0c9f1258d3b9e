"""torch.nn.modules.lazy."""

from torch.nn.lazy import LazyModuleMixin
