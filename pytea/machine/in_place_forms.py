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
    position, form = _form(operator)
    if form is None or not args or type(args[0]) is not Tensor:
        return operator
    flag = args[position] if position < len(args) else kwargs.get(_FLAG)
    return form if flag is True else operator


@cache
def _form(operator: Operator) -> tuple[int, Operator | None]:
    """Returns where the flag stands among the parameters, and the form that changes its operand.

    Dropout has none here: it changes nothing where it is not training.
    """
    parameters = [*inspect.signature(operator.function).parameters]
    if operator.binding != "function" or _FLAG not in parameters or "dropout" in operator.name:
        return 0, None
    return parameters.index(_FLAG), replace(operator, binding="inplace")
