"""What linear algebra shares: which matrices are taken, batches, results of several parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pytea._stubs.torch._ops._shared_products import require_equal_dtypes

from pytea.stubapi import (
    DTYPES,
    DType,
    Int,
    Strides,
    Tensor,
    broadcast,
    real_of,
    render,
    render_shape,
    require,
    require_dtype,
    require_same_device,
    smin,
)
from pytea.stubapi.arguments import require_tensor
from pytea.stubapi.results import grad_of

INT32 = DTYPES["int32"]
_HALVES = ("float16", "bfloat16", "complex32")


def check_matrix(A: Tensor, name: str, *, square: bool = False, operand: str = "A") -> None:
    """Demands a batch of (square) matrices of a dtype in which torch decomposes."""
    require_tensor(A, operand)
    shown = render_shape(A.shape)
    text = f"{name}: the input tensor {operand} must have at least 2 dimensions, got {shown}"
    require(A.ndim >= 2, text)
    if square:
        require_square(A, name, operand)
    require_decomposable(A, name)


def require_square(A: Tensor, name: str, operand: str = "A") -> None:
    """Demands equal last two sizes."""
    rows, columns = A.shape[-2:]
    text = f"{name}: {operand} must be batches of square matrices, but they are "
    require(rows == columns, f"{text}{render(rows)} by {render(columns)} matrices")


def require_decomposable(A: Tensor, name: str) -> None:
    """Demands a floating point or complex dtype of at least single precision."""
    text = f"{name}: expected a floating point or complex tensor, got {A.dtype}"
    require_dtype(A, ("float", "complex"), text)
    if A.dtype is not None:
        text = f"{name}: low precision dtypes are not supported, got {A.dtype}"
        require(A.dtype.name not in _HALVES, text, "dtype-mismatch")


def part_of(
    shape: Sequence[Int],
    *operands: Tensor,
    dtype: DType | str | None = "same",
    strides: str = Strides.UNKNOWN,
) -> Tensor:
    """Returns one result; ``dtype`` is a DType, "same" as the first operand or its "real" part."""
    first = operands[0]
    kind = first.dtype if isinstance(dtype, str) else dtype
    if dtype == "real":
        kind = real_of(kind)
    layout = Strides.CONTIGUOUS if len(shape) < 2 and strides == Strides.UNKNOWN else strides
    result = first.like(tuple(shape), strides=layout)
    return result.changed(dtype=kind, requires_grad=grad_of(kind, *operands))


def info_of(A: Tensor, batch: Sequence[Int], dtype: DType = INT32) -> Tensor:
    """Returns a result that holds one whole number per matrix."""
    return part_of(batch, A, dtype=dtype, strides=Strides.CONTIGUOUS)


def smaller_of(A: Tensor) -> Int:
    """Returns min(rows, columns)."""
    return smin(*A.shape[-2:])


def check_pair(A: Tensor, B: Tensor, name: str, operands: tuple[str, str] = ("A", "B")) -> None:
    """Demands tensors on one device and of one dtype."""
    require_tensor(A, operands[0])
    require_tensor(B, operands[1])
    require_same_device(A, B)
    require_equal_dtypes((f"{name}: {operands[0]}", A), (operands[1], B))


def require_solvable(A: Tensor, B: Tensor, left: Any, name: str) -> None:
    """Demands that A X = B (or X A = B) has matching sizes; both are batches of matrices."""
    size, given = A.shape[-2], B.shape[-2] if left else B.shape[-1]
    shown = f"A is {render_shape(A.shape)} and B is {render_shape(B.shape)}"
    equation = "AX = B" if left else "XA = B"
    text = f"{name}: {shown}: {render(size)} and {render(given)} must be equal for {equation}"
    require(size == given, text)


def batch_of(A: Tensor, B: Tensor) -> Sequence[Int]:
    """Returns the common batch shape of two batches of matrices."""
    return broadcast(A.shape[:-2], B.shape[:-2])
