"""Operators of torch.fft: transforms along one dim, two dims and any dims; shifts, frequencies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pytea._stubs.torch._ops._shared_gather import kept_strides

from pytea.stubapi import (
    DType,
    Int,
    Size,
    Strides,
    Tensor,
    Unknown,
    complex_of,
    fail,
    op,
    real_of,
    render,
    render_shape,
    require,
    require_dtype,
    to_float,
)
from pytea.stubapi.arguments import dim_of, int_of, ints_of
from pytea.stubapi.options import as_device, as_dtype, new_tensor
from pytea.stubapi.results import grad_of

#: What a transform takes and gives: complex to complex, real to half of it, or half to real.
_KINDS = {
    "fft": "full", "ifft": "full", "rfft": "halved", "ihfft": "halved", "irfft": "real",
    "hfft": "real",
}  # fmt: skip


def spectral_dtype(input: Tensor, kind: str, name: str) -> DType | None:
    """Returns the dtype of a transform; refuses what torch does not transform."""
    if kind == "halved":
        text = f"{name} expects a real input tensor, got {input.dtype}"
        require_dtype(input, ("bool", "int", "float"), text)
    if input.dtype is not None:
        on_cpu = getattr(input.device, "type", None) == "cpu"
        unsupported = ("bfloat16", "float16", "complex32") if on_cpu else ("bfloat16",)
        text = f"{name}: unsupported dtype {input.dtype}"
        require(input.dtype.name not in unsupported, text, "dtype-mismatch")
    dtype = to_float(input.dtype)
    return real_of(dtype) if kind == "real" else complex_of(dtype)


def _check_norm(norm: Any) -> None:
    if not isinstance(norm, Unknown):
        text = f"invalid normalization mode: {norm!r}"
        require(norm in (None, "forward", "backward", "ortho"), text, "bad-argument")


def _points(count: Int) -> Int:
    """Returns the number of points of a transform along one dim, which must be positive."""
    require(count > 0, f"invalid number of data points ({render(count)}) specified", "bad-argument")
    return count


def _last_size(size: Int, wanted: Int | None, kind: str) -> Int:
    """Returns the output size of the dim in which real transforms are halved or doubled."""
    if kind == "real":
        return _points(2 * (size - 1) if wanted is None else wanted)
    points = _points(size if wanted is None else wanted)
    return points // 2 + 1 if kind == "halved" else points


def _transformed(input: Tensor, shape: Sequence[Int], dtype: DType | None, plain: bool) -> Tensor:
    strides = Strides.CONTIGUOUS if plain or len(shape) < 2 else Strides.UNKNOWN
    grad = grad_of(dtype, input) if input.dtype is None or input.requires_grad else False
    return input.like(tuple(shape), strides=strides).changed(dtype=dtype, requires_grad=grad)


def _one_dim(name: str, kind: str) -> Callable[..., Tensor]:
    def transform(input: Tensor, n: Any = None, dim: Any = -1, norm: Any = None) -> Tensor:
        """(*, S, *) -> (*, n, *); n // 2 + 1 for real input, 2 * (S - 1) for real output"""
        dtype = spectral_dtype(input, kind, name)
        if input.ndim == 0:
            text = f"dim {dim} given, but the tensor has no dims"
            fail(text, "dim-out-of-range", "IndexError")
        position = dim_of(dim, input.ndim)
        _check_norm(norm)
        size = input.shape[position]
        wanted = None if n is None else int_of(n, "n")
        result = _last_size(size, wanted, kind)
        shape = (*input.shape[:position], result, *input.shape[position + 1 :])
        plain = input.strides == Strides.CONTIGUOUS and position == input.ndim - 1
        return _transformed(input, shape, dtype, plain)

    return transform


def _dims_of(input: Tensor, s: Any, dim: Any, name: str) -> tuple[list[int], list[Int] | None]:
    """Returns the dims of a transform and the wanted numbers of points."""
    sizes = None if s is None else list(ints_of(s, "s", single=True))
    if dim is not None:
        listed = ints_of(dim, "dim", single=True)
        text = f"dim {dim} given, but the tensor has no dims"
        require(input.ndim > 0 or not listed, text, "dim-out-of-range", "IndexError")
        dims = [dim_of(item, input.ndim) for item in listed]
        require(len(set(dims)) == len(dims), "FFT dims must be unique", "dim-out-of-range")
        text = f"{name}: {len(dims)} dims, but {0 if sizes is None else len(sizes)} sizes"
        require(sizes is None or len(sizes) == len(dims), text, "bad-argument")
        return dims, sizes
    if sizes is None:
        return list(range(input.ndim)), None
    shown = render_shape(input.shape)
    text = f"{name}: got {len(sizes)} sizes, but the input {shown} has {input.ndim} dims"
    require(len(sizes) <= input.ndim, text, "bad-argument")
    return list(range(input.ndim - len(sizes), input.ndim)), sizes


def _many_dims(name: str, kind: str, default: Any) -> Callable[..., Tensor]:
    def transform(input: Tensor, s: Any = None, dim: Any = default, norm: Any = None) -> Tensor:
        """(*, S_1, ..., S_k) -> (*, s_1, ..., s_k); the last as in the transform of one dim"""
        if dim is None and default is not None:
            text = f"{name}: dim must be a tuple of ints, not None"
            fail(text, "bad-argument", "TypeError")
        dtype = spectral_dtype(input, kind, name)
        dims, sizes = _dims_of(input, s, dim, name)
        _check_norm(norm)
        text = f"{name} must transform at least one axis"
        require(kind == "full" or len(dims) > 0, text, "bad-argument")
        shape = list(input.shape)
        for index, position in enumerate(dims):
            size = shape[position]
            wanted = None if sizes is None else sizes[index]
            if isinstance(wanted, int) and wanted == -1:
                wanted = None
            if index == len(dims) - 1:
                shape[position] = _last_size(size, wanted, kind)
            else:
                shape[position] = _points(size if wanted is None else wanted)
        return _transformed(input, shape, dtype, False)

    return transform


for _name, _kind in _KINDS.items():
    op(f"torch.fft.{_name}")(_one_dim(_name, _kind))
    op(f"torch.fft.{_name}2")(_many_dims(f"{_name}2", _kind, (-2, -1)))
    op(f"torch.fft.{_name}n")(_many_dims(f"{_name}n", _kind, None))


@op("torch.fft.fftshift", "torch.fft.ifftshift")
def fftshift(input: Tensor, dim: Any = None) -> Tensor:
    """(*) -> (*)"""
    dims = range(input.ndim) if dim is None else ints_of(dim, "dim", single=True)
    require(len(dims) > 0, "fftshift needs at least one dim", "bad-argument")
    for item in dims:
        dim_of(item, input.ndim)
    return input.like(strides=kept_strides(input))


def _frequencies(n: Any, dtype: Any, device: Any, requires_grad: Any, half: bool) -> Tensor:
    count = int_of(n, "n")
    size = count // 2 + 1 if half else count
    if half and isinstance(count, int):
        size = int(count / 2) + 1  # torch divides as C does
    require(size >= 0, f"n must not be negative, got {render(count)}", "bad-argument")
    known = as_dtype("fftfreq", dtype)
    if known is not None and known.kind == "complex":
        fail(f"fftfreq is not implemented for {known}", "dtype-mismatch", "NotImplementedError")
    where = as_device("fftfreq", device)
    return new_tensor(Size((size,)), known, where, requires_grad=requires_grad)


@op("torch.fft.fftfreq")
def fftfreq(
    n: Any, d: Any = 1.0, *, dtype: Any = None, layout: Any = None, device: Any = None,
    pin_memory: Any = None, requires_grad: Any = False,
) -> Tensor:  # fmt: skip
    """() -> (n)"""
    return _frequencies(n, dtype, device, requires_grad, half=False)


@op("torch.fft.rfftfreq")
def rfftfreq(
    n: Any, d: Any = 1.0, *, dtype: Any = None, layout: Any = None, device: Any = None,
    pin_memory: Any = None, requires_grad: Any = False,
) -> Tensor:  # fmt: skip
    """() -> (n // 2 + 1)"""
    return _frequencies(n, dtype, device, requires_grad, half=True)
