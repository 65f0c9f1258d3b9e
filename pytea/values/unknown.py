"""What could not be followed: a value with a reason, and the signal that a stub needed it."""

from __future__ import annotations

from dataclasses import field
from typing import NoReturn

from pytea.records import immutable
from pytea.values.dtype import DType


class Serials:
    """Hands out the serials of unknown values."""

    __slots__ = ("next",)

    def __init__(self) -> None:
        self.next = 0

    def take(self) -> int:
        """Returns a number greater than all earlier ones."""
        self.next += 1
        return self.next


SERIALS = Serials()

#: The reason of values that the data of the run decides: branching on them is a real choice.
DATA_DEPENDENT = "depends on the data of the run"
#: The reason of elements that are the same in every run, though nobody computed them.
CONSTANT = "the elements of a tensor of constants"
#: The reason of values for which every path has another one.
TOO_MANY_PATHS = "a value that differs between too many paths"


#: How the reason of a value begins that an operation would have given if it had not failed.
FAILED = "the result of a failed operation"
#: The kind of the sizes of a tensor whose number of dims is not known.
SIZES = "torch.Size"
#: What the kind begins with of an object that no operator takes for a tensor, number or sequence.
OBJECT = "object:"


class UnknownUse(Exception):
    """A native stub needed a value that is not known; the result of the operator is unknown."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Unordered(list[object]):
    """The members of a set or of a view of a dict: torch takes them for no sequence."""

    #: The name of the class: "set", "dict_values", ...
    name = "set"


class ShapeDemand(Exception):
    """The shape of an input was asked for whose number of dims is still to be learned."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@immutable(eq=False)
class Unknown:
    """A value that is not followed, with the reason that ``--show-unknown`` lists.

    ``kind`` is the Python type where that is known ("float", "str", "int", "bool", "ndarray", ...),
    otherwise "". Two reads of one Unknown are the same value: ``serial`` tells them apart.
    A native stub may pass an Unknown on; as soon as it computes with it, UnknownUse is raised.
    """

    reason: str
    kind: str = ""
    serial: int = field(default_factory=SERIALS.take)
    #: The DType of a number of numpy's own; None for Python's numbers and where it is not known.
    dtype: DType | None = None
    #: It is a number, though ``kind`` does not say which: an element of an array without dtype.
    number: bool = False
    #: What it is where it is not None; None when that is not known either.
    some: object = None
    #: "class" for what a module that is not followed names like one, "instance" for what calling it
    #: gave: neither is None, and both are true.
    role: str = ""

    @property
    def object_name(self) -> str:
        """The class of an object that is certainly no tensor, number, text or sequence; else ""."""
        return self.kind.removeprefix(OBJECT) if self.kind.startswith(OBJECT) else ""

    def _used(self, *_: object) -> NoReturn:
        raise UnknownUse(self.reason)

    __bool__ = __len__ = __iter__ = __index__ = __int__ = __float__ = _used
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _used
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _used
    __pow__ = __rpow__ = __neg__ = __abs__ = __getitem__ = __contains__ = _used
    __lt__ = __le__ = __gt__ = __ge__ = _used
