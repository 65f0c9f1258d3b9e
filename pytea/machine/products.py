"""The multiply-adds of products: attention, ``@``, ``einsum``, layers by the weights of others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pytea.stubapi import Operator
from pytea.symbolic import Int, sprod
from pytea.values.tensor import Tensor

#: Where the summed size is the last one of the first factor, by the number of that factor.
_FACTORS = {
    "matmul": 0, "__matmul__": 0, "__rmatmul__": 0, "mm": 0, "bmm": 0, "mv": 0, "dot": 0, "vdot": 0,
    "inner": 0, "linear": 0, "addmm": 1, "baddbmm": 1, "addbmm": 1, "addmv": 1,
}  # fmt: skip


#: The operators whose first two tensors may be given by these names.
_NAMED = {
    "multi_head_attention_forward": ("query", "key"),
    "scaled_dot_product_attention": ("query", "key"),
}


def multiply_adds(
    operator: Operator, args: Sequence[Any], kwargs: Mapping[str, Any], result: Any
) -> Int:
    """Returns how many multiply-adds a product takes; 0 for any other operation."""
    name = operator.name.rpartition(".")[2]
    args = [*args, *(kwargs.get(given) for given in _NAMED.get(name, ())[len(args) :])]
    if name == "multi_head_attention_forward":
        return _of_heads(args)
    if not isinstance(result, Tensor) or result.sizes is None:
        return 0
    if name in _FACTORS:
        factor = args[_FACTORS[name]] if len(args) > _FACTORS[name] else None
        sizes = factor.sizes if isinstance(factor, Tensor) else None
        return result.numel() * sizes[-1] if sizes else 0
    if name == "scaled_dot_product_attention":
        return _of_attention(args, result)
    return _of_einsum(args) if name == "einsum" else 0


def _of_attention(args: Sequence[Any], result: Tensor) -> Int:
    """``(..., L, E)`` with ``(..., S, E)``: L·S·E for the scores and L·S·Ev for what they weigh."""
    query, key = args[:2]
    if not isinstance(query, Tensor) or not isinstance(key, Tensor):
        return 0
    if not query.sizes or not key.sizes or len(key.sizes) < 2:
        return 0
    return key.sizes[-2] * (query.numel() + result.numel())


def _of_heads(args: Sequence[Any]) -> Int:
    """``(L, ..., E)`` with ``(S, ..., E)``: the scores and what they weigh, of all heads together."""
    query, key = args[:2]
    if not isinstance(query, Tensor) or not isinstance(key, Tensor) or not key.sizes:
        return 0
    return 2 * key.sizes[0] * query.numel() if query.sizes else 0


def _of_einsum(args: Sequence[Any]) -> Int:
    """Returns the product of the sizes of all letters, of two factors."""
    if not args:
        return 0
    equation, *factors = args
    if len(factors) == 1 and isinstance(factors[0], (list, tuple)):
        factors = list(factors[0])
    if not isinstance(equation, str) or "..." in equation or len(factors) != 2:
        return 0
    parts = equation.replace(" ", "").partition("->")[0].split(",")
    sizes: dict[str, Int] = {}
    for letters, factor in zip(parts, factors, strict=False):
        known = factor.sizes if isinstance(factor, Tensor) else None
        if known is None or len(known) != len(letters):
            return 0
        sizes.update(zip(letters, known, strict=True))
    return sprod(list(sizes.values()))
