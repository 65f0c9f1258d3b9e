"""Instructions that direct control: jumps, loops, exceptions, suspension, patterns."""

from __future__ import annotations

from pytea.ir.instruction import Instruction


class Jump(Instruction):
    """Goes on at ``target``; to a smaller index only from the end of a loop to its head."""

    target: int


class Branch(Instruction):
    """Goes on at ``then`` or ``other``; both may lie anywhere ahead.

    ``assumed`` is the outcome to take without a fork when the truth of ``cond`` cannot be followed
    (a context manager of unknown type that may swallow an exception); None means: fork.
    """

    cond: int
    then: int
    other: int
    assumed: bool | None = None


class LoopHead(Instruction):
    """The target of the back edge of loop number ``loop`` (see ``Code.loops``)."""

    loop: int


class Iter(Instruction):
    """``iter(src)``."""

    dst: int
    src: int


class ForNext(Instruction):
    """The next item of ``iterator``, or a jump to ``exit`` when there is none."""

    dst: int
    iterator: int
    exit: int


class Return(Instruction):
    """Ends the frame; a class body returns its ``__class__`` cell, or None without one."""

    src: int


class Assert(Instruction):
    """Jumps to ``passed`` when ``cond`` holds (or is assumed); otherwise falls through."""

    cond: int
    passed: int


class Raise(Instruction):
    """``cause`` is a register, or -1; ``exception`` a class or an instance."""

    exception: int
    cause: int


class Reraise(Instruction):
    """Goes on unwinding with the exception in ``exception``; its traceback is kept."""

    exception: int


class RaiseCurrent(Instruction):
    """A bare ``raise`` outside of the text of a handler."""


class PushHandler(Instruction):
    """From here an exception goes to ``target`` with the exception in ``dst``.

    ``kind`` is "except", "finally" or "with": the last two always pass the exception on. ``types``
    are the dotted texts of the exception types that an "except" names; empty means every type.
    """

    target: int
    dst: int
    kind: str
    types: tuple[str, ...]


class PopHandler(Instruction):
    """Ends the region of the innermost PushHandler."""


class EnterHandler(Instruction):
    """First instruction of a handler: makes ``exception`` the current one (``sys.exc_info``)."""

    exception: int


class LeaveHandler(Instruction):
    """The exception was dealt with: the one that was current before is current again."""


class MatchException(Instruction):
    """``dst`` = the exception is an instance of the class or tuple of classes in ``types``."""

    dst: int
    exception: int
    types: int


class SplitGroup(Instruction):
    """``except*``: ``dst`` the part of the group that matches (or None), ``rest`` the remainder."""

    dst: int
    rest: int
    exception: int
    types: int


class MergeGroup(Instruction):
    """End of ``except*``: ``dst`` is what is left to raise, or None.

    It is made of the exceptions in the list ``raised`` and of ``rest``, the part of ``exception``
    that no clause took (or None): a single one as it is, several as a group.
    """

    dst: int
    exception: int
    rest: int
    raised: int


class LoadSpecial(Instruction):
    """The bound special method ``name``, looked up on the type (``__enter__``, ``__exit__``)."""

    dst: int
    obj: int
    name: str


class CallExit(Instruction):
    """Calls ``exit(type(exception), exception, None)``; ``dst`` is its result."""

    dst: int
    exit: int
    exception: int


class Yield(Instruction):
    """Suspends a generator with ``src``; ``dst`` is what ``send`` gave (None for ``next``)."""

    dst: int
    src: int


class YieldFrom(Instruction):
    """Delegates to ``iterator`` until it ends; ``dst`` is its return value."""

    dst: int
    iterator: int


class Await(Instruction):
    """Runs the awaitable in ``src`` to its end; ``dst`` is its result."""

    dst: int
    src: int


class AsyncIter(Instruction):
    """``aiter(src)`` as an iterator that ``ForNext`` can run."""

    dst: int
    src: int


# --- match ------------------------------------------------------------------------------------


class MatchSequence(Instruction):
    """``dst`` = the subject is a sequence with ``length`` items (at least, if ``open``)."""

    dst: int
    subject: int
    length: int
    open: bool


class MatchMapping(Instruction):
    """``dst`` = the subject is a mapping."""

    dst: int
    subject: int


class MatchKeys(Instruction):
    """``dst`` = tuple of the values under ``keys``, or None; ``rest`` = dict without them, or -1."""

    dst: int
    subject: int
    keys: tuple[int, ...]
    rest: int


class MatchClass(Instruction):
    """``dst`` = tuple of ``positional`` attributes and those named, or None if it does not match."""

    dst: int
    subject: int
    cls: int
    positional: int
    names: tuple[str, ...]
