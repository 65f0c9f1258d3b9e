"""The records behind heap addresses: one class per kind of mutable object.

A record is changed only through ``Heap.write``, which copies it first when another state shares it.
``owner`` is the token of the heap that may change the record in place.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Self

from pytea.ir.code import Code
from pytea.records import mutable
from pytea.symbolic.atoms import Symbol
from pytea.values.history import UNKNOWN_VERSION, Track
from pytea.values.objects import BuiltinType, Ref, Value
from pytea.values.tensor import Tensor


class Record:
    """Base of all heap records; ``owner`` is set by the heap that holds the record."""

    __slots__ = ("owner",)
    owner: object

    def copy(self) -> Self:
        """Returns a record that can be changed without changing this one."""
        raise NotImplementedError


@mutable(eq=False)
class ListRecord(Record):
    """A list; ``items`` is changed in place by the state that owns the record."""

    items: list[Value]
    #: It stands for several lists, those under keys that are not known: what one of them is given,
    #: the others are not.
    many: bool = False

    def copy(self) -> ListRecord:
        return ListRecord(list(self.items), self.many)


@mutable(eq=False)
class BytearrayRecord(Record):
    """A bytearray."""

    data: bytes

    def copy(self) -> BytearrayRecord:
        return BytearrayRecord(self.data)


@mutable(eq=False)
class DictRecord(Record):
    """``entries`` maps a hashable stand-in of the key to (key, value)."""

    entries: dict[object, tuple[Value, Value]]
    #: What a lookup of any other key may give, when the keys are not all known.
    rest: Value = None
    #: What stands for each of these keys, and the number of all entries.
    rest_key: Value = None
    count: Value = None

    def copy(self) -> DictRecord:
        return DictRecord(dict(self.entries), self.rest, self.rest_key, self.count)


@mutable(eq=False)
class AttributesRecord(DictRecord):
    """``obj.__dict__``: what is written to it goes into the attributes of ``target``, too."""

    target: Ref | None = None

    def copy(self) -> AttributesRecord:
        entries = dict(self.entries)
        return AttributesRecord(entries, self.rest, self.rest_key, self.count, self.target)


@mutable(eq=False)
class SetRecord(Record):
    """A set or frozenset; ``entries`` maps a hashable stand-in to the member."""

    entries: dict[object, Value]
    frozen: bool = False

    def copy(self) -> SetRecord:
        return SetRecord(dict(self.entries), self.frozen)


@mutable(eq=False)
class KeysRecord(SetRecord):
    """``dict.keys()``, as it was when it was asked for."""

    def copy(self) -> KeysRecord:
        return KeysRecord(dict(self.entries))


@mutable(eq=False)
class ValuesRecord(ListRecord):
    """``dict.values()`` or ``dict.items()``, as it was when it was asked for."""

    kind: str = "dict_values"

    def copy(self) -> ValuesRecord:
        return ValuesRecord(list(self.items), kind=self.kind)


@mutable(eq=False)
class InstanceRecord(Record):
    """An instance of a class that is interpreted.

    ``payload`` is the builtin value of a subclass of a builtin type: the tuple, number or text, or
    the Ref of the list, dict or set.
    """

    cls: Ref | BuiltinType
    attrs: dict[str, Value]
    payload: Value = None

    def copy(self) -> InstanceRecord:
        return InstanceRecord(self.cls, dict(self.attrs), self.payload)


@mutable(eq=False)
class ClassRecord(Record):
    """A class that is interpreted."""

    name: str
    qualname: str
    bases: tuple[Value, ...]
    #: The class itself is left out; what follows are Refs of classes and BuiltinTypes.
    ancestors: tuple[Ref | BuiltinType, ...]
    attrs: dict[str, Value]
    #: None for ``type``.
    metaclass: Ref | None
    module: str
    annotations: tuple[tuple[str, str], ...] = ()
    #: A base could not be followed: attributes that are not found may still exist.
    open: bool = False
    #: The class belongs to the stubs that ship with pytea.
    bundled: bool = False
    #: The classes that name this one as a base: a tuple of Refs, or several that a path chooses.
    subclasses: Value = ()

    def copy(self) -> ClassRecord:
        return ClassRecord(
            self.name, self.qualname, self.bases, self.ancestors, dict(self.attrs), self.metaclass,
            self.module, self.annotations, self.open, self.bundled, self.subclasses,
        )  # fmt: skip


@mutable(eq=False)
class FunctionRecord(Record):
    """A function that is interpreted, with what its definition evaluated."""

    code: Code
    module: Ref
    defaults: tuple[Value, ...]
    keyword_defaults: dict[str, Value]
    closure: tuple[Ref, ...]
    attrs: dict[str, Value]

    def copy(self) -> FunctionRecord:
        return FunctionRecord(
            self.code, self.module, self.defaults, self.keyword_defaults, self.closure,
            dict(self.attrs),
        )  # fmt: skip


@mutable(eq=False)
class CellRecord(Record):
    """A variable that inner functions share."""

    value: Value

    def copy(self) -> CellRecord:
        return CellRecord(self.value)


@mutable(eq=False)
class ModuleRecord(Record):
    """A module; ``attrs`` is its namespace."""

    name: str
    attrs: dict[str, Value]
    #: The source file; None for a native module.
    file: Path | None
    #: The name of the file in reports.
    display: str
    #: "user", "library" (third-party source), "bundled" (our stubs) or "native".
    kind: str
    #: The folder whose files hold the submodules, for packages.
    package: Path | None = None
    annotations: tuple[tuple[str, str], ...] = ()
    #: Whether it is a package whose own file is run when something in it is asked for.
    waits: bool = False

    def copy(self) -> ModuleRecord:
        return ModuleRecord(
            self.name, dict(self.attrs), self.file, self.display, self.kind, self.package,
            self.annotations, self.waits,
        )  # fmt: skip


@mutable(eq=False)
class TensorRecord(Record):
    """A tensor object: its facts, and attributes that the program sets on it."""

    tensor: Tensor
    attrs: dict[str, Value]
    #: True: it asks for a gradient itself, nothing that needs one was computed with to make it.
    #: False: it was computed from what needs a gradient. None where that is not known.
    leaf: bool | None = None
    #: It is a view of a leaf that needs a gradient.
    leaf_view: bool = False
    #: Its place in the autograd graph; None where nothing is known of it.
    track: Track | None = None
    #: How often its memory was changed in place; UNKNOWN_VERSION where that is not known.
    version: int = 0
    #: True: it has a gradient. The state's ``backwards``: it has none. Else that is not known.
    graded: object = None
    #: It was made while torch was in inference mode.
    inference: bool = False

    def copy(self) -> TensorRecord:
        return replace(self, attrs=dict(self.attrs))

    def met(
        self, other: TensorRecord, tensor: Tensor, attrs: dict[str, Value], later: bool = False
    ) -> TensorRecord:
        """Returns the record of what may be either; ``later``: this one, some rounds later."""
        track = self.track if later or self.track is other.track else None
        return TensorRecord(
            tensor,
            attrs,
            self.leaf if self.leaf is other.leaf else None,
            self.leaf_view and other.leaf_view,
            track,
            self.version if self.version == other.version else UNKNOWN_VERSION,
            self.graded if self.graded is other.graded else None,
            self.inference and other.inference,
        )


@mutable(eq=False)
class IteratorRecord(Record):
    """A native iterator.

    ``kind`` is "list" (source: Ref, seen live), "items" (source: tuple of values), "range" (source:
    Range), "zip" (source: tuple of iterator Refs), "enumerate" (source: one of them, ``index`` is
    the next number), "tensor" (source: Ref), "unknown" (source: the Unknown) .
    """

    kind: str
    source: Value
    index: Value = 0

    def copy(self) -> IteratorRecord:
        return IteratorRecord(self.kind, self.source, self.index)


@mutable(eq=False)
class OpaqueRecord(Record):
    """A mutable object whose contents are not followed any more (a list that grew in a loop).

    ``element`` stands for each of its ``count`` items; it is None when nothing is known of them.
    """

    kind: str
    reason: str
    element: Value = None
    count: Value = None
    #: Symbols in ``element`` whose value is another one for each item.
    bound: frozenset[Symbol] = frozenset()
    #: The module whose names these are, for what ``dir`` gives; None for any other list.
    module: Value = None

    def copy(self) -> OpaqueRecord:
        return OpaqueRecord(
            self.kind, self.reason, self.element, self.count, self.bound, self.module
        )


@mutable(eq=False)
class SplitRecord(Record):
    """Two records that could not be merged: the first use of one of them splits the state."""

    guard: object
    high: Record
    low: Record

    def copy(self) -> SplitRecord:
        return SplitRecord(self.guard, self.high, self.low)
