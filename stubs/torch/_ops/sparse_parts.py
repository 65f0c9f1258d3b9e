"""Operators: the parts of sparse tensors: indices, values, how many dims are sparse."""

from __future__ import annotations

from typing import Any

from pytea.stubapi import (
    DATA_DEPENDENT,
    DTYPES,
    Int,
    Size,
    Strides,
    Tensor,
    Unknown,
    UnknownUse,
    fail,
    fresh_size,
    op,
)
from pytea.stubapi.arguments import require_tensor, tensors_of

_ROWS = ("sparse_csr", "sparse_bsr")
_COLUMNS = ("sparse_csc", "sparse_bsc")
_COMPRESSED = (*_ROWS, *_COLUMNS)


def _require_layout(input: Tensor, layouts: tuple[str, ...], name: str) -> None:
    require_tensor(input, "input")
    if input.layout not in layouts:
        if input.sizes is None and not input.layout:
            raise UnknownUse("the layout of a tensor is not known")
        layout = input.layout or "strided"
        fail(f"{name} expects the layout {' or '.join(layouts)}, got {layout}", "bad-argument")


def _of_indices(input: Tensor, sizes: tuple[Int, ...]) -> Tensor:
    return input.like(sizes, DTYPES["int64"], layout="", requires_grad=False)


@op("torch.Tensor.indices", "torch.Tensor._indices", "torch.indices_copy")
def indices(input: Tensor) -> Tensor:
    """sparse (*) -> (sparse_dim, nnz)"""
    _require_layout(input, ("sparse_coo",), "indices")
    sparse = fresh_size("sparse dims", 1, input.ndim)
    return _of_indices(input, (sparse, fresh_size("nnz")))


@op("torch.Tensor.values", "torch.Tensor._values", "torch.values_copy")
def values(input: Tensor) -> Tensor:
    """sparse (*) -> (nnz, *), with the dense dims behind"""
    _require_layout(input, ("sparse_coo", *_COMPRESSED), "values")
    known = Size((fresh_size("nnz"),)) if input.layout == "sparse_csr" and input.ndim == 2 else None
    strides = Strides.CONTIGUOUS if known else Strides.UNKNOWN
    return input.like(None, layout="", strides=strides).changed(sizes=known)


def _compressed(layouts: tuple[str, ...], name: str, dim: int) -> None:
    @op(f"torch.Tensor.{name}", f"torch.{name}_copy")
    def outer(input: Tensor) -> Tensor:
        """compressed (m, n) -> (m + 1,) for rows, (n + 1,) for columns"""
        _require_layout(input, layouts, name)
        if input.ndim != 2 or input.layout.startswith("sparse_bs"):
            raise UnknownUse("the indices of a batch of sparse matrices, or of blocks")
        return _of_indices(input, (input.shape[dim] + 1,))


_compressed(_ROWS, "crow_indices", 0)
_compressed(_COLUMNS, "ccol_indices", 1)


def _plain(layouts: tuple[str, ...], name: str) -> None:
    @op(f"torch.Tensor.{name}", f"torch.{name}_copy")
    def inner(input: Tensor) -> Tensor:
        """compressed (m, n) -> (nnz,)"""
        _require_layout(input, layouts, name)
        if input.ndim != 2:
            raise UnknownUse("the indices of a batch of sparse matrices")
        return _of_indices(input, (fresh_size("nnz"),))


_plain(_ROWS, "col_indices")
_plain(_COLUMNS, "row_indices")


@op("torch.Tensor.sparse_dim", counted=False)
def sparse_dim(input: Tensor) -> Int | Unknown:
    """The number of sparse dims: none of a strided tensor."""
    if not input.layout:
        return 0
    return 2 if input.layout in _COMPRESSED else Unknown("the number of sparse dims", "int")


@op("torch.Tensor.dense_dim", counted=False)
def dense_dim(input: Tensor) -> Int | Unknown:
    """The number of dense dims: all of a strided tensor."""
    return Unknown("the number of dense dims", "int") if input.layout else input.ndim


@op("torch.Tensor.is_coalesced", counted=False)
def is_coalesced(input: Tensor) -> Unknown:
    """Whether the indices are sorted and distinct."""
    _require_layout(input, ("sparse_coo",), "is_coalesced")
    return Unknown(DATA_DEPENDENT, "bool")


@op("torch.Tensor.coalesce")
def coalesce(input: Tensor) -> Tensor:
    """(*) -> (*), with sorted and distinct indices"""
    _require_layout(input, ("sparse_coo",), "coalesce")
    return input.changed()


@op("torch.Tensor._nnz", counted=False)
def nnz(input: Tensor) -> Int:
    """How many elements are stored."""
    _require_layout(input, ("sparse_coo", *_COMPRESSED), "_nnz")
    return fresh_size("nnz")


@op("torch.nested.nested_tensor", "torch.nested.as_nested_tensor")
def nested_tensor(
    tensor_list: Any, *, dtype: Any = None, layout: Any = None, device: Any = None,
    requires_grad: Any = False, pin_memory: Any = False,
) -> Tensor:  # fmt: skip
    """tensors (N_i, *) -> a nested tensor, whose ragged sizes are not followed"""
    if isinstance(tensor_list, (list, tuple)) and all(isinstance(t, Tensor) for t in tensor_list):
        dims = {t.ndim for t in tensors_of(tensor_list) if t.sizes is not None}
        if len(dims) > 1:
            text = f"all tensors of a nested tensor need the same number of dims, got {sorted(dims)}"
            fail(text, "shape-mismatch")
    return Tensor(None, None, None, Strides.UNKNOWN, None, layout="jagged")


@op("torch.nested.to_padded_tensor", "torch.Tensor.to_padded_tensor")
def to_padded_tensor(input: Tensor, padding: Any, output_size: Any = None) -> Tensor:
    """nested -> as large as the largest part, which is not followed"""
    return input.changed(sizes=None, strides=Strides.UNKNOWN, data=None, layout="")
