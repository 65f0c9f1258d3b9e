"""Operators: pack, unpack, parse_shape, einsum, asnumpy."""

from __future__ import annotations

from string import ascii_letters
from typing import Any

from pytea._stubs.einops._ops._shared_patterns import (
    ELLIPSIS,
    Anonymous,
    Expression,
    check_name,
    parse,
    refuse,
)
from pytea._stubs.einops._ops._shared_plans import shape_of
from pytea._stubs.einops._ops.transforms import operator_of, reshaped
from pytea._stubs.torch._ops._shared_views import narrowed

from pytea.stubapi import (
    Int,
    Size,
    Tensor,
    Unknown,
    UnknownUse,
    op,
    render,
    render_shape,
    require,
    same,
    sprod,
    ssum,
)
from pytea.stubapi.arguments import ints_of


def _demand_text(pattern: Any) -> None:
    if not isinstance(pattern, str):
        refuse(f"pattern must be a str, got {type(pattern).__name__}", exception="AttributeError")


def _places(pattern: Any, name: str) -> tuple[int, int]:
    """Returns how many axes stand before and behind the star."""
    if isinstance(pattern, Unknown):
        raise UnknownUse("a pattern that is not known")
    _demand_text(pattern)
    axes = pattern.split()
    if len(set(axes)) != len(axes):
        refuse(f"duplicates in axes names in {name}(..., {pattern!r})")
    if "*" not in axes:
        refuse(f"no *-axis in {name}(..., {pattern!r})")
    for axis in axes:
        if axis != "*":
            check_name(axis)
    before = axes.index("*")
    return before, len(axes) - before - 1


@op("einops.pack")
def pack(tensors: Any, pattern: Any) -> tuple[Tensor, list[Any]]:
    """Tensors (before, *, after) -> one (before, n, after), and the shapes of the stars"""
    before, behind = _places(pattern, "pack")
    if isinstance(tensors, Unknown):
        raise UnknownUse(tensors.reason)
    if not tensors:
        refuse("packing no tensors is not possible", exception="IndexError")
    joined, shapes = [], []
    for index, tensor in enumerate(tensors):
        shape = shape_of(tensor)
        text = f"packed tensor #{index} has shape {render_shape(shape)}, while pattern {pattern} "
        text += f"assumes at least {before + behind} axes"
        require(len(shape) >= before + behind, text)
        stop = len(shape) - behind
        star = shape[before:stop]
        shapes.append(star if tensor.kind == "ndarray" else Size(star))
        joined.append(reshaped(tensor, (*shape[:before], sprod(star), *shape[stop:])))
    return operator_of(tensors[0], "concatenate")(joined, before), shapes


@op("einops.unpack")
def unpack(tensor: Any, packed_shapes: Any, pattern: Any) -> list[Tensor]:
    """tensor (before, n, after) -> one (before, *shape, after) for each shape"""
    before, behind = _places(pattern, "unpack")
    shape = shape_of(tensor)
    text = f"unpack(..., {pattern}) received input of wrong dim with shape {render_shape(shape)}"
    require(len(shape) == before + behind + 1, text)
    if isinstance(packed_shapes, Unknown):
        raise UnknownUse("packed shapes that are not known")
    shapes = [ints_of(item, "packed_shapes") for item in packed_shapes]
    counts = _counts(shapes, shape[before], pattern)
    parts, start = [], 0
    for own, count in zip(shapes, counts, strict=True):
        part = narrowed(tensor, before, start, count)
        parts.append(reshaped(part, (*shape[:before], *_filled(own, count), *shape[before + 1 :])))
        start = start + count
    return parts


def _counts(shapes: list[tuple[Int, ...]], total: Int, pattern: str) -> list[Int]:
    """Returns how many elements of the packed axis belong to each shape."""
    open_ones = [index for index, shape in enumerate(shapes) if any(same(s, -1) for s in shape)]
    listed = f"[{', '.join(map(render_shape, shapes))}]"
    text = f"unpack(..., {pattern}) received more than one -1 in {listed} and can't infer dimensions"
    require(len(open_ones) <= 1, text, "bad-argument")
    counts: list[Int] = [0 if index in open_ones else sprod(s) for index, s in enumerate(shapes)]
    rest = total - ssum(counts)
    text = f"could not split axis of size {render(total)} into requested {listed}"
    if not open_ones:
        require(rest == 0, text)
        return counts
    known = sprod(size for size in shapes[open_ones[0]] if not same(size, -1))
    require((rest >= 0) & (known > 0), text)
    require(rest % known == 0, text)
    counts[open_ones[0]] = rest
    return counts


def _filled(shape: tuple[Int, ...], count: Int) -> tuple[Int, ...]:
    known = sprod(size for size in shape if not same(size, -1))
    return tuple(count // known if same(size, -1) else size for size in shape)


@op("einops.parse_shape", counted=False)
def parse_shape(x: Any, pattern: Any) -> dict[str, Int]:
    """x (the pattern) -> the sizes by name"""
    if isinstance(pattern, Unknown):
        raise UnknownUse("a pattern that is not known")
    _demand_text(pattern)
    side, shape = parse(pattern, underscore=True), shape_of(x)
    shown = f"{pattern} {render_shape(shape)}"
    if any(isinstance(group, list) and len(group) > 1 for group in side.groups):
        refuse(f"can't parse shape with composite axes: {shown}")
    named = len(side.groups) - side.has_ellipsis
    fits = len(shape) >= named if side.has_ellipsis else len(shape) == named
    require(fits, f"can't parse shape with different number of dimensions: {shown}")
    groups: list[Any] = []
    for group in side.groups:
        groups += [["_"]] * (len(shape) - named) if group == ELLIPSIS else [group]
    sizes: dict[str, Int] = {}
    for group, size in zip(groups, shape, strict=True):
        axis = group[0] if group else Anonymous(1)
        if isinstance(axis, Anonymous):
            text = f"length {render(size)} of anonymous axis is not {axis.value}: {shown}"
            require(size == axis.value, text)
        elif axis != "_":
            sizes[axis] = size
    return sizes


@op("einops.einsum")
def einsum(*tensors_and_pattern: Any) -> Any:
    """Tensors with the axes of their terms -> the axes behind the arrow"""
    if len(tensors_and_pattern) <= 1:
        text = "einsum takes at minimum two arguments: the tensors, followed by the pattern"
        refuse(text, exception="ValueError")
    *tensors, pattern = tensors_and_pattern
    if isinstance(pattern, Unknown):
        raise UnknownUse("a pattern that is not known")
    if not isinstance(pattern, str):
        text = "the last argument of einsum must be a string, the einsum pattern"
        refuse(text, exception="ValueError")
    for tensor in tensors:
        shape_of(tensor)
    return operator_of(tensors[0], "einsum")(compact(pattern), *tensors)


def compact(pattern: str) -> str:
    """Returns a pattern of words as one of letters."""
    parts = pattern.split("->")
    if len(parts) != 2:
        refuse("einsum pattern must contain '->'", exception="ValueError")
    letters: dict[str, str] = {}
    terms = []
    for text in parts[0].split(","):
        side = parse(text, underscore=True, duplicates=True)
        terms.append(_term(side, letters, pattern, new=True))
    right = _term(parse(parts[1], underscore=True), letters, pattern, new=False)
    return f"{','.join(terms)}->{right}"


def _term(side: Expression, letters: dict[str, str], pattern: str, *, new: bool) -> str:
    result = ""
    for group in side.groups:
        if group == ELLIPSIS:
            result += "..."
            continue
        axis = _single(group)
        if axis not in letters:
            if not new:
                refuse(f"unknown axis {axis} on right side of einsum {pattern}")
            letters[axis] = ascii_letters[len(letters)]
        result += letters[axis]
    return result


def _single(group: Any) -> str:
    if len(group) == 0:
        refuse("singleton () axes are not yet supported in einsum", exception="NotImplementedError")
    if len(group) > 1:
        text = "shape rearrangement is not yet supported in einsum"
        refuse(text, exception="NotImplementedError")
    if isinstance(group[0], Anonymous):
        text = "anonymous axes are not yet supported in einsum"
        refuse(text, exception="NotImplementedError")
    return str(group[0])


@op("einops.asnumpy")
def asnumpy(tensor: Any) -> Tensor:
    """tensor (*) -> array (*)"""
    shape_of(tensor)
    if tensor.kind == "ndarray":
        return tensor  # type: ignore[no-any-return]
    return tensor.changed(kind="ndarray", device=None, requires_grad=False, origin=None)  # type: ignore[no-any-return]


