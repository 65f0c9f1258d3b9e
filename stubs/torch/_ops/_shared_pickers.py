"""Advanced indices: masks, tensors of numbers and lists, as what they pick from some dims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from pytea._stubs.torch._ops._shared_strides import KNOWN_ELEMENTS, all_concrete

from pytea.stubapi import (
    DTYPES,
    Bool,
    Int,
    Size,
    Strides,
    SymBool,
    SymInt,
    Tensor,
    Unknown,
    UnknownUse,
    fail,
    fresh_size,
    ite,
    numel,
    render,
    render_shape,
    require,
    numbers_in,
)

_MASKS = ("bool", "uint8")
WRONG_DTYPE = "tensors used as indices must be long, int, byte or bool tensors"
WRONG_TYPE = "only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are"


@dataclass(frozen=True, slots=True)
class Picker:
    """One advanced index: it replaces ``width`` dims by the broadcast shape of all of them."""

    shape: tuple[Int, ...]
    width: int
    #: Row-major elements, each a tuple of ``width`` indices, when they are known.
    elements: tuple[tuple[Int, ...], ...] | None
    mask: bool = False
    #: A mask of dtype uint8, which torch does not take everywhere.
    legacy: bool = False
    contiguous: bool = True
    #: Indices that occur, where there are too many to list them.
    occurring: tuple[Int, ...] = ()


def flag_picker(flag: Bool) -> Picker:
    count = ite(flag, 1, 0)
    elements = ((0,),) * count if isinstance(count, int) else None
    return Picker((count,), 1, elements)


def require_index_device(input: Tensor, index: Tensor) -> None:
    """Demands an index on the CPU or on the device of the indexed tensor."""
    types = [getattr(device, "type", None) for device in (input.device, index.device)]
    if None not in types:
        text = f"indices should be either on cpu or on the device of the indexed tensor {types[0]}"
        require(types[1] in ("cpu", types[0]), text, "device-mismatch")


def mask_picker(view: Tensor, mask: Tensor, dim: int) -> Picker:
    """Returns the advanced index that a mask over dims of ``view`` stands for."""
    if mask.ndim == 0:
        raise UnknownUse("a mask without dims")
    for offset, size in enumerate(mask.shape):
        text = f"the shape of the mask {render_shape(mask.shape)} does not match the indexed "
        text += f"tensor {render_shape(view.shape)} at dim {dim + offset}"
        require(dim + offset < view.ndim, text, "index-out-of-range", "IndexError")
        require(size == view.shape[dim + offset], text, "index-out-of-range", "IndexError")
    legacy = mask.dtype is not None and mask.dtype.name == "uint8"
    if mask.data is not None and all_concrete(mask.shape):
        spots = product(*(range(size) for size in mask.shape))  # type: ignore[arg-type]
        chosen = [spot for spot, flag in zip(spots, mask.data, strict=True) if flag]
        return Picker((len(chosen),), mask.ndim, tuple(chosen), mask=True, legacy=legacy)
    most = numel(mask.shape)
    count = fresh_size("num_true", 0, most if isinstance(most, int) else None)
    return Picker((count,), mask.ndim, None, mask=True, legacy=legacy)


def number_picker(view: Tensor, index: Tensor, dim: int) -> Picker:
    """Returns the advanced index of a tensor of numbers; known ones must be within the dim."""
    if index.dtype is not None and index.kind != "ndarray":
        text = f"{WRONG_DTYPE}, got {index.dtype}"
        require(index.dtype.name in ("int64", "int32"), text, "dtype-mismatch", "IndexError")
    require(
        dim < view.ndim,
        f"too many indices for tensor of dimension {view.ndim}",
        "index-out-of-range",
        "IndexError",
    )
    elements = None if index.data is None else tuple((number,) for number in index.data)
    contiguous = index.strides == Strides.CONTIGUOUS
    return Picker(
        tuple(index.shape), 1, elements, contiguous=contiguous, occurring=numbers_in(index)
    )


def require_in_range(numbers: Sequence[Any], size: Int, dim: int) -> None:
    """Demands -size <= number < size of all numbers."""
    for number in numbers:
        if not isinstance(number, Unknown):
            text = f"index {render(number)} is out of range for dim {dim} of size {render(size)}"
            require((number >= -size) & (number < size), text, "index-out-of-range", "IndexError")


def tensor_of(values: list[Any]) -> Tensor:
    """Returns the tensor of numbers or flags that a list as an index stands for."""
    shape = _list_shape(values)
    leaves = [int(x) if isinstance(x, float) else x for x in _leaves(values, len(shape))]
    flags = bool(leaves) and all(isinstance(leaf, (bool, SymBool)) for leaf in leaves)
    for leaf in leaves:
        if isinstance(leaf, str) or leaf is None:
            kind = type(leaf).__name__
            fail(f"{WRONG_TYPE} valid indices, got {kind}", "bad-argument", "TypeError")
    known = all(isinstance(leaf, (int, SymInt)) for leaf in leaves)
    few = known and len(leaves) <= KNOWN_ELEMENTS
    dtype = DTYPES["bool" if flags else "int64"]
    return Tensor(Size(shape), dtype, data=tuple(leaves) if few else None)


def _list_shape(values: Any) -> tuple[int, ...]:
    if isinstance(values, Unknown):
        raise UnknownUse(values.reason)
    if isinstance(values, Tensor):
        return tuple(values.shape)  # type: ignore[arg-type]
    if not isinstance(values, (list, tuple, range)):
        return ()
    inner = {_list_shape(item) for item in values if not _is_unknown_number(item)} or {()}
    if len(inner) > 1:
        fail("a list as an index must not be ragged", "bad-argument", "ValueError")
    return (len(values), *inner.pop())


def _is_unknown_number(value: object) -> bool:
    return isinstance(value, Unknown) and value.kind == "int"


def _leaves(values: Any, depth: int) -> Iterator[Any]:
    if depth == 0 or isinstance(values, Tensor):
        yield Unknown("the element of an index", "int") if isinstance(values, Tensor) else values
        return
    for item in values:
        yield from _leaves(item, depth - 1)


def is_mask(index: Tensor) -> bool:
    if index.dtype is None:
        raise UnknownUse("the dtype of an index is not known")
    return index.dtype.name in _MASKS
