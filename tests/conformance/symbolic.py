"""Stubs on symbols: every size of a sample is replaced by a symbol, and must come out the same."""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
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
from pytea.symbolic import Symbol, SymKind, deciding, fresh_int, substitute
from tests.conformance.evaluation import Accepted, Crashed, NotKnown, Outcome, Refused

#: No size of the database is larger.
_LARGEST = 1 << 20


@dataclass(slots=True)
class SymbolicSample:
    """Symbols in place of the sizes above 1, with the values that stand for them in a sample."""

    lenient = False

    symbols: dict[int, Int] = field(default_factory=dict)
    values: dict[Symbol, int] = field(default_factory=dict)

    def size(self, size: int) -> Int:
        """Returns the symbol of a size; 0 and 1 stay, because they decide about broadcasting."""
        if size <= 1:
            return size
        if size not in self.symbols:
            symbol = fresh_int(f"s{size}", SymKind.INPUT, 0, _LARGEST)
            self.symbols[size] = symbol
            self.values[symbol.terms[0][0][0]] = size  # type: ignore[union-attr, index]
        return self.symbols[size]

    def arguments(self, value: Any) -> Any:
        """Returns converted arguments with symbolic shapes, without known elements."""
        match value:
            case Tensor():
                strides = value.strides if isinstance(value.strides, str) else Strides.UNKNOWN
                sizes = None if value.sizes is None else Size(map(self.size, value.sizes))
                return value.changed(sizes=sizes, data=None, strides=strides)
            case Size():
                return value
            case list() | tuple():
                return type(value)(self.arguments(item) for item in value)
            case dict():
                return {key: self.arguments(item) for key, item in value.items()}
        return value

    def concrete(self, value: Any) -> Any:
        """Returns a size or condition with the sample's values put in."""
        return substitute(value, self.values) if isinstance(value, (SymInt, SymBool)) else value

    def require(self, cond: SymBool, failure: StubFailure) -> None:
        """Raises ``failure`` when the sample's values violate the condition."""
        if self.concrete(cond) is False:
            raise failure

    def decide(self, cond: SymBool) -> bool:
        """Returns the truth of a condition under the sample's values."""
        truth = self.concrete(cond)
        if isinstance(truth, bool):
            return truth
        raise UnknownUse("depends on data")

    def warn(self, code: str, message: str) -> None:
        """Ignores what is only suspicious."""

    def fresh_size(self, name: str, lo: int, hi: int | None) -> Int:
        """Returns a size that depends on data."""
        return fresh_int(name, SymKind.INPUT, lo, hi)

    def run(self, name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Outcome:
        """Evaluates a stub on the symbolic arguments."""
        operator = OPERATORS[name]
        try:
            values, named, _ = bind(operator, self.arguments(args), self.arguments(kwargs))
            with running(self), deciding(self.decide):
                return Accepted(operator.function(*values, **named))
        except StubFailure as failure:
            return Refused(failure.exception, failure.message)
        except UnknownUse as unknown:
            return NotKnown(unknown.reason)
        except TypeError as error:
            deep = error.__traceback__ is not None and error.__traceback__.tb_next is not None
            trace = traceback.format_exc(limit=-3)
            return Crashed(trace) if deep and "SymInt" in str(error) else Refused("TypeError", "")
        except Exception:
            return Crashed(traceback.format_exc(limit=-3))

    def shape_of(self, value: Any) -> Any:
        """Returns the shapes, dtypes and numbers of a result under the sample's values."""
        match value:
            case Tensor():
                sizes = None if value.sizes is None else tuple(map(self._known, value.sizes))
                return sizes, value.dtype
            case list() | tuple():
                return tuple(map(self.shape_of, value))
            case SymInt() | SymBool() | int() | float():
                return self._known(value)
        return type(value).__name__

    def _known(self, value: Any) -> Any:
        number = self.concrete(value)
        return "depends on data" if isinstance(number, (SymInt, SymBool)) else number


def symbolic_difference(
    name: str, args: Sequence[Any], kwargs: Mapping[str, Any], concrete: Outcome
) -> str | None:
    """Returns how the symbolic evaluation of a call differs from the concrete one, or None."""
    sample = SymbolicSample()
    outcome = sample.run(name, args, kwargs)
    if isinstance(outcome, Crashed):
        return outcome.trace
    if type(outcome) is not type(concrete):
        return f"{concrete} on numbers, {outcome} on symbols"
    if isinstance(outcome, Accepted) and isinstance(concrete, Accepted):
        on_numbers, on_symbols = sample.shape_of(concrete.value), sample.shape_of(outcome.value)
        if on_numbers != on_symbols:
            return f"{on_numbers} on numbers, {on_symbols} on symbols"
    return None
