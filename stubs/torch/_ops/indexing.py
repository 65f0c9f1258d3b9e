"""Operators: ``x[index]``, ``x[index] = value``, index_put."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pytea._stubs.torch._ops._shared_gather import kept_strides
from pytea._stubs.torch._ops._shared_indexing import Selection, select_with

from pytea.stubapi import (
    Int,
    SymBool,
    SymInt,
    Tensor,
    Unknown,
    UnknownUse,
    fail,
    ite,
    op,
    render_shape,
    require,
    require_broadcastable_to,
    same,
    variants,
)
from pytea.stubapi.arguments import require_tensor
from pytea.stubapi.elements import any_number
from pytea.stubapi.results import grad_of

_NUMBERS = (bool, int, float, complex, SymInt, SymBool)


@op("torch.Tensor.__getitem__")
def getitem(input: Tensor, index: Any) -> Tensor:
    """(*) -> the selected elements"""
    selection = select_with(input, index)
    if selection.view is input and selection.is_view:
        return input.like(strides=input.strides, data=input.data)
    return selection.result()


@op("torch.Tensor.__setitem__", binding="inplace")
def setitem(input: Tensor, index: Any, value: Any) -> Tensor:
    """(*), value broadcast to the selected elements -> (*)"""
    if not isinstance(value, (Tensor, Unknown, *_NUMBERS)) or _is_array(value):
        kind = "numpy.ndarray" if _is_array(value) else type(value).__name__
        fail(f"can't assign a {kind} to a tensor", "bad-argument", "TypeError")
    if index is False:
        return input
    selection = select_with(input, index)
    if isinstance(value, Tensor):
        _check_assigned(selection, value, whole=index is True)
    else:
        selection.fills_mask()
    if isinstance(value, complex) and input.dtype is not None:
        text = f"a complex number cannot be converted to {input.dtype}"
        require(input.dtype.kind in ("complex", "bool"), text, "dtype-mismatch")
    known = value if not isinstance(value, Unknown) else any_number(input, selection.result())
    data = _assigned_data(input, index, selection, known)
    return input.changed(data=data, requires_grad=grad_of(input.dtype, input, value))


def _is_array(value: object) -> bool:
    return isinstance(value, Tensor) and value.kind == "ndarray"


def _check_assigned(selection: Selection, value: Tensor, *, whole: bool = False) -> None:
    """``whole``: the index is True, which torch takes for a view of all elements."""
    target = selection.result()
    shape = list(value.shape)
    while len(shape) > target.ndim and same(shape[0], 1):
        shape.pop(0)
    text = f"value of shape {render_shape(value.shape)} cannot be broadcast to the selected "
    text += f"elements of shape {render_shape(target.shape)}"
    require_broadcastable_to(shape, target.shape, text)
    if whole or selection.is_view or (_is_single(value) and selection.fills_mask()):
        return
    require_put_dtype(target, value)


def _is_single(value: Tensor) -> bool:
    return all(same(size, 1) for size in value.shape)


def require_put_dtype(target: Tensor, value: Tensor) -> None:
    """Demands equal dtypes, as ``index_put_`` does."""
    if target.dtype is not None and value.dtype is not None:
        text = f"assigning through an index wants equal dtypes, got {target.dtype} for the "
        text += f"destination and {value.dtype} for the source"
        require(target.dtype == value.dtype, text, "dtype-mismatch")


def _assigned_data(
    input: Tensor, index: Any, selection: Selection, value: Any
) -> tuple[Any, ...] | None:
    """Returns the known values after an assignment, or None."""
    if input.data is None or input.dtype is None or input.dtype.kind not in ("int", "bool"):
        return None
    numbered = input.changed(data=tuple(range(len(input.data))))
    target = select_with(numbered, index).result()
    values = _values_for(target.shape, value)
    if target.data is None or values is None:
        return None
    result = list(input.data)
    for position, number in zip(target.data, values, strict=True):
        is_flag = isinstance(number, (bool, SymBool))
        if input.dtype.kind == "bool" and not is_flag:
            number = number != 0
        elif input.dtype.kind == "int" and is_flag:
            number = ite(number, 1, 0)
        result[position] = number
    return tuple(result)


def _values_for(shape: Sequence[Int], value: Any) -> tuple[Any, ...] | None:
    count = 1
    for size in shape:
        if not isinstance(size, int):
            return None
        count *= size
    if isinstance(value, Tensor):
        if value.data is None or len(value.data) not in (1, count):
            return None
        return value.data * count if len(value.data) == 1 else value.data
    return (value,) * count if isinstance(value, (int, SymInt)) else None


def _put(input: Tensor, indices: Any, values: Tensor, accumulate: Any = False) -> Tensor:
    """(*), values broadcast to the elements selected by ``indices`` -> (*)"""
    if isinstance(indices, Unknown):
        raise UnknownUse(indices.reason)
    require_tensor(values, "values")
    if not isinstance(indices, (list, tuple)):
        fail("indices must be a tuple of Tensors", "bad-argument", "TypeError")
    for item in indices:
        require_tensor(item, "an item of indices")
    count = f"too many indices for tensor of dimension {input.ndim}: {len(indices)}"
    require(len(indices) <= input.ndim, count, "index-out-of-range", "IndexError")
    require(len(indices) > 0, "indices must be non-empty", "bad-argument")
    selection = select_with(input, tuple(indices))
    target = selection.result()
    text = f"values of shape {render_shape(values.shape)} cannot be broadcast to the selected "
    text += f"elements of shape {render_shape(target.shape)}"
    require_broadcastable_to(values.shape, target.shape, text)
    if accumulate is not False or not _is_single(values) or not selection.fills_mask():
        require_put_dtype(target, values)
    grad = grad_of(input.dtype, input, values)
    return input.like(strides=kept_strides(input), requires_grad=grad)


@variants("index_put")
def index_put(input: Tensor, indices: Any, values: Tensor, accumulate: Any = False) -> Tensor:
    """(*), values broadcast to the elements selected by ``indices`` -> (*)"""
    return _put(input, indices, values, accumulate)


@op("torch.Tensor.index_put_", "torch.index_put_", binding="inplace")
def index_put_(input: Tensor, indices: Any, values: Tensor, accumulate: Any = False) -> Tensor:
    """(*), values broadcast to the elements selected by ``indices`` -> (*)"""
    result = _put(input, indices, values, accumulate)
    return input.changed(data=None, requires_grad=result.requires_grad)
