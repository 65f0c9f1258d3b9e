"""Operators: decompositions of matrices (cholesky, eig, svd, qr, lu, ldl, householder)."""

from __future__ import annotations

from typing import Any

from pytea._stubs.torch._ops._shared_linalg import (
    INT32,
    check_matrix,
    check_pair,
    info_of,
    part_of,
    require_decomposable,
    require_square,
    smaller_of,
)

from pytea.stubapi import (
    Int,
    Tensor,
    Unknown,
    complex_of,
    fail,
    op,
    render,
    render_shape,
    require,
    same,
    smin,
    variants,
)
from pytea.stubapi.arguments import int_of, require_tensor
from pytea.stubapi.results import NamedResult, named_result
from pytea.values.dtype import CPU


@op("torch.linalg.cholesky")
def linalg_cholesky(input: Tensor, *, upper: Any = False) -> Tensor:
    """(*, n, n) -> (*, n, n)"""
    check_matrix(input, "linalg.cholesky", square=True)
    return part_of(input.shape, input)


@variants("cholesky")
def cholesky(input: Tensor, upper: Any = False) -> Tensor:
    """(*, n, n) -> (*, n, n)"""
    if any(same(size, 0) for size in input.shape):  # torch returns before it looks at the matrices
        return part_of(input.shape, input)
    check_matrix(input, "cholesky", square=True, operand="input")
    return part_of(input.shape, input)


@op("torch.linalg.cholesky_ex")
def cholesky_ex(input: Tensor, *, upper: Any = False, check_errors: Any = False) -> NamedResult:
    """(*, n, n) -> L (*, n, n), info (*)"""
    check_matrix(input, "linalg.cholesky", square=True)
    return named_result(L=part_of(input.shape, input), info=info_of(input, input.shape[:-2]))


@variants("cholesky_inverse")
def cholesky_inverse(input: Tensor, upper: Any = False) -> Tensor:
    """(*, n, n) -> (*, n, n)"""
    check_matrix(input, "cholesky_inverse", square=True)
    return part_of(input.shape, input)


@op("torch.linalg.eig")
def eig(input: Tensor) -> NamedResult:
    """(*, n, n) -> eigenvalues (*, n), eigenvectors (*, n, n), both complex"""
    check_matrix(input, "linalg.eig", square=True)
    values = part_of(input.shape[:-1], input, dtype=complex_of(input.dtype))
    return named_result(
        eigenvalues=values, eigenvectors=part_of(input.shape, input, dtype=complex_of(input.dtype))
    )


@op("torch.linalg.eigvals")
def eigvals(input: Tensor) -> Tensor:
    """(*, n, n) -> (*, n) complex"""
    check_matrix(input, "linalg.eigvals", square=True)
    return part_of(input.shape[:-1], input, dtype=complex_of(input.dtype))


def _check_uplo(UPLO: Any) -> None:
    if isinstance(UPLO, str):
        text = f"UPLO must be 'L' or 'U', got {UPLO!r}"
        require(UPLO.upper() in ("L", "U"), text, "bad-argument")


@op("torch.linalg.eigh")
def eigh(input: Tensor, UPLO: Any = "L") -> NamedResult:
    """(*, n, n) -> eigenvalues (*, n) real, eigenvectors (*, n, n)"""
    check_matrix(input, "linalg.eigh", square=True)
    _check_uplo(UPLO)
    values = part_of(input.shape[:-1], input, dtype="real")
    return named_result(eigenvalues=values, eigenvectors=part_of(input.shape, input))


@op("torch.linalg.eigvalsh")
def eigvalsh(input: Tensor, UPLO: Any = "L") -> Tensor:
    """(*, n, n) -> (*, n) real"""
    check_matrix(input, "linalg.eigvalsh", square=True)
    _check_uplo(UPLO)
    return part_of(input.shape[:-1], input, dtype="real")


def _svd_parts(A: Tensor, full: Any, driver: Any, name: str) -> tuple[Tensor, Tensor, Tensor]:
    """Returns U, S and V^H."""
    check_matrix(A, name)
    if driver is not None and not isinstance(driver, Unknown):
        on_cpu = getattr(A.device, "type", None) == "cpu"
        text = f"{name}: driver is only supported on CUDA inputs"
        require(not on_cpu, text, "bad-argument")
    *batch, rows, columns = A.shape
    size = smaller_of(A)
    left = (*batch, rows, rows if full else size)
    right = (*batch, columns if full else size, columns)
    return part_of(left, A), part_of((*batch, size), A, dtype="real"), part_of(right, A)


@op("torch.linalg.svd")
def linalg_svd(A: Tensor, full_matrices: Any = True, *, driver: Any = None) -> NamedResult:
    """(*, m, n) -> U (*, m, m), S (*, k), Vh (*, n, n); k instead of m and n when not full"""
    U, S, Vh = _svd_parts(A, full_matrices, driver, "linalg.svd")
    return named_result(U=U, S=S, Vh=Vh)


@op("torch.linalg.svdvals")
def svdvals(A: Tensor, *, driver: Any = None) -> Tensor:
    """(*, m, n) -> (*, min(m, n)) real"""
    return _svd_parts(A, False, driver, "linalg.svd")[1]


@variants("svd")
def svd(input: Tensor, some: Any = True, compute_uv: Any = True) -> NamedResult:
    """(*, m, n) -> U (*, m, k), S (*, k), V (*, n, k); m and n instead of k when not some"""
    U, S, Vh = _svd_parts(input, not some or not compute_uv, None, "svd")
    columns, size = Vh.shape[-1], Vh.shape[-2]
    V = part_of((*Vh.shape[:-2], columns, size), input)
    return named_result(U=U, S=S, V=V)


def _check_rank(q: Int, A: Tensor) -> None:
    most = smaller_of(A)
    text = f"q {render(q)} must be within 0 and min(m, n) = {render(most)}"
    require((q >= 0) & (q <= most), text, "bad-argument", "ValueError")


def _lowrank(A: Tensor, q: Int) -> tuple[Tensor, Tensor, Tensor]:
    *batch, rows, columns = A.shape
    size = smin(q, rows, columns)
    return (
        part_of((*batch, rows, size), A),
        part_of((*batch, size), A, dtype="real"),
        part_of((*batch, columns, size), A),
    )


@op("torch.svd_lowrank")
def svd_lowrank(
    A: Tensor, q: Any = 6, niter: Any = 2, M: Tensor | None = None
) -> tuple[Tensor, Tensor, Tensor]:
    """(*, m, n) -> U (*, m, q), S (*, q), V (*, n, q)"""
    check_matrix(A, "svd_lowrank")
    return _lowrank(A, int_of(6 if q is None else q, "q"))


@op("torch.pca_lowrank")
def pca_lowrank(
    A: Tensor, q: Any = None, center: Any = True, niter: Any = 2
) -> tuple[Tensor, Tensor, Tensor]:
    """(*, m, n) -> U (*, m, q), S (*, q), V (*, n, q)"""
    check_matrix(A, "pca_lowrank")
    rank = smin(6, *A.shape[-2:]) if q is None else int_of(q, "q")
    _check_rank(rank, A)
    if not isinstance(niter, Unknown):
        text = f"niter {niter} must not be negative"
        require(niter >= 0, text, "bad-argument", "ValueError")
    return _lowrank(A, rank)


@op("torch.linalg.qr")
def linalg_qr(A: Tensor, mode: Any = "reduced") -> NamedResult:
    """(*, m, n) -> Q (*, m, k), R (*, k, n) with k = min(m, n), or m when complete"""
    check_matrix(A, "linalg.qr")
    if isinstance(mode, Unknown):
        mode = "reduced"
    if mode not in ("reduced", "complete", "r"):
        fail(f"qr received unrecognized mode {mode!r}", "bad-argument")
    *batch, rows, columns = A.shape
    size = rows if mode == "complete" else smaller_of(A)
    left = (0,) if mode == "r" else (*batch, rows, size)
    return named_result(Q=part_of(left, A), R=part_of((*batch, size, columns), A))


@variants("qr")
def qr(input: Tensor, some: Any = True) -> NamedResult:
    """(*, m, n) -> Q (*, m, k), R (*, k, n)"""
    return linalg_qr(input, "reduced" if some else "complete")


def _lu_parts(A: Tensor, name: str) -> tuple[Tensor, Tensor, Tensor]:
    """Returns LU, pivots, info."""
    check_matrix(A, name)
    pivots = info_of(A, (*A.shape[:-2], smaller_of(A)))
    return part_of(A.shape, A), pivots, info_of(A, A.shape[:-2])


@op("torch.linalg.lu_factor")
def lu_factor(A: Tensor, *, pivot: Any = True) -> NamedResult:
    """(*, m, n) -> LU (*, m, n), pivots (*, k)"""
    _require_pivoting(A, pivot)
    LU, pivots, _ = _lu_parts(A, "linalg.lu_factor")
    return named_result(LU=LU, pivots=pivots)


@op("torch.linalg.lu_factor_ex")
def lu_factor_ex(A: Tensor, *, pivot: Any = True, check_errors: Any = False) -> NamedResult:
    """(*, m, n) -> LU (*, m, n), pivots (*, k), info (*)"""
    _require_pivoting(A, pivot)
    LU, pivots, info = _lu_parts(A, "linalg.lu_factor")
    return named_result(LU=LU, pivots=pivots, info=info)


@op("torch.lu")
def lu(A: Tensor, pivot: Any = True, get_infos: Any = False) -> tuple[Tensor, ...]:
    """(*, m, n) -> LU (*, m, n), pivots (*, k), info (*) when wanted"""
    _require_pivoting(A, pivot)
    LU, pivots, info = _lu_parts(A, "lu")
    return named_result(LU=LU, pivots=pivots, info=info) if get_infos else (LU, pivots)


@op("torch.Tensor.lu")
def lu_method(input: Tensor, pivot: Any = True, get_infos: Any = False) -> tuple[Tensor, ...]:
    """(*, m, n) -> LU (*, m, n), pivots (*, k), info (*) when wanted"""
    return lu(input, pivot, get_infos)


def _require_pivoting(A: Tensor, pivot: Any) -> None:
    """Refuses ``pivot=False`` where torch has no kernel for it."""
    if not isinstance(pivot, (bool, Unknown)):
        kind = type(pivot).__name__
        fail(f"pivot must be a bool, got {kind}", "bad-argument", "TypeError")
    if pivot is False and A.device == CPU:
        fail("LU without pivoting is not implemented on the CPU", "bad-argument")


def _unpacked(A: Tensor, pivot: Any) -> tuple[Tensor, Tensor, Tensor]:
    *batch, rows, columns = A.shape
    size = smaller_of(A)
    P = part_of((*batch, rows, rows) if pivot else (0,), A).changed(requires_grad=False)
    return P, part_of((*batch, rows, size), A), part_of((*batch, size, columns), A)


@op("torch.linalg.lu")
def linalg_lu(A: Tensor, *, pivot: Any = True) -> NamedResult:
    """(*, m, n) -> P (*, m, m), L (*, m, k), U (*, k, n)"""
    check_matrix(A, "linalg.lu")
    P, L, U = _unpacked(A, pivot)
    return named_result(P=P, L=L, U=U)


@op("torch.lu_unpack")
def lu_unpack(
    LU_data: Tensor, LU_pivots: Tensor, unpack_data: Any = True, unpack_pivots: Any = True
) -> NamedResult:
    """LU_data (*, m, n), LU_pivots (*, k) -> P (*, m, m), L (*, m, k), U (*, k, n)"""
    require_tensor(LU_pivots, "LU_pivots")
    text = f"LU_data must have at least 2 dims, got {render_shape(LU_data.shape)}"
    require(LU_data.ndim >= 2, text)
    if unpack_pivots and LU_pivots.dtype is not None:
        text = f"LU_pivots must be an int32 tensor, got {LU_pivots.dtype}"
        require(LU_pivots.dtype == INT32, text, "dtype-mismatch")
    P, L, U = _unpacked(LU_data, unpack_pivots)
    if not unpack_data:
        L, U = part_of((0,), LU_data), part_of((0,), LU_data)
    return named_result(P=P, L=L, U=U)


def _ldl_parts(A: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    check_matrix(A, "linalg.ldl_factor", square=True)
    return part_of(A.shape, A), info_of(A, A.shape[:-1]), info_of(A, A.shape[:-2])


@op("torch.linalg.ldl_factor")
def ldl_factor(input: Tensor, *, hermitian: Any = False) -> NamedResult:
    """(*, n, n) -> LD (*, n, n), pivots (*, n)"""
    LD, pivots, _ = _ldl_parts(input)
    return named_result(LD=LD, pivots=pivots)


@op("torch.linalg.ldl_factor_ex")
def ldl_factor_ex(
    input: Tensor, *, hermitian: Any = False, check_errors: Any = False
) -> NamedResult:
    """(*, n, n) -> LD (*, n, n), pivots (*, n), info (*)"""
    LD, pivots, info = _ldl_parts(input)
    return named_result(LD=LD, pivots=pivots, info=info)


@variants("geqrf")
def geqrf(input: Tensor) -> NamedResult:
    """(*, m, n) -> a (*, m, n), tau (*, k)"""
    check_matrix(input, "geqrf", operand="input")
    tau = part_of((*input.shape[:-2], smaller_of(input)), input)
    return named_result(a=part_of(input.shape, input), tau=tau)


def _check_reflectors(input: Tensor, tau: Tensor, name: str) -> None:
    check_pair(input, tau, name, ("input", "tau"))
    shown = f"input is {render_shape(input.shape)} and tau is {render_shape(tau.shape)}"
    require(input.ndim >= 2, f"{name}: {shown}: input must have at least 2 dims")
    rows, columns = input.shape[-2:]
    require(rows >= columns, f"{name}: {shown}: input must have at least as many rows as columns")
    text = f"{name}: {shown}: tau must have one dim less than input"
    require(tau.ndim == input.ndim - 1, text)
    text = f"{name}: {shown}: input must have at least as many columns as tau"
    require(columns >= tau.shape[-1], text)
    for a, b in zip(input.shape[:-2], tau.shape[:-1], strict=True):
        require(a == b, f"{name}: {shown}: their batch sizes must be equal")
    require_decomposable(input, name)


@op("torch.linalg.householder_product")
def householder_product(input: Tensor, tau: Tensor) -> Tensor:
    """A (*, m, n), tau (*, k) -> (*, m, n)"""
    _check_reflectors(input, tau, "linalg.householder_product")
    return part_of(input.shape, input, tau)


@variants("orgqr")
def orgqr(input: Tensor, input2: Tensor) -> Tensor:
    """input (*, m, n), input2 (*, k) -> (*, m, n)"""
    _check_reflectors(input, input2, "orgqr")
    return part_of(input.shape, input, input2)


@variants("ormqr")
def ormqr(
    input: Tensor, input2: Tensor, input3: Tensor, left: Any = True, transpose: Any = False
) -> Tensor:
    """input (*, mn, k), input2 (*, <= k), input3 (*, m, n) -> (*, m, n)"""
    for name, other in (("tau", input2), ("other", input3)):
        check_pair(input, other, "ormqr", ("input", name))
    require(input.ndim >= 2, f"input must have at least 2 dims, got {render_shape(input.shape)}")
    require(input3.ndim >= 2, f"other must have at least 2 dims, got {render_shape(input3.shape)}")
    dim = -2 if left else -1
    shown = f"input is {render_shape(input.shape)} and other is {render_shape(input3.shape)}"
    sizes = f"{shown}: dim {dim} of other must be as large as"
    require(input2.ndim and input3.shape[dim] >= input2.shape[-1], f"{sizes} tau")
    require(input3.shape[dim] == input.shape[-2], f"{sizes} dim -2 of input")
    require(input2.shape[-1] <= input.shape[-1], f"{shown}: tau is larger than input")
    require(input2.ndim == input.ndim - 1, "tau must have one dim less than input")
    require(input3.ndim == input.ndim, f"{shown}: their numbers of dims must be equal")
    for a, b, c in zip(input.shape[:-2], input2.shape[:-1], input3.shape[:-2], strict=True):
        require((a == b) & (a == c), f"{shown}: their batch sizes must be equal")
    require_decomposable(input, "ormqr")
    return part_of(input3.shape, input3, input, input2)


@op("torch.lobpcg")
def lobpcg(
    A: Tensor, k: Any = None, B: Any = None, X: Any = None, n: Any = None, iK: Any = None,
    niter: Any = None, tol: Any = None, largest: Any = None, method: Any = None,
    tracker: Any = None, ortho_iparams: Any = None, ortho_fparams: Any = None,
    ortho_bparams: Any = None,
) -> tuple[Tensor, Tensor]:  # fmt: skip
    """(*, m, m) -> (*, k), (*, m, k)"""
    check_matrix(A, "lobpcg")
    require_square(A, "lobpcg")
    count: Int = int_of(k, "k") if k is not None else 1 if X is None else X.shape[-1]
    batch, rows = A.shape[:-2], A.shape[-1]
    return part_of((*batch, count), A), part_of((*batch, rows, count), A)
