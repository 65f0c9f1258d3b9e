"""The record of a tensor (or numpy array): what is known of it, immutable.

A tensor of the analysed program has an identity and lives in the heap; the heap cell holds one of
these records and gets another one when an in-place operation changes the shape or the dtype.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from pytea.records import immutable
from pytea.symbolic import Int, SymInt, same, sprod
from pytea.values.dtype import DType
from pytea.values.elements import Elements
from pytea.values.unknown import ShapeDemand, UnknownUse

if TYPE_CHECKING:
    from pytea.values.origin import Origin


class Size(tuple[Int, ...]):
    """A torch.Size: a tuple of sizes."""

    __slots__ = ()

    def numel(self) -> Int:
        """Returns the number of elements of a tensor of this shape."""
        return sprod(self)


def tuple_like(model: tuple[object, ...], items: list[object]) -> tuple[object, ...]:
    """Returns ``items`` as a tuple; as a Size where ``model`` is one and all items are sizes."""
    sizes = [item for item in items if isinstance(item, (int, SymInt))]
    return Size(sizes) if isinstance(model, Size) and len(sizes) == len(items) else tuple(items)


def common_tail(a: Size, b: Size) -> Size:
    """Returns the last sizes that two tensors certainly have in common."""
    count = 0
    while count < min(len(a), len(b)) and same(a[-1 - count], b[-1 - count]):
        count += 1
    return Size(a[len(a) - count :])


def common_elements(a: Tensor, b: Tensor) -> Elements | None:
    """Returns what is known of the elements of either of two tensors."""
    if a.elements is b.elements:
        return a.elements
    return a.elements if a.elements is not None and a.elements.agrees(b.elements) else None


_NOTHING = Size()


class Strides:
    """Names for layouts that are not spelled out."""

    #: Row-major, as freshly created tensors are.
    CONTIGUOUS = "contiguous"
    #: Not followed: no requirement may rest on it.
    UNKNOWN = "unknown"


@immutable(eq=False)
class Tensor:
    """What is known of one tensor.

    ``sizes`` is None while even the number of dims is unknown; reading ``shape`` or ``ndim`` then
    raises UnknownUse, which makes the result of the running operator unknown.
    """

    sizes: Size | None
    #: None when it is not known; no requirement may rest on it then.
    dtype: DType | None = None
    #: A Device, a conditional value over Devices, or None when it is not known.
    device: object = None
    #: Strides.CONTIGUOUS, Strides.UNKNOWN, or one stride (in elements) per dim.
    strides: str | tuple[Int, ...] = Strides.CONTIGUOUS
    requires_grad: bool | None = False
    #: The elements in row-major order when they are few and known (sizes that travel in tensors).
    data: tuple[Any, ...] | None = None
    #: "Tensor", "Parameter", "Buffer" or "ndarray".
    kind: str = "Tensor"
    #: Where the shape came from; filled in by the machine.
    origin: Origin | None = None
    #: What else an operator needs to hand on ("sparse_coo", "packed", "named", ...); usually "".
    layout: str = ""
    #: The last sizes of a tensor whose number of dims is not known.
    tail: Size = _NOTHING
    #: The numbers of dims that it may have where that is not known; none of them for any number.
    ndims: tuple[int, ...] = ()
    #: The input whose shape is learned from its first use, which this one has, too; else "".
    pending: str = ""
    #: Numbers among the elements, where ``data`` does not list them.
    elements: Elements | None = None

    @property
    def shape(self) -> Size:
        """The sizes; raises UnknownUse, for an input ShapeDemand, when they are not known."""
        if self.sizes is None:
            if self.pending:
                raise ShapeDemand(self.pending)
            raise UnknownUse("the shape of a tensor is not known")
        return self.sizes

    @property
    def ndim(self) -> int:
        """The number of dims; raises UnknownUse when it is not known."""
        return len(self.shape)

    def numel(self) -> Int:
        """Returns the number of elements."""
        return sprod(self.shape)

    def like(
        self,
        shape: tuple[Int, ...] | None = None,
        dtype: DType | None = None,
        **changes: Any,
    ) -> Tensor:
        """Returns a fresh contiguous result with the dtype and device of this one.

        Values and origin are not carried over; ``kind`` stays "ndarray" or becomes "Tensor".
        """
        given = _given(changes)
        return Tensor(
            self.sizes if shape is None else Size(shape),
            self.dtype if dtype is None else dtype,
            given("device", self.device),
            given("strides", Strides.CONTIGUOUS),
            given("requires_grad", self.requires_grad),
            given("data"),
            given("kind", "ndarray" if self.kind == "ndarray" else "Tensor"),
            None,
            given("layout", self.layout),
            pending=self.pending if shape is None else "",
            elements=given("elements"),
        )

    def changed(self, **changes: Any) -> Tensor:
        """Returns this record with some fields replaced and everything else kept.

        What is known of its elements is kept while neither ``sizes`` nor ``data`` are replaced.
        """
        given = _given(changes)
        return Tensor(
            given("sizes", self.sizes),
            given("dtype", self.dtype),
            given("device", self.device),
            given("strides", self.strides),
            given("requires_grad", self.requires_grad),
            given("data", self.data),
            given("kind", self.kind),
            given("origin", self.origin),
            given("layout", self.layout),
            given("tail", _NOTHING if "sizes" in changes else self.tail),
            given("ndims", () if "sizes" in changes else self.ndims),
            given("pending", "" if "sizes" in changes else self.pending),
            elements=given("elements", None if _OTHERS & changes.keys() else self.elements),
        )


#: Who replaces one of these has other elements.
_OTHERS = frozenset({"sizes", "data"})
_FIELDS = frozenset(field.name for field in fields(Tensor))


def _given(changes: dict[str, Any]) -> Callable[..., Any]:
    """Returns what looks up a field among ``changes``, with a default for the others."""
    if not changes.keys() <= _FIELDS:
        raise TypeError(f"a tensor has no {', '.join(sorted(changes.keys() - _FIELDS))}")
    return changes.get
