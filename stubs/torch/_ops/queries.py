"""Operators: what a program asks of a tensor: its sizes, strides and values."""

from __future__ import annotations

from typing import Any

from pytea._stubs.torch._ops._shared_queries import attribute, query
from pytea.stubapi import (
    CONSTANT,
    DATA_DEPENDENT,
    Bool,
    Int,
    Size,
    Strides,
    SymBool,
    SymInt,
    Tensor,
    Unknown,
    UnknownUse,
    all_of,
    any_element,
    fail,
    require,
    strides_of,
    wrap_dim,
)
from pytea.stubapi.options import as_int, format_strides
from pytea.stubapi.shapes import contiguous_strides, numel, render_shape


@attribute("shape")
def shape(input: Tensor) -> Size:
    """The sizes."""
    return input.shape


def _require_dims(input: Tensor, dim: Any) -> int:
    index = as_int("size", "dim", dim)
    if not isinstance(index, int):
        raise UnknownUse("which dim is asked for is not known")
    text = f"dim {index} is asked for, but the tensor has no dims"
    require(input.ndim > 0, text, "dim-out-of-range", "IndexError")
    return wrap_dim(index, input.ndim)


@query("torch.Tensor.size")
def size(input: Tensor, dim: Any = None) -> Size | Int:
    """The sizes, or the size of one dim."""
    return input.shape if dim is None else input.shape[_require_dims(input, dim)]


@query("torch.Tensor.dim", "torch.Tensor.ndimension")
def dim(input: Tensor) -> int:
    """The number of dims."""
    return input.ndim


@attribute("ndim")
def ndim(input: Tensor) -> int:
    """The number of dims."""
    return input.ndim


@query("torch.numel", "torch.Tensor.numel", "torch.Tensor.nelement")
def numel_(input: Tensor) -> Int:
    """The number of elements."""
    return numel(input.shape)


@query("torch.Tensor.__len__")
def len_(input: Tensor) -> Int:
    """The size of dim 0."""
    if input.ndim == 0:
        fail("len() of a 0-d tensor", "bad-argument", "TypeError")
    return input.shape[0]


@query("torch.Tensor.stride")
def stride(input: Tensor, dim: Any = None) -> Any:
    """The strides in elements, or that of one dim."""
    if dim is None:
        strides = strides_of(input)
        return Unknown("strides are not followed") if strides is None else strides
    index = _require_dims(input, dim)
    strides = strides_of(input)
    return Unknown("strides are not followed", "int") if strides is None else strides[index]


@query("torch.Tensor.is_contiguous")
def is_contiguous(input: Tensor, memory_format: Any = "torch.contiguous_format") -> Any:
    """Whether the elements lie in row-major order, or in that of a memory format."""
    if input.strides == Strides.UNKNOWN or not isinstance(memory_format, str):
        return Unknown("the layout of the tensor is not followed", "bool")
    if memory_format in ("torch.contiguous_format", "torch.preserve_format"):
        wanted: Any = contiguous_strides(input.shape)
        if input.strides == Strides.CONTIGUOUS:
            return True
    else:
        dims = 4 if memory_format == "torch.channels_last" else 5
        if input.ndim != dims:
            return False
        wanted = format_strides(input.shape, memory_format, Strides.UNKNOWN)
    return _same_strides(input, strides_of(input) or (), wanted)


def _same_strides(input: Tensor, strides: tuple[Int, ...], wanted: tuple[Int, ...]) -> Bool:
    """Returns whether strides agree wherever a dim has more than one element."""
    equal = [
        (size <= 1) | (step == other)
        for size, step, other in zip(input.shape, strides, wanted, strict=True)
    ]
    empty = numel(input.shape) == 0
    return empty | all_of(equal)


@query("torch.is_tensor")
def is_tensor(obj: Any) -> bool:
    """Whether a value is a tensor."""
    if isinstance(obj, Unknown):
        raise UnknownUse(obj.reason)
    return isinstance(obj, Tensor) and obj.kind != "ndarray"


@query("torch.is_storage")
def is_storage(obj: Any) -> bool:
    """Whether a value is a storage."""
    if isinstance(obj, Unknown):
        raise UnknownUse(obj.reason)
    return False


@query("torch.is_same_size", "torch.Tensor.is_same_size")
def is_same_size(input: Tensor, other: Tensor) -> Bool:
    """Whether two shapes are equal."""
    if input.ndim != other.ndim:
        return False
    return all_of([a == b for a, b in zip(input.shape, other.shape, strict=True)])


@query("torch.Tensor.is_set_to")
def is_set_to(input: Tensor, tensor: Tensor) -> Unknown:
    """Whether two tensors are views of the same memory."""
    return Unknown("memory is not followed", "bool")


def _require_one(input: Tensor, message: str, exception: str = "RuntimeError") -> None:
    require(numel(input.shape) == 1, message, "bad-argument", exception)


def _element(input: Tensor) -> Any:
    if input.data is not None:
        return input.data[0]
    return _any_number(input, "" if input.dtype is None else input.dtype.kind)


def _any_number(input: Tensor, kind: str) -> Any:
    number = any_element(input)
    return Unknown(_reason(input), kind) if number is None else number


def _reason(input: Tensor) -> str:
    return CONSTANT if input.origin is not None and input.origin.constant else DATA_DEPENDENT


@query("torch.Tensor.item")
def item(input: Tensor) -> Any:
    """The only element."""
    shape = render_shape(input.shape)
    _require_one(input, f"item() needs a tensor with one element, got {shape}")
    return _element(input)


@query("torch.Tensor.__index__")
def index(input: Tensor) -> Any:
    """The only element, where a sequence is indexed by it."""
    kind = None if input.dtype is None else input.dtype.kind
    whole = kind in (None, "int", "bool")
    text = "only integer tensors of a single element can be converted to an index"
    require((numel(input.shape) == 1) & whole, text, "bad-argument", "TypeError")
    return _element(input)


@query("torch._pytea.number")
def number(input: Tensor) -> Any:
    """What ``float(input)`` and its like read."""
    text = f"only a tensor with one element is a number, got {render_shape(input.shape)}"
    _require_one(input, text, "ValueError")
    return _element(input)


@query("torch._pytea.format")
def format_(input: Tensor, spec: str) -> Unknown:
    """``format(input, spec)`` with a ``spec`` that is not empty."""
    kind = "parameter" if input.kind == "Parameter" else "tensor"
    text = f"'{spec}' formats a number, not a {kind} of shape {render_shape(input.shape)}"
    require(input.ndim == 0 and kind == "tensor", text, "bad-argument", "TypeError")
    return Unknown(DATA_DEPENDENT, "str")


@query("torch.is_nonzero", "torch.Tensor.is_nonzero")
def is_nonzero(input: Tensor) -> Any:
    """Whether the only element is not zero."""
    shape = render_shape(input.shape)
    _require_one(input, f"is_nonzero() needs a tensor with one element, got {shape}")
    if input.data is not None and isinstance(input.data[0], (int, SymInt, SymBool)):
        return input.data[0] != 0
    return Unknown(_reason(input), "bool")


@query("torch.Tensor.tolist")
def tolist(input: Tensor) -> Any:
    """The elements as nested lists; a number for a 0-d tensor."""
    kind = "" if input.dtype is None else input.dtype.kind
    count = numel(input.shape)
    if not isinstance(count, int) or (input.data is None and count > 256):
        raise UnknownUse("the elements of a tensor are not known")
    elements = input.data or tuple(_any_number(input, kind) for _ in range(count))
    return _nested(elements, tuple(input.shape))


def _nested(elements: tuple[Any, ...], sizes: tuple[Any, ...]) -> Any:
    if not sizes:
        return elements[0]
    count = sizes[0]
    width = len(elements) // count if count else 0
    return [_nested(elements[i * width : (i + 1) * width], sizes[1:]) for i in range(count)]


@query("torch.Tensor.dim_order")
def dim_order(input: Tensor, *, ambiguity_check: Any = False) -> Any:
    """The dims from the slowest to the fastest."""
    if input.strides == Strides.CONTIGUOUS:
        return tuple(range(input.ndim))
    raise UnknownUse("the order of the dims is not followed")
