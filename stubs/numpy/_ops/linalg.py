"""Operators: numpy.linalg: norm, inv, det, solve, and factorizations."""

from __future__ import annotations

from typing import Any

from pytea._stubs.numpy._ops._shared_arrays import (
    array_of,
    arrays_of,
    axes_of,
    axis_of,
    broadcast_shapes,
    flag_of,
    new_array,
    outcome,
    size_of,
)
from pytea._stubs.numpy._ops._shared_dtypes import common_dtype, double_of, real_of
from pytea._stubs.numpy._ops.products import dot_of, matmul_of
from pytea._stubs.numpy._ops.reductions import reduced_shape
from pytea.stubapi import (
    DType,
    Int,
    Tensor,
    Unknown,
    UnknownUse,
    fail,
    fresh_size,
    named_result,
    op,
    render,
    render_shape,
    require,
    same,
    smin,
)


def _matrix(a: Any, name: str, *, square: bool = False) -> Tensor:
    """Returns an array of matrices in which numpy.linalg computes."""
    record = array_of(a)
    shown = render_shape(record.shape)
    text = f"{name} wants at least 2 dims, got {record.ndim}-dimensional array {shown}"
    require(record.ndim >= 2, text, "shape-mismatch", "ValueError")
    if square:
        text = f"last 2 dimensions of {shown} must be square"
        require(record.shape[-2] == record.shape[-1], text, "shape-mismatch", "ValueError")
    if record.dtype is not None and record.dtype.name == "float16":
        fail("array type float16 is unsupported in linalg", "dtype-mismatch", "TypeError")
    return record


def _kind(*records: Tensor) -> DType | None:
    return double_of(common_dtype(*records))


@op("numpy.linalg.norm")
def norm(x: Any, ord: Any = None, axis: Any = None, keepdims: Any = False) -> Any:
    """x (*) -> (*) without the axes"""
    record = array_of(x)
    kind = real_of(double_of(record.dtype))
    keeps = flag_of(keepdims, "keepdims")
    if axis is None:
        text = f"improper number of dimensions to norm: {record.ndim} with an order"
        require(ord is None or record.ndim in (1, 2), text, "shape-mismatch", "ValueError")
        return outcome(reduced_shape(record.shape, range(record.ndim), keeps), kind)
    axes = axes_of(axis, record.ndim)
    require(len(axes) in (1, 2), "improper number of dimensions to norm", "bad-argument", "ValueError")
    return outcome(reduced_shape(record.shape, axes, keeps), kind)


@op("numpy.linalg.vector_norm")
def vector_norm(x: Any, /, *, axis: Any = None, keepdims: Any = False, ord: Any = 2) -> Any:
    """x (*) -> (*) without the axes"""
    record = array_of(x)
    axes = axes_of(axis, record.ndim)
    return outcome(reduced_shape(record.shape, axes, flag_of(keepdims, "keepdims")), real_of(_kind(record)))


@op("numpy.linalg.matrix_norm")
def matrix_norm(x: Any, /, *, keepdims: Any = False, ord: Any = "fro") -> Any:
    """x (*, M, N) -> (*)"""
    record = _matrix(x, "matrix_norm")
    axes = (record.ndim - 2, record.ndim - 1)
    return outcome(reduced_shape(record.shape, axes, flag_of(keepdims, "keepdims")), real_of(_kind(record)))


@op("numpy.linalg.cholesky")
def cholesky(a: Any, /, *, upper: Any = False) -> Tensor:
    """a (*, M, M) -> (*, M, M)"""
    return inv(a)


@op("numpy.linalg.inv")
def inv(a: Any) -> Tensor:
    """a (*, M, M) -> (*, M, M)"""
    record = _matrix(a, "inv", square=True)
    return new_array(record.shape, _kind(record))


@op("numpy.linalg.matrix_power")
def matrix_power(a: Any, n: Any) -> Tensor:
    """a (*, M, M) -> (*, M, M)"""
    record = _matrix(a, "matrix_power", square=True)
    power = size_of(n, "n")
    negative = isinstance(power, int) and power < 0
    return new_array(record.shape, _kind(record) if negative else record.dtype)


@op("numpy.linalg.pinv")
def pinv(a: Any, rcond: Any = None, hermitian: Any = False, *, rtol: Any = None) -> Tensor:
    """a (*, M, N) -> (*, N, M)"""
    record = _matrix(a, "pinv")
    return new_array((*record.shape[:-2], record.shape[-1], record.shape[-2]), _kind(record))


@op("numpy.linalg.det")
def det(a: Any) -> Any:
    """a (*, M, M) -> (*)"""
    record = _matrix(a, "det", square=True)
    return outcome(record.shape[:-2], _kind(record))


@op("numpy.linalg.slogdet")
def slogdet(a: Any) -> Any:
    """a (*, M, M) -> signs (*), logarithms (*)"""
    record = _matrix(a, "slogdet", square=True)
    kind = _kind(record)
    return named_result(
        sign=outcome(record.shape[:-2], kind), logabsdet=outcome(record.shape[:-2], real_of(kind))
    )


@op("numpy.linalg.solve")
def solve(a: Any, b: Any) -> Tensor:
    """a (*, M, M), b (M) or (*, M, K) -> (M) or (*, M, K)"""
    left, right = _matrix(a, "solve", square=True), array_of(b)
    require(right.ndim > 0, "solve wants b with at least 1 dim", "shape-mismatch", "ValueError")
    rows = right.shape[0] if right.ndim == 1 else right.shape[-2]
    text = f"a is {render_shape(left.shape)} and b is {render_shape(right.shape)}: "
    text += f"{render(left.shape[-1])} and {render(rows)} must be equal"
    require(left.shape[-1] == rows, text, "shape-mismatch", "ValueError")
    kind = _kind(left, right)
    if right.ndim == 1:
        return new_array((*left.shape[:-2], rows), kind)
    batch = broadcast_shapes(left.shape[:-2], right.shape[:-2])
    return new_array((*batch, rows, right.shape[-1]), kind)


@op("numpy.linalg.lstsq")
def lstsq(a: Any, b: Any, rcond: Any = None) -> tuple[Any, ...]:
    """a (M, N), b (M) or (M, K) -> (N) or (N, K), residuals, rank, (min(M, N))"""
    left, right = _matrix(a, "lstsq"), array_of(b)
    require(left.ndim == 2, "lstsq wants a 2-d a", "shape-mismatch", "ValueError")
    require(right.ndim in (1, 2), "lstsq wants a 1-d or 2-d b", "shape-mismatch", "ValueError")
    text = f"incompatible dimensions: a has {render(left.shape[0])} rows, b {render(right.shape[0])}"
    require(left.shape[0] == right.shape[0], text, "shape-mismatch", "ValueError")
    kind = _kind(left, right)
    solution = new_array((left.shape[1], *right.shape[1:]), kind)
    singular = new_array((smin(left.shape[0], left.shape[1]),), real_of(kind))
    residuals = new_array((fresh_size("count of residuals", 0),), real_of(kind))
    return solution, residuals, Unknown("depends on the data of the run", "int"), singular


@op("numpy.linalg.svd")
def svd(a: Any, full_matrices: Any = True, compute_uv: Any = True, hermitian: Any = False) -> Any:
    """a (*, M, N) -> U (*, M, K), S (*, min(M, N)), Vh (*, K, N)"""
    record = _matrix(a, "svd")
    batch, rows, columns = record.shape[:-2], record.shape[-2], record.shape[-1]
    least: Int = rows if same(rows, columns) else smin(rows, columns)
    kind = _kind(record)
    singular = new_array((*batch, least), real_of(kind))
    if not flag_of(compute_uv, "compute_uv"):
        return singular
    full = flag_of(full_matrices, "full_matrices")
    return named_result(
        U=new_array((*batch, rows, rows if full else least), kind),
        S=singular,
        Vh=new_array((*batch, columns if full else least, columns), kind),
    )


@op("numpy.linalg.svdvals")
def svdvals(x: Any, /) -> Tensor:
    """x (*, M, N) -> (*, min(M, N))"""
    return svd(x, compute_uv=False)  # type: ignore[no-any-return]


@op("numpy.linalg.qr")
def qr(a: Any, mode: Any = "reduced") -> Any:
    """a (*, M, N) -> Q (*, M, K), R (*, K, N) with K = min(M, N)"""
    record = _matrix(a, "qr")
    if isinstance(mode, Unknown):
        raise UnknownUse(mode.reason)
    if mode not in ("reduced", "complete", "r", "raw"):
        fail(f"unrecognized mode {mode!r}", "bad-argument", "ValueError")
    batch, rows, columns = record.shape[:-2], record.shape[-2], record.shape[-1]
    inner = rows if mode == "complete" else smin(rows, columns)
    kind = _kind(record)
    right = new_array((*batch, inner, columns), kind)
    if mode == "r":
        return right
    if mode == "raw":
        h = new_array((*batch, columns, rows), kind)
        return h, new_array((*batch, inner), kind)
    return named_result(Q=new_array((*batch, rows, inner), kind), R=right)


@op("numpy.linalg.eig")
def eig(a: Any) -> Any:
    """a (*, M, M) -> (*, M), (*, M, M)"""
    record = _matrix(a, "eig", square=True)
    kind = None if record.dtype is None or record.dtype.kind != "complex" else record.dtype
    return named_result(
        eigenvalues=new_array(record.shape[:-1], kind, strides="unknown"),
        eigenvectors=new_array(record.shape, kind, strides="unknown"),
    )


@op("numpy.linalg.eigvals")
def eigvals(a: Any) -> Tensor:
    """a (*, M, M) -> (*, M)"""
    return eig(a)[0]  # type: ignore[no-any-return]


@op("numpy.linalg.eigh")
def eigh(a: Any, UPLO: Any = "L") -> Any:
    """a (*, M, M) -> (*, M), (*, M, M)"""
    record = _matrix(a, "eigh", square=True)
    kind = _kind(record)
    return named_result(
        eigenvalues=new_array(record.shape[:-1], real_of(kind)),
        eigenvectors=new_array(record.shape, kind),
    )


@op("numpy.linalg.eigvalsh")
def eigvalsh(a: Any, UPLO: Any = "L") -> Tensor:
    """a (*, M, M) -> (*, M)"""
    return eigh(a)[0]  # type: ignore[no-any-return]


@op("numpy.linalg.matrix_rank")
def matrix_rank(A: Any, tol: Any = None, hermitian: Any = False, *, rtol: Any = None) -> Any:
    """A (*, M, N) -> (*)"""
    return outcome(array_of(A).shape[:-2], common_dtype(1))


@op("numpy.linalg.cond")
def cond(x: Any, p: Any = None) -> Any:
    """x (*, M, N) -> (*)"""
    record = _matrix(x, "cond")
    return outcome(record.shape[:-2], real_of(_kind(record)))


@op("numpy.linalg.multi_dot")
def multi_dot(arrays: Any) -> Any:
    """Matrices -> their product"""
    found = arrays_of(arrays, "arrays")
    require(len(found) >= 2, "expecting at least two arrays", "bad-argument", "ValueError")
    result: Any = found[0]
    for array in found[1:]:
        result = dot_of(result, array)
    return result


@op("numpy.linalg.vecdot", "numpy.vecdot")
def vecdot(x1: Any, x2: Any, /, *, axis: Any = -1) -> Any:
    """x1 (*, n), x2 (*, n) -> (*)"""
    left, right = array_of(x1), array_of(x2)
    axis_of(axis, min(left.ndim, right.ndim))
    shape = broadcast_shapes(left.shape, right.shape)
    return outcome(shape[:-1], common_dtype(left, right))


@op("numpy.matvec")
def matvec(x1: Any, x2: Any, /) -> Any:
    """x1 (*, n, k), x2 (*, k) -> (*, n)"""
    left, right = _matrix(x1, "matvec"), array_of(x2)
    wide = new_array((*right.shape, 1), right.dtype)
    return outcome(matmul_of(left, wide).shape[:-1], common_dtype(left, right))


@op("numpy.cov")
def cov(
    m: Any, y: Any = None, rowvar: Any = True, bias: Any = False, ddof: Any = None,
    fweights: Any = None, aweights: Any = None, *, dtype: Any = None,
) -> Any:  # fmt: skip
    """m (N, n) -> (N, N)"""
    return _between_rows(m, y, rowvar)


@op("numpy.corrcoef")
def corrcoef(x: Any, y: Any = None, rowvar: Any = True, *, dtype: Any = None) -> Any:
    """x (N, n) -> (N, N)"""
    return _between_rows(x, y, rowvar)


def _between_rows(m: Any, y: Any, rowvar: Any) -> Any:
    record = array_of(m)
    text = f"m has more than 2 dimensions: {render_shape(record.shape)}"
    require(record.ndim <= 2, text, "shape-mismatch", "ValueError")
    by_rows = flag_of(rowvar, "rowvar")
    rows: Int = 1 if record.ndim < 2 else record.shape[0] if by_rows else record.shape[1]
    others = [record]
    if y is not None:
        other = array_of(y)
        rows = rows + (1 if other.ndim < 2 else other.shape[0] if by_rows else other.shape[1])
        others.append(other)
    kind = common_dtype(*others, 1.0)
    wide = double_of(kind) if kind is None or kind.kind == "complex" else common_dtype(new_array((), kind), array_of(1.0))
    if same(rows, 1):
        return new_array((), wide)
    return new_array((rows, rows), wide)


