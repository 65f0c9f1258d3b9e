"""autocast: the machine casts the operands of the operators inside."""

import functools

import _pytea
from _pytea import is_known

import torch


_DEVICES = ("cpu", "cuda", "xpu", "mps", "hpu", "ipu", "xla", "mtia", "maia", "meta", "npu")


class autocast:
    def __init__(self, device_type, dtype=None, enabled=True, cache_enabled=None):
        if is_known(device_type) and not isinstance(device_type, str):
            raise ValueError(
                "Expected `device_type` of type `str`, got: `" + type(device_type).__name__ + "`"
            )
        if is_known(device_type) and device_type not in _DEVICES:
            raise RuntimeError(
                f"User specified an unsupported autocast device_type {device_type!r}"
            )
        self.device = device_type
        self.fast_dtype = get_autocast_dtype(device_type) if dtype is None else dtype
        self._enabled = enabled

    def __enter__(self):
        self._before = _pytea.set_autocast(self.device, self.fast_dtype, self._enabled)
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        _pytea.restore_autocast(self._before)

    def __call__(self, func):
        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            with autocast(self.device, self.fast_dtype, self._enabled):
                return func(*args, **kwargs)

        return wrapper


def get_autocast_dtype(device_type):
    dtype = _pytea.autocast_dtype(device_type)
    if dtype is not None:
        return dtype
    return torch.bfloat16 if device_type == "cpu" else torch.float16


def is_autocast_enabled(device_type=None):
    return _pytea.autocast_dtype(device_type) is not None


def custom_fwd(fwd=None, *, device_type="cuda", cast_inputs=None):
    return (lambda function: function) if fwd is None else fwd


def custom_bwd(bwd=None, *, device_type="cuda"):
    return (lambda function: function) if bwd is None else bwd


def is_autocast_available(device_type):
    return True
