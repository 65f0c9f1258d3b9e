"""Functions that change their input where `inplace=True` is given: `F.relu(x, inplace=True)` is `torch.relu_(x)`."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from pytea.stubapi import Operator
from pytea.values.tensor import Tensor

_FLAG = "inplace"


def in_place_form(
    operator: Operator, args: Sequence[object], kwargs: Mapping[str, object]
) -> Operator:
    """Returns the operator that a call stands for: one that changes its first operand, or the same."""
    parameters, form = _form(operator)
    if form is None or not args or type(args[0]) is not Tensor:
        return operator
    given = {**dict(zip(parameters, args, strict=False)), **kwargs}
    if given.get(_FLAG) is not True:
        return operator
    return form if "dropout" not in operator.name or _drops(given) else operator


def _drops(given: Mapping[str, object]) -> bool:
    """Returns whether dropout certainly changes something: it trains, with a chance above 0."""
    p = given.get("p")
    return given.get("training") is True and isinstance(p, (int, float)) and p > 0


@cache
def _form(operator: Operator) -> tuple[tuple[str, ...], Operator | None]:
    """Returns the parameters of an operator with the flag, and the form that changes its operand."""
    parameters = tuple(inspect.signature(operator.function).parameters)
    if operator.binding != "function" or _FLAG not in parameters:
        return parameters, None
    return parameters, replace(operator, binding="inplace")
