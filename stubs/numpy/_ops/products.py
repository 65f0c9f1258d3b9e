"""Operators: dot, matmul, inner, outer, tensordot, einsum, cross."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pytea._stubs.numpy._ops._shared_arrays import (
    array_of,
    arrays_of,
    axes_of,
    axis_of,
    broadcast_shapes,
    flat,
    is_number,
    is_torch,
    kept_layout,
    new_array,
    outcome,
    size_of,
)
from pytea._stubs.numpy._ops._shared_dtypes import common_dtype
from pytea._stubs.numpy._ops.ufuncs_binary import apply_binary, changed_by
from pytea._stubs.numpy._ops._shared_errors import value_errors
from pytea.stubapi import (
    Int,
    Size,
    Tensor,
    Unknown,
    UnknownUse,
    broadcast_sizes,
    fail,
    op,
    render,
    render_shape,
    require,
    same,
)


def _require_inner(a: Tensor, b: Tensor, left: Int, right: Int) -> None:
    if not same(left, right):
        text = f"shapes {render_shape(a.shape)} and {render_shape(b.shape)} not aligned: "
        text += f"{render(left)} and {render(right)} must be equal"
        require(left == right, text, "shape-mismatch", "ValueError")


def dot_of(a: Any, b: Any) -> Any:
    """Returns the sum over the last dim of ``a`` and the last but one of ``b``."""
    left, right = array_of(a), array_of(b)
    if left.ndim == 0 or right.ndim == 0:
        return apply_binary("multiply", left, right)
    inner = right.shape[0] if right.ndim == 1 else right.shape[-2]
    _require_inner(left, right, left.shape[-1], inner)
    rest = right.shape[:-1] if right.ndim == 1 else (*right.shape[:-2], right.shape[-1])
    shape = (*left.shape[:-1], *(() if right.ndim == 1 else rest))
    data = None
    if not shape and left.data is not None and right.data is not None:
        data = [sum(x * y for x, y in zip(left.data, right.data, strict=True))]
    return outcome(shape, common_dtype(left, right), data)


@op("numpy.dot")
def dot(a: Any, b: Any) -> Any:
    """a (*, k), b (*, k, m) -> (*, *, m)"""
    return dot_of(a, b)


@op("numpy.ndarray.dot")
def dot_method(self: Any, b: Any) -> Any:
    """a (*, k), b (*, k, m) -> (*, *, m)"""
    return dot_of(self, b)


def matmul_of(x1: Any, x2: Any) -> Any:
    """Returns the matrix product, over broadcast leading dims."""
    for value in (x1, x2):
        if is_number(value) or (isinstance(value, Tensor) and value.ndim == 0):
            text = "matmul: an operand does not have enough dimensions (it has 0)"
            fail(text, "shape-mismatch", "ValueError")
    a, b = array_of(x1), array_of(x2)
    for value in (a, b):
        text = "matmul: an operand does not have enough dimensions (it has 0)"
        require(value.ndim > 0, text, "shape-mismatch", "ValueError")
    _require_inner(a, b, a.shape[-1], b.shape[0] if b.ndim == 1 else b.shape[-2])
    batch = broadcast_shapes(a.shape[:-2], b.shape[:-2])
    rows = a.shape[-2:-1] if a.ndim > 1 else ()
    columns = b.shape[-1:] if b.ndim > 1 else ()
    return outcome((*batch, *rows, *columns), common_dtype(a, b))


@op("numpy.matmul", "numpy.linalg.matmul")
def matmul(x1: Any, x2: Any, /, *, dtype: Any = None, casting: Any = "same_kind", axes: Any = None) -> Any:
    """x1 (*, n, k), x2 (*, k, m) -> (*, n, m)"""
    if is_torch(x1) or is_torch(x2):
        raise UnknownUse("numpy.matmul of a tensor of torch")
    return matmul_of(x1, x2)


@op("numpy.ndarray.__matmul__")
def matmul_operator(self: Any, value: Any, /) -> Any:
    """x1 (*, n, k), x2 (*, k, m) -> (*, n, m)"""
    return NotImplemented if is_torch(value) else matmul_of(self, value)


@op("numpy.ndarray.__rmatmul__")
def rmatmul_operator(self: Any, value: Any, /) -> Any:
    """x1 (*, n, k), x2 (*, k, m) -> (*, n, m)"""
    result = matmul_of(value, self)
    if not is_torch(value):
        return result
    if isinstance(result, Tensor):
        return result.changed(kind="Tensor", device=value.device, strides="unknown", layout="")
    return Tensor(Size(()), common_dtype(array_of(value), array_of(self)), value.device)


@op("numpy.ndarray.__imatmul__", binding="inplace")
def imatmul_operator(self: Tensor, value: Any, /) -> Tensor:
    """x1 (*, n, k), x2 (k, k) -> x1"""
    result = matmul_of(self, value)
    return changed_by("matmul", self, result, common_dtype(self, array_of(value)))


@op("numpy.vdot")
def vdot(a: Any, b: Any, /) -> Any:
    """a (*), b (*) with as many elements -> ()"""
    return dot_of(flat(array_of(a)), flat(array_of(b)))


@op("numpy.inner")
def inner(a: Any, b: Any, /) -> Any:
    """a (*, k), b (*, k) -> (*, *)"""
    left, right = array_of(a), array_of(b)
    if left.ndim == 0 or right.ndim == 0:
        return apply_binary("multiply", left, right)
    _require_inner(left, right, left.shape[-1], right.shape[-1])
    return outcome((*left.shape[:-1], *right.shape[:-1]), common_dtype(left, right))


@op("numpy.outer")
def outer(a: Any, b: Any) -> Tensor:
    """a (*), b (*) -> (n, m)"""
    left, right = flat(array_of(a)), flat(array_of(b))
    return new_array((left.shape[0], right.shape[0]), common_dtype(left, right))


@op("numpy.linalg.outer")
def linalg_outer(x1: Any, x2: Any, /) -> Tensor:
    """x1 (n), x2 (m) -> (n, m)"""
    return outer(x1, x2)


@op("numpy.tensordot", "numpy.linalg.tensordot")
def tensordot(a: Any, b: Any, axes: Any = 2) -> Any:
    """a (*), b (*) -> the dims of both that are not summed over"""
    left, right = array_of(a), array_of(b)
    first, second = _pairs(axes, left.ndim, right.ndim)
    shown = f"a is {render_shape(left.shape)} and b is {render_shape(right.shape)}"
    text = f"{shown}: shape-mismatch for sum over {len(first)} and {len(second)} axes"
    require(len(first) == len(second), text, "shape-mismatch", "ValueError")
    for one, two in zip(first, second, strict=True):
        x, y = left.shape[one], right.shape[two]
        if not same(x, y):
            text = f"{shown}: sizes {render(x)} and {render(y)} of the summed axes must be equal"
            require(x == y, text, "shape-mismatch", "ValueError")
    kept = [size for dim, size in enumerate(left.shape) if dim not in first]
    kept += [size for dim, size in enumerate(right.shape) if dim not in second]
    return new_array(kept, common_dtype(left, right))


def _pairs(axes: Any, left: int, right: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    if isinstance(axes, (list, tuple)):
        require(len(axes) == 2, "axes must be a pair", "bad-argument", "ValueError")
        first, second = axes
        return axes_of(first, left), axes_of(second, right)
    count = size_of(axes, "axes")
    if not isinstance(count, int):
        raise UnknownUse("the number of axes is not known")
    text = f"tensordot sums over {count} axes, but the arrays have {left} and {right} dims"
    require(count <= min(left, right), text, "dim-out-of-range", "IndexError")
    return tuple(range(left - count, left)), tuple(range(count))


@op("numpy.cross", "numpy.linalg.cross")
def cross(a: Any, b: Any, axisa: Any = -1, axisb: Any = -1, axisc: Any = -1, axis: Any = None) -> Any:
    """a (*, 3), b (*, 3) -> (*, 3)"""
    left, right = array_of(a), array_of(b)
    if axis is not None:
        axisa = axisb = axis
    first, second = axis_of(axisa, left.ndim), axis_of(axisb, right.ndim)
    for size in (left.shape[first], right.shape[second]):
        text = f"incompatible dimensions for cross product: must be 2 or 3, got {render(size)}"
        require((size == 2) | (size == 3), text, "shape-mismatch", "ValueError")
    rest = [[s for d, s in enumerate(r.shape) if d != at] for r, at in ((left, first), (right, second))]
    batch = broadcast_shapes(*rest)
    pair = left.shape[first], right.shape[second]
    shape = batch if all(same(size, 2) for size in pair) else (*batch, 3)
    if axis is not None:
        axisc = axis
    if len(shape) > len(batch):
        place = axis_of(axisc, len(shape))
        shape = (*batch[:place], 3, *batch[place:])
    return new_array(shape, common_dtype(left, right))


# --- einsum -----------------------------------------------------------------------------------


@op("numpy.einsum")
def einsum(*operands: Any, dtype: Any = None, optimize: Any = False, order: Any = "K", casting: Any = "safe") -> Any:
    """Operands with the dims of their subscripts -> the dims of the output subscripts"""
    if not operands or isinstance(operands[0], Unknown):
        raise UnknownUse("the subscripts are not known")
    if not isinstance(operands[0], str):
        raise UnknownUse("einsum with lists of subscripts")
    arrays = arrays_of(list(operands[1:]), "operands")
    left, arrow, right = operands[0].replace(" ", "").partition("->")
    terms = left.split(",")
    text = f"{len(arrays)} operands for {len(terms)} terms of subscripts"
    require(len(arrays) == len(terms), text, "bad-argument", "ValueError")
    sizes: dict[str, Int] = {}
    names = [_read(array, term, sizes) for array, term in zip(arrays, terms, strict=True)]
    hidden = max((sum(name[0] == "." for name in own) for own in names), default=0)
    target = _target(right, hidden) if arrow else _implicit(terms, hidden)
    for place, letter in enumerate(target):
        text = f"output subscript {letter!r} does not appear in any input"
        require(letter in sizes, text, "bad-argument", "ValueError")
        text = f"output subscript {letter!r} appears more than once"
        require(letter not in target[:place], text, "bad-argument", "ValueError")
    shape = [sizes[letter] for letter in target]
    layout = "unknown" if len(arrays) == 1 else kept_layout(*arrays)
    return outcome(shape, common_dtype(*arrays), strides=layout)


def _letters(term: str, count: int) -> list[str]:
    before, dots, after = term.partition("...")
    for letter in before + after:
        text = f"invalid subscript {letter!r} in the einstein sum subscripts string"
        require(letter.isalpha(), text, "bad-argument", "ValueError")
    covered = [f".{place}" for place in range(count, 0, -1)] if dots else []
    return [*before, *covered, *after]


def _read(array: Tensor, term: str, sizes: dict[str, Int]) -> list[str]:
    named = len(term.replace("...", ""))
    shown = f"operand {render_shape(array.shape)}"
    text = f"{shown} has {array.ndim} dims, but its subscripts {term!r} have {named}"
    fits = array.ndim == named or ("..." in term and array.ndim > named)
    require(fits, text, "bad-argument", "ValueError")
    names = _letters(term, array.ndim - named)
    own: dict[str, Int] = {}
    for name, size in zip(names, array.shape, strict=True):
        first = own.setdefault(name, size)
        text = f"{shown} repeats subscript {name!r} for the sizes {render(first)} and {render(size)}"
        require(first == size, text, "shape-mismatch", "ValueError")
    for name, size in zip(names, array.shape, strict=True):
        known = sizes.setdefault(name, size)
        if not same(known, size):
            text = f"{shown} has size {render(size)} for subscript {name!r}, but {render(known)} before"
            if type(known) is int and type(size) is int and 1 not in (known, size):
                fail(text, "shape-mismatch", "ValueError")
            with value_errors():
                sizes[name] = broadcast_sizes(known, size, text)
    return names


def _target(term: str, hidden: int) -> list[str]:
    return _letters(term, hidden)


def _implicit(terms: Sequence[str], hidden: int) -> list[str]:
    used = [letter for term in terms for letter in term.replace("...", "")]
    covered = [f".{place}" for place in range(hidden, 0, -1)]
    return [*covered, *sorted(letter for letter in set(used) if used.count(letter) == 1)]


@op("numpy.einsum_path", counted=False)
def einsum_path(*operands: Any, **options: Any) -> Unknown:
    """The order of contractions: not followed."""
    return Unknown("the path of an einsum")


