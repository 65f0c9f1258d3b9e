"""What the layer EinMix makes of its patterns: the shapes of its parameters and an equation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import ascii_lowercase
from typing import Any

from pytea._stubs.einops._ops._shared_patterns import (
    ELLIPSIS,
    Axis,
    Expression,
    parse,
    refuse,
    shown,
    sides_of,
)
from pytea.stubapi import Int, op
from pytea.stubapi.arguments import int_of


@op("einops._native.einmix", counted=False)
def einmix(
    pattern: Any, weight_shape: Any, bias_shape: Any, axes_lengths: Mapping[str, Any]
) -> tuple[Any, ...]:
    """Shapes of weight and bias, the equation, and the patterns before and behind it"""
    left_text, right_text = sides_of(pattern)
    left, right, weight = parse(left_text), parse(right_text), parse(weight_shape)
    _check(left, right, weight, weight_shape, axes_lengths)
    sizes = {name: int_of(length, name) for name, length in axes_lengths.items()}
    before = f"{left_text}-> {_flat(left)}" if _composed(left) else None
    behind = f"{_flat(right)} ->{right_text}" if _composed(right) else None
    names = [axis for axis in left.flat() if isinstance(axis, str)]
    inner = {name: sizes[name] for name in names if name in sizes}
    weight_sizes = [sizes[str(axis)] for axis in weight.flat()]
    bias_sizes = None if bias_shape is None else _bias(right, bias_shape, sizes)
    return weight_sizes, bias_sizes, _equation(left, right, weight), before, inner, behind


def _check(
    left: Expression, right: Expression, weight: Expression, shape: str, lengths: Mapping[str, Any]
) -> None:
    _none(right.names, (left, weight), "unrecognized identifiers on the right side of EinMix {}")
    if weight.has_ellipsis:
        refuse("ellipsis is not supported in weight, as its shape should be fully specified")
    if left.has_ellipsis != right.has_ellipsis:
        refuse("ellipsis in EinMix should be on both sides")
    if left.inner_ellipsis:
        refuse("ellipsis on left side can't be in parenthesis")
    if any(side.anonymous for side in (left, right, weight)):
        refuse("anonymous axes (numbers) are not allowed in EinMix")
    if "(" in shape or ")" in shape:
        refuse(f"parenthesis is not allowed in weight shape: {shape}")
    for axis in weight.names:
        if axis not in lengths:
            refuse(f"dimension {axis} of weight should be specified")
    _none(list(lengths), (left, weight), "axes {} are not used in pattern")
    _none(weight.names, (left, right), "weight axes {} are redundant")


def _none(names: Sequence[Axis], sides: Sequence[Expression], message: str) -> None:
    """Refuses names that stand on none of the sides."""
    found = [name for name in names if not any(name in side.names for side in sides)]
    if found:
        refuse(message.format(shown(found)))


def _composed(side: Expression) -> bool:
    return side.inner_ellipsis or any(len(group) != 1 for group in side.groups)


def _flat(side: Expression) -> str:
    return " ".join("..." if axis == ELLIPSIS else str(axis) for axis in side.flat())


def _bias(right: Expression, text: str, sizes: Mapping[str, Int]) -> list[Int]:
    bias = parse(text)
    _none(bias.names, (right,), "bias axes {} not present in output")
    missing = [name for name in bias.names if name not in sizes]
    if missing:
        refuse(f"sizes not provided for bias axes {shown(missing)}")
    result: list[Int] = []
    used = False
    for axis in right.flat():
        if axis == ELLIPSIS:
            if used:
                refuse("all bias dimensions should go after ellipsis in the output")
        elif axis in bias.names:
            result.append(sizes[str(axis)])
            used = True
        else:
            result.append(1)
    return result


def _equation(left: Expression, right: Expression, weight: Expression) -> str:
    names = {*left.names, *right.names, *weight.names} - {ELLIPSIS}
    letters = dict(zip(sorted(map(str, names)), ascii_lowercase, strict=False)) | {ELLIPSIS: "..."}
    terms = ["".join(letters[str(axis)] for axis in side.flat()) for side in (left, weight, right)]
    return f"{terms[0]},{terms[1]}->{terms[2]}"
