"""Operators: window functions, torch.hann_window and torch.signal.windows."""

from __future__ import annotations

from typing import Any

from pytea.stubapi import DType, Size, Tensor, Unknown, op, require
from pytea.stubapi.arguments import number_of
from pytea.stubapi.options import as_device, as_dtype, as_int, new_tensor


def _window(
    name: str, length: Any, dtype: Any, device: Any, requires_grad: Any, layout: Any = None
) -> Tensor:
    size = as_int(name, "window_length", length)
    require(size >= 0, f"window_length must not be negative, got {size}", "bad-argument")
    _check_strided(name, layout, "RuntimeError")
    kind = as_dtype(name, dtype)
    if kind is not None:
        text = f"{name} gives floats, got dtype {kind}"
        require(kind.kind == "float", text, "dtype-mismatch")
    return new_tensor(Size((size,)), kind, as_device(name, device), requires_grad=requires_grad)


def _check_strided(name: str, layout: Any, exception: str) -> None:
    if isinstance(layout, str):
        text = f"{name} gives strided tensors, got layout {layout}"
        require(layout == "torch.strided", text, "bad-argument", exception)


def _register_plain(name: str) -> None:
    @op(f"torch.{name}")
    def window(
        window_length: Any,
        periodic: Any = True,
        *,
        dtype: Any = None,
        layout: Any = None,
        device: Any = None,
        pin_memory: Any = False,
        requires_grad: Any = False,
    ) -> Tensor:
        """window_length -> (window_length,)"""
        return _window(name, window_length, dtype, device, requires_grad, layout)


for _name in ("bartlett_window", "blackman_window", "hann_window"):
    _register_plain(_name)


@op("torch.hamming_window")
def hamming_window(
    window_length: Any,
    periodic: Any = True,
    alpha: Any = 0.54,
    beta: Any = 0.46,
    *,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    pin_memory: Any = False,
    requires_grad: Any = False,
) -> Tensor:
    """window_length -> (window_length,)"""
    return _window("hamming_window", window_length, dtype, device, requires_grad, layout)


@op("torch.kaiser_window")
def kaiser_window(
    window_length: Any,
    periodic: Any = True,
    beta: Any = 12.0,
    *,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    pin_memory: Any = False,
    requires_grad: Any = False,
) -> Tensor:
    """window_length -> (window_length,)"""
    return _window("kaiser_window", window_length, dtype, device, requires_grad, layout)


def _signal(name: str, M: Any, options: tuple[Any, Any, Any, Any]) -> Tensor:  # noqa: N803
    dtype, layout, device, requires_grad = options
    _check_strided(name, layout, "ValueError")
    kind: DType | None = as_dtype(name, dtype)
    if kind is not None:
        text = f"{name} gives float32 or float64, got {kind}"
        require(kind.name in ("float32", "float64"), text, "dtype-mismatch", "ValueError")
    if isinstance(M, (int, float)):
        text = f"window length must not be negative, got {M}"
        require(M >= 0, text, "bad-argument", "ValueError")
    size = as_int(name, "M", M)
    require(size >= 0, f"M must not be negative, got {size}", "bad-argument", "ValueError")
    return new_tensor(Size((size,)), kind, as_device(name, device), requires_grad=requires_grad)


def _positive(name: str, value: Any, allow_zero: bool = False) -> None:
    value = number_of(value, name)
    if not isinstance(value, Unknown):
        fits = value >= 0 if allow_zero else value > 0
        require(fits, f"{name} must be positive, got {value}", "bad-argument", "ValueError")


def _register_signal(name: str) -> None:
    @op(f"torch.signal.windows.{name}")
    def window(
        M: Any,  # noqa: N803
        *,
        sym: Any = True,
        dtype: Any = None,
        layout: Any = None,
        device: Any = None,
        requires_grad: Any = False,
    ) -> Tensor:
        """M -> (M,)"""
        return _signal(name, M, (dtype, layout, device, requires_grad))


for _name in ("bartlett", "blackman", "cosine", "hamming", "hann", "nuttall"):
    _register_signal(_name)


@op("torch.signal.windows.exponential")
def exponential(
    M: Any,  # noqa: N803
    *,
    center: Any = None,
    tau: Any = 1.0,
    sym: Any = True,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: Any = False,
) -> Tensor:
    """M -> (M,)"""
    _positive("tau", tau)
    both = not isinstance(sym, Unknown) and sym and center is not None
    text = "center must be None for a symmetric window"
    require(not both, text, "bad-argument", "ValueError")
    return _signal("exponential", M, (dtype, layout, device, requires_grad))


@op("torch.signal.windows.gaussian")
def gaussian(
    M: Any,  # noqa: N803
    *,
    std: Any = 1.0,
    sym: Any = True,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: Any = False,
) -> Tensor:
    """M -> (M,)"""
    _positive("std", std)
    return _signal("gaussian", M, (dtype, layout, device, requires_grad))


@op("torch.signal.windows.kaiser")
def kaiser(
    M: Any,  # noqa: N803
    *,
    beta: Any = 12.0,
    sym: Any = True,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: Any = False,
) -> Tensor:
    """M -> (M,)"""
    _positive("beta", beta, allow_zero=True)
    return _signal("kaiser", M, (dtype, layout, device, requires_grad))


@op("torch.signal.windows.general_cosine")
def general_cosine(
    M: Any,  # noqa: N803
    *,
    a: Any,
    sym: Any = True,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: Any = False,
) -> Tensor:
    """M -> (M,)"""
    if not isinstance(a, Unknown):
        listed = isinstance(a, (list, tuple))
        require(listed, "a must be a list or tuple", "bad-argument", "TypeError")
        require(not listed or len(a) > 0, "a must not be empty", "bad-argument", "ValueError")
    return _signal("general_cosine", M, (dtype, layout, device, requires_grad))


@op("torch.signal.windows.general_hamming")
def general_hamming(
    M: Any,  # noqa: N803
    *,
    alpha: Any = 0.54,
    sym: Any = True,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: Any = False,
) -> Tensor:
    """M -> (M,)"""
    return _signal("general_hamming", M, (dtype, layout, device, requires_grad))
