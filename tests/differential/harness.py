"""``check_call``: one call in eager torch and in its stub, which must agree."""

from __future__ import annotations

from typing import Any

from pytea.stubapi import OPERATORS
from tests.conformance.comparison import difference
from tests.conformance.evaluation import (
    Accepted,
    Crashed,
    Missing,
    NotKnown,
    Refused,
    copied,
    run_stub,
    run_torch,
    torch_callable,
)
from tests.conformance.records import to_record, without_data


def describe(value: Any) -> str:
    """Returns an argument in a few words, tensors as shape and dtype."""
    record = to_record(value)
    if hasattr(record, "sizes"):
        strides = "" if record.strides == "contiguous" else f" strides {record.strides}"
        data = f" = {list(record.data)}" if record.data is not None else ""
        return f"{tuple(record.sizes)} {record.dtype}{strides}{data}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(describe, value))}]"
    return repr(value)


def describe_call(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    """Returns a call as one line."""
    parts = [describe(arg) for arg in args]
    parts += [f"{key}={describe(value)}" for key, value in kwargs.items()]
    return f"{name}({', '.join(parts)})"


def disagreement(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str | None:
    """Returns how the stub called ``name`` and torch disagree on a call, or None.

    The stub is evaluated a second time without the values of its tensors: what it then does not
    know is fine, what it says must still be true.
    """
    function = torch_callable(name)
    if function is None:
        return f"torch has nothing called {name}"
    if name not in OPERATORS:
        return "no stub"
    records, named = to_record(args), to_record(kwargs)
    operator = OPERATORS[name]
    if operator.binding == "inplace":
        args, kwargs = copied(args), copied(kwargs)
    expected = run_torch(function, args, kwargs)
    if operator.binding == "inplace" and expected == Accepted(None):
        expected = Accepted(args[0])
    actual = run_stub(name, records, named)
    problem = _compare(expected, actual)
    if problem is None:
        blind = run_stub(name, without_data(records), without_data(named))
        lenient = isinstance(blind, NotKnown) or isinstance(expected, Refused)
        problem = _compare(expected, blind)
        if problem is not None:
            known_wrong = not lenient and "unknown" not in problem
            crashed = isinstance(blind, Crashed)
            problem = f"without values: {problem}" if known_wrong or crashed else None
    return problem


def _compare(expected: Any, actual: Any) -> str | None:
    match expected, actual:
        case _, Crashed(trace):
            return f"the stub crashes: {trace}"
        case _, NotKnown(reason):
            return f"the stub does not know: {reason}"
        case _, Missing():
            return "no stub"
        case Accepted(value), Refused("TypeError", _) if value is NotImplemented:
            return None  # the operator raises TypeError when the other side gives up as well
        case Accepted(value), Accepted(ours):
            return difference(value, ours)
        case Accepted(), Refused(exception, message):
            return f"torch accepts, the stub refuses: {exception}: {message}"
        case Refused(exception, message), Accepted():
            return f"torch refuses, the stub accepts: {exception}: {message}"
    return None


def check_call(name: str, *args: Any, **kwargs: Any) -> None:
    """Asserts that torch and the stub agree on accept or refuse, and on the result.

    ``name`` is dotted ("torch.add", "torch.Tensor.add_"); the arguments are real torch values.
    """
    call = describe_call(name, args, kwargs)
    problem = disagreement(name, args, kwargs)
    assert problem is None, f"{call}\n  {problem}"
