"""What element-wise functions of two operands share: their result, their operators, their names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytea._stubs.torch._ops._shared_pointwise import Rule, check_operand, is_number, pointwise
from pytea._stubs.torch._ops._shared_suspicions import warn_if_flat_index, warn_if_outer
from pytea.stubapi import DType, Tensor, Unknown, UnknownUse, elementwise_inplace, fail, op


def binary(
    name: str,
    rule: Rule,
    input: Any,
    other: Any,
    values: Callable[..., Any] | None = None,
    dtype: DType | None | str = "promoted",
    *,
    one_tensor: bool = True,
) -> Tensor:
    """Returns the result of an element-wise function of two operands, tensors or numbers.

    ``one_tensor``: torch refuses two numbers.
    """
    if one_tensor and is_number(input) and is_number(other):
        fail(f"{name}() takes at least one tensor, got two numbers", "bad-argument", "TypeError")
    check_operand(name, input, "input")
    check_operand(name, other, "other", rule.numbers)
    if isinstance(input, Tensor) and isinstance(other, Tensor):
        warn_if_outer(name, input, other)
        if name in ("eq", "ne"):
            warn_if_flat_index(name, input, other)
    return pointwise(name, rule, input, other, values=values, dtype=dtype)


def operator_form(
    function: Callable[..., Any], swap: bool = False, alpha: bool = False
) -> Callable[..., Any]:
    """Returns what a binary operator calls: NotImplemented for an operand that is no number.

    ``alpha``: the function takes a factor of the second operand.
    """

    def dunder(input: Tensor, other: Any, **factor: Any) -> Any:
        if not _is_operand(other):
            return NotImplemented
        return function(other, input) if swap else function(input, other, **factor)

    def plain(input: Tensor, other: Any) -> Any:
        return dunder(input, other)

    def scaled(input: Tensor, other: Any, *, alpha: Any = 1) -> Any:
        return dunder(input, other, alpha=alpha)

    return scaled if alpha else plain


def _is_operand(value: object) -> bool:
    """Returns whether an operator takes the value; raises UnknownUse when that is not known."""
    if isinstance(value, Unknown) and not value.kind:
        raise UnknownUse(value.reason)
    if isinstance(value, Tensor) and value.kind == "ndarray" and value.sizes is None:
        raise UnknownUse("an array, or a number of numpy")
    return value.kind != "ndarray" if isinstance(value, Tensor) else is_number(value)


def register(
    function: Callable[..., Any],
    *names: str,
    inplace: bool = True,
    torch_inplace: bool = False,
    dunders: tuple[str, ...] = (),
    reflected: tuple[str, ...] = (),
    alpha: bool = False,
) -> None:
    """Registers torch.f, Tensor.f, Tensor.f_, and the operators ``__f__`` and ``__rf__``."""
    changed = elementwise_inplace(function)
    for name in names:
        op(f"torch.{name}", f"torch.Tensor.{name}")(function)
        if inplace:
            op(f"torch.Tensor.{name}_", binding="inplace")(changed)
        if torch_inplace:
            op(f"torch.{name}_", binding="inplace")(changed)
    for dunder in dunders:
        op(f"torch.Tensor.__{dunder}__")(operator_form(function, alpha=alpha))
    for dunder in reflected:
        op(f"torch.Tensor.__{dunder}__")(operator_form(function, swap=True))


def operator_inplace(function: Callable[..., Any], *names: str, alpha: bool = False) -> None:
    """Registers augmented assignments."""
    dunder = operator_form(elementwise_inplace(function), alpha=alpha)
    for name in names:
        op(f"torch.Tensor.__{name}__", binding="inplace")(dunder)
