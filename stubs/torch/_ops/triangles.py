"""Operators on matrices as patterns: tril, triu, block_diag, index lists of triangles."""

from __future__ import annotations

from functools import reduce
from typing import Any

from pytea.stubapi import (
    Size,
    Strides,
    Tensor,
    UnknownUse,
    default_dtype,
    op,
    promote_types,
    render_shape,
    require,
    ssum,
)
from pytea.stubapi.arguments import int_of, tensors_of
from pytea.stubapi.results import grad_of


def _triangle(name: str) -> Any:
    def triangle(input: Tensor, diagonal: Any = 0) -> Tensor:
        """(*, N, M) -> (*, N, M)"""
        if not isinstance(diagonal, Tensor):
            _known_int(diagonal)
        shown = render_shape(input.shape)
        require(input.ndim >= 2, f"{name} needs at least 2 dims, got {shown}")
        contiguous = input.strides == Strides.CONTIGUOUS
        return input.like(strides=Strides.CONTIGUOUS if contiguous else Strides.UNKNOWN)

    def inplace(input: Tensor, diagonal: Any = 0) -> Tensor:
        """(*, N, M) -> (*, N, M)"""
        triangle(input, diagonal)
        return input.changed(data=None)

    op(f"torch.{name}", f"torch.Tensor.{name}")(triangle)
    op(f"torch.Tensor.{name}_", binding="inplace")(inplace)
    return triangle


def _known_int(value: Any) -> None:
    """Refuses what is not an int; an unknown int is harmless."""
    try:
        int_of(value, "diagonal")
    except UnknownUse:
        return


tril = _triangle("tril")
triu = _triangle("triu")


@op("torch.block_diag")
def block_diag(*tensors: Any) -> Tensor:
    """(N_i, M_i), ... -> (sum of N_i, sum of M_i)"""
    found = tensors_of(tensors)
    if not found:
        return Tensor(Size((1, 0)), default_dtype())
    rows, columns = [], []
    for index, tensor in enumerate(found):
        shown = render_shape(tensor.shape)
        text = f"block_diag wants at most 2 dims, got {shown} as tensor {index}"
        require(tensor.ndim <= 2, text)
        padded = (*((1,) * (2 - tensor.ndim)), *tensor.shape)
        rows.append(padded[0])
        columns.append(padded[1])
    dtype = None
    if all(tensor.dtype is not None for tensor in found):
        dtype = reduce(promote_types, (tensor.dtype for tensor in found))
    result = found[0].like((ssum(rows), ssum(columns)), requires_grad=grad_of(dtype, *found))
    return result.changed(dtype=dtype)


@op("torch.Tensor.fill_diagonal_", binding="inplace")
def fill_diagonal_(input: Tensor, fill_value: Any, wrap: Any = False) -> Tensor:
    """(N, M) or (N, N, ..., N) -> the same"""
    shown = render_shape(input.shape)
    require(input.ndim >= 2, f"fill_diagonal_ wants at least 2 dims, got {shown}")
    if input.ndim > 2:
        for size in input.shape[1:]:
            require(size == input.shape[0], f"fill_diagonal_ wants equal sizes, got {shown}")
    return input.changed(data=None)
