"""The indexing rule of numpy: what ``x[...]`` selects, as a view and arrays that pick from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from pytea._stubs.numpy._ops._shared_arrays import KNOWN_ELEMENTS, array_of, broadcast_shapes
from pytea._stubs.torch._ops._shared_strides import all_concrete
from pytea._stubs.torch._ops._shared_views import clamped_slice, narrowed, selected, view_of

from pytea.stubapi import (
    DTYPES,
    Int,
    Strides,
    SymBool,
    SymInt,
    Tensor,
    Unknown,
    UnknownUse,
    ceil_div,
    fail,
    fresh_size,
    ite,
    numel,
    render,
    render_shape,
    require,
    same,
)

_WRONG_TYPE = (
    "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean "
    "arrays are valid indices"
)


@dataclass(frozen=True, slots=True)
class Picker:
    """An advanced index: it replaces ``width`` dims by the common shape of all of them."""

    shape: tuple[Int, ...]
    width: int
    #: Row-major elements, each a tuple of ``width`` indices, when they are known.
    elements: tuple[tuple[Any, ...], ...] | None
    mask: bool = False


class Selection:
    """What an index selects: a view of the array, and pickers by the dim of the view."""

    def __init__(self, view: Tensor) -> None:
        self.view = view
        self.pickers: dict[int, Picker] = {}
        #: Whether something that is no array stands between the advanced indices.
        self.apart = False
        self._gap = False
        #: Whether an ellipsis took part: the result is an array even without dims.
        self.dotted = False
        #: Whether an array without dims took part: the result is a copy.
        self.copied = False

    @property
    def masked(self) -> bool:
        """Whether a mask took part: how many elements are selected is not known."""
        return any(picker.mask and picker.elements is None for picker in self.pickers.values())

    def separate(self) -> None:
        """Notes a slice, None or an ellipsis."""
        self._gap = self._gap or bool(self.pickers)

    def pick(self, dim: int, picker: Picker) -> int:
        """Adds an advanced index at ``dim`` of the view; returns the next dim."""
        self.apart = self.apart or self._gap
        self.pickers[dim] = picker
        return dim + picker.width

    def result(self) -> Tensor:
        """Returns the selected elements."""
        if not self.pickers:
            return self.view.changed(strides=Strides.UNKNOWN) if self.copied else self.view
        picked = broadcast_shapes(*[picker.shape for picker in self.pickers.values()])
        kept = self._kept()
        first = min(self.pickers)
        place = 0 if self.apart else sum(dim < first for dim in kept)
        rest = [self.view.shape[dim] for dim in kept]
        shape = (*rest[:place], *picked, *rest[place:])
        plain = place == 0 and self.view.strides == Strides.CONTIGUOUS
        return self.view.like(
            shape,
            strides=Strides.CONTIGUOUS if plain or len(shape) < 2 else Strides.UNKNOWN,
            data=self._data(shape, len(picked), place, kept),
        )

    def _kept(self) -> list[int]:
        taken = {dim for start, p in self.pickers.items() for dim in range(start, start + p.width)}
        return [dim for dim in range(self.view.ndim) if dim not in taken]

    def _data(
        self, shape: Sequence[Int], width: int, place: int, kept: Sequence[int]
    ) -> tuple[Any, ...] | None:
        data, sizes = self.view.data, self.view.shape
        known = all(picker.elements is not None for picker in self.pickers.values())
        if data is None or not known or not all_concrete(shape) or not all_concrete(sizes):
            return None
        if numel(shape) > KNOWN_ELEMENTS:
            return None
        result = []
        for spot in product(*(range(size) for size in shape)):  # type: ignore[arg-type]
            where = dict(zip(kept, spot[:place] + spot[place + width :], strict=True))
            for start, picker in self.pickers.items():
                chosen = picker.elements[_row(picker.shape, spot[place : place + width])]  # type: ignore[index]
                where.update({start + offset: index for offset, index in enumerate(chosen)})
            if not all(isinstance(index, int) for index in where.values()):
                return None
            result.append(data[_row(sizes, [where[d] % sizes[d] for d in range(len(sizes))])])  # type: ignore[operator]
        return tuple(result)


def _row(shape: Sequence[Any], spot: Sequence[Any]) -> int:
    """Returns the row-major position of a spot; the shape may be broadcast to that of the spot."""
    position = 0
    for size, index in zip(shape, spot[len(spot) - len(shape) :], strict=True):
        position = position * size + (0 if size == 1 else index)
    return position


def select(a: Tensor, index: Any) -> Selection:
    """Returns what ``a[index]`` selects; refuses what numpy's indexing refuses."""
    items = [_item_of(item) for item in (index if isinstance(index, tuple) else (index,))]
    dots = sum(item is Ellipsis for item in items)
    text = "an index can only have a single ellipsis ('...')"
    require(dots <= 1, text, "bad-argument", "IndexError")
    given = sum(map(_specified, items))
    text = f"too many indices for array: {render_shape(a.shape)} is {a.ndim}-dimensional, but "
    require(given <= a.ndim, f"{text}{given} were indexed", "index-out-of-range", "IndexError")
    fancy = any(isinstance(item, (Tensor, bool, SymBool)) for item in items)
    selection, dim = Selection(a), 0
    selection.dotted = bool(dots)
    given_items = index if isinstance(index, tuple) else (index,)
    selection.copied = any(isinstance(item, Tensor) and not item.layout for item in given_items)
    for item in items:
        dim = _apply(selection, item, dim, a.ndim - given, fancy)
    if selection.pickers:
        _check_ranges(selection)
    return selection


def _item_of(item: Any) -> Any:
    """Returns an item of an index; sequences become arrays, arrays of one number numbers."""
    if isinstance(item, (list, tuple, range)):
        found = array_of(item)
        empty = isinstance(item, list) and numel(found.shape) == 0
        return found.changed(dtype=DTYPES["int64"], data=()) if empty is True else _checked(found)
    if isinstance(item, Tensor):
        found = _checked(array_of(item))
        if found.ndim == 0 and found.dtype is not None and found.dtype.kind == "int":
            known = found.data is not None
            return found.data[0] if known else Unknown("the value of an array", "int")  # type: ignore[index]
        return found
    if isinstance(item, Unknown):
        if item.kind == "float":
            fail(_WRONG_TYPE, "bad-argument", "IndexError")
        if item.kind == "bool":
            return Tensor((), DTYPES["bool"], kind="ndarray")  # type: ignore[arg-type]
        if item.kind != "int":
            raise UnknownUse(item.reason)
        return item
    if item is None or item is Ellipsis or isinstance(item, (int, SymInt, SymBool, slice)):
        return item
    if isinstance(item, str):
        raise UnknownUse("a field of a structured array")
    fail(f"{_WRONG_TYPE}, got {type(item).__name__}", "bad-argument", "IndexError")
    raise AssertionError


def _checked(found: Tensor) -> Tensor:
    if found.dtype is None:
        raise UnknownUse("the dtype of an index is not known")
    if found.dtype.kind not in ("int", "bool"):
        text = f"arrays used as indices must be of integer (or boolean) type, got {found.dtype.name}"
        fail(text, "dtype-mismatch", "IndexError")
    return found


def _is_mask(item: Tensor) -> bool:
    return item.dtype is not None and item.dtype.kind == "bool"


def _specified(item: Any) -> int:
    if item is None or item is Ellipsis or isinstance(item, (bool, SymBool)):
        return 0
    return item.ndim if isinstance(item, Tensor) and _is_mask(item) else 1


def _apply(selection: Selection, item: Any, dim: int, hidden: int, fancy: bool) -> int:
    """Applies one item of an index at ``dim`` of the view; returns the next dim."""
    view = selection.view
    match item:
        case slice():
            selection.separate()
            _take_slice(selection, dim, item)
            return dim + 1
        case None:
            selection.separate()
            _insert(selection, dim)
            return dim + 1
        case _ if item is Ellipsis:
            selection.separate()
            return dim + hidden
        case bool() | SymBool():
            _insert(selection, dim)
            count = ite(item, 1, 0) if isinstance(item, SymBool) else int(item)
            known = ((0,),) * count if isinstance(count, int) else None
            return selection.pick(dim, Picker((count,), 1, known, mask=True))
        case int() | SymInt() if not fancy:
            selection.view = selected(view, dim, item)
            return dim
        case Unknown() if not fancy:
            _drop(selection, dim)
            return dim
        case int() | SymInt():
            return selection.pick(dim, Picker((), 1, ((item,),)))
        case Unknown():
            return selection.pick(dim, Picker((), 1, None))
    return _apply_array(selection, item, dim)


def _apply_array(selection: Selection, item: Tensor, dim: int) -> int:
    if not _is_mask(item):
        known = None if item.data is None else tuple((number,) for number in item.data)
        return selection.pick(dim, Picker(tuple(item.shape), 1, known))
    if item.ndim == 0:
        _insert(selection, dim)
        known = None if item.data is None else ((0,),) * int(bool(item.data[0]))
        count = fresh_size("num_true", 0, 1) if known is None else len(known)
        return selection.pick(dim, Picker((count,), 1, known, mask=True))
    return selection.pick(dim, _mask_picker(selection.view, item, dim))


def _mask_picker(view: Tensor, mask: Tensor, dim: int) -> Picker:
    """Returns the advanced index that a mask over dims of the view stands for."""
    for offset, size in enumerate(mask.shape):
        wanted = view.shape[dim + offset]
        if not same(size, wanted):
            text = f"boolean index did not match indexed array along axis {dim + offset}; size of "
            text += f"axis is {render(wanted)} but size of boolean index is {render(size)}"
            require(size == wanted, text, "index-out-of-range", "IndexError")
    data = mask.data
    if data is not None and all_concrete(mask.shape) and all(isinstance(x, bool) for x in data):
        spots = product(*(range(size) for size in mask.shape))  # type: ignore[arg-type]
        chosen = tuple(spot for spot, flag in zip(spots, data, strict=True) if flag)
        return Picker((len(chosen),), mask.ndim, chosen, mask=True)
    most = numel(mask.shape)
    count = fresh_size("num_true", 0, most if isinstance(most, int) else None)
    return Picker((count,), mask.ndim, None, mask=True)


def _check_ranges(selection: Selection) -> None:
    """Demands indices within their dims."""
    picked = broadcast_shapes(*[picker.shape for picker in selection.pickers.values()])
    empty = any(same(size, 0) for size in picked)
    for dim, picker in selection.pickers.items():
        size = selection.view.shape[dim]
        if picker.mask or empty:
            continue
        for (number,) in picker.elements or ():
            if isinstance(number, (int, SymInt)):
                text = f"index {render(number)} is out of bounds for axis {dim} with size "
                inside = (number >= -size) & (number < size)
                require(inside, f"{text}{render(size)}", "index-out-of-range", "IndexError")


def _insert(selection: Selection, dim: int) -> None:
    shape = selection.view.shape

    def restride(strides: tuple[Int, ...]) -> tuple[Sequence[Int], Int]:
        return (*strides[:dim], 0, *strides[dim:]), 0

    selection.view = view_of(selection.view, (*shape[:dim], 1, *shape[dim:]), restride)


def _drop(selection: Selection, dim: int) -> None:
    """Selects at an index that is not known."""
    kept = [other for other in range(selection.view.ndim) if other != dim]
    shape = [selection.view.shape[other] for other in kept]
    text = f"index is out of bounds for axis {dim} with size 0"
    require(selection.view.shape[dim] != 0, text, "index-out-of-range", "IndexError")
    view = view_of(selection.view, shape, lambda strides: ([strides[k] for k in kept], 0))
    selection.view = view.changed(data=None)


def _take_slice(selection: Selection, dim: int, item: slice) -> None:
    view = selection.view
    size = view.shape[dim]
    bounds = [_bound_of(bound) for bound in (item.start, item.stop, item.step)]
    step = bounds[2]
    if isinstance(step, int):
        require(step != 0, "slice step cannot be zero", "bad-argument", "ValueError")
    if any(isinstance(bound, Unknown) for bound in bounds):
        count = fresh_size("slice_len", 0, size if type(size) is int else None)
        selection.view = narrowed(view, dim, 0, count).changed(data=None)
        return
    if isinstance(size, int) and all(b is None or isinstance(b, int) for b in bounds):
        span = range(*slice(*bounds).indices(size))
        if (len(span), span.step) != (size, 1):
            selection.view = narrowed(view, dim, span.start if span else 0, len(span), span.step)
        return
    if isinstance(step, int) and step < 0:
        _take_backwards(selection, dim, bounds)
        return
    first, count, hop = clamped_slice(size, *bounds)
    if not (same(count, size) and same(hop, 1)):
        selection.view = narrowed(view, dim, first, count, hop)


def _take_backwards(selection: Selection, dim: int, bounds: Sequence[Any]) -> None:
    """Takes a slice with a negative step of a dim of symbolic size."""
    size, hop = selection.view.shape[dim], -bounds[2]
    if bounds[0] is None and bounds[1] is None:
        view = narrowed(selection.view, dim, size - 1, ceil_div(size, hop), -hop)
    else:
        view = narrowed(selection.view, dim, 0, fresh_size("slice_len", 0), -hop)
    selection.view = view.changed(data=None)


def _bound_of(bound: Any) -> Any:
    if bound is None:
        return None
    if isinstance(bound, Tensor):
        if bound.dtype is not None and bound.dtype.kind != "int":
            text = "slice indices must be integers or None or have an __index__ method"
            fail(text, "bad-argument", "TypeError")
        known = bound.data is not None and len(bound.data) == 1
        return bound.data[0] if known else Unknown("the value of an array", "int")  # type: ignore[index]
    if isinstance(bound, Unknown) and bound.kind in ("", "int", "bool"):
        return bound
    if isinstance(bound, bool):
        return int(bound)
    if isinstance(bound, (int, SymInt)):
        return bound
    text = "slice indices must be integers or None or have an __index__ method"
    fail(f"{text}, got {type(bound).__name__}", "bad-argument", "TypeError")
    raise AssertionError
