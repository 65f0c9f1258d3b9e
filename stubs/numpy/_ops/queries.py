"""Operators: what a program asks of an array: shape, size, dtype, item, tolist, iteration."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytea._stubs.numpy._ops._shared_arrays import array_of, axis_of, is_number, is_torch
from pytea._stubs.numpy._ops._shared_dtypes import common_dtype, dtype_of, promote, shown_dtype
from pytea.stubapi import (
    DATA_DEPENDENT,
    DType,
    Int,
    Tensor,
    Unknown,
    UnknownUse,
    any_element,
    fail,
    numel,
    op,
    render_shape,
    require,
    same,
    strides_of,
)
from pytea.values.numpy_dtype import NUMPY_DTYPES, NumpyDType

#: By the letter of a dtype's kind: the classes of dtypes to which it belongs.
_FAMILIES = {
    "b": ("generic",),
    "i": ("generic", "number", "integer", "signedinteger"),
    "u": ("generic", "number", "integer", "unsignedinteger"),
    "f": ("generic", "number", "inexact", "floating"),
    "c": ("generic", "number", "inexact", "complexfloating"),
}


def _property(name: str) -> Callable[..., Any]:
    return op(f"numpy.ndarray.{name}", binding="property", counted=False)


def _query(*names: str) -> Callable[..., Any]:
    return op(*names, counted=False)


@_property("shape")
def shape(self: Any) -> tuple[Int, ...]:
    """The sizes."""
    return tuple(array_of(self).shape)


@_property("ndim")
def ndim(self: Any) -> int:
    """The number of dims."""
    return array_of(self).ndim


@_property("size")
def size(self: Any) -> Int:
    """The number of elements."""
    return numel(array_of(self).shape)


@_property("dtype")
def dtype(self: Any) -> Any:
    """The dtype."""
    if isinstance(self, Unknown) and self.dtype is not None:
        return shown_dtype(self.dtype)
    return shown_dtype(array_of(self).dtype)


@_property("itemsize")
def itemsize(self: Any) -> Any:
    """The bytes of one element."""
    found = array_of(self).dtype
    return Unknown("the dtype of an array is not known", "int") if found is None else found.itemsize


@_property("nbytes")
def nbytes(self: Any) -> Any:
    """The bytes of all elements."""
    record = array_of(self)
    if record.dtype is None:
        return Unknown("the dtype of an array is not known", "int")
    return numel(record.shape) * record.dtype.itemsize


@_property("strides")
def strides(self: Any) -> Any:
    """The strides in bytes."""
    record = array_of(self)
    steps = strides_of(record)
    if steps is None or record.dtype is None or any(same(s, 0) for s in record.shape):
        return Unknown("strides are not followed")
    return tuple(step * record.dtype.itemsize for step in steps)


@_property("flags")
def flags(self: Any) -> Unknown:
    """The layout: not followed."""
    return Unknown("the flags of an array")


@_property("base")
def base(self: Any) -> Unknown:
    """The array that owns the memory: not followed."""
    return Unknown("the base of an array")


@_property("real")
def real(self: Any) -> Tensor:
    """The real parts."""
    record = array_of(self)
    return record if record.dtype is None or record.dtype.kind != "complex" else _part(record)


@_property("imag")
def imag(self: Any) -> Tensor:
    """The imaginary parts."""
    return _part(array_of(self))


def _part(record: Tensor) -> Tensor:
    if record.dtype is None:
        return record.changed(data=None)
    halves = {"complex64": "float32", "complex128": "float64"}
    kind = dtype_of(halves.get(record.dtype.name, record.dtype.name))
    return record.changed(dtype=kind, data=None, strides="unknown")


@_query("numpy.shape")
def shape_function(a: Any) -> Any:
    """The sizes."""
    return a.shape if is_torch(a) else tuple(array_of(a).shape)


@_query("numpy.ndim")
def ndim_function(a: Any) -> int:
    """The number of dims."""
    return array_of(a).ndim


@_query("numpy.size")
def size_function(a: Any, axis: Any = None) -> Int:
    """The number of elements, or the size of one axis."""
    if is_torch(a):
        raise UnknownUse("numpy.size of a tensor of torch")
    record = array_of(a)
    if axis is None:
        return numel(record.shape)
    axes = axis if isinstance(axis, (list, tuple)) else (axis,)
    return numel([record.shape[axis_of(own, record.ndim)] for own in axes])


@_query("numpy.ndarray.__len__")
def len_(self: Any) -> Int:
    """The size of axis 0."""
    record = array_of(self)
    if record.ndim == 0:
        fail("len() of unsized object", "bad-argument", "TypeError")
    return record.shape[0]


@_query("numpy.ndarray.item", "numpy.ndarray.__int__", "numpy.ndarray.__index__")
def item(self: Any, *args: Any) -> Any:
    """The number in an array of one element, or the one at an index."""
    record = array_of(self)
    if not args:
        text = f"can only convert an array of size 1 to a Python scalar, got {render_shape(record.shape)}"
        require(numel(record.shape) == 1, text, "shape-mismatch", "ValueError")
        if record.data is not None and len(record.data) == 1:
            return record.data[0]
        element = any_element(record)
        if element is not None:
            return element
    kind = "" if record.dtype is None else record.dtype.kind
    return Unknown(DATA_DEPENDENT, kind)


@_query("numpy._pytea.number")
def number(self: Any) -> Any:
    """What ``float(self)`` and its like read; some versions of numpy want an array without dims."""
    record = array_of(self)
    text = f"only an array with one element is a number, got {render_shape(record.shape)}"
    require(numel(record.shape) == 1, text, "bad-argument", "TypeError")
    return item(self)


@_query("numpy._pytea.format")
def format_(self: Any, spec: str) -> Unknown:
    """``format(self, spec)`` with a ``spec`` that is not empty."""
    record = array_of(self)
    text = f"'{spec}' formats a number, not an array of shape {render_shape(record.shape)}"
    require(record.ndim == 0, text, "bad-argument", "TypeError")
    return Unknown(DATA_DEPENDENT, "str")


@_query("numpy.ndarray.__float__", "numpy.ndarray.__complex__")
def float_(self: Any) -> Any:
    """The number in an array of one element."""
    found = item(self)
    return found if isinstance(found, Unknown) else float(found)


@_query("numpy.ndarray.tolist")
def tolist(self: Any) -> Any:
    """Nested lists of numbers."""
    record = array_of(self)
    kind = "" if record.dtype is None else record.dtype.kind
    if record.ndim == 0:
        return record.data[0] if record.data is not None else Unknown(DATA_DEPENDENT, kind)
    if not all(isinstance(length, int) for length in record.shape):
        return Unknown("a list of a symbolic number of items", "list")
    if record.data is None and numel(record.shape) > 64:  # type: ignore[operator]
        return Unknown("a long list of numbers that the run decides", "list")
    items = record.data or [Unknown(DATA_DEPENDENT, kind) for _ in range(numel(record.shape))]  # type: ignore[arg-type]
    return _nested(list(items), record.shape)


def _nested(items: list[Any], sizes: Any) -> list[Any]:
    if len(sizes) == 1:
        return items
    width = len(items) // sizes[0] if sizes[0] else 0
    return [_nested(items[i * width : (i + 1) * width], sizes[1:]) for i in range(sizes[0])]


@_query("numpy.ndarray.__contains__")
def contains(self: Any, value: Any) -> Any:
    """Whether an element is equal."""
    record = array_of(self)
    if record.data is not None and isinstance(value, (int, float)):
        if all(isinstance(entry, (int, float)) for entry in record.data):
            return value in record.data
    return Unknown(DATA_DEPENDENT, "bool")


@_query("numpy.ndarray.tobytes", "numpy.ndarray.tostring")
def tobytes(self: Any, order: Any = "C") -> Unknown:
    """The bytes of the elements."""
    return Unknown("the bytes of an array", "bytes")


@_query("numpy.dtype")
def new_dtype(dtype: Any, align: Any = False, copy: Any = False) -> Any:
    """The dtype that a text, a type or a dtype names."""
    return shown_dtype(dtype_of(dtype))


@_query("numpy.result_type")
def result_type(*arrays_and_dtypes: Any) -> Any:
    """The dtype in which operands meet."""
    operands = [
        Tensor((), dtype_of(v), kind="ndarray") if isinstance(v, NumpyDType | str) else v
        for v in arrays_and_dtypes
    ]  # type: ignore[arg-type]
    operands = [v if is_number(v) or isinstance(v, Tensor) else array_of(v) for v in operands]
    return shown_dtype(common_dtype(*operands))


@_query("numpy.promote_types")
def promote_types(type1: Any, type2: Any) -> Any:
    """The dtype that holds the values of both."""
    return shown_dtype(promote(dtype_of(type1), dtype_of(type2)))


@_query("numpy.issubdtype")
def issubdtype(arg1: Any, arg2: Any) -> Any:
    """Whether a dtype belongs to another one, or to a class of dtypes such as numpy.floating."""
    if isinstance(arg1, Unknown) or isinstance(arg2, Unknown):
        return Unknown("a question about a dtype", "bool")
    if isinstance(arg1, DType):
        fail(f"Cannot interpret '{arg1}' as a data type", "bad-argument", "TypeError")
    own = dtype_of(arg1)
    if own is None:
        return Unknown("a question about a dtype", "bool")
    if getattr(arg2, "name", "").startswith("numpy."):
        return arg2.name.removeprefix("numpy.") in _FAMILIES[NUMPY_DTYPES[own.name].kind]
    other = dtype_of(arg2)
    return Unknown("a question about a dtype", "bool") if other is None else own == other


@_query("numpy.can_cast", "numpy.may_share_memory", "numpy.shares_memory")
def can_cast(from_: Any, to: Any, *args: Any, **options: Any) -> Unknown:
    """A question about dtypes or memory: not followed."""
    return Unknown("a question about a dtype", "bool")


@_query("numpy.isscalar")
def isscalar(element: Any) -> bool:
    """Whether a value is a number or a text."""
    if isinstance(element, Tensor):
        return element.layout == "scalar"
    return isinstance(element, str) or is_number(element)


@_query("numpy.iscomplexobj")
def iscomplexobj(x: Any) -> Any:
    """Whether the dtype is complex."""
    found = array_of(x).dtype
    return Unknown("the dtype of an array", "bool") if found is None else found.kind == "complex"


@_query("numpy.isrealobj")
def isrealobj(x: Any) -> Any:
    """Whether the dtype is not complex."""
    found = array_of(x).dtype
    return Unknown("the dtype of an array", "bool") if found is None else found.kind != "complex"


