"""How the arguments of a call reach a stub: ``out=`` is taken off, numpy's names are translated."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from pytea.stubapi.registry import Operator
from pytea.values.tensor import Tensor
from pytea.values.unknown import Unknown, UnknownUse

#: Second names that torch's argument parser accepts for these parameters.
_NUMPY_NAMES = {
    "dim": ("axis",),
    "keepdim": ("keepdims",),
    "input": ("x", "a", "x1"),
    "other": ("x2",),
}


@cache
def _signature(operator: Operator) -> inspect.Signature:
    return inspect.signature(operator.function)


@cache
def _tensor_parameters(operator: Operator) -> tuple[tuple[str, bool], ...]:
    """Returns the parameters of a torch operator that are tensors, and whether None is allowed."""
    if not operator.name.startswith("torch."):
        return ()
    return tuple(
        (name, parameter.annotation != "Tensor")
        for name, parameter in _signature(operator).parameters.items()
        if parameter.annotation in ("Tensor", "Tensor | None")
        and parameter.kind is not inspect.Parameter.VAR_POSITIONAL
    )


def bind(
    operator: Operator, args: Sequence[Any], kwargs: Mapping[str, Any]
) -> tuple[inspect.BoundArguments, Any]:
    """Returns the arguments as the stub takes them, and ``out`` when the stub has no such parameter.

    Raises TypeError when they do not fit, or when a parameter of type Tensor is given something
    else, as torch does; raises UnknownUse when a value that is not known stands for a tensor.
    """
    signature = _signature(operator)
    parameters = signature.parameters
    given = dict(kwargs)
    out = None
    if "out" not in parameters:
        out = given.pop("out", None)
    for name, others in _NUMPY_NAMES.items():
        if name in parameters:
            for other in others:
                if other in given and other not in parameters and name not in given:
                    given[name] = given.pop(other)
    bound = signature.bind(*args, **given)
    for name, optional in _tensor_parameters(operator):
        if name in bound.arguments:
            _check_tensor(operator, name, bound.arguments[name], optional)
    return bound, out


def _check_tensor(operator: Operator, name: str, value: object, optional: bool) -> None:
    if isinstance(value, Tensor) and value.kind != "ndarray":
        return
    if isinstance(value, Unknown):
        raise UnknownUse(value.reason)
    if value is None and optional:
        return
    got = "numpy.ndarray" if isinstance(value, Tensor) else type(value).__name__
    short = operator.name.rpartition(".")[2]
    raise TypeError(f"{short}(): argument {name!r} must be Tensor, not {got}")
