"""Operators: numbers of matrices (det, slogdet, cond, norms, matrix_rank), vander."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pytea._stubs.torch._ops._shared_linalg import (
    check_matrix,
    info_of,
    part_of,
    require_decomposable,
    require_square,
)

from pytea.stubapi import (
    DTYPES,
    DType,
    Int,
    Tensor,
    Unknown,
    UnknownUse,
    broadcast,
    can_cast,
    fail,
    op,
    real_of,
    render,
    render_shape,
    require,
    require_dtype,
    same,
    smin,
    variants,
)
from pytea.stubapi.arguments import dim_of, int_of, ints_of, require_tensor
from pytea.stubapi.results import NamedResult, named_result


@op("torch.linalg.det")
def linalg_det(A: Tensor) -> Tensor:
    """(*, n, n) -> (*)"""
    check_matrix(A, "linalg.det", square=True)
    return part_of(A.shape[:-2], A, strides="contiguous")


@variants("det")
def det(input: Tensor) -> Tensor:
    """(*, n, n) -> (*)"""
    return linalg_det(input)


@variants("logdet")
def logdet(input: Tensor) -> Tensor:
    """(*, n, n) -> (*)"""
    check_matrix(input, "logdet", square=True)
    return part_of(input.shape[:-2], input, strides="contiguous")


@op("torch.linalg.slogdet")
def linalg_slogdet(A: Tensor) -> NamedResult:
    """(*, n, n) -> sign (*), logabsdet (*)"""
    check_matrix(A, "linalg.slogdet", square=True)
    batch = A.shape[:-2]
    real = part_of(batch, A, dtype="real", strides="contiguous")
    sign = part_of(batch, A, strides="contiguous")
    differentiable = A.dtype is not None and A.dtype.kind == "complex"
    if not differentiable:
        sign = sign.changed(requires_grad=None)
    return named_result(sign=sign, logabsdet=real)


@variants("slogdet")
def slogdet(input: Tensor) -> NamedResult:
    """(*, n, n) -> sign (*), logabsdet (*)"""
    return linalg_slogdet(input)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


@op("torch.linalg.cond")
def cond(input: Tensor, p: Any = None) -> Tensor:
    """(*, m, n) -> (*); square unless p is None, 2 or -2"""
    shown = render_shape(input.shape)
    require(input.ndim >= 2, f"linalg.cond: A must have at least 2 dims, got {shown}")
    if isinstance(p, Unknown):
        p = None
    if p is not None and p not in (2, -2):
        allowed = (1, -1, float("inf"), float("-inf"), "fro", "nuc")
        require(p in allowed, f"linalg.cond got an invalid norm type: {p}", "bad-argument")
        require_square(input, f"linalg.cond(ord={p})")
    require_decomposable(input, "linalg.cond")
    return part_of(input.shape[:-2], input, dtype="real", strides="contiguous")


def _rank(A: Tensor, *bounds: Any, hermitian: Any = False) -> Tensor:
    shown = render_shape(A.shape)
    text = f"linalg.matrix_rank: the input must have at least 2 dims, got {shown}"
    require(A.ndim >= 2, text)
    if hermitian is True:
        require_square(A, "linalg.eigh")
    require_decomposable(A, "linalg.matrix_rank")
    shape = tuple(A.shape[:-2])
    for bound in bounds:
        if isinstance(bound, Tensor):
            text = f"linalg.matrix_rank: a tolerance must not be complex, got {bound.dtype}"
            require_dtype(bound, ("bool", "int", "float"), text)
            shape = tuple(broadcast(shape, bound.shape))
    return info_of(A, shape, DTYPES["int64"])


@op("torch.linalg.matrix_rank")
def matrix_rank(
    input: Tensor, tol: Any = None, hermitian: Any = False, *, atol: Any = None, rtol: Any = None
) -> Tensor:
    """(*, m, n) -> (*)"""
    return _rank(input, tol, atol, rtol, hermitian=hermitian)


def _norm_dtype(input: Tensor, dtype: Any, name: str) -> DType | None:
    """Returns the dtype of a norm; ``dtype`` converts first and must not be narrower."""
    text = f"{name}: expected a floating point or complex tensor, got {input.dtype}"
    require_dtype(input, ("float", "complex"), text)
    if dtype is None:
        return real_of(input.dtype)
    if isinstance(dtype, Unknown):
        raise UnknownUse(dtype.reason)
    text = f"{name}: dtype should be floating point or complex, but got {dtype}"
    require(dtype.kind in ("float", "complex"), text, "dtype-mismatch")
    if input.dtype is not None:
        text = f"{name}: {input.dtype} cannot become {dtype}"
        require(can_cast(input.dtype, dtype), text, "dtype-mismatch")
        narrow = real_of(dtype).itemsize < real_of(input.dtype).itemsize  # type: ignore[union-attr]
        require(not narrow, f"{text} without narrowing", "dtype-mismatch")
    return real_of(dtype)


def _reduced(input: Tensor, dims: Sequence[int], keepdim: Any, dtype: DType | None) -> Tensor:
    shape = [
        1 if dim in dims else size
        for dim, size in enumerate(input.shape)
        if keepdim or dim not in dims
    ]
    plain = input.strides == "contiguous"
    return part_of(shape, input, dtype=dtype, strides="contiguous" if plain else "unknown")


def matrix_norm_of(A: Tensor, order: Any, dim: Any, keepdim: Any, dtype: Any) -> Tensor:
    """Returns the norm of the matrices in two dims."""
    name = "linalg.matrix_norm"
    shown = render_shape(A.shape)
    require(A.ndim >= 2, f"{name}: the input must have at least 2 dims, got {shown}")
    listed = ints_of(dim, "dim")
    require(len(listed) == 2, f"{name}: dim must be a 2-tuple, got {dim}", "bad-argument")
    first, second = (dim_of(item, A.ndim) for item in listed)
    require(first != second, f"{name}: dims must be different, got {dim}", "dim-out-of-range")
    orders = (1, -1, 2, -2, float("inf"), float("-inf"), "fro", "nuc")
    if not isinstance(order, (Unknown, Tensor)):
        require(order in orders, f"{name}: order {order} is not supported", "bad-argument")
    result = _norm_dtype(A, dtype, name)
    if order in (2, -2, "nuc") and dtype is None:
        require_decomposable(A, "linalg.svd")
    if order not in ("fro", "nuc") and isinstance(order, (int, float)):
        _require_nonempty(A, (first, second), order, name)
    return _reduced(A, (first, second), keepdim, result)


def _require_nonempty(A: Tensor, dims: tuple[int, int], order: Any, name: str) -> None:
    """Demands elements over which a maximum or minimum is taken."""
    rows, columns = A.shape[dims[0]], A.shape[dims[1]]
    taken = {-1: columns, float("-inf"): rows, -2: smin(rows, columns)}
    if order not in taken:
        return
    size = taken[order]
    text = f"{name}: {render_shape(A.shape)} has no elements for the norm of order {order}"
    if not any(same(other, 0) for dim, other in enumerate(A.shape) if dim not in dims):
        require(size > 0, text, "bad-argument", "IndexError")


@op("torch.linalg.matrix_norm")
def matrix_norm(
    input: Tensor, ord: Any = "fro", dim: Any = (-2, -1), keepdim: Any = False, *, dtype: Any = None
) -> Tensor:
    """(*, m, n) -> (*)"""
    return matrix_norm_of(input, ord, dim, keepdim, dtype)


def vector_norm_of(x: Tensor, order: Any, dim: Any, keepdim: Any, dtype: Any) -> Tensor:
    """Returns the norm over the given dims, or over all of them."""
    name = "linalg.vector_norm"
    if order is None or isinstance(order, str):
        fail(f"{name}: ord must be a number, got {order!r}", "bad-argument", "TypeError")
    listed = () if dim is None else ints_of(dim, "dim", single=True)
    dims = [dim_of(item, x.ndim) for item in listed] or list(range(x.ndim))
    text = "a dim appears multiple times in the list of dims"
    require(len(set(dims)) == len(dims), text, "dim-out-of-range")
    result = _norm_dtype(x, dtype, name)
    if _is_number(order) and (order < 0 or order == float("inf")):
        for position in dims if x.ndim else ():
            text = f"{name} of order {order} over dim {position} of size 0 has no identity"
            require(x.shape[position] > 0, text, "bad-argument")
    return _reduced(x, dims, keepdim, result)


@op("torch.linalg.vector_norm")
def vector_norm(
    input: Tensor, ord: Any = 2, dim: Any = None, keepdim: Any = False, *, dtype: Any = None
) -> Tensor:
    """(*, n, *) -> (*, *)"""
    return vector_norm_of(input, ord, dim, keepdim, dtype)


@op("torch.linalg.norm")
def norm(
    input: Tensor, ord: Any = None, dim: Any = None, keepdim: Any = False, *, dtype: Any = None
) -> Tensor:
    """(*) -> () or (*) without the given dims: a vector norm, or a matrix norm for 2 dims"""
    require_tensor(input, "A")
    if isinstance(ord, Unknown):
        raise UnknownUse(ord.reason)
    if dim is not None:
        dims = ints_of(dim, "dim", single=True)
        text = f"linalg.norm: dim must be of length 1 or 2, got {render_shape(dims)}"
        require(len(dims) in (1, 2), text, "bad-argument")
    elif ord is not None:
        shown = render_shape(input.shape)
        text = f"linalg.norm: without dim the input must be 1-d or 2-d, got {shown}"
        require(input.ndim in (1, 2), text)
        dims = tuple(range(input.ndim))
    else:
        dims = ()
    if ord is not None and (isinstance(ord, str) or len(dims) == 2):
        return matrix_norm_of(input, ord, dims if dims else (-2, -1), keepdim, dtype)
    return vector_norm_of(input, 2 if ord is None else ord, dims or None, keepdim, dtype)


@op("torch.linalg.vander")
def linalg_vander(x: Tensor, *, N: Any = None) -> Tensor:
    """(*, n) -> (*, n, N)"""
    shown = f"linalg.vander: N must be greater than 1 for {render_shape(x.shape)}"
    require(x.ndim > 0 or N is not None, shown, "bad-argument")
    text = f"linalg.vander supports floating point, complex and integer tensors, got {x.dtype}"
    require_dtype(x, ("int", "float", "complex"), text)
    count: Int = x.shape[-1] if N is None else int_of(N, "N")
    require(count > 1, f"{shown}, got {render(count)}", "bad-argument")
    shape = x.shape if x.ndim else (1,)
    return part_of((*shape, count), x, strides="contiguous").changed(
        dtype=DTYPES["int64"] if x.dtype is not None and x.dtype.kind == "int" else x.dtype
    )


@op("torch.norm_except_dim")
def norm_except_dim(v: Tensor, pow: Any = 2, dim: Any = 0) -> Tensor:
    """v (N, *, C) -> (N, 1, ..., 1) for dim 0, (1, ..., 1, C) for the last dim, () for -1"""
    axis = int_of(dim, "dim")
    if isinstance(axis, int) and axis == -1:
        return v.like(())
    axis = dim_of(axis, v.ndim)
    return v.like(tuple(size if index == axis else 1 for index, size in enumerate(v.shape)))


def _removed(name: str, instead: str, *names: str) -> None:
    @op(*names)
    def removed(*args: Any, **kwargs: Any) -> None:
        """Always refused."""
        fail(f"torch.{name} was removed from torch: use torch.linalg.{instead}", "bad-call")


for _name, _instead in (("eig", "eig"), ("lstsq", "lstsq"), ("solve", "solve"), ("symeig", "eigh")):
    _removed(_name, _instead, f"torch.{_name}", f"torch.Tensor.{_name}")
_removed("matrix_rank", "matrix_rank", "torch.matrix_rank")
