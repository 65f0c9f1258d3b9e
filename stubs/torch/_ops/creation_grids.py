"""Operators: index grids and combinations: tril_indices, meshgrid, cartesian_prod, vander."""

from __future__ import annotations

from typing import Any

from pytea._stubs.torch._ops._shared_pointwise import check_kind
from pytea.stubapi import (
    Int,
    Size,
    Tensor,
    fresh_size,
    op,
    promote_types,
    require,
)
from pytea.stubapi.options import as_device, as_dtype, as_int, new_tensor
from pytea.stubapi.results import grad_of
from pytea.stubapi.shapes import render_shape
from pytea.values.dtype import INT64


def _below(rows: Int, columns: Int, offset: Int) -> Int:
    """Returns how many positions of a matrix are on or below a diagonal."""
    if not all(isinstance(size, int) for size in (rows, columns, offset)):
        return fresh_size("positions of a triangle", 0)
    return sum(min(max(row + offset + 1, 0), columns) for row in range(min(rows, 1 << 16)))


def _register_triangle(name: str, upper: bool) -> None:
    @op(f"torch.{name}")
    def indices(
        row: Any,
        col: Any,
        offset: Any = 0,
        *,
        dtype: Any = None,
        layout: Any = None,
        device: Any = None,
        pin_memory: Any = False,
    ) -> Tensor:
        """row, col -> (2, n)"""
        rows, columns = as_int(name, "row", row), as_int(name, "col", col)
        shift = as_int(name, "offset", offset)
        for parameter, size in (("row", rows), ("col", columns)):
            require(size >= 0, f"{parameter} must not be negative, got {size}", "bad-argument")
        kind = as_dtype(name, dtype, INT64)
        check_kind(name, kind, "bfc")
        count = _below(rows, columns, shift - 1 if upper else shift)
        if upper and isinstance(rows, int) and isinstance(columns, int) and isinstance(count, int):
            count = rows * columns - count
        return new_tensor(Size((2, count)), kind, as_device(name, device))


_register_triangle("tril_indices", upper=False)
_register_triangle("triu_indices", upper=True)


@op("torch.vander")
def vander(x: Tensor, N: Any = None, increasing: Any = False) -> Tensor:  # noqa: N803
    """x (n,) -> (n, N)"""
    require(x.ndim == 1, f"x must be 1-d, got {render_shape(x.shape)}")
    columns = x.shape[0] if N is None else as_int("vander", "N", N)
    require(columns >= 0, f"N must not be negative, got {columns}", "bad-argument")
    dtype = x.dtype if x.dtype is None else promote_types(x.dtype, INT64)
    result = x.like((x.shape[0], columns))
    return result.changed(dtype=dtype, requires_grad=grad_of(dtype, x))
