"""Parametrizations: the parameter is computed by a chain of modules when it is read."""

from _pytea import fail, is_known, require

import torch
from torch.nn.container import ModuleDict, ModuleList
from torch.nn.module import Module
from torch.nn.parameter import Parameter


class ParametrizationList(ModuleList):
    def __init__(self, modules, original, unsafe=False):
        super().__init__(modules)
        self.unsafe = unsafe
        given = original
        for module in reversed(list(self)):
            if hasattr(module, "right_inverse"):
                given = module.right_inverse(given)
        self.is_tensor = not isinstance(given, (tuple, list))
        if self.is_tensor:
            self.original = original
            return
        self.ntensors = len(given)
        for index, part in enumerate(given):
            setattr(self, f"original{index}", Parameter(part.detach()))

    def _originals(self):
        if self.is_tensor:
            return [self.original]
        return [getattr(self, f"original{index}") for index in range(self.ntensors)]

    def forward(self):
        value = None
        for index, module in enumerate(self):
            value = module(*self._originals()) if index == 0 else module(value)
        return value


def _inject(module):
    """Gives the module a class of its own whose parametrized attributes are computed."""
    cls = module.__class__

    class Parametrized(cls):
        def __getattr__(self, name):
            table = self._modules.get("parametrizations")
            if table is not None and name in table._modules:
                return table._modules[name]()
            return Module.__getattr__(self, name)

    Parametrized.__name__ = "Parametrized" + cls.__name__
    module.__class__ = Parametrized
    module.parametrizations = ModuleDict()


def _check_result(before, after):
    """Demands that a parametrization keeps the shape and the dtype of the tensor."""
    if not is_known(before) or not is_known(after):
        return
    if not isinstance(after, torch.Tensor):
        text = f"A parametrization must return a tensor. Got {type(after).__name__}."
        fail(text, "bad-argument", "ValueError")
    text = (
        "Registering a parametrization may not change the shape of the tensor, unless the `unsafe` "
        f"flag is enabled: {tuple(before.shape)} and {tuple(after.shape)}"
    )
    require(before.shape == after.shape, text, "shape-mismatch", "ValueError")


def is_parametrized(module, tensor_name=None):
    table = module._modules.get("parametrizations")
    if table is None:
        return False
    return len(table) > 0 if tensor_name is None else tensor_name in table


def register_parametrization(module, tensor_name, parametrization, *, unsafe=False):
    if is_parametrized(module, tensor_name):
        if is_known(unsafe) and not unsafe:
            before = getattr(module, tensor_name)
            _check_result(before, parametrization(before))
        module.parametrizations[tensor_name].append(parametrization)
        return module
    if tensor_name not in module._parameters and tensor_name not in module._buffers:
        raise ValueError(
            f"Module '{module}' does not have a parameter, a buffer, or a parametrized element "
            f"with name '{tensor_name}'"
        )
    original = getattr(module, tensor_name)
    if not is_parametrized(module):
        _inject(module)
    delattr(module, tensor_name)
    held = ParametrizationList([parametrization], original, unsafe)
    if is_known(unsafe) and not unsafe:
        _check_result(original, held())
    module.parametrizations[tensor_name] = held
    return module


def remove_parametrizations(module, tensor_name, leave_parametrized=True):
    if not is_parametrized(module, tensor_name):
        raise ValueError(f"Module {module} does not have a parametrization on {tensor_name}")
    held = module.parametrizations[tensor_name]
    original = held.original if held.is_tensor else Parameter(held().detach())
    del module.parametrizations[tensor_name]
    module.register_parameter(tensor_name, original)
    return module


class cached:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        return False


def type_before_parametrizations(module):
    return type(module).__mro__[1] if is_parametrized(module) else type(module)


def transfer_parametrizations_and_params(from_module, to_module, tensor_name=None):
    return to_module
