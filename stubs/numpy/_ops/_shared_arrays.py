"""Arrays and what stands for them: conversion of arguments, results, axes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pytea._stubs.numpy._ops._shared_dtypes import (
    common_dtype,
    dtype_of,
    number_dtype,
    promote,
)
from pytea._stubs.numpy._ops._shared_errors import value_errors
from pytea.stubapi import (
    DATA_DEPENDENT,
    DType,
    Int,
    Size,
    Strides,
    SymBool,
    SymInt,
    Tensor,
    Unknown,
    UnknownUse,
    broadcast,
    fail,
    ite,
    numel,
    render,
    render_shape,
    require,
    same,
    wrap_dim,
)
from pytea.values.unknown import Unordered

#: Arrays with at most so many elements keep their values.
KNOWN_ELEMENTS = 64
#: The layout of numpy's scalars: what ``x.mean()`` gives is a number, not an array.
SCALAR = "scalar"
_NUMBERS = (bool, int, float, complex, SymInt, SymBool)


def broadcast_shapes(*shapes: Sequence[Int]) -> Size:
    """Returns the shape to which all shapes broadcast; raises ValueError in the program."""
    first = shapes[0]
    if all(shape is first for shape in shapes):
        return Size(first)
    with value_errors():
        return broadcast(*shapes)


def is_number(value: object) -> bool:
    """Returns whether a value is a number, known or not."""
    if isinstance(value, Unknown):
        return value.number or value.kind in ("bool", "int", "float", "complex")
    return isinstance(value, _NUMBERS)


def is_torch(value: object) -> bool:
    """Returns whether a value is a tensor of torch."""
    return isinstance(value, Tensor) and value.kind != "ndarray"


def fitted(elements: Sequence[Any] | None, dtype: DType | None) -> tuple[Any, ...] | None:
    """Returns the elements as values of a dtype; None when they are not followed in it."""
    if elements is None or dtype is None or len(elements) > KNOWN_ELEMENTS:
        return None
    if dtype.name not in ("bool", "float64") and dtype.kind != "int":
        return None
    result = [_fit(element, dtype) for element in elements]
    return None if any(item is None for item in result) else tuple(result)


def _fit(element: Any, dtype: DType) -> Any:
    if not isinstance(element, (int, float, SymInt, SymBool)):
        return None
    if dtype.kind == "bool":
        return element if isinstance(element, (bool, SymBool)) else element != 0
    if isinstance(element, SymBool):
        element = ite(element, 1, 0)
    if dtype.kind == "float":
        return float(element) if isinstance(element, (int, float)) else None
    if isinstance(element, SymInt):
        return element if dtype.name == "int64" else None
    try:
        number = int(element)
    except (ValueError, OverflowError):
        return None
    bits = 8 * dtype.itemsize
    low, high = (0, 2**bits) if dtype.name[0] == "u" else (-(2 ** (bits - 1)), 2 ** (bits - 1))
    return number if low <= number < high else None


def new_array(
    shape: Sequence[Int],
    dtype: DType | None,
    data: Sequence[Any] | None = None,
    strides: str | tuple[Int, ...] = Strides.CONTIGUOUS,
) -> Tensor:
    """Returns the record of an array, with dims or without."""
    return Tensor(Size(shape), dtype, None, strides, False, fitted(data, dtype), "ndarray")


def outcome(
    shape: Sequence[Int],
    dtype: DType | None,
    data: Sequence[Any] | None = None,
    strides: str | tuple[Int, ...] = Strides.CONTIGUOUS,
) -> Any:
    """Returns a computed result: an array, or a number when no dims are left.

    Known numbers are Python's own, so that they remain sizes; numbers that only the run decides are
    Unknown, so that everything takes them for numbers; flags are records, which have one truth.
    """
    if len(shape):
        return new_array(shape, dtype, data, strides)
    known = fitted(data, dtype)
    if known is not None:
        return known[0]
    if dtype is not None and dtype.kind == "bool":
        return Tensor(Size(()), dtype, kind="ndarray", layout=SCALAR)
    if dtype is None:
        return Unknown(DATA_DEPENDENT, number=True)
    return Unknown(DATA_DEPENDENT, dtype.kind, dtype=dtype)


def as_outcome(record: Tensor) -> Any:
    """Returns a record as a computed result."""
    return record if record.ndim else outcome((), record.dtype, record.data)


def from_torch(value: Tensor) -> Tensor:
    """Returns the array of a tensor; refuses what ``Tensor.__array__`` refuses."""
    if value.requires_grad:
        text = "can't call numpy() on a tensor that requires grad: use tensor.detach().numpy()"
        fail(text, "bad-argument", "RuntimeError")
    device = getattr(value.device, "type", "cpu")
    text = f"can't convert a {device} tensor to numpy: use tensor.cpu() first"
    require(device == "cpu", text, "device-mismatch", "TypeError")
    if value.dtype is not None and value.dtype.name in ("bfloat16", "float8_e4m3fn", "float8_e5m2"):
        fail(f"numpy has no {value.dtype}", "dtype-mismatch", "TypeError")
    if value.layout:
        raise UnknownUse(f"an array of a {value.layout} tensor")
    return value.changed(kind="ndarray", device=None, requires_grad=False, origin=None)


class _Contents:
    """What nested sequences hold: shape, dtype and elements.

    ``objects`` says whether what has no common shape may be an element: None is not known.
    """

    def __init__(self, objects: bool | None = False) -> None:
        self.objects = objects
        self.dtypes: list[DType | None] = []
        self.items: list[Any] | None = []

    def shape(self, value: Any) -> tuple[Int, ...]:
        """Returns the shape of a value and collects its elements."""
        if isinstance(value, (list, tuple, range)):
            return self._sequence(value)
        if isinstance(value, Tensor):
            record = from_torch(value) if is_torch(value) else value
            self._add(record.dtype, record.data)
            return tuple(record.shape)
        if is_number(value):
            self._add(number_dtype(value), None if isinstance(value, Unknown) else (value,))
            return ()
        if isinstance(value, Unknown) and value.kind != "str":
            raise UnknownUse(value.reason)
        self._add(None, None)
        if isinstance(value, (str, bytes, Unknown)) or value is None or self.objects:
            return ()
        raise UnknownUse(f"an array of {type(value).__name__} objects")

    def _sequence(self, values: Sequence[Any]) -> tuple[Int, ...]:
        if not values:
            return (0,)
        shapes = [self.shape(value) for value in values]
        first = shapes[0]
        if self.objects is not False and any(shape != first for shape in shapes[1:]):
            return (len(values), *self._common(shapes))
        for index, shape in enumerate(shapes[1:], 1):
            if shape is first:
                continue
            text = "setting an array element with a sequence: item 0 has shape "
            text += f"{render_shape(first)}, but item {index} has shape {render_shape(shape)}"
            require(len(shape) == len(first), text, "shape-mismatch", "ValueError")
            for size, wanted in zip(shape, first, strict=True):
                if not same(size, wanted):
                    require(size == wanted, text, "shape-mismatch", "ValueError")
        return (len(values), *first)

    def _common(self, shapes: list[tuple[Int, ...]]) -> tuple[Int, ...]:
        """Returns the dims that objects of several shapes share."""
        if self.objects is None:
            raise UnknownUse("an array of a dtype that is not followed")
        shared = tuple(zip(*shapes, strict=False))
        count = next((i for i, sizes in enumerate(shared) if len({*sizes}) > 1), len(shared))
        return shapes[0][:count]

    def _add(self, dtype: DType | None, items: tuple[Any, ...] | None) -> None:
        if not self.dtypes or self.dtypes[-1] != dtype:
            self.dtypes.append(dtype)
        if items is None or self.items is None or len(self.items) > KNOWN_ELEMENTS:
            self.items = None
        else:
            self.items.extend(items)

    def dtype(self) -> DType | None:
        """Returns the dtype that holds all elements; float64 without elements."""
        if not self.dtypes:
            return dtype_of("float64")
        result = self.dtypes[0]
        for dtype in self.dtypes[1:]:
            result = promote(result, dtype)
        return result


def array_of(
    value: Any, dtype: DType | None = None, objects: bool | None = False
) -> Tensor:
    """Returns the array that numpy makes of an argument: nested sequences, numbers, tensors.

    ``objects`` says whether it holds objects, which need no common shape; None is not known.
    """
    if isinstance(value, Unordered):
        raise UnknownUse(f"an array of one {value.name}")
    if isinstance(value, Tensor) and dtype is None:
        if value.kind != "ndarray":
            return from_torch(value)
        return value.changed(layout="") if value.layout else value
    contents = _Contents(objects)
    shape = contents.shape(value)
    wanted = contents.dtype() if dtype is None else dtype
    strides = value.strides if isinstance(value, Tensor) else Strides.CONTIGUOUS
    return new_array(shape, wanted, contents.items, strides)


def operand(value: Any) -> Any:
    """Returns an operand of a ufunc: an array, or a Python number, which is weak in promotion."""
    return value if is_number(value) else array_of(value)


def meet(*operands: Any) -> DType | None:
    """Returns the dtype in which operands meet."""
    return common_dtype(*operands)


def axis_of(axis: Any, ndim: int, name: str = "axis") -> int:
    """Returns one axis, wrapped; refuses what is out of range, also for arrays without dims."""
    if isinstance(axis, Tensor) and axis.data is not None and len(axis.data) == 1:
        axis = axis.data[0]
    if isinstance(axis, (Unknown, SymInt, Tensor)):
        raise UnknownUse(f"{name} is not a known number")
    if not isinstance(axis, int):
        kind = type(axis).__name__
        fail(f"{name} must be an integer, got {kind}", "bad-argument", "TypeError")
    if ndim == 0:
        text = f"{name} {axis} is out of bounds for an array of dimension 0"
        fail(text, "dim-out-of-range", "IndexError")
    return wrap_dim(int(axis), ndim, scalar_as_1d=False)


def axes_of(axis: Any, ndim: int, name: str = "axis") -> tuple[int, ...]:
    """Returns distinct axes, wrapped; None means all of them, an empty tuple none."""
    if axis is None:
        return tuple(range(ndim))
    if isinstance(axis, Unknown):
        raise UnknownUse(axis.reason)
    listed = axis if isinstance(axis, (tuple, list)) else (axis,)
    wrapped = tuple(axis_of(item, ndim, name) for item in listed)
    text = f"duplicate value in {name!r}: {render_shape(wrapped)}"
    require(len(set(wrapped)) == len(wrapped), text, "dim-out-of-range", "ValueError")
    return wrapped


def reduction_axes(axis: Any, ndim: int) -> tuple[int, ...]:
    """Returns the axes to reduce; arrays without dims accept the axes 0 and -1."""
    if ndim == 0 and isinstance(axis, int):
        axis_of(axis, 1)
        return ()
    return axes_of(axis, ndim)


def kept_layout(*records: Tensor) -> str:
    """Returns the layout of a copy that numpy makes in the order of its operands."""
    plain = all(record.strides == Strides.CONTIGUOUS for record in records)
    return Strides.CONTIGUOUS if plain else Strides.UNKNOWN


def size_of(value: Any, name: str = "shape") -> Int:
    """Returns a whole number that is a size or an index; an integer array of one element counts."""
    if isinstance(value, Unknown):
        if value.kind in ("float", "str", "complex"):
            fail(f"{name} must be an integer, got {value.kind}", "bad-argument", "TypeError")
        raise UnknownUse(value.reason)
    if isinstance(value, Tensor):
        if value.dtype is not None and value.dtype.kind not in ("int", "bool"):
            text = f"{name} must be an integer, got a {value.dtype.name} array"
            fail(text, "bad-argument", "TypeError")
        if value.data is None or len(value.data) != 1:
            raise UnknownUse(f"{name} is the value of an array")
        value = value.data[0]
    if isinstance(value, (SymInt, SymBool)):
        return ite(value, 1, 0) if isinstance(value, SymBool) else value
    if not isinstance(value, int):
        kind = type(value).__name__
        fail(f"{name} must be an integer, got {kind}", "bad-argument", "TypeError")
    return int(value)


def listed_sizes(value: Any, name: str = "shape") -> tuple[Int, ...]:
    """Returns the whole numbers of a sequence, of an array of integers, or of one number."""
    if isinstance(value, Unknown) and value.kind in ("", "tuple", "list", "ndarray"):
        raise UnknownUse(value.reason)
    if isinstance(value, Tensor) and value.ndim == 1:
        if value.data is None:
            raise UnknownUse(f"{name} is the value of an array")
        value = value.data
    if isinstance(value, (list, tuple, range)):
        return tuple(size_of(item, name) for item in value)
    return (size_of(value, name),)


def shape_of(value: Any) -> Size:
    """Returns a shape argument, which must not be negative."""
    shape = Size(listed_sizes(value))
    for size in shape:
        text = f"negative dimensions are not allowed: {render_shape(shape)}"
        require(size >= 0, text, "bad-argument", "ValueError")
    return shape


def arrays_of(values: Any, name: str) -> list[Tensor]:
    """Returns the items of a sequence as arrays; those of an array are its rows."""
    if isinstance(values, Unknown):
        raise UnknownUse(values.reason)
    if isinstance(values, Tensor):
        record = array_of(values)
        if record.ndim == 0:
            fail(f"{name} must be a sequence of arrays", "bad-argument", "TypeError")
        count = record.shape[0]
        if not isinstance(count, int):
            raise UnknownUse(f"the rows of an array of {render(count)} rows")
        row = new_array(record.shape[1:], record.dtype, strides=Strides.UNKNOWN)
        return [row] * count
    if not isinstance(values, (list, tuple)):
        kind = type(values).__name__
        fail(f"{name} must be a sequence of arrays, got {kind}", "bad-argument", "TypeError")
    return [array_of(value) for value in values]


def flat(record: Tensor) -> Tensor:
    """Returns an array as one dim."""
    if record.ndim == 1:
        return record
    count = numel(record.shape)
    return new_array((count,), record.dtype, record.data)


def flag_of(value: Any, name: str) -> bool:
    """Returns a flag that decides about the shape of the result."""
    if isinstance(value, Unknown):
        raise UnknownUse(f"{name} is not known")
    return bool(value)
