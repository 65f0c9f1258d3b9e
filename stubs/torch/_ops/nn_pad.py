"""Operators: padding in all modes."""

from __future__ import annotations

from typing import Any

from pytea._stubs.torch._ops._shared_nn import common_strides, demand_kinds, integer, result_of
from pytea.stubapi import (
    Int,
    Strides,
    Tensor,
    Unknown,
    UnknownUse,
    any_of,
    fail,
    fresh_size,
    op,
    render_shape,
    require,
)

_MODES = ("reflect", "replicate", "circular")


#: Further than any tensor is padded or cut.
_FAR = 2**31


def _amount(value: Any) -> Int:
    """Returns a number; one that is not known leaves the size of its dim open, not the number of dims."""
    try:
        return integer(value, "pad")
    except UnknownUse:
        return fresh_size("pad", -_FAR)


def _amounts(pad: Any, input: Tensor) -> list[tuple[Int, Int]]:
    """Returns (before, after) per padded dim, the last dim first."""
    if isinstance(pad, Unknown):
        raise UnknownUse(pad.reason)
    if not isinstance(pad, (list, tuple)):
        fail(f"pad must be a tuple of ints, got {pad!r}", "bad-argument", "TypeError")
    numbers = [_amount(amount) for amount in pad]
    text = f"the number of padding sizes must be even, got {len(numbers)}"
    require(len(numbers) % 2 == 0, text, "bad-argument")
    text = f"{len(numbers)} padding sizes are too many for input {render_shape(input.shape)}"
    require(len(numbers) <= 2 * input.ndim, text, "bad-argument")
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _padded(input: Tensor, amounts: list[tuple[Int, Int]], *, cut: bool = True) -> tuple[Int, ...]:
    """Returns the padded sizes; with ``cut`` what is cut off must be there before adding."""
    sizes = list(input.shape)
    for count, (before, after) in enumerate(amounts, start=1):
        size = sizes[-count]
        result = size + before + after
        text = f"padding ({before}, {after}) of size {size} gives size {result}"
        require(result >= 0, text)
        if cut:
            for amount in (before, after):
                require(size + amount >= 0, text)
        sizes[-count] = result
    return tuple(sizes)


def _check_rank(input: Tensor, dims: int) -> None:
    if input.ndim not in (dims + 1, dims + 2) or not 1 <= dims <= 3:
        text = f"{2 * dims} padding sizes are not supported for a {input.ndim}-d input"
        fail(f"{text} in this mode", "bad-argument", "NotImplementedError")


def _check_filled(input: Tensor, dims: int) -> None:
    first = 1 if input.ndim == dims + 2 else 0
    for size in input.shape[first:]:
        require(size > 0, f"input {render_shape(input.shape)} has an empty dim")


def _pad_mode(mode: str, input: Tensor, amounts: list[tuple[Int, Int]]) -> tuple[Int, ...]:
    dims = len(amounts)
    _check_rank(input, dims)
    if mode != "circular":
        _check_filled(input, dims)
        demand_kinds(input, f"{mode} padding", ("int", "float", "complex"))
    for count, pair in enumerate(amounts, start=1):
        size = input.shape[-count]
        for amount in pair:
            text = f"padding {amount} is too large for size {size} in mode {mode!r}"
            if mode == "reflect":
                require(amount < size, text)
            elif mode == "circular":
                require(amount <= size, text)
    if mode == "circular":
        sizes = list(input.shape)
        for count, (before, after) in enumerate(amounts, start=1):
            sizes[-count] = sizes[-count] + before + after
            text = f"padding ({before}, {after}) leaves nothing of size {input.shape[-count]}"
            require(sizes[-count] >= 0, text)
        return tuple(sizes)
    shape = _padded(input, amounts, cut=False)
    text = f"padding of {render_shape(input.shape)} leaves nothing: {render_shape(shape)}"
    require(any_of(size >= 1 for size in shape[-dims:]), text)
    return shape


@op("torch.nn.functional.pad", "torch._C._nn.pad")
def pad(input: Tensor, pad: Any, mode: str = "constant", value: Any = None) -> Tensor:
    """input (*) with (before, after) sizes from the last dim on -> (*)"""
    amounts = _amounts(pad, input)
    if isinstance(value, (complex, str)):
        kind = type(value).__name__
        fail(f"pad(): argument 'value' must be float, not {kind}", "bad-argument", "TypeError")
    if isinstance(mode, Unknown):
        raise UnknownUse(mode.reason)
    if mode == "constant":
        return _constant(input, amounts)
    if mode in _MODES:
        if isinstance(value, (int, float)):
            text = f"padding mode {mode!r} does not take a value"
            require(value == 0, text, "bad-argument")
        shape = _pad_mode(mode, input, amounts)
    else:
        fail(f"unrecognised padding mode {mode!r}", "bad-argument", "NotImplementedError")
    return result_of(input, shape, strides=common_strides(input))


@op("torch.constant_pad_nd")
def constant_pad_nd(input: Tensor, pad: Any, value: Any = 0) -> Tensor:
    """input (*) with (before, after) sizes from the last dim on -> (*)"""
    return _constant(input, _amounts(pad, input))


def _constant(input: Tensor, amounts: list[tuple[Int, Int]]) -> Tensor:
    """Pads, or cuts. What grows is copied into a new tensor; pictures and volumes keep their format."""
    shape = _padded(input, amounts)
    grows = any((amount > 0) is True for pair in amounts for amount in pair)
    copied = grows and input.ndim not in (4, 5)
    strides = Strides.CONTIGUOUS if copied else common_strides(input)
    return result_of(input, shape, strides=strides)


def _register(mode: str, dims: int) -> None:
    @op(f"torch._C._nn.{mode}_pad{dims}d")
    def padding_kernel(input: Tensor, padding: Any) -> Tensor:
        """input (N?, C, *in) -> (N?, C, *out)"""
        kind = "reflect" if mode == "reflection" else "replicate"
        amounts = _amounts(padding, input)
        text = f"padding must have {2 * dims} sizes"
        require(len(amounts) == dims, text, "bad-argument")
        return result_of(input, _pad_mode(kind, input, amounts), strides=common_strides(input))


for _mode in ("reflection", "replication"):
    for _dims in (1, 2, 3):
        _register(_mode, _dims)
