"""Module.to and what casts all parameters of a module."""

from _pytea import is_known, require

import torch


def cast(module, dtype):
    return module._apply(lambda t: t.to(dtype) if t.is_floating_point() else t)


def to(module, args, kwargs):
    device = kwargs.get("device")
    dtype = kwargs.get("dtype")
    for key in kwargs:
        if key not in ("device", "dtype", "non_blocking", "memory_format", "tensor"):
            raise TypeError(f"to() received an invalid combination of arguments: '{key}'")
    for arg in args[:2]:
        if not is_known(arg):
            device = arg
        elif isinstance(arg, torch.dtype):
            dtype = arg
        elif isinstance(arg, torch.Tensor):
            device, dtype = arg.device, arg.dtype
        elif arg is not None and not isinstance(arg, bool):
            device = arg
    if dtype is None:
        return module if device is None else module._apply(lambda t: t.to(device))
    if is_known(dtype):
        require(
            dtype.is_floating_point or dtype.is_complex,
            f"nn.Module.to only accepts floating point or complex dtypes, but got desired "
            f"dtype={dtype}",
            "bad-argument",
            "TypeError",
        )

    def convert(t):
        if not t.is_floating_point() and not t.is_complex():
            return t if device is None else t.to(device)
        return t.to(dtype) if device is None else t.to(device, dtype)

    return module._apply(convert)
