"""Instructions that direct control: jumps, loops, exceptions, suspension, patterns."""

from __future__ import annotations

from dataclasses import dataclass

from pytea.ir.instruction import Instruction


@dataclass(frozen=True, slots=True)
class Jump(Instruction):
    """Goes on at ``target``; to a smaller index only from the end of a loop to its head."""

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
    """``iter(src)``."""

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
    """Ends the frame; a class body returns its ``__class__`` cell, or None without one."""

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
    """Ends the region of the innermost PushHandler."""


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
    """``dst`` = the subject is a mapping."""

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
