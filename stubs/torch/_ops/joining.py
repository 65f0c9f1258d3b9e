"""Operators that join tensors: cat, stack, hstack, vstack, dstack, column_stack."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pytea._stubs.torch._ops._shared_strides import KNOWN_ELEMENTS, all_concrete
from pytea._stubs.torch._ops._shared_views import reshaped

from pytea.stubapi import (
    Int,
    Strides,
    Tensor,
    Unknown,
    fail,
    numel,
    op,
    render,
    render_shape,
    require,
    require_same_device,
    result_type,
    same,
    sprod,
    ssum,
    wrap_dim,
)
from pytea.stubapi.arguments import dim_of, int_of, tensors_of
from pytea.stubapi.results import grad_of
from pytea.values.elements import Elements


def _joined(tensors: Sequence[Tensor], shape: Sequence[Int], dim: int) -> Tensor:
    """Returns a fresh tensor of all elements of ``tensors``, one behind the other in ``dim``."""
    require_same_device(*tensors)
    dtype = result_type(*tensors)
    plain = all(t.strides == Strides.CONTIGUOUS for t in tensors) or len(shape) not in (4, 5)
    result = tensors[0].like(tuple(shape), strides=Strides.CONTIGUOUS if plain else Strides.UNKNOWN)
    return result.changed(
        dtype=dtype,
        device=next((t.device for t in tensors if t.device is not None), None),
        requires_grad=grad_of(dtype, *tensors),
        data=_joined_data(tensors, shape, dim),
        elements=_joined_elements(tensors),
    )


def _joined_elements(tensors: Sequence[Tensor]) -> Elements | None:
    first = tensors[0].elements
    return first if first is not None and all(first.agrees(t.elements) for t in tensors) else None


def _joined_data(
    tensors: Sequence[Tensor], shape: Sequence[Int], dim: int
) -> tuple[Any, ...] | None:
    if any(t.data is None for t in tensors) or not all_concrete(shape):
        return None
    if numel(shape) > KNOWN_ELEMENTS:
        return None
    rows = sprod(shape[:dim])
    data: list[Any] = []
    for row in range(rows):  # type: ignore[arg-type]
        for tensor in tensors:
            width = len(tensor.data) // rows  # type: ignore[arg-type, operator]
            data += tensor.data[row * width : (row + 1) * width]  # type: ignore[index]
    return tuple(data)


def concatenated(tensors: Sequence[Tensor], dim: Any) -> Tensor:
    """Returns ``torch.cat(tensors, dim)``; 1-d tensors without elements do not count."""
    text = "expected a non-empty list of tensors"
    require(len(tensors) > 0, text, "bad-argument", "ValueError")
    for index, tensor in enumerate(tensors):
        require(tensor.ndim > 0, f"tensor {index} is 0-d and cannot be concatenated")
    real = [(i, t) for i, t in enumerate(tensors) if t.ndim != 1 or not same(t.shape[0], 0)]
    wide = max((t.ndim for _, t in real), default=1)
    if wide > 1:
        real = [(i, t) for i, t in real if t.ndim > 1 or not _is_legacy_empty(t)]
    if not real:
        return _joined(tensors, (0,), 0)
    number, first = real[0]
    position = dim_of(dim, first.ndim)
    for index, tensor in real[1:]:
        _require_alike((number, first), (index, tensor), position)
    total = ssum(t.shape[position] for _, t in real)
    shape = (*first.shape[:position], total, *first.shape[position + 1 :])
    return _joined(tensors, shape, position)


def _is_legacy_empty(tensor: Tensor) -> bool:
    text = f"{render_shape(tensor.shape)} is 1-d, but the other tensors are not"
    require(tensor.shape[0] == 0, text)
    return True


def _require_alike(one: tuple[int, Tensor], two: tuple[int, Tensor], dim: int) -> None:
    """Demands that two tensors, given with their places in the list, can be joined."""
    (number, first), (index, tensor) = one, two
    shown = f"tensor {number} is {render_shape(first.shape)} and tensor {index} is "
    shown += render_shape(tensor.shape)
    text = f"{shown}: the numbers of dims {first.ndim} and {tensor.ndim} must be equal"
    require(first.ndim == tensor.ndim, text)
    for other, (a, b) in enumerate(zip(first.shape, tensor.shape, strict=True)):
        if other != dim and not same(a, b):
            text = f"{shown}: sizes {render(a)} and {render(b)} of dim {other} must be equal"
            require(a == b, text)


@op("torch.cat", "torch.concat", "torch.concatenate")
def cat(tensors: Any, dim: Any = 0) -> Tensor:
    """(*, S_i, *), ... -> (*, sum of S_i, *)"""
    return concatenated(tensors_of(tensors), dim)


@op("torch.stack")
def stack(tensors: Any, dim: Any = 0) -> Tensor:
    """n times (*, *) -> (*, n, *)"""
    found = tensors_of(tensors)
    require(len(found) > 0, "stack expects a non-empty list of tensors", "bad-argument")
    shape = found[0].shape
    position = wrap_dim(int_of(dim, "dim"), len(shape) + 1)  # type: ignore[arg-type]
    for index, tensor in enumerate(found):
        shown = f"tensor 0 is {render_shape(shape)} and tensor {index} is "
        shown += f"{render_shape(tensor.shape)}: stack wants equal shapes"
        require(tensor.ndim == len(shape), shown)
        for a, b in zip(shape, tensor.shape, strict=True):
            if not same(a, b):
                require(a == b, shown)
    joined = (*shape[:position], len(found), *shape[position:])
    result = _joined(found, joined, position)
    dense = len(shape) in (4, 5) and any(t.strides != Strides.CONTIGUOUS for t in found)
    return result.changed(strides=Strides.UNKNOWN if dense else Strides.CONTIGUOUS)


def _with_dims(tensors: Any, name: str, ndim: int) -> list[Tensor]:
    """Returns the tensors with at least ``ndim`` dims, as atleast_1d, _2d, _3d give them."""
    found = tensors_of(tensors)
    require(len(found) > 0, f"{name} expects a non-empty list of tensors", "bad-argument")
    shapes = {1: lambda s: s or (1,), 2: lambda s: (*(1,) * (2 - len(s)), *s), 3: _three_dims}
    return [t if t.ndim >= ndim else reshaped(t, shapes[ndim](t.shape)) for t in found]


def _three_dims(shape: Sequence[Int]) -> tuple[Int, ...]:
    return (1, shape[0], 1) if len(shape) == 1 else (*shape, *(1,) * (3 - len(shape)))


@op("torch.hstack")
def hstack(tensors: Any) -> Tensor:
    """cat along dim 1, or along dim 0 when the first tensor is 1-d"""
    found = _with_dims(tensors, "hstack", 1)
    return concatenated(found, 0 if found[0].ndim == 1 else 1)


@op("torch.vstack", "torch.row_stack")
def vstack(tensors: Any) -> Tensor:
    """cat of atleast_2d along dim 0"""
    return concatenated(_with_dims(tensors, "vstack", 2), 0)


@op("torch.dstack")
def dstack(tensors: Any) -> Tensor:
    """cat of atleast_3d along dim 2"""
    return concatenated(_with_dims(tensors, "dstack", 3), 2)


@op("torch.column_stack")
def column_stack(tensors: Any) -> Tensor:
    """cat along dim 1, where tensors with fewer than 2 dims are columns"""
    found = tensors_of(tensors)
    require(len(found) > 0, "column_stack expects a non-empty list of tensors", "bad-argument")
    return concatenated([t if t.ndim > 1 else reshaped(t, (numel(t.shape), 1)) for t in found], 1)


@op("torch.cartesian_prod")
def cartesian_prod(*tensors: Any) -> Tensor:
    """(N_1), ..., (N_k) -> (N_1 * ... * N_k, k); one tensor stays"""
    found = _vectors(tensors)
    if len(found) == 1:
        return found[0]
    total = sprod(t.shape[0] for t in found)
    return _product_of(found, (total, len(found)))


@op("torch.meshgrid")
def meshgrid(*tensors: Any, indexing: Any = None) -> tuple[Tensor, ...]:
    """(N_1), ..., (N_k) -> k times (N_1, ..., N_k), the first two exchanged for indexing="xy" """
    listed = tensors[0] if len(tensors) == 1 and _is_list(tensors[0]) else tensors
    found = tensors_of(listed)
    require(len(found) > 0, "meshgrid expects a non-empty list of tensors", "bad-argument")
    for tensor in found:
        shown = render_shape(tensor.shape)
        require(tensor.ndim <= 1, f"meshgrid wants 0-d or 1-d tensors, got {shown}")
        if tensor.dtype is not None and found[0].dtype is not None:
            text = f"meshgrid wants equal dtypes, got {found[0].dtype} and {tensor.dtype}"
            require(tensor.dtype == found[0].dtype, text, "dtype-mismatch")
    if not isinstance(indexing, Unknown):
        text = f"indexing must be 'ij' or 'xy', got {indexing!r}"
        require(indexing in (None, "ij", "xy"), text, "bad-argument")
    shape = [t.shape[0] if t.ndim else 1 for t in found]
    if len(shape) > 1 and not isinstance(indexing, Unknown) and indexing == "xy":
        shape[0], shape[1] = shape[1], shape[0]
    return tuple(t.like(tuple(shape), strides=Strides.UNKNOWN) for t in found)


def _is_list(value: object) -> bool:
    return isinstance(value, (list, tuple, Unknown))


def _vectors(tensors: Any) -> list[Tensor]:
    found = tensors_of(tensors)
    if not found:
        fail("expected a non-empty list of tensors", "bad-argument")
    for tensor in found:
        shown = render_shape(tensor.shape)
        require(tensor.ndim == 1, f"expected 1-d tensors, got {shown}")
    return found


def _product_of(tensors: Sequence[Tensor], shape: Sequence[Int]) -> Tensor:
    dtype = tensors[0].dtype
    for tensor in tensors:
        if dtype is not None and tensor.dtype is not None:
            text = f"expected equal dtypes, got {dtype} and {tensor.dtype}"
            require(tensor.dtype == dtype, text, "dtype-mismatch")
    return tensors[0].like(tuple(shape), requires_grad=grad_of(dtype, *tensors))


@op("torch.combinations")
def combinations(input: Tensor, r: Any = 2, with_replacement: Any = False) -> Tensor:
    """(N) -> (N over r, r)"""
    size, count = _vectors([input])[0].shape[0], int_of(r, "r")
    require(count >= 0, f"r must not be negative, got {render(count)}", "bad-argument")
    if same(count, 0):
        return input.like((0,))
    taken: Int = 1
    for step in range(count):  # type: ignore[arg-type]
        free = size + step if with_replacement else size - step
        taken = taken * free // (step + 1)
    return input.like((taken, count), strides=Strides.UNKNOWN)
