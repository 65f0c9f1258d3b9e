"""Layers that are handed in, of which only their use is known."""

import _pytea
from torch import nn


class _Handed(nn.Module):
    """A layer of which nobody knows the parts."""

    def __getattr__(self, name):
        if name.startswith("_") or name in (*self._parameters, *self._modules, *self._buffers):
            return super().__getattr__(name)
        return _pytea.unknown(f"the attribute {name} of a layer that is handed in")

    def modules(self, *args, **kwargs):
        return _pytea.unknown("the parts of a layer that is handed in")

    named_modules = children = named_children = modules
    parameters = named_parameters = buffers = named_buffers = modules
    get_submodule = get_parameter = modules


class Keeping(_Handed):
    """A layer that gives what has the shape of its input, however it is made."""

    def __init__(self, *args, **kwargs):
        super().__init__()

    def forward(self, input=None, *args, **kwargs):
        return input


class Giving(_Handed):
    """A layer that gives a tensor of any shape, the same one for all inputs."""

    def __init__(self, give):
        super().__init__()
        self._give = give

    def forward(self, *args, **kwargs):
        return self._give()
