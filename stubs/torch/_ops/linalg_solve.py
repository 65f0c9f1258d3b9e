"""Operators: equations and inverses (inv, solve, lstsq, pinv, triangular and cholesky solve)."""

from __future__ import annotations

from typing import Any

from pytea._stubs.torch._ops._shared_linalg import (
    INT32,
    batch_of,
    check_matrix,
    check_pair,
    info_of,
    part_of,
    require_solvable,
    require_square,
    smaller_of,
)

from pytea.stubapi import (
    DTYPES,
    Bool,
    Int,
    Tensor,
    Unknown,
    all_of,
    broadcast,
    fail,
    fresh_size,
    numel,
    op,
    render,
    render_shape,
    require,
    require_dtype,
    require_same_device,
    sprod,
    variants,
)
from pytea.stubapi.arguments import dim_of, int_of, ints_of, require_tensor
from pytea.stubapi.results import NamedResult, named_result


@op("torch.linalg.inv")
def inv(A: Tensor) -> Tensor:
    """(*, n, n) -> (*, n, n)"""
    check_matrix(A, "linalg.inv", square=True)
    return part_of(A.shape, A)


@variants("inverse")
def inverse(input: Tensor) -> Tensor:
    """(*, n, n) -> (*, n, n)"""
    return inv(input)


@op("torch.linalg.inv_ex")
def inv_ex(A: Tensor, *, check_errors: Any = False) -> NamedResult:
    """(*, n, n) -> inverse (*, n, n), info (*)"""
    return named_result(inverse=inv(A), info=info_of(A, A.shape[:-2]))


def _pinv(A: Tensor, hermitian: Any, *bounds: Any) -> Tensor:
    check_matrix(A, "linalg.pinv", square=hermitian is True)
    batch = tuple(A.shape[:-2])
    for bound in bounds:
        if isinstance(bound, Tensor):
            batch = tuple(broadcast(batch, bound.shape))
    return part_of((*batch, A.shape[-1], A.shape[-2]), A)


@op("torch.linalg.pinv")
def pinv(
    input: Tensor, rcond: Any = None, hermitian: Any = False, *, atol: Any = None, rtol: Any = None
) -> Tensor:
    """(*, m, n) -> (*, n, m)"""
    return _pinv(input, hermitian, rcond, atol, rtol)


@variants("pinverse")
def pinverse(input: Tensor, rcond: Any = 1e-15) -> Tensor:
    """(*, m, n) -> (*, n, m)"""
    return _pinv(input, False)


@op("torch.linalg.matrix_exp")
def linalg_matrix_exp(input: Tensor) -> Tensor:
    """(*, n, n) -> (*, n, n)"""
    return _matrix_exp(input)


@variants("matrix_exp")
def matrix_exp(input: Tensor) -> Tensor:
    """(*, n, n) -> (*, n, n)"""
    return _matrix_exp(input)


def _matrix_exp(A: Tensor) -> Tensor:
    shown = render_shape(A.shape)
    require(A.ndim >= 2, f"linalg.matrix_exp: A must have at least 2 dims, got {shown}")
    text = f"linalg.matrix_exp: expected a floating point or complex tensor, got {A.dtype}"
    require_dtype(A, ("float", "complex"), text)
    require_square(A, "linalg.matrix_exp")
    return part_of(A.shape, A)


def _is_vector(A: Tensor, B: Tensor) -> Bool:
    """Returns whether ``solve`` takes B as one vector per matrix of A."""
    if B.ndim == 1:
        return True
    if B.ndim != A.ndim - 1:
        return False
    return all_of(b == a for b, a in zip(B.shape, A.shape[:-1], strict=True))


def _solve(A: Tensor, B: Tensor, left: Any) -> Tensor:
    check_matrix(A, "linalg.solve")
    check_pair(A, B, "linalg.solve")
    require_square(A, "linalg.solve")
    vector = bool(_is_vector(A, B))
    if vector:
        text = "linalg.solve: left=False does not take vectors as B"
        require(bool(left) or B.ndim == 1, text, "bad-argument")
        B = B.like((*B.shape, 1))
    shown = render_shape(B.shape)
    require(B.ndim >= 2, f"linalg.solve: B must have at least 2 dims, got {shown}")
    require_solvable(A, B, left, "linalg.solve")
    shape = (*batch_of(A, B), *B.shape[-2:])
    return part_of(shape[:-1] if vector else shape, B, A)


@op("torch.linalg.solve")
def solve(A: Tensor, B: Tensor, *, left: Any = True) -> Tensor:
    """A (*, n, n), B (*, n, k) or (*, n) -> like B"""
    return _solve(A, B, left)


@op("torch.linalg.solve_ex")
def solve_ex(A: Tensor, B: Tensor, *, left: Any = True, check_errors: Any = False) -> NamedResult:
    """A (*, n, n), B (*, n, k) or (*, n) -> result like B, info (*)"""
    result = _solve(A, B, left)
    batch = result.shape[:-1] if _is_vector(A, B) else result.shape[:-2]
    return named_result(result=result, info=info_of(A, batch))


@op("torch.linalg.solve_triangular")
def solve_triangular(
    input: Tensor, B: Tensor, *, upper: Any, left: Any = True, unitriangular: Any = False
) -> Tensor:
    """A (*, n, n), B (*, n, k) -> (*, n, k)"""
    require_tensor(input, "A")
    require_tensor(B, "B")
    require_same_device(input, B)
    result = _solved(input, B, left, "linalg.solve_triangular")
    return result.changed(dtype=input.dtype)


def _solved(A: Tensor, B: Tensor, left: Any, name: str) -> Tensor:
    check_matrix(A, name)
    check_matrix(B, name, operand="B")
    require_square(A, name)
    require_solvable(A, B, left, name)
    return part_of((*batch_of(A, B), *B.shape[-2:]), B, A)


@variants("triangular_solve")
def triangular_solve(
    input: Tensor,
    A: Tensor,
    upper: Any = True,
    transpose: Any = False,
    unitriangular: Any = False,
) -> NamedResult:
    """input (*, n, k), A (*, n, n) -> solution (*, n, k), cloned_coefficient (*, n, n)"""
    check_pair(input, A, "triangular_solve", ("b", "A"))
    solution = _solved(A, input, True, "triangular_solve")
    clone = part_of((*solution.shape[:-2], *A.shape[-2:]), A)
    return named_result(solution=solution, cloned_coefficient=clone)


@variants("cholesky_solve")
def cholesky_solve(input: Tensor, input2: Tensor, upper: Any = False) -> Tensor:
    """input (*, n, k), input2 (*, n, n) -> (*, n, k)"""
    check_pair(input, input2, "cholesky_solve", ("b", "u"))
    return _solved(input2, input, True, "cholesky_solve")


def _check_pivots(pivots: Tensor, factors: Tensor, name: str) -> None:
    require_tensor(pivots, "pivots")
    if pivots.dtype is not None:
        text = f"{name}: pivots must be an int32 tensor, got {pivots.dtype}"
        require(pivots.dtype == INT32, text, "dtype-mismatch")
    shown = f"the factors are {render_shape(factors.shape)} and pivots {render_shape(pivots.shape)}"
    text = f"{name}: {shown}: pivots must have the shape of the factors without the last dim"
    require(pivots.ndim == factors.ndim - 1, text)
    for a, b in zip(pivots.shape, factors.shape, strict=False):
        require(a == b, text)


@op("torch.linalg.lu_solve")
def linalg_lu_solve(
    LU: Tensor, pivots: Tensor, B: Tensor, *, left: Any = True, adjoint: Any = False
) -> Tensor:
    """LU (*, n, n), pivots (*, n), B (*, n, k) -> (*, n, k)"""
    check_matrix(LU, "linalg.lu_solve", operand="LU")
    check_pair(LU, B, "linalg.lu_solve", ("LU", "B"))
    require_square(LU, "linalg.lu_solve", "LU")
    _check_pivots(pivots, LU, "linalg.lu_solve")
    return _solved(LU, B, left, "linalg.lu_solve")


@variants("lu_solve")
def lu_solve(input: Tensor, LU_data: Tensor, LU_pivots: Tensor) -> Tensor:
    """input (*, n, k), LU_data (*, n, n), LU_pivots (*, n) -> (*, n, k)"""
    return linalg_lu_solve(LU_data, LU_pivots, input)


@op("torch.linalg.ldl_solve")
def ldl_solve(LD: Tensor, pivots: Tensor, B: Tensor, *, hermitian: Any = False) -> Tensor:
    """LD (*, n, n), pivots (*, n), B (*, n, k) -> (*, n, k)"""
    name = "linalg.ldl_solve"
    check_matrix(LD, name, operand="LD", square=True)
    check_pair(LD, B, name, ("LD", "B"))
    require_tensor(pivots, "pivots")
    require_dtype(pivots, ("int",), f"{name}: pivots must be whole numbers, got {pivots.dtype}")
    text = f"{name}: LD.shape[:-1] must be equal to pivots.shape {render_shape(pivots.shape)}"
    require(pivots.ndim == LD.ndim - 1, text)
    for a, b in zip(pivots.shape, LD.shape, strict=False):
        require(a == b, text)
    return _solved(LD, B, True, name)


@op("torch.linalg.lstsq")
def lstsq(input: Tensor, b: Tensor, rcond: Any = None, *, driver: Any = None) -> NamedResult:
    """A (*, m, n), B (*, m, k) or (*, m) -> solution (*, n, k), residuals, rank, singular_values"""
    check_matrix(input, "linalg.lstsq", operand="input")
    check_pair(input, b, "linalg.lstsq", ("input", "other"))
    require(b.ndim > 0, "linalg.lstsq: other must have at least 1 dim, got a 0-d tensor")
    shown = f"input is {render_shape(input.shape)} and other is {render_shape(b.shape)}"
    text = f"linalg.lstsq: {shown}: other must have as many dims as input, or one less"
    require(input.ndim - 1 <= b.ndim <= input.ndim, text)
    vector = bool(_is_vector(input, b))
    if not vector and b.ndim == input.ndim - 1:
        broadcast(input.shape[:-2], b.shape[:-1])
    given = b.shape[-1] if vector else b.shape[-2]
    rows, columns = input.shape[-2:]
    text = f"linalg.lstsq: {shown}: {render(rows)} and {render(given)} must be equal"
    require(rows == given, text)
    known = (None, "gels", "gelsy", "gelsd", "gelss")
    if not isinstance(driver, Unknown):
        require(driver in known, f"linalg.lstsq: unknown driver {driver!r}", "bad-argument")
    batch = broadcast(input.shape[:-2], b.shape[:-1] if vector else b.shape[:-2])
    right: tuple[Int, ...] = () if vector else b.shape[-1:]
    return _lstsq_parts(input, b, (*batch, columns, *right), tuple(batch), right, driver)


def _lstsq_parts(
    A: Tensor, B: Tensor, shape: tuple[Int, ...], batch: tuple[Int, ...], right: Any, driver: Any
) -> NamedResult:
    on_cpu = getattr(A.device, "type", None) == "cpu"
    rows, columns = A.shape[-2:]
    own = tuple(A.shape[:-2])
    values = (*own, smaller_of(A)) if driver in ("gelsd", "gelss") else (0,)
    residuals: tuple[Int, ...] = (0,)
    overdetermined = rows > columns
    if overdetermined is not False and driver != "gelsy" and (driver is not None or not on_cpu):
        residuals = (fresh_size("number of residuals"),)
        if len(batch) + len(right) != 1:
            residuals = (*batch, *right)
    rank = (0,) if driver == "gels" or (driver is None and not on_cpu) else own
    return named_result(
        solution=part_of(shape, A, B),
        residuals=part_of(residuals, A, B, dtype="real"),
        rank=info_of(A, rank, DTYPES["int64"]),
        singular_values=part_of(values, A, dtype="real").changed(requires_grad=None),
    )


@op("torch.linalg.tensorinv")
def tensorinv(input: Tensor, ind: Any = 2) -> Tensor:
    """(S, T) with equally many elements in S (ind dims) and T -> (T, S)"""
    count = int_of(ind, "ind")
    require(count > 0, f"ind must be positive, got {render(count)}", "bad-argument")
    if not isinstance(count, int):
        fail("ind is not a known number", "bad-argument")
    text = f"ind must be at most {input.ndim}, got {render(count)}"
    require(count <= input.ndim, text, "bad-argument")
    front, back = input.shape[: int(count)], input.shape[int(count) :]  # type: ignore[call-overload]
    shown = f"{render_shape(front)} and {render_shape(back)} must have equally many elements"
    require(sprod(front) == sprod(back), f"linalg.tensorinv: {shown}")
    return part_of((*back, *front), input)


@op("torch.linalg.tensorsolve")
def tensorsolve(input: Tensor, other: Tensor, dims: Any = None) -> Tensor:
    """A (shape of B, S), B -> (S)"""
    check_pair(input, other, "linalg.tensorsolve")
    order = list(range(input.ndim))
    if dims is not None:
        moved = [dim_of(dim, input.ndim, "dims") for dim in ints_of(dims, "dims")]
        order = [dim for dim in order if dim not in moved] + moved
    shape = [input.shape[dim] for dim in order]
    front, back = numel(other.shape), sprod(shape[other.ndim :])
    text = (
        f"linalg.tensorsolve: A is {render_shape(input.shape)} and B is {render_shape(other.shape)}"
    )
    require(other.ndim <= input.ndim, f"{text}: B has more dims than A")
    require(sprod(shape[: other.ndim]) == front, f"{text}: their front sizes must agree")
    require(front == back, f"{text}: {render(front)} and {render(back)} must be equal")
    return part_of(shape[other.ndim :], other, input)
