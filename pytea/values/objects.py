"""Values that are not heap objects: references, functions of ours, types, and small immutables.

A value of the analysed program is one of: a Python constant (None, bool, int, float, complex, str,
bytes, Ellipsis, NotImplemented), a SymInt or SymBool, a tuple of values, a DType or Device, Unknown,
a Choice (one of several values, depending on the path), or one of the classes below.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TypeAlias

from pytea.records import immutable

#: Any value of the analysed program; the closed union is described above.
Value: TypeAlias = object


class Ref:
    """The address of a heap object; there is one Ref per object, compared by identity."""

    __slots__ = ("addr",)

    def __init__(self, addr: int) -> None:
        self.addr = addr

    def __repr__(self) -> str:
        return f"Ref({self.addr})"


class _Marker:
    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


#: What a register or cell holds before the first assignment, and an attribute that one arm lacks.
UNBOUND = _Marker("UNBOUND")
#: What an iterator gives when it has no more items.
EXHAUSTED = _Marker("EXHAUSTED")


#: The reason of unknown values that the data of the run decides: branching on them is a real choice.
DATA_DEPENDENT = "depends on the data of the run"

#: The reason of values that a loop changes in a way that is not followed.
WIDENED = "changes from round to round of a loop"


@immutable()
class Slice:
    """A slice object."""

    start: Value
    stop: Value
    step: Value


@immutable(eq=False)
class Range:
    """A range whose bounds may be symbolic."""

    start: Value
    stop: Value
    step: Value


@immutable(eq=False)
class Builtin:
    """A function that the machine provides: called as ``function(machine, *args, **kwargs)``."""

    name: str
    function: Callable[..., Value]
    #: The native type that it is a method of.
    owner: str = ""


@immutable(eq=False)
class BuiltinType:
    """A type of Python that is native to the machine: ``int``, ``list``, ``object``, ``type``."""

    name: str
    #: Builtin types that this one derives from, nearest first; ``object`` is last.
    bases: tuple[BuiltinType, ...] = ()

    @property
    def mro(self) -> tuple[BuiltinType, ...]:
        """The type itself and what it derives from."""
        return (self, *self.bases)


@immutable()
class BoundMethod:
    """A function together with the object that it was read from."""

    function: Value
    receiver: Value


@immutable()
class Property:
    """A property object."""

    getter: Value
    setter: Value = None
    deleter: Value = None


@immutable()
class StaticMethod:
    """A static method object."""

    function: Value


@immutable()
class ClassMethod:
    """A class method object."""

    function: Value


@immutable()
class Super:
    """A super object: attributes are looked up behind ``cls`` in the MRO of the receiver."""

    cls: Value
    receiver: Value


@immutable(eq=False)
class Typing:
    """An object of ``typing`` and the like, of which only the name matters."""

    name: str
    arguments: tuple[Value, ...] = ()


@cache
def typing_name(name: str) -> Typing:
    """Returns what a name of ``typing`` stands for: one object per name."""
    return Typing(name)
