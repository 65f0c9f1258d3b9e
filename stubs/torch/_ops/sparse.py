"""Operators on sparse tensors: constructors (their shapes), compressed layouts, products."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pytea._stubs.torch._ops._shared_products import matmul_of
from pytea._stubs.torch._ops.creation_data import tensor_from
from pytea._stubs.torch._ops.matmul import addmm, mm

from pytea.stubapi import (
    DTYPES,
    Int,
    Size,
    Strides,
    Tensor,
    Unknown,
    UnknownUse,
    fail,
    fresh_size,
    grad_of,
    op,
    render,
    render_shape,
    require,
    same,
)
from pytea.stubapi.arguments import dim_of, ints_of, require_tensor
from pytea.stubapi.options import as_device, as_dtype, new_tensor

_INT64 = DTYPES["int64"]
_LAYOUTS = ("sparse_coo", "sparse_csr", "sparse_csc", "sparse_bsr", "sparse_bsc")


def _sparse(shape: Sequence[Int], values: Tensor, layout: str, options: dict[str, Any]) -> Tensor:
    """Returns a sparse tensor that holds elements like ``values``."""
    dtype = as_dtype("sparse_tensor", options["dtype"], values.dtype)
    device = as_device("sparse_tensor", options["device"], values.device)
    result = new_tensor(
        Size(shape), dtype, device, requires_grad=options["requires_grad"],
        strides=Strides.UNKNOWN, layout=layout,
    )  # fmt: skip
    if result.requires_grad is False:
        return result.changed(requires_grad=grad_of(dtype, values))
    return result


def _as_tensor(name: str, value: Any) -> Tensor:
    if isinstance(value, Unknown):
        raise UnknownUse(value.reason)
    return value if isinstance(value, Tensor) else tensor_from(name, value, None, infer=True)


@op("torch.sparse_coo_tensor")
def sparse_coo_tensor(
    indices: Any = None, values: Any = None, size: Any = None, *, dtype: Any = None,
    device: Any = None, pin_memory: Any = False, requires_grad: Any = False,
    check_invariants: Any = None, is_coalesced: Any = None,
) -> Tensor:  # fmt: skip
    """indices (d, nnz), values (nnz, *) -> size, or as large as the indices need"""
    options = {"dtype": dtype, "device": device, "requires_grad": requires_grad}
    if values is None:
        shape = ints_of(indices if size is None else size, "size")
        empty = Tensor(Size((0,)), as_dtype("sparse_coo_tensor", dtype))
        return _sparse(shape, empty, "sparse_coo", options)
    where = _as_tensor("sparse_coo_tensor", indices)
    held = _as_tensor("sparse_coo_tensor", values)
    text = f"indices must be (sparse_dim, nnz), got {render_shape(where.shape)}"
    require(where.ndim == 2, text)
    dims, count = where.shape
    given = held.shape[0] if held.ndim else 1
    text = f"indices have nnz {render(count)}, but values have nnz {render(given)}"
    require(count == given, text)
    dense = tuple(held.shape[1:])
    if size is None:
        if not isinstance(dims, int):
            raise UnknownUse("the number of dims of a sparse tensor")
        return _sparse((*_least_sizes(where, dims), *dense), held, "sparse_coo", options)
    shape = ints_of(size, "size")
    text = f"size has {len(shape)} dims, but indices have {render(dims)} and values {len(dense)}"
    require(dims + len(dense) == len(shape), text)
    for own, wanted in zip(dense, shape[len(shape) - len(dense) :], strict=True):
        text = f"values are {render_shape(held.shape)}, but size is {render_shape(shape)}"
        require(own == wanted, text)
    return _sparse(shape, held, "sparse_coo", options)


def _least_sizes(indices: Tensor, dims: int) -> list[Int]:
    """Returns the sizes that hold all indices."""
    data = indices.data
    if data is None or not all(type(number) is int for number in data):
        return [fresh_size("size of a sparse tensor") for _ in range(dims)]
    width = len(data) // dims if dims else 0
    rows = [data[row * width : (row + 1) * width] for row in range(dims)]
    return [max(row) + 1 if row else 0 for row in rows]


def _compressed(layout: str, values: Any, size: Any, options: dict[str, Any]) -> Tensor:
    if size is None:
        raise UnknownUse("the size of a compressed sparse tensor")
    return _sparse(ints_of(size, "size"), _as_tensor(layout, values), layout, options)


@op("torch.sparse_csr_tensor", "torch.sparse_bsr_tensor")
def sparse_csr_tensor(
    crow_indices: Any, col_indices: Any, values: Any, size: Any = None, *, dtype: Any = None,
    device: Any = None, pin_memory: Any = False, requires_grad: Any = False,
    check_invariants: Any = None,
) -> Tensor:  # fmt: skip
    """crow_indices (n + 1), col_indices (nnz), values (nnz, *) -> size"""
    options = {"dtype": dtype, "device": device, "requires_grad": requires_grad}
    held = _as_tensor("sparse_csr_tensor", values)
    return _compressed("sparse_bsr" if held.ndim > 2 else "sparse_csr", held, size, options)


@op("torch.sparse_csc_tensor", "torch.sparse_bsc_tensor")
def sparse_csc_tensor(
    ccol_indices: Any, row_indices: Any, values: Any, size: Any = None, *, dtype: Any = None,
    device: Any = None, pin_memory: Any = False, requires_grad: Any = False,
    check_invariants: Any = None,
) -> Tensor:  # fmt: skip
    """ccol_indices (m + 1), row_indices (nnz), values (nnz, *) -> size"""
    options = {"dtype": dtype, "device": device, "requires_grad": requires_grad}
    held = _as_tensor("sparse_csc_tensor", values)
    return _compressed("sparse_bsc" if held.ndim > 2 else "sparse_csc", held, size, options)


@op("torch.sparse_compressed_tensor")
def sparse_compressed_tensor(
    compressed_indices: Any, plain_indices: Any, values: Any, size: Any = None, *, dtype: Any = None,
    layout: Any = None, device: Any = None, pin_memory: Any = False, requires_grad: Any = False,
    check_invariants: Any = None,
) -> Tensor:  # fmt: skip
    """compressed_indices (n + 1), plain_indices (nnz), values (nnz, *) -> size"""
    options = {"dtype": dtype, "device": device, "requires_grad": requires_grad}
    held = _as_tensor("sparse_compressed_tensor", values)
    if not isinstance(layout, str) or layout.removeprefix("torch.") not in _LAYOUTS[1:]:
        text = "expected compressed sparse tensor layout"
        fail(text, "bad-argument")
    return _compressed(layout.removeprefix("torch."), held, size, options)


def _to_layout(input: Tensor, layout: str) -> Tensor:
    text = f"{layout} wants at least 2 dims, got {render_shape(input.shape)}"
    require(layout == "sparse_coo" or input.ndim >= 2, text, exception="IndexError")
    return input.like(strides=Strides.UNKNOWN, layout=layout)


def _conversion(layout: str) -> Callable[..., Tensor]:
    def convert(input: Tensor, blocksize: Any = None, dense_dim: Any = None) -> Tensor:
        """(*) -> (*)"""
        return _to_layout(input, layout)

    return convert


for _layout in _LAYOUTS:
    op(f"torch.Tensor.to_{_layout}")(_conversion(_layout))


@op("torch.sparse.mm")
def sparse_mm(mat1: Tensor, mat2: Tensor, reduce: Any = None) -> Tensor:
    """(n, k), (k, m) -> (n, m)"""
    return mm(mat1, mat2)


@op("torch.hspmm")
def hspmm(mat1: Tensor, mat2: Tensor) -> Tensor:
    """(n, k) sparse, (k, m) -> (n, m) sparse"""
    return mm(mat1, mat2).changed(layout="sparse_coo", strides=Strides.UNKNOWN)


@op("torch.smm", "torch.Tensor.smm")
def smm(input: Tensor, mat2: Tensor) -> Tensor:
    """(n, k) sparse, (k, m) -> (n, m) sparse"""
    return hspmm(input, mat2)


@op("torch.spmm", "torch.dsmm", "torch.hsmm")
def spmm(input: Tensor, mat2: Tensor) -> Tensor:
    """(n, k), (k, m) -> (n, m)"""
    return mm(input, mat2)


@op("torch.sparse.addmm")
def sparse_addmm(
    mat: Tensor, mat1: Tensor, mat2: Tensor, *, beta: Any = 1.0, alpha: Any = 1.0
) -> Tensor:
    """mat broadcastable to (n, m), (n, k), (k, m) -> (n, m)"""
    return addmm(mat, mat1, mat2)


@op("torch.saddmm", "torch.sspaddmm", "torch.Tensor.sspaddmm")
def sspaddmm(
    input: Tensor, mat1: Tensor, mat2: Tensor, *, beta: Any = 1.0, alpha: Any = 1.0
) -> Tensor:
    """input (n, m) sparse, mat1 (n, k) sparse, mat2 (k, m) -> (n, m) sparse"""
    product = mm(mat1, mat2)
    text = f"input is {render_shape(input.shape)}, but the product is {render_shape(product.shape)}"
    require(input.ndim == 2, text)
    for own, other in zip(input.shape, product.shape, strict=True):
        require(own == other, text)
    return product.changed(layout="sparse_coo", strides=Strides.UNKNOWN)


@op("torch.sparse.sampled_addmm")
def sampled_addmm(
    input: Tensor, mat1: Tensor, mat2: Tensor, *, beta: Any = 1.0, alpha: Any = 1.0
) -> Tensor:
    """input (*, n, m) sparse, (*, n, k), (*, k, m) -> (*, n, m) with the pattern of input"""
    product = matmul_of(mat1, mat2)
    text = f"input is {render_shape(input.shape)}, but the product is {render_shape(product.shape)}"
    require(input.ndim == product.ndim, text)
    for own, other in zip(input.shape, product.shape, strict=True):
        require(own == other, text)
    return input.like(
        strides=Strides.UNKNOWN, requires_grad=grad_of(input.dtype, input, mat1, mat2)
    )


@op("torch.sparse.sum")
def sparse_sum(input: Tensor, dim: Any = None, dtype: Any = None) -> Tensor:
    """(*) -> () dense, or (*) without the given dims, sparse while some are left"""
    known = as_dtype("sparse.sum", dtype, input.dtype)
    if known is not None and dtype is None and known.kind in ("int", "bool"):
        known = _INT64
    if dim is None:
        return input.like((), layout="").changed(dtype=known)
    dims = [dim_of(item, input.ndim) for item in ints_of(dim, "dim", single=True)]
    text = "a dim appears multiple times in the list of dims"
    require(len(set(dims)) == len(dims), text, "dim-out-of-range")
    shape = tuple(size for index, size in enumerate(input.shape) if index not in dims)
    layout = input.layout if shape else ""
    return input.like(shape, strides=Strides.UNKNOWN, layout=layout).changed(dtype=known)


@op("torch.sparse.softmax", "torch.sparse.log_softmax")
def sparse_softmax(input: Tensor, dim: Any, *, dtype: Any = None) -> Tensor:
    """(*) -> (*)"""
    dim_of(dim, input.ndim)
    known = as_dtype("sparse.softmax", dtype, input.dtype)
    return input.like(strides=Strides.UNKNOWN).changed(dtype=known)


@op("torch.Tensor.sparse_mask")
def sparse_mask(input: Tensor, mask: Tensor) -> Tensor:
    """(*), mask (*) sparse -> (*) sparse"""
    require_tensor(mask, "mask")
    shown = f"input is {render_shape(input.shape)}, but mask is {render_shape(mask.shape)}"
    require(input.ndim == mask.ndim, shown)
    for own, other in zip(input.shape, mask.shape, strict=True):
        if not same(own, other):
            require(own == other, shown)
    return input.like(strides=Strides.UNKNOWN, layout=mask.layout)


@op("torch.sparse.spdiags")
def spdiags(diagonals: Tensor, offsets: Tensor, shape: Any, layout: Any = None) -> Tensor:
    """diagonals (d, n), offsets (d) -> shape, sparse"""
    sizes = ints_of(shape, "shape")
    require(len(sizes) == 2, f"shape must have 2 sizes, got {len(sizes)}", "bad-argument")
    rows = diagonals.shape[0] if diagonals.ndim == 2 else 1
    count = offsets.shape[0] if offsets.ndim else 1
    text = f"{render(rows)} diagonals, but {render(count)} offsets"
    require(rows == count, text)
    name = layout.removeprefix("torch.") if isinstance(layout, str) else "sparse_coo"
    return diagonals.like(sizes, strides=Strides.UNKNOWN, layout=name)
