"""One call, evaluated twice: by torch, and by the stub of the same name on records."""

from __future__ import annotations

import traceback
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch

from pytea.stubapi import OPERATORS, Int, StubFailure, SymBool, UnknownUse, running
from pytea.stubapi.binding import bind, written_to
from pytea.stubapi.loading import load_operators
from pytea.symbolic import deciding, fresh_int

torch.set_num_threads(1)
load_operators("torch")


@dataclass(frozen=True, slots=True)
class Accepted:
    value: Any


@dataclass(frozen=True, slots=True)
class Refused:
    exception: str
    message: str


@dataclass(frozen=True, slots=True)
class NotKnown:
    """The stub needed a value that is not known."""

    reason: str


@dataclass(frozen=True, slots=True)
class Missing:
    """There is no stub under this name."""


@dataclass(frozen=True, slots=True)
class Crashed:
    """The stub failed in a way that is a defect of ours."""

    trace: str


Outcome = Accepted | Refused | NotKnown | Missing | Crashed


class SampleContext:
    """Runs a stub on a sample: sizes that depend on data are symbols, nothing else is symbolic."""

    lenient = False

    def require(self, cond: SymBool, failure: StubFailure) -> None:
        """Assumes what only the data decides."""

    def decide(self, cond: SymBool) -> bool:
        raise UnknownUse("undecided condition")

    def warn(self, code: str, message: str) -> None:
        pass

    def is_assumed(self, cond: SymBool) -> bool:
        """Returns False: nothing is taken for granted."""
        return False

    def supposes(self, cond: SymBool) -> bool:
        """Returns False: nothing is supposed of sizes."""
        return False

    def fresh_size(self, name: str, lo: int, hi: int | None) -> Int:
        return fresh_int(name, lo=lo, hi=hi)

    def drawn_int(self, name: str, lo: Int, hi: Int, evenly: bool) -> Int:
        return fresh_int(name)

    def holds(self, cond: SymBool) -> bool:
        return False

    def in_last_batch(self) -> bool:
        return False

    def wanted_parts(self) -> int | None:
        return None


_CONTEXT = SampleContext()


def run_stub(name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Outcome:
    """Evaluates the stub called ``name`` on converted arguments."""
    operator = OPERATORS.get(name)
    if operator is None:
        return Missing()
    try:
        values, named, out = bind(operator, args, kwargs)
    except TypeError as error:
        return Refused("TypeError", str(error))
    except UnknownUse as unknown:
        return NotKnown(unknown.reason)
    try:
        with running(_CONTEXT), deciding(_CONTEXT.decide):
            result = operator.function(*values, **named)
            return Accepted(result if out is None else written_to(operator, result, out))
    except StubFailure as failure:
        return Refused(failure.exception, failure.message)
    except UnknownUse as unknown:
        return NotKnown(unknown.reason)
    except Exception:  # a defect of the stub is a result of this evaluation
        return Crashed(traceback.format_exc(limit=-3))


def copied(value: Any) -> Any:
    """Returns arguments whose tensors an in-place call may change."""
    match value:
        case torch.Tensor():
            if value.layout != torch.strided or value.device.type != "cpu":
                return value
            if any(d > 1 and s == 0 for d, s in zip(value.shape, value.stride(), strict=True)):
                return value
            twin = torch.empty_strided(value.shape, value.stride(), dtype=value.dtype)
            return twin.copy_(value.detach())
        case torch.Size():
            return value
        case list():
            return [copied(item) for item in value]
        case tuple() if type(value) is tuple:
            return tuple(copied(item) for item in value)
        case dict():
            return {key: copied(item) for key, item in value.items()}
    return value


def torch_callable(name: str) -> Callable[..., Any] | None:
    """Returns what torch has under a dotted name; an attribute becomes its getter."""
    found: Any = torch
    for part in name.removeprefix("torch.").split("."):
        found = getattr(found, part, None)
        if found is None:
            return None
    if callable(found):
        return found  # type: ignore[no-any-return]
    return found.__get__ if hasattr(found, "__get__") else None


def run_torch(
    function: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]
) -> Accepted | Refused:
    """Evaluates a call in eager torch."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Accepted(function(*args, **kwargs))
    except Exception as error:  # torch's refusal is the answer
        return Refused(type(error).__name__, str(error).strip().split("\n")[0])
