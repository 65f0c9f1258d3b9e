"""The indexing rule of torch: what ``x[...]`` selects, as a view and indices into its dims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from pytea._stubs.torch._ops._shared_strides import KNOWN_ELEMENTS, all_concrete
from pytea._stubs.torch._ops._shared_views import clamped_slice, narrowed, selected, view_of

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
    broadcast_sizes,
    fail,
    fresh_size,
    ite,
    numel,
    render,
    render_shape,
    require,
    same,
)
from pytea.stubapi.arguments import int_of

_MASKS = ("bool", "uint8")
_WRONG_DTYPE = "tensors used as indices must be long, int, byte or bool tensors"
_WRONG_TYPE = "only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are"


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
        return self.view.like(
            shape, strides=self._strides(shape), data=self._data(shape, picked, place, kept)
        )

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
            require_in_range([index for (index,) in picker.elements or ()], shape[dim], dim)


def _items_of(index: Any) -> tuple[Any, ...]:
    if isinstance(index, tuple):
        return tuple(index)
    if isinstance(index, list) and len(index) < 32:
        nested = (Tensor, list, tuple, slice, type(Ellipsis), type(None), range)
        if any(isinstance(item, nested) for item in index):
            return tuple(index)
    return (index,)


def _specified_dims(item: Any) -> int:
    if item is None or item is Ellipsis or isinstance(item, (bool, SymBool)):
        return 0
    if isinstance(item, Tensor) and item.kind != "ndarray" and _is_mask(item):
        return item.ndim
    return 1


def _is_mask(index: Tensor) -> bool:
    if index.dtype is None:
        raise UnknownUse("the dtype of an index is not known")
    return index.dtype.name in _MASKS


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
            selection.pickers[dim] = _flag_picker(item)
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
            return _apply_tensor(selection, _tensor_of(list(item)), dim)
    kind = type(item).__name__
    exception = "TypeError" if isinstance(item, str) else "IndexError"
    fail(f"{_WRONG_TYPE} valid indices, got {kind}", "bad-argument", exception)
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
        count = fresh_size("length of a slice", 0, size if type(size) is int else None)
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


def _flag_picker(flag: Bool) -> Picker:
    count = ite(flag, 1, 0)
    elements = ((0,),) * count if isinstance(count, int) else None
    return Picker((count,), 1, elements)


def _apply_tensor(selection: Selection, index: Tensor, dim: int) -> int:
    if index.dtype is not None and index.dtype.kind not in ("int", "bool"):
        fail(_WRONG_DTYPE, "dtype-mismatch", "IndexError")
    mask = _is_mask(index)
    if index.ndim == 0 and index.kind != "ndarray":
        if mask:
            _insert(selection, dim)
            known = None if index.data is None else bool(index.data[0])
            count = fresh_size("count of a flag", 0, 1) if known is None else int(known)
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
    count = fresh_size("count of a mask", 0, most if isinstance(most, int) else None)
    return Picker((count,), mask.ndim, None, mask=True, legacy=legacy)


def number_picker(view: Tensor, index: Tensor, dim: int) -> Picker:
    """Returns the advanced index of a tensor of numbers; known ones must be within the dim."""
    if index.dtype is not None and index.kind != "ndarray":
        require(
            index.dtype.name in ("int64", "int32"), _WRONG_DTYPE, "dtype-mismatch", "IndexError"
        )
    require(
        dim < view.ndim,
        f"too many indices for tensor of dimension {view.ndim}",
        "index-out-of-range",
        "IndexError",
    )
    elements = None if index.data is None else tuple((number,) for number in index.data)
    contiguous = index.strides == Strides.CONTIGUOUS
    return Picker(tuple(index.shape), 1, elements, contiguous=contiguous)


def require_in_range(numbers: Sequence[Any], size: Int, dim: int) -> None:
    """Demands -size <= number < size of all numbers."""
    for number in numbers:
        if not isinstance(number, Unknown):
            text = f"index {render(number)} is out of range for dim {dim} of size {render(size)}"
            require((number >= -size) & (number < size), text, "index-out-of-range", "IndexError")


def _tensor_of(values: list[Any]) -> Tensor:
    """Returns the tensor of numbers or flags that a list as an index stands for."""
    shape = _list_shape(values)
    leaves = [int(x) if isinstance(x, float) else x for x in _leaves(values, len(shape))]
    flags = bool(leaves) and all(isinstance(leaf, (bool, SymBool)) for leaf in leaves)
    for leaf in leaves:
        if isinstance(leaf, str) or leaf is None:
            kind = type(leaf).__name__
            fail(f"{_WRONG_TYPE} valid indices, got {kind}", "bad-argument", "TypeError")
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
