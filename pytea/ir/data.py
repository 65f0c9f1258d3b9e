"""Instructions that make and move values: names, displays, operators, attributes, subscripts."""

from __future__ import annotations

from types import EllipsisType

from pytea.ir.instruction import Instruction

#: A constant of the source text.
Constant = None | bool | int | float | complex | str | bytes | EllipsisType


# --- values and names -------------------------------------------------------------------------


class Const(Instruction):
    """A constant of the source text."""

    dst: int
    value: Constant


class Move(Instruction):
    """Copies a register."""

    dst: int
    src: int


class CheckBound(Instruction):
    """Raises UnboundLocalError when the local in ``slot`` has no value yet."""

    slot: int
    name: str


class Unbind(Instruction):
    """``del name`` of a local."""

    slot: int
    name: str


class LoadGlobal(Instruction):
    """Module global, then builtin, else NameError."""

    dst: int
    name: str


class StoreGlobal(Instruction):
    """Binds a name of the module."""

    name: str
    src: int


class DeleteGlobal(Instruction):
    """``del name`` of the module, or NameError."""

    name: str


class LoadName(Instruction):
    """A name read in a class body: class namespace, then ``cell`` (register or -1), then global."""

    dst: int
    name: str
    cell: int


class StoreName(Instruction):
    """Binds a name in the namespace of a class body."""

    name: str
    src: int


class DeleteName(Instruction):
    """``del name`` in a class body, or NameError."""

    name: str


class MakeCell(Instruction):
    """Turns ``slot`` into a cell that holds what the slot held (a parameter, or nothing)."""

    slot: int
    name: str


class LoadCell(Instruction):
    """What a cell holds, or NameError."""

    dst: int
    cell: int
    name: str


class StoreCell(Instruction):
    """Binds the variable of a cell."""

    cell: int
    src: int
    name: str


class DeleteCell(Instruction):
    """``del name`` of a variable that lives in a cell, or NameError."""

    cell: int
    name: str


class Observe(Instruction):
    """Shows ``src`` to an observer; changes nothing. Emitted only where it is asked for.

    ``kind``: "assign" (the span is that of the target ``name``), "parameter", "value" (the result
    of a call or an operator, without a name), "use" (a name or attribute that is read) or "return".
    """

    src: int
    name: str
    kind: str
    #: The ``self`` of the method for "parameter" and "return", or -1.
    subject: int = -1


#: The kinds of Observe instructions for who wants to see values, and for who wants to see calls.
VALUES = frozenset({"assign", "parameter", "value", "use", "return"})
CALLS = frozenset({"parameter", "return"})


# --- building values --------------------------------------------------------------------------


class BuildTuple(Instruction):
    """``starred`` holds the positions in ``items`` that are written with a star."""

    dst: int
    items: tuple[int, ...]
    starred: tuple[int, ...]


class BuildList(Instruction):
    """A list display; see BuildTuple."""

    dst: int
    items: tuple[int, ...]
    starred: tuple[int, ...]


class BuildSet(Instruction):
    """A set display; see BuildTuple."""

    dst: int
    items: tuple[int, ...]
    starred: tuple[int, ...]


class BuildDict(Instruction):
    """A key of -1 says that the value is a mapping written as ``**mapping``."""

    dst: int
    keys: tuple[int, ...]
    values: tuple[int, ...]


class BuildSlice(Instruction):
    """``start:stop:step``; what is not written is a register with None."""

    dst: int
    start: int
    stop: int
    step: int


class FormatValue(Instruction):
    """One replacement field; ``conversion`` is "", "s", "r" or "a"; ``spec`` a register or -1."""

    dst: int
    src: int
    conversion: str
    spec: int


class BuildString(Instruction):
    """Joins the texts of an f-string."""

    dst: int
    parts: tuple[int, ...]


class ListAppend(Instruction):
    """Adds to the list of a comprehension."""

    list: int
    src: int


class SetAdd(Instruction):
    """Adds to the set of a comprehension."""

    set: int
    src: int


class DictSet(Instruction):
    """Adds to the dict of a comprehension."""

    dict: int
    key: int
    value: int


# --- operators, attributes, subscripts --------------------------------------------------------


class Unary(Instruction):
    """``op`` is one of ``+ - ~``."""

    dst: int
    op: str
    src: int


class Not(Instruction):
    """``not src``."""

    dst: int
    src: int


class Binary(Instruction):
    """``op`` is one of ``+ - * / // % ** @ << >> & | ^``."""

    dst: int
    op: str
    left: int
    right: int


class InplaceBinary(Instruction):
    """``left op= right``: the caller stores ``dst`` back where ``left`` came from."""

    dst: int
    op: str
    left: int
    right: int


class Compare(Instruction):
    """``op`` is one of ``== != < <= > >= is is-not in not-in``; chains are lowered to branches."""

    dst: int
    op: str
    left: int
    right: int


class GetAttr(Instruction):
    """``obj.name``."""

    dst: int
    obj: int
    name: str


class SetAttr(Instruction):
    """``obj.name = src``."""

    obj: int
    name: str
    src: int


class DelAttr(Instruction):
    """``del obj.name``."""

    obj: int
    name: str


class GetItem(Instruction):
    """``obj[index]``."""

    dst: int
    obj: int
    index: int


class SetItem(Instruction):
    """``obj[index] = src``."""

    obj: int
    index: int
    src: int


class DelItem(Instruction):
    """``del obj[index]``."""

    obj: int
    index: int


class Unpack(Instruction):
    """``a, *b, c = src``: ``star`` is the position in ``targets`` of the starred one, or -1."""

    targets: tuple[int, ...]
    src: int
    star: int
