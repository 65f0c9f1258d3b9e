"""The instruction set: small steps in A-normal form over numbered registers.

Every operand is the number of a register of the running frame; every intermediate value has a
register of its own, so a call, an attribute access or an operator is one instruction with one span.
Named locals are registers too. Jump targets are indices into ``Code.instructions``; only back edges
of loops go to a smaller index. What an instruction *does* to values is the business of ``machine``.

Fields hold plain data only (int, str, bool, None, tuples of these, constants, nested ``Code``), so
that a lowered module can be written to the cache without knowing the classes.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import EllipsisType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pytea.ir.code import Code

#: A constant of the source text.
Constant = None | bool | int | float | complex | str | bytes | EllipsisType


@dataclass(frozen=True, slots=True)
class Instruction:
    """Base of the closed union of instructions."""


# --- values and names -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Const(Instruction):
    dst: int
    value: Constant


@dataclass(frozen=True, slots=True)
class Move(Instruction):
    dst: int
    src: int


@dataclass(frozen=True, slots=True)
class CheckBound(Instruction):
    """Raises UnboundLocalError when the local in ``slot`` has no value yet."""

    slot: int
    name: str


@dataclass(frozen=True, slots=True)
class Unbind(Instruction):
    """``del name`` of a local."""

    slot: int
    name: str


@dataclass(frozen=True, slots=True)
class LoadGlobal(Instruction):
    """Module global, then builtin, else NameError."""

    dst: int
    name: str


@dataclass(frozen=True, slots=True)
class StoreGlobal(Instruction):
    name: str
    src: int


@dataclass(frozen=True, slots=True)
class DeleteGlobal(Instruction):
    name: str


@dataclass(frozen=True, slots=True)
class LoadName(Instruction):
    """A name read in a class body: class namespace, then ``cell`` (register or -1), then global."""

    dst: int
    name: str
    cell: int


@dataclass(frozen=True, slots=True)
class StoreName(Instruction):
    name: str
    src: int


@dataclass(frozen=True, slots=True)
class DeleteName(Instruction):
    name: str


@dataclass(frozen=True, slots=True)
class MakeCell(Instruction):
    """Turns ``slot`` into a cell that holds what the slot held (a parameter, or nothing)."""

    slot: int
    name: str


@dataclass(frozen=True, slots=True)
class LoadCell(Instruction):
    dst: int
    cell: int
    name: str


@dataclass(frozen=True, slots=True)
class StoreCell(Instruction):
    cell: int
    src: int
    name: str


@dataclass(frozen=True, slots=True)
class DeleteCell(Instruction):
    cell: int
    name: str


# --- building values --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BuildTuple(Instruction):
    """``starred`` holds the positions in ``items`` that are written with a star."""

    dst: int
    items: tuple[int, ...]
    starred: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BuildList(Instruction):
    dst: int
    items: tuple[int, ...]
    starred: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BuildSet(Instruction):
    dst: int
    items: tuple[int, ...]
    starred: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BuildDict(Instruction):
    """A key of -1 says that the value is a mapping written as ``**mapping``."""

    dst: int
    keys: tuple[int, ...]
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BuildSlice(Instruction):
    dst: int
    start: int
    stop: int
    step: int


@dataclass(frozen=True, slots=True)
class FormatValue(Instruction):
    """One replacement field; ``conversion`` is "", "s", "r" or "a"; ``spec`` a register or -1."""

    dst: int
    src: int
    conversion: str
    spec: int


@dataclass(frozen=True, slots=True)
class BuildString(Instruction):
    """Joins the texts of an f-string."""

    dst: int
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ListAppend(Instruction):
    """Adds to the list of a comprehension."""

    list: int
    src: int


@dataclass(frozen=True, slots=True)
class SetAdd(Instruction):
    set: int
    src: int


@dataclass(frozen=True, slots=True)
class DictSet(Instruction):
    dict: int
    key: int
    value: int


# --- operators, attributes, subscripts --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unary(Instruction):
    """``op`` is one of ``+ - ~``."""

    dst: int
    op: str
    src: int


@dataclass(frozen=True, slots=True)
class Not(Instruction):
    dst: int
    src: int


@dataclass(frozen=True, slots=True)
class Binary(Instruction):
    """``op`` is one of ``+ - * / // % ** @ << >> & | ^``."""

    dst: int
    op: str
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class InplaceBinary(Instruction):
    """``left op= right``: the caller stores ``dst`` back where ``left`` came from."""

    dst: int
    op: str
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Compare(Instruction):
    """``op`` is one of ``== != < <= > >= is is-not in not-in``; chains are lowered to branches."""

    dst: int
    op: str
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class GetAttr(Instruction):
    dst: int
    obj: int
    name: str


@dataclass(frozen=True, slots=True)
class SetAttr(Instruction):
    obj: int
    name: str
    src: int


@dataclass(frozen=True, slots=True)
class DelAttr(Instruction):
    obj: int
    name: str


@dataclass(frozen=True, slots=True)
class GetItem(Instruction):
    dst: int
    obj: int
    index: int


@dataclass(frozen=True, slots=True)
class SetItem(Instruction):
    obj: int
    index: int
    src: int


@dataclass(frozen=True, slots=True)
class DelItem(Instruction):
    obj: int
    index: int


@dataclass(frozen=True, slots=True)
class Unpack(Instruction):
    """``a, *b, c = src``: ``star`` is the position in ``targets`` of the starred one, or -1."""

    targets: tuple[int, ...]
    src: int
    star: int


# --- functions, classes, modules --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Call(Instruction):
    """``starred`` are positions in ``args``; a keyword name of None is a ``**mapping``."""

    dst: int
    func: int
    args: tuple[int, ...]
    starred: tuple[int, ...]
    keyword_names: tuple[str | None, ...]
    keyword_values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SuperCall(Instruction):
    """``super()`` without arguments: the ``__class__`` cell and the first parameter."""

    dst: int
    class_cell: int
    first: int


@dataclass(frozen=True, slots=True)
class MakeFunction(Instruction):
    """``defaults`` belong to the last positional parameters; ``closure`` are cell registers."""

    dst: int
    code: Code
    defaults: tuple[int, ...]
    keyword_names: tuple[str, ...]
    keyword_defaults: tuple[int, ...]
    closure: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MakeClass(Instruction):
    """Runs ``code`` (kind "class") in a new namespace and builds the class."""

    dst: int
    name: str
    code: Code
    bases: tuple[int, ...]
    starred: tuple[int, ...]
    keyword_names: tuple[str | None, ...]
    keyword_values: tuple[int, ...]
    closure: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Annotate(Instruction):
    """``name: text`` in a class or module body; the annotation is kept as source text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class TypeParameter(Instruction):
    """A PEP 695 parameter or alias: an opaque typing object."""

    dst: int
    name: str


@dataclass(frozen=True, slots=True)
class Import(Instruction):
    """``import a.b.c``: ``dst`` is ``a``, or ``a.b.c`` when ``leaf`` (``import a.b.c as x``)."""

    dst: int
    module: str
    leaf: bool


@dataclass(frozen=True, slots=True)
class ImportFrom(Instruction):
    """``from {'.' * level}module import name``: one instruction per name."""

    dst: int
    module: str
    level: int
    name: str


@dataclass(frozen=True, slots=True)
class ImportStar(Instruction):
    module: str
    level: int


# --- control ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Jump(Instruction):
    target: int


@dataclass(frozen=True, slots=True)
class Branch(Instruction):
    """Goes on at ``then`` or ``other``; both may lie anywhere ahead.

    ``assumed`` is the outcome to take without a fork when the truth of ``cond`` cannot be followed
    (a context manager of unknown type that may swallow an exception); None means: fork.
    """

    cond: int
    then: int
    other: int
    assumed: bool | None = None


@dataclass(frozen=True, slots=True)
class LoopHead(Instruction):
    """The target of the back edge of loop number ``loop`` (see ``Code.loops``)."""

    loop: int


@dataclass(frozen=True, slots=True)
class Iter(Instruction):
    dst: int
    src: int


@dataclass(frozen=True, slots=True)
class ForNext(Instruction):
    """The next item of ``iterator``, or a jump to ``exit`` when there is none."""

    dst: int
    iterator: int
    exit: int


@dataclass(frozen=True, slots=True)
class Return(Instruction):
    src: int


@dataclass(frozen=True, slots=True)
class Assert(Instruction):
    """Jumps to ``passed`` when ``cond`` holds (or is assumed); otherwise falls through."""

    cond: int
    passed: int


@dataclass(frozen=True, slots=True)
class Raise(Instruction):
    """``cause`` is a register, or -1; ``exception`` a class or an instance."""

    exception: int
    cause: int


@dataclass(frozen=True, slots=True)
class Reraise(Instruction):
    """Goes on unwinding with the exception in ``exception``; its traceback is kept."""

    exception: int


@dataclass(frozen=True, slots=True)
class RaiseCurrent(Instruction):
    """A bare ``raise`` outside of the text of a handler."""


@dataclass(frozen=True, slots=True)
class PushHandler(Instruction):
    """From here an exception goes to ``target`` with the exception in ``dst``.

    ``kind`` is "except", "finally" or "with": the last two always pass the exception on. ``types``
    are the dotted texts of the exception types that an "except" names; empty means every type.
    """

    target: int
    dst: int
    kind: str
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PopHandler(Instruction):
    pass


@dataclass(frozen=True, slots=True)
class EnterHandler(Instruction):
    """First instruction of a handler: makes ``exception`` the current one (``sys.exc_info``)."""

    exception: int


@dataclass(frozen=True, slots=True)
class LeaveHandler(Instruction):
    """The exception was dealt with: the one that was current before is current again."""


@dataclass(frozen=True, slots=True)
class MatchException(Instruction):
    """``dst`` = the exception is an instance of the class or tuple of classes in ``types``."""

    dst: int
    exception: int
    types: int


@dataclass(frozen=True, slots=True)
class SplitGroup(Instruction):
    """``except*``: ``dst`` the part of the group that matches (or None), ``rest`` the remainder."""

    dst: int
    rest: int
    exception: int
    types: int


@dataclass(frozen=True, slots=True)
class MergeGroup(Instruction):
    """End of ``except*``: ``dst`` is what is left to raise, or None.

    It is made of the exceptions in the list ``raised`` and of ``rest``, the part of ``exception``
    that no clause took (or None): a single one as it is, several as a group.
    """

    dst: int
    exception: int
    rest: int
    raised: int


@dataclass(frozen=True, slots=True)
class LoadSpecial(Instruction):
    """The bound special method ``name``, looked up on the type (``__enter__``, ``__exit__``)."""

    dst: int
    obj: int
    name: str


@dataclass(frozen=True, slots=True)
class CallExit(Instruction):
    """Calls ``exit(type(exception), exception, None)``; ``dst`` is its result."""

    dst: int
    exit: int
    exception: int


@dataclass(frozen=True, slots=True)
class Yield(Instruction):
    """Suspends a generator with ``src``; ``dst`` is what ``send`` gave (None for ``next``)."""

    dst: int
    src: int


@dataclass(frozen=True, slots=True)
class YieldFrom(Instruction):
    """Delegates to ``iterator`` until it ends; ``dst`` is its return value."""

    dst: int
    iterator: int


@dataclass(frozen=True, slots=True)
class Await(Instruction):
    """Runs the awaitable in ``src`` to its end; ``dst`` is its result."""

    dst: int
    src: int


@dataclass(frozen=True, slots=True)
class AsyncIter(Instruction):
    """``aiter(src)`` as an iterator that ``ForNext`` can run."""

    dst: int
    src: int


# --- match ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MatchSequence(Instruction):
    """``dst`` = the subject is a sequence with ``length`` items (at least, if ``open``)."""

    dst: int
    subject: int
    length: int
    open: bool


@dataclass(frozen=True, slots=True)
class MatchMapping(Instruction):
    dst: int
    subject: int


@dataclass(frozen=True, slots=True)
class MatchKeys(Instruction):
    """``dst`` = tuple of the values under ``keys``, or None; ``rest`` = dict without them, or -1."""

    dst: int
    subject: int
    keys: tuple[int, ...]
    rest: int


@dataclass(frozen=True, slots=True)
class MatchClass(Instruction):
    """``dst`` = tuple of ``positional`` attributes and those named, or None if it does not match."""

    dst: int
    subject: int
    cls: int
    positional: int
    names: tuple[str, ...]


# --- the rest ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unsupported(Instruction):
    """A construct that is not lowered: ``dst`` becomes Unknown for ``reason``."""

    dst: int
    reason: str
    text: str
