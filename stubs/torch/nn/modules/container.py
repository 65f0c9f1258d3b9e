"""torch.nn.modules.container."""

from torch.nn.container import Container, ModuleDict, ModuleList, Sequential
