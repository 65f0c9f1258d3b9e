"""Operators: interpolate and its older names."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

from pytea._stubs.torch._ops._shared_nn import common_strides, demand_kinds, integer, result_of
from pytea.stubapi import (
    DTYPES,
    Int,
    SymInt,
    Tensor,
    Unknown,
    UnknownUse,
    fail,
    fresh_size,
    op,
    render_shape,
    require,
)

#: The number of spatial dims that a mode takes.
_RANKS = {
    "nearest": (1, 2, 3), "nearest-exact": (1, 2, 3), "area": (1, 2, 3),
    "linear": (1,), "bilinear": (2,), "bicubic": (2,), "trilinear": (3,), "lanczos": (2,),
}  # fmt: skip
_UNALIGNED = ("nearest", "nearest-exact", "area")
_ANTIALIASED = ("bilinear", "bicubic", "lanczos")


#: The product of a size and a fraction of so small terms is exact in floating point.
_EXACT = 1 << 16
#: Sizes for which the rounding of a reciprocal factor is tried out.
_SIZES = 1 << 14


def scaled_size(size: Int, factor: Any) -> Int:
    """Returns floor(size * factor); a fresh size where that is not an exact product or division."""
    if isinstance(factor, Unknown):
        raise UnknownUse(factor.reason)
    if isinstance(factor, Tensor):
        if factor.data is None or len(factor.data) != 1:
            raise UnknownUse("the scale factor is the value of a tensor")
        factor = factor.data[0]
    if isinstance(factor, SymInt):
        return size * factor
    if not isinstance(factor, (int, float)):
        fail(f"scale_factor must be a number, got {factor!r}", "bad-argument", "TypeError")
    if type(size) is int:
        return int(size * float(factor))
    if float(factor).is_integer():
        return size * int(factor)
    ratio = Fraction(factor)
    if ratio > 0 and ratio.numerator * ratio.denominator <= _EXACT:
        return size * ratio.numerator // ratio.denominator
    inverse = 1 / factor if factor > 0 else 0.0
    if inverse.is_integer() and _divides(factor, int(inverse)):
        return size // int(inverse)
    return fresh_size(f"size * {factor}", 1)


@cache
def _divides(factor: float, divisor: int) -> bool:
    """Returns whether rounding never takes ``size * factor`` below ``size // divisor``."""
    return all(int(size * factor) == size // divisor for size in range(0, _SIZES, divisor))


def _per_dim(value: Any, dims: int, name: str, input: Tensor) -> list[Any]:
    if not isinstance(value, (list, tuple)):
        return [value] * dims
    text = f"{name} has {len(value)} items, but input {render_shape(input.shape)} has {dims} "
    require(len(value) == dims, f"{text}spatial dims", "bad-argument", "ValueError")
    return list(value)


def _output_size(input: Tensor, size: Any, scale_factor: Any) -> tuple[Int, ...]:
    dims = input.ndim - 2
    for value in (size, scale_factor):
        if isinstance(value, Unknown):
            raise UnknownUse(value.reason)
    text = "exactly one of size and scale_factor must be given"
    require((size is None) != (scale_factor is None), text, "bad-argument", "ValueError")
    if size is not None:
        return tuple(integer(item, "size") for item in _per_dim(size, dims, "size", input))
    factors = _per_dim(scale_factor, dims, "scale_factor", input)
    return tuple(map(scaled_size, input.shape[2:], factors))


def _check_mode(input: Tensor, mode: Any, align_corners: Any, antialias: Any) -> None:
    if isinstance(mode, Unknown):
        return
    if not isinstance(align_corners, (bool, Unknown, type(None))):
        kind = type(align_corners).__name__
        fail(f"align_corners must be a bool, got {kind}", "bad-argument", "TypeError")
    if mode in _UNALIGNED and not isinstance(align_corners, Unknown):
        text = f"align_corners cannot be set with mode {mode!r}"
        require(align_corners is None, text, "bad-argument", "ValueError")
    if antialias and not isinstance(antialias, Unknown):
        text = "antialias is restricted to bilinear, bicubic and lanczos on 4-d inputs"
        fits = mode in _ANTIALIASED and input.ndim == 4
        require(fits, text, "bad-argument", "ValueError")


def _check_rank(input: Tensor, mode: Any) -> None:
    ranks = (1, 2, 3) if isinstance(mode, Unknown) else _RANKS.get(mode, ())
    wanted = " or ".join(f"{rank + 2}-d" for rank in ranks) or "no"
    text = f"input is {render_shape(input.shape)}, but mode {mode!r} needs {wanted} input"
    require(input.ndim - 2 in ranks, text, "shape-mismatch", "NotImplementedError")


def _check_sizes(input: Tensor, sizes: tuple[Int, ...], mode: Any) -> None:
    shape = render_shape(input.shape)
    if mode == "area":
        for size in sizes:
            text = f"output size {render_shape(sizes)} must not be negative"
            require(size >= 0, text, "bad-argument")
        for size in input.shape[2:]:
            require(size > 0, f"input {shape} has an empty dim")
        return
    for size, result in zip(input.shape[2:], sizes, strict=True):
        text = f"input {shape} and output size {render_shape(sizes)} must be greater than 0"
        require((size > 0) & (result > 0), text)
    require(input.shape[1] > 0, f"input {shape} has no channels")


def _check_type(input: Tensor, mode: Any) -> None:
    byte = input.dtype == DTYPES["uint8"]
    if not (byte and mode not in ("area", "linear", "trilinear")):
        demand_kinds(input, "interpolate")


@op("torch.nn.functional.interpolate")
def interpolate(
    input: Tensor,
    size: Any = None,
    scale_factor: Any = None,
    mode: str = "nearest",
    align_corners: Any = None,
    recompute_scale_factor: Any = None,
    antialias: bool = False,
) -> Tensor:
    """input (N, C, *in) -> (N, C, *out)"""
    _check_mode(input, mode, align_corners, antialias)
    require(input.ndim >= 2 or size is None, "input must be 3-d to 5-d", exception="ValueError")
    sizes = _output_size(input, size, scale_factor)
    if size is not None and not isinstance(recompute_scale_factor, Unknown):
        text = "recompute_scale_factor is not meaningful with an explicit size"
        require(not recompute_scale_factor, text, "bad-argument", "ValueError")
    _check_rank(input, mode)
    if mode == "lanczos":
        text = "mode 'lanczos' needs antialias=True and no align_corners"
        require(bool(antialias) and not align_corners, text, "bad-argument", "ValueError")
    _check_sizes(input, sizes, mode)
    _check_type(input, mode)
    return result_of(input, (*input.shape[:2], *sizes), strides=common_strides(input))


@op("torch.nn.functional.upsample")
def upsample(
    input: Tensor,
    size: Any = None,
    scale_factor: Any = None,
    mode: str = "nearest",
    align_corners: Any = None,
) -> Tensor:
    """input (N, C, *in) -> (N, C, *out)"""
    return interpolate(input, size, scale_factor, mode, align_corners)


@op("torch.nn.functional.upsample_nearest")
def upsample_nearest(input: Tensor, size: Any = None, scale_factor: Any = None) -> Tensor:
    """input (N, C, *in) -> (N, C, *out)"""
    return interpolate(input, size, scale_factor)


@op("torch.nn.functional.upsample_bilinear")
def upsample_bilinear(input: Tensor, size: Any = None, scale_factor: Any = None) -> Tensor:
    """input (N, C, H, W) -> (N, C, H_out, W_out)"""
    return interpolate(input, size, scale_factor, "bilinear", align_corners=True)
