"""What an operator stub says to whoever runs it: requirements, decisions, warnings, fresh sizes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from pytea.symbolic import Bool, Int, SymBool
from pytea.values.defaults import AT_START, Defaults
from pytea.values.origin import Origin
from pytea.values.tensor import Tensor
from pytea.values.unknown import Unknown, UnknownUse


class StubFailure(Exception):
    """torch would refuse this call: the sentence, the rule it falls under, torch's exception."""

    def __init__(self, message: str, code: str, exception: str) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.exception = exception


class Context(Protocol):
    """The runner of stubs: the machine, or a test that evaluates one call."""

    #: Whether a stub goes on behind a demand that is certainly not met.
    lenient: bool
    #: Whether the stub asked anything that an equal call may have answered differently.
    asked: bool

    def require(self, cond: SymBool, failure: StubFailure) -> None:
        """Handles a requirement that is not decided by itself; raises ``failure`` if it fails."""

    def decide(self, cond: SymBool) -> bool:
        """Returns the truth of ``cond`` on the running path."""

    def is_assumed(self, cond: SymBool) -> bool:
        """Returns whether ``cond`` was taken for granted, though torch demands less."""

    def supposes(self, cond: SymBool) -> bool:
        """Takes ``cond`` for granted of the inputs of a function that nobody calls, if it can hold."""

    def warn(self, code: str, message: str) -> None:
        """Records something suspicious that torch accepts."""

    def fresh_size(self, name: str, lo: int, hi: int | None) -> Int:
        """Returns a size that depends on data, within the given bounds."""

    def drawn_int(self, name: str, lo: Int, hi: Int, evenly: bool) -> Int:
        """Returns a number between two bounds that the data decides; ``evenly``: it takes all of them."""

    def holds(self, cond: SymBool) -> bool:
        """Returns whether ``cond`` is certainly true on the running path."""

    def in_last_batch(self) -> bool:
        """Returns whether the round of a loader is running whose batch is smaller than the others."""

    def wanted_parts(self) -> int | None:
        """Returns into how many names the result is unpacked at once; None where it is not."""


class ConcreteContext:
    """The runner outside of an analysis: nothing symbolic can be decided."""

    lenient = False
    asked = False

    def require(self, cond: SymBool, failure: StubFailure) -> None:
        raise UnknownUse(f"undecided: {failure.message}")

    def decide(self, cond: SymBool) -> bool:
        raise UnknownUse("undecided condition")

    def is_assumed(self, cond: SymBool) -> bool:
        return False

    def supposes(self, cond: SymBool) -> bool:
        return False

    def warn(self, code: str, message: str) -> None:
        pass

    def fresh_size(self, name: str, lo: int, hi: int | None) -> Int:
        raise UnknownUse(f"{name} depends on data")

    def drawn_int(self, name: str, lo: Int, hi: Int, evenly: bool) -> Int:
        raise UnknownUse(f"{name} depends on data")

    def holds(self, cond: SymBool) -> bool:
        return False

    def in_last_batch(self) -> bool:
        return False

    def wanted_parts(self) -> int | None:
        return None


_context: Context = ConcreteContext()
_defaults: Defaults = AT_START


@contextmanager
def running(context: Context, settings: Defaults = AT_START) -> Iterator[None]:
    """Makes ``context`` the runner, under torch's ``settings``, for the time of a ``with`` block."""
    global _context, _defaults
    before, _context = _context, context
    settings_before, _defaults = _defaults, settings
    try:
        yield
    finally:
        _context, _defaults = before, settings_before


def defaults() -> Defaults:
    """Returns the settings under which the stub is evaluated."""
    return _defaults


def current() -> Context:
    """Returns the runner of the stub that is being evaluated."""
    return _context


def require(
    cond: Bool | Unknown,
    message: str,
    code: str = "shape-mismatch",
    exception: str = "RuntimeError",
) -> None:
    """States what torch demands; ``message`` says what is before what was expected.

    A condition that is certainly false ends the stub with StubFailure; one that depends on symbols
    is handed to the runner; one over an unknown value is not checked.
    """
    if cond is True or isinstance(cond, Unknown):
        return
    failure = StubFailure(message, code, exception)
    if isinstance(cond, SymBool):
        _context.require(cond, failure)
    elif not cond and not _context.lenient:
        raise failure


def is_assumed(cond: Bool) -> bool:
    """Returns whether the runner has taken ``cond`` for granted, where torch demands less."""
    return isinstance(cond, SymBool) and _context.is_assumed(cond)


def supposes(cond: Bool) -> bool:
    """Returns whether ``cond`` holds, or is taken for granted: that a size is divided without a rest.

    So it is in a function that nobody calls only; torch demands nothing of the kind.
    """
    return _context.supposes(cond) if isinstance(cond, SymBool) else bool(cond)


def fail(message: str, code: str = "shape-mismatch", exception: str = "RuntimeError") -> None:
    """Ends the stub: torch refuses this call."""
    raise StubFailure(message, code, exception)


def warn(code: str, message: str) -> None:
    """Reports something that torch accepts but that is hardly meant."""
    _context.warn(code, message)


def origin_of(tensor: Tensor) -> Origin | None:
    """Returns where the shape of a tensor came from, which may differ between equal calls."""
    _context.asked = True
    return tensor.origin


def in_last_batch() -> bool:
    """Returns whether the batch is the last one of a loader, smaller than the others."""
    _context.asked = True
    return _context.in_last_batch()


def wanted_parts() -> int | None:
    """Returns into how many names the result of the running stub is unpacked at once, or None."""
    return _context.wanted_parts()


def fresh_size(name: str, lo: int = 0, hi: int | None = None) -> Int:
    """Returns a new size that depends on the data of the run."""
    return _context.fresh_size(name, lo, hi)


def drawn_int(name: str, lo: Int, hi: Int, *, evenly: bool = False) -> Int:
    """Returns a number from ``lo`` up to ``hi`` that the data of the run decides."""
    return _context.drawn_int(name, lo, hi, evenly)


def holds(cond: Bool) -> bool:
    """Returns whether a condition is certainly true on the running path; it is not assumed."""
    return _context.holds(cond) if isinstance(cond, SymBool) else cond
