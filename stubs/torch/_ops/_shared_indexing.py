"""The indexing rule of torch: what ``x[...]`` selects, as a view and indices into its dims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from pytea._stubs.torch._ops._shared_pickers import (
    WRONG_DTYPE,
    WRONG_TYPE,
    Picker,
    flag_picker,
    is_mask,
    mask_picker,
    number_picker,
    require_in_range,
    require_index_device,
    tensor_of,
)
from pytea._stubs.torch._ops._shared_strides import KNOWN_ELEMENTS, all_concrete
from pytea._stubs.torch._ops._shared_views import clamped_slice, narrowed, selected, view_of

from pytea.stubapi import (
    Int,
    Strides,
    SymBool,
    SymInt,
    Tensor,
    Unknown,
    UnknownUse,
    broadcast_sizes,
    fail,
    fresh_size,
    numel,
    render,
    render_shape,
    require,
    same,
    seen_elements,
)
from pytea.stubapi.arguments import int_of
from pytea.values.unknown import Unordered


@dataclass(slots=True)
class Selection:
    """What an index selects: a view of the tensor, and pickers by the dim of the view."""

    view: Tensor
    pickers: dict[int, Picker] = field(default_factory=dict)

    @property
    def is_view(self) -> bool:
        """Whether only basic indexing took part."""
        return not self.pickers

    def fills_mask(self) -> bool:
        """Returns whether assigning one number is a ``masked_fill``, which wants a bool mask."""
        pickers = list(self.pickers.values())
        if len(pickers) != 1 or not pickers[0].mask:
            return False
        text = "masked_fill_ only supports boolean masks, but got a mask of dtype uint8"
        require(not pickers[0].legacy, text, "dtype-mismatch")
        return True

    def picked_shape(self) -> tuple[Int, ...]:
        """Returns the common shape of the advanced indices."""
        shapes = [picker.shape for picker in self.pickers.values()]
        result = tuple(shapes[0])
        for shape in shapes[1:]:
            result = _broadcast_indices(result, shape, shapes)
        return result

    def kept_dims(self) -> list[int]:
        """Returns the dims of the view that no advanced index takes."""
        taken = {dim for start, p in self.pickers.items() for dim in range(start, start + p.width)}
        return [dim for dim in range(self.view.ndim) if dim not in taken]

    def _place(self, kept: Sequence[int]) -> int:
        """Returns where the picked dims go among the kept ones: in front if they are apart."""
        first = min(self.pickers)
        last = max(start + picker.width for start, picker in self.pickers.items())
        apart = any(first < dim < last for dim in kept)
        return 0 if apart else sum(dim < first for dim in kept)

    def result(self) -> Tensor:
        """Returns the selected elements."""
        if self.is_view:
            return self.view
        picked = self.picked_shape()
        kept = self.kept_dims()
        place = self._place(kept)
        rest = [self.view.shape[dim] for dim in kept]
        shape = (*rest[:place], *picked, *rest[place:])
        data = self._data(shape, picked, place, kept)
        # a mask, or indices that hang on values, may leave some of the numbers out
        blind = all(picker.occurring for picker in self.pickers.values())
        seen = seen_elements(self.view, shape) if blind else None
        return self.view.like(shape, strides=self._strides(shape), data=data, elements=seen)

    def _strides(self, shape: Sequence[Int]) -> str:
        plain = self.view.strides == Strides.CONTIGUOUS and len(shape) > 0
        plain = plain and all(picker.contiguous for picker in self.pickers.values())
        return Strides.CONTIGUOUS if plain or len(shape) < 2 else Strides.UNKNOWN

    def _data(
        self, shape: Sequence[Int], picked: tuple[Int, ...], place: int, kept: Sequence[int]
    ) -> tuple[Any, ...] | None:
        data, view = self.view.data, self.view.shape
        known = all(picker.elements is not None for picker in self.pickers.values())
        if data is None or not known or not all_concrete(shape) or not all_concrete(view):
            return None
        if numel(shape) > KNOWN_ELEMENTS:
            return None
        result = []
        for spot in product(*(range(size) for size in shape)):  # type: ignore[arg-type]
            where = dict(zip(kept, spot[:place] + spot[place + len(picked) :], strict=True))
            for start, picker in self.pickers.items():
                element = picker.elements[_row(picker.shape, spot[place : place + len(picked)])]  # type: ignore[index]
                where.update({start + offset: index for offset, index in enumerate(element)})
            if any(isinstance(index, SymInt) for index in where.values()):
                return None
            result.append(data[_row(view, [where[dim] % view[dim] for dim in range(len(view))])])  # type: ignore[operator, misc]
        return tuple(result)


def _row(shape: Sequence[Any], spot: Sequence[Any]) -> int:
    """Returns the row-major position of a spot; the shape may be broadcast to that of the spot."""
    position = 0
    for size, index in zip(shape, spot[len(spot) - len(shape) :], strict=True):
        position = position * size + (0 if size == 1 else index)
    return position


def _broadcast_indices(
    a: tuple[Int, ...], b: tuple[Int, ...], shapes: Sequence[Sequence[Int]]
) -> tuple[Int, ...]:
    shown = ", ".join(map(render_shape, shapes))
    text = f"indexing tensors could not be broadcast together with shapes {shown}"
    wide, narrow = (a, b) if len(a) >= len(b) else (b, a)
    offset = len(wide) - len(narrow)
    tail = []
    for size, other in zip(wide[offset:], narrow, strict=True):
        if type(size) is int and type(other) is int and size != other and 1 not in (size, other):
            fail(text, "not-broadcastable", "IndexError")
        tail.append(broadcast_sizes(size, other, text))
    return (*wide[:offset], *tail)


def select_with(input: Tensor, index: Any) -> Selection:
    """Returns what ``input[index]`` selects; refuses what torch's indexing refuses."""
    items = _items_of(index)
    specified = sum(map(_specified_dims, items))
    text = f"too many indices for tensor of dimension {input.ndim}: {specified}"
    if input.ndim == 0 and specified:
        text = "invalid index of a 0-dim tensor, use `tensor.item()`"
    require(specified <= input.ndim, text, "index-out-of-range", "IndexError")
    selection, dim = Selection(input), 0
    hidden = input.ndim - specified
    for item in items:
        dim = _apply(selection, item, dim, hidden)
    if selection.pickers:
        _check_ranges(selection)
    return selection


def _check_ranges(selection: Selection) -> None:
    """Demands indices within their dims; torch does not look at them when nothing is selected."""
    picked = selection.picked_shape()
    if any(same(size, 0) for size in picked):
        return
    shape, kept = selection.view.shape, selection.kept_dims()
    empty = any(same(shape[dim], 0) for dim in kept)
    for dim, picker in selection.pickers.items():
        if picker.mask:
            continue
        if same(shape[dim], 0):
            text = "index is out of bounds for dimension with size 0"
            fail(text, "index-out-of-range", "IndexError")
        if not empty:
            require_in_range(picker.occurring, shape[dim], dim)


def _items_of(index: Any) -> tuple[Any, ...]:
    if isinstance(index, tuple):
        return tuple(index)
    if isinstance(index, Unordered):
        fail(f"a {index.name} is no index", "bad-argument", "IndexError")
    if isinstance(index, list) and len(index) < 32:
        nested = (Tensor, list, tuple, slice, type(Ellipsis), type(None), range)
        if any(isinstance(item, nested) for item in index):
            return tuple(index)
    return (index,)


def _specified_dims(item: Any) -> int:
    if item is None or item is Ellipsis or isinstance(item, (bool, SymBool)):
        return 0
    if isinstance(item, Tensor) and item.kind != "ndarray" and is_mask(item):
        return item.ndim
    return 1


def _apply(selection: Selection, item: Any, dim: int, hidden: int) -> int:
    """Applies one item of an index at ``dim`` of the view; returns the next dim."""
    if dim >= selection.view.ndim and isinstance(item, (slice, int, SymInt, Unknown)):
        text = f"too many indices for tensor of dimension {selection.view.ndim}"
        require(isinstance(item, bool), text, "index-out-of-range", "IndexError")
    match item:
        case slice():
            _take_slice(selection, dim, item)
            return dim + 1
        case None:
            _insert(selection, dim)
            return dim + 1
        case _ if item is Ellipsis:
            return dim + hidden
        case bool() | SymBool():
            _insert(selection, dim)
            selection.pickers[dim] = flag_picker(item)
            return dim + 1
        case int() | SymInt():
            selection.view = selected(selection.view, dim, item)
            return dim
        case Tensor():
            return _apply_tensor(selection, item, dim)
        case Unknown(kind="int"):
            _drop(selection, dim)
            return dim
        case Unknown():
            raise UnknownUse(item.reason)
        case list() | tuple() | range():
            return _apply_tensor(selection, tensor_of(list(item)), dim)
    kind = type(item).__name__
    exception = "TypeError" if isinstance(item, str) else "IndexError"
    fail(f"{WRONG_TYPE} valid indices, got {kind}", "bad-argument", exception)
    raise AssertionError


def _insert(selection: Selection, dim: int) -> None:
    shape = selection.view.shape

    def restride(strides: tuple[Int, ...]) -> tuple[Sequence[Int], Int]:
        step = shape[dim] * strides[dim] if dim < len(shape) else 1
        return (*strides[:dim], step, *strides[dim:]), 0

    selection.view = view_of(selection.view, (*shape[:dim], 1, *shape[dim:]), restride)


def _drop(selection: Selection, dim: int) -> None:
    """Selects at an index that is not known."""
    kept = [other for other in range(selection.view.ndim) if other != dim]
    shape = [selection.view.shape[other] for other in kept]
    view = view_of(selection.view, shape, lambda strides: ([strides[k] for k in kept], 0))
    selection.view = view.changed(data=None)


def _take_slice(selection: Selection, dim: int, item: slice) -> None:
    size = selection.view.shape[dim]
    bounds = [_bound_of(bound) for bound in (item.start, item.stop, item.step)]
    if bounds[2] is not None and not isinstance(bounds[2], Unknown):
        text = f"slice step must be greater than zero, got {render(bounds[2])}"
        require(bounds[2] > 0, text, "bad-argument", "ValueError")
    if any(isinstance(bound, Unknown) for bound in bounds):
        count = fresh_size("slice_len", 0, size if type(size) is int else None)
        selection.view = narrowed(selection.view, dim, 0, count).changed(data=None)
        return
    first, count, step = clamped_slice(size, *bounds)
    if not (same(count, size) and same(step, 1)):
        selection.view = narrowed(selection.view, dim, first, count, step)


def _bound_of(bound: Any) -> Any:
    if bound is None or (isinstance(bound, Unknown) and bound.kind in ("", "int")):
        return bound
    if isinstance(bound, bool):
        return int(bound)
    if isinstance(bound, Tensor) and bound.data is None:
        kind = None if bound.dtype is None else bound.dtype.kind
        require(
            kind in (None, "int", "bool"),
            f"slice bound is a {bound.dtype} tensor",
            "bad-argument",
            "TypeError",
        )
        return Unknown("the value of a tensor", "int")
    return int_of(bound, "slice bound")


def _apply_tensor(selection: Selection, index: Tensor, dim: int) -> int:
    if index.dtype is not None and index.dtype.kind not in ("int", "bool"):
        fail(f"{WRONG_DTYPE}, got {index.dtype}", "dtype-mismatch", "IndexError")
    mask = is_mask(index)
    if index.ndim == 0 and index.kind != "ndarray":
        if mask:
            _insert(selection, dim)
            known = None if index.data is None else bool(index.data[0])
            count = fresh_size("num_true", 0, 1) if known is None else int(known)
            elements = None if known is None else ((0,),) * int(known)
            selection.pickers[dim] = Picker((count,), 1, elements)
            return dim + 1
        if index.data is None:
            _drop(selection, dim)
        else:
            selection.view = selected(selection.view, dim, index.data[0])
        return dim
    require_index_device(selection.view, index)
    view = selection.view
    picker = mask_picker(view, index, dim) if mask else number_picker(view, index, dim)
    selection.pickers[dim] = picker
    return dim + picker.width
