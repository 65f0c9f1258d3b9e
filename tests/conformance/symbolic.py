"""The stubs on symbolic sizes: what they say is true of every number that a symbol may stand for.

A call is evaluated with a symbol in place of every size above 1. What comes out is a set of paths:
the decisions that the stub took, what it demanded on the way, and its result. The paths are then
instantiated with the numbers of the sample and with other numbers, each of which must choose exactly
one path and give what the stub says of the numbers themselves.
"""

from __future__ import annotations

import random
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pytea.stubapi import (
    OPERATORS,
    Int,
    Size,
    Strides,
    StubFailure,
    SymBool,
    SymInt,
    Tensor,
    UnknownUse,
    running,
)
from pytea.stubapi.binding import bind
from pytea.stubapi.results import EqualParts
from pytea.symbolic import Symbol, SymKind, deciding, fresh_int, substitute
from tests.conformance.evaluation import (
    Accepted,
    Crashed,
    NotKnown,
    Outcome,
    Refused,
    run_stub,
)

#: No size of the database is larger.
_LARGEST = 1 << 20
#: Numbers that every call is tried with besides those of its sample.
OTHERS = 4

#: What the symbols stand for.
Assignment = Mapping[Symbol, int]


class Disagreement(Exception):
    """The symbolic evaluation and the one on numbers say different things."""


@dataclass(slots=True)
class Path:
    """One way through a stub on symbolic sizes."""

    #: The conditions that were decided, with the decision.
    guards: list[tuple[SymBool, bool]] = field(default_factory=list)
    #: What was demanded, in order.
    demands: list[tuple[SymBool, StubFailure]] = field(default_factory=list)
    outcome: Outcome = field(default_factory=lambda: NotKnown("not run"))

    def chosen(self, numbers: Assignment) -> bool:
        """Returns whether the numbers take this path."""
        return all(put_in(cond, numbers) is truth for cond, truth in self.guards)

    def instantiated(self, numbers: Assignment) -> Outcome:
        """Returns what the path says of the numbers."""
        for cond, failure in self.demands:
            if put_in(cond, numbers) is False:
                return Refused(failure.exception, failure.message)
        return self.outcome


def put_in(value: Any, numbers: Assignment) -> Any:
    """Returns a size or condition with numbers in place of its symbols."""
    return substitute(value, numbers) if isinstance(value, (SymInt, SymBool)) else value


class SymbolicCall:
    """One call on symbolic sizes, evaluated path by path."""

    lenient = False

    def __init__(self, name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
        self.name = name
        self.symbols: dict[int, Int] = {}
        #: The symbols with the sizes of the sample.
        self.sample: dict[Symbol, int] = {}
        self.args = self._symbolic(args)
        self.kwargs = self._symbolic(kwargs)
        self.paths: list[Path] = []
        self._path = Path()
        self._numbers: Assignment = {}

    def _size(self, size: int) -> Int:
        """Returns the symbol of a size; 0 and 1 stay, because they decide about broadcasting."""
        if size <= 1:
            return size
        if size not in self.symbols:
            symbol = fresh_int(f"s{size}", SymKind.INPUT, 0, _LARGEST)
            self.symbols[size] = symbol
            self.sample[symbol.terms[0][0][0]] = size  # type: ignore[union-attr, index]
        return self.symbols[size]

    def _symbolic(self, value: Any) -> Any:
        """Returns converted arguments with symbolic shapes, without known elements."""
        match value:
            case Tensor():
                strides = value.strides if isinstance(value.strides, str) else Strides.UNKNOWN
                sizes = None if value.sizes is None else Size(map(self._size, value.sizes))
                return value.changed(sizes=sizes, data=None, strides=strides)
            case Size():
                return value
            case list() | tuple():
                return type(value)(self._symbolic(item) for item in value)
            case dict():
                return {key: self._symbolic(item) for key, item in value.items()}
        return value

    def others(self) -> Iterator[Assignment]:
        """Yields other numbers for the symbols: larger, doubled, and drawn, also 0 and 1."""
        draw = random.Random(self.name)
        yield {symbol: size + 1 for symbol, size in self.sample.items()}
        yield {symbol: 2 * size for symbol, size in self.sample.items()}
        for lowest in (1, 0)[: OTHERS - 2]:
            yield {symbol: draw.randint(lowest, 7) for symbol in self.sample}

    # What a running stub asks for.

    def require(self, cond: SymBool, failure: StubFailure) -> None:
        """Notes what is demanded."""
        self._path.demands.append((cond, failure))

    def decide(self, cond: SymBool) -> bool:
        """Returns the truth of a condition under the numbers that the path is run for."""
        truth = put_in(cond, self._numbers)
        if not isinstance(truth, bool):
            raise UnknownUse("depends on data")
        self._path.guards.append((cond, truth))
        return truth

    def warn(self, code: str, message: str) -> None:
        """Ignores what is only suspicious."""

    def is_assumed(self, cond: SymBool) -> bool:
        """Returns False: nothing is taken for granted."""
        return False

    def supposes(self, cond: SymBool) -> bool:
        """Returns False: nothing is supposed of sizes."""
        return False

    def fresh_size(self, name: str, lo: int, hi: int | None) -> Int:
        """Returns a size that depends on data."""
        return fresh_int(name, SymKind.INPUT, lo, hi)

    def drawn_int(self, name: str, lo: Int, hi: Int, evenly: bool) -> Int:
        """Returns a number that depends on data."""
        return fresh_int(name)

    def holds(self, cond: SymBool) -> bool:
        """Returns False: no fact is known beforehand."""
        return False

    def in_last_batch(self) -> bool:
        """Returns whether the call is made with a smaller last batch: there is none."""
        return False

    def wanted_parts(self) -> int | None:
        return None

    def path(self, numbers: Assignment) -> Path:
        """Returns the one path that the numbers take; it is evaluated where none has been yet."""
        if not any(path.chosen(numbers) for path in self.paths):
            self._path, self._numbers = Path(), numbers
            self._path.outcome = self._run()
            self.paths.append(self._path)
        chosen = [path for path in self.paths if path.chosen(numbers)]
        if len(chosen) != 1:
            raise Disagreement(f"{len(chosen)} paths are taken with {_shown(numbers)}")
        return chosen[0]

    def run_sample(self) -> Outcome:
        """Evaluates the path that the numbers of the sample take, whether it was evaluated or not."""
        self._path, self._numbers = Path(), self.sample
        return self._run()

    def _run(self) -> Outcome:
        operator = OPERATORS[self.name]
        try:
            values, named, _ = bind(operator, self.args, self.kwargs)
            with running(self), deciding(self.decide):
                return Accepted(operator.function(*values, **named))
        except StubFailure as failure:
            return Refused(failure.exception, failure.message)
        except UnknownUse as unknown:
            return NotKnown(unknown.reason)
        except TypeError as error:
            deep = error.__traceback__ is not None and error.__traceback__.tb_next is not None
            crashed = deep and "SymInt" in str(error)
            return Crashed(traceback.format_exc(limit=-3)) if crashed else Refused("TypeError", "")
        except Exception:
            return Crashed(traceback.format_exc(limit=-3))

    def concrete(self, numbers: Assignment) -> Outcome:
        """Returns what the stub says of the same call on numbers."""
        return run_stub(self.name, _numbered(self.args, numbers), _numbered(self.kwargs, numbers))


def _numbered(value: Any, numbers: Assignment) -> Any:
    match value:
        case Tensor():
            if value.sizes is None:
                return value
            return value.changed(sizes=Size(put_in(size, numbers) for size in value.sizes))
        case Size():
            return value
        case list() | tuple():
            return type(value)(_numbered(item, numbers) for item in value)
        case dict():
            return {key: _numbered(item, numbers) for key, item in value.items()}
    return value


def _facts(value: Any, numbers: Assignment) -> Any:
    """Returns the shapes, dtypes and numbers of a result."""
    match value:
        case Tensor():
            known = value.sizes is not None
            sizes = tuple(_known(size, numbers) for size in value.shape) if known else None
            return sizes, value.dtype
        case list() | tuple():
            return tuple(_facts(item, numbers) for item in value)
        case EqualParts():
            return (_facts(value.part, numbers),) * _known(value.count, numbers)
        case SymInt() | SymBool() | int() | float():
            return _known(value, numbers)
    return type(value).__name__


def _known(value: Any, numbers: Assignment) -> Any:
    number = put_in(value, numbers)
    return "depends on data" if isinstance(number, (SymInt, SymBool)) else number


def _shown(numbers: Assignment) -> str:
    return ", ".join(f"{symbol.name} = {number}" for symbol, number in numbers.items())


def _compare(call: SymbolicCall, numbers: Assignment) -> None:
    concrete, symbolic = call.concrete(numbers), call.path(numbers).instantiated(numbers)
    if isinstance(symbolic, Crashed):
        raise Disagreement(symbolic.trace)
    place = f"with {_shown(numbers)}"
    if type(concrete) is not type(symbolic):
        raise Disagreement(f"{concrete} on numbers, {symbolic} on symbols {place}")
    if isinstance(concrete, Accepted) and isinstance(symbolic, Accepted):
        expected, actual = _facts(concrete.value, {}), _facts(symbolic.value, numbers)
        if expected != actual:
            raise Disagreement(f"{expected} on numbers, {actual} on symbols {place}")


def symbolic_difference(name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> str | None:
    """Returns how a call on symbolic sizes differs from the same call on numbers, or None."""
    call = SymbolicCall(name, args, kwargs)
    try:
        for numbers in (call.sample, *call.others()):
            _compare(call, numbers)
    except Disagreement as problem:
        return str(problem)
    return None
