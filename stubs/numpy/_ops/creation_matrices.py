"""Operators: matrices by their diagonals: eye, tri, diag, vander, and the positions of triangles."""

from __future__ import annotations

from typing import Any

from pytea._stubs.numpy._ops._shared_arrays import array_of, flat, new_array, shape_of, size_of
from pytea._stubs.numpy._ops._shared_dtypes import FLOAT64, common_dtype, dtype_of
from pytea.stubapi import Int, Tensor, fresh_size, op, require, smax


@op("numpy.eye")
def eye(
    N: Any, M: Any = None, k: Any = 0, dtype: Any = None, order: Any = "C", *, device: Any = None,
    like: Any = None,
) -> Tensor:  # fmt: skip
    """(N, M)"""
    rows = size_of(N, "N")
    columns = rows if M is None else size_of(M, "M")
    return new_array(shape_of((rows, columns)), dtype_of(dtype, FLOAT64))


@op("numpy.identity")
def identity(n: Any, dtype: Any = None, *, like: Any = None) -> Tensor:
    """(n, n)"""
    return eye(n, dtype=dtype)


@op("numpy.tri")
def tri(N: Any, M: Any = None, k: Any = 0, dtype: Any = None, *, like: Any = None) -> Tensor:
    """(N, M)"""
    rows = size_of(N, "N")
    columns = rows if M is None else size_of(M, "M")
    return eye(smax(rows, 0), smax(columns, 0), dtype=dtype)


@op("numpy.tril", "numpy.triu")
def tril(m: Any, k: Any = 0) -> Tensor:
    """m (*, N, M) -> (*, N, M)"""
    record = array_of(m)
    require(record.ndim > 0, "tril and triu want an array with dims", "bad-argument", "ValueError")
    shape = (*record.shape, record.shape[-1]) if record.ndim == 1 else record.shape
    return new_array(shape, record.dtype)


@op("numpy.diag")
def diag(v: Any, k: Any = 0) -> Tensor:
    """v (N) -> (N + |k|, N + |k|), or v (N, M) -> its diagonal"""
    record, offset = array_of(v), size_of(k, "k")
    require(record.ndim in (1, 2), "diag wants a 1-d or 2-d array", "shape-mismatch", "ValueError")
    if record.ndim == 1:
        size = record.shape[0] + smax(offset, -offset)
        return new_array((size, size), record.dtype)
    from_rows = record.shape[0] + (offset if _negative(offset) else 0)
    from_columns = record.shape[1] - (0 if _negative(offset) else offset)
    return new_array((smax(_least(from_rows, from_columns), 0),), record.dtype, strides="unknown")


def _negative(offset: Int) -> bool:
    return bool(offset < 0)


def _least(a: Int, b: Int) -> Int:
    return -smax(-a, -b)


@op("numpy.diagflat")
def diagflat(v: Any, k: Any = 0) -> Tensor:
    """v (*) -> a square with its elements on the diagonal"""
    return diag(flat(array_of(v)), k)


@op("numpy.vander")
def vander(x: Any, N: Any = None, increasing: Any = False) -> Tensor:
    """x (n) -> (n, N)"""
    record = array_of(x)
    require(record.ndim == 1, "vander wants a 1-d array", "shape-mismatch", "ValueError")
    columns = record.shape[0] if N is None else size_of(N, "N")
    return new_array((record.shape[0], columns), common_dtype(record, 1))


@op("numpy.tril_indices", "numpy.triu_indices")
def tril_indices(n: Any, k: Any = 0, m: Any = None) -> tuple[Tensor, Tensor]:
    """Two arrays (count) of positions in an (n, m) triangle"""
    rows = size_of(n, "n")
    if k == 0 and m is None:
        return _positions(rows * (rows + 1) // 2)
    return _positions(fresh_size("count of positions"))


@op("numpy.diag_indices")
def diag_indices(n: Any, ndim: Any = 2) -> tuple[Tensor, ...]:
    """ndim arrays (n) of positions"""
    return (new_array((size_of(n, "n"),), dtype_of("int64")),) * size_of(ndim, "ndim")  # type: ignore[return-value]


def _positions(count: Int) -> tuple[Tensor, Tensor]:
    found = new_array((count,), dtype_of("int64"))
    return found, found
