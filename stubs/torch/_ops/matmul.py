"""Operators: products of matrices and vectors (matmul, mm, bmm, mv, dot, addmm, multi_dot, ...)."""

from __future__ import annotations

import itertools
from functools import wraps
from typing import Any

from pytea._stubs.torch._ops._shared_products import (
    matmul_of,
    product_of,
    refuse_bool,
    require_equal_dtypes,
    require_inner,
    shown_pair,
)

from pytea.stubapi import (
    DTYPES,
    Tensor,
    fail,
    op,
    render_shape,
    require,
    require_broadcastable_to,
    require_same_device,
    result_type,
    same,
    variants,
)
from pytea.stubapi.arguments import require_tensor, tensors_of
from pytea.stubapi.options import as_dtype


@op("torch.matmul", "torch.Tensor.matmul", "torch.linalg.matmul")
def matmul(input: Tensor, other: Tensor) -> Tensor:
    """(*, n, k), (*, k, m) -> (*, n, m); a 1-d operand is a row left, a column right"""
    return matmul_of(input, other)


@op("torch.Tensor.__matmul__")
def matmul_operator(input: Tensor, other: Any) -> Any:
    """(*, n, k), (*, k, m) -> (*, n, m); an array takes the product over"""
    if isinstance(other, Tensor) and other.kind == "ndarray" and other.sizes is not None:
        return NotImplemented
    return matmul_of(input, other)


@op("torch.Tensor.__rmatmul__")
def rmatmul(input: Tensor, other: Tensor) -> Tensor:
    """other (*, n, k) @ input (*, k, m) -> (*, n, m)"""
    return matmul_of(other, input)


def _require_matrices(ndim: int, **operands: Tensor) -> None:
    for name, operand in operands.items():
        require_tensor(operand, name)
        shown = render_shape(operand.shape)
        require(operand.ndim == ndim, f"{name} must be a {ndim}-d tensor, got {shown}")
    require_same_device(*operands.values())


@variants("mm")
def mm(input: Tensor, mat2: Tensor, out_dtype: Any = None) -> Tensor:
    """(n, k), (k, m) -> (n, m)"""
    _require_matrices(2, input=input, mat2=mat2)
    require_inner(input.shape[1], mat2.shape[0], shown_pair("mat1", input, "mat2", mat2))
    require_equal_dtypes(("mat1", input), ("mat2", mat2))
    refuse_bool(input, "mm")
    return _of_dtype(product_of((input.shape[0], mat2.shape[1]), input, mat2), out_dtype)


def _of_dtype(result: Tensor, out_dtype: Any) -> Tensor:
    """Returns the result in the dtype that CUDA kernels can be asked for."""
    if out_dtype is None:
        return result
    on_cpu = getattr(result.device, "type", None) == "cpu"
    text = "out_dtype is only supported on CUDA"
    require(not on_cpu, text, "bad-argument", "NotImplementedError")
    return result.changed(dtype=as_dtype("mm", out_dtype))


@variants("bmm")
def bmm(input: Tensor, mat2: Tensor, out_dtype: Any = None) -> Tensor:
    """(b, n, k), (b, k, m) -> (b, n, m)"""
    _require_matrices(3, batch1=input, batch2=mat2)
    shown = shown_pair("batch1", input, "batch2", mat2)
    require_inner(input.shape[0], mat2.shape[0], f"{shown}: the batch sizes")
    require_inner(input.shape[2], mat2.shape[1], shown)
    require_equal_dtypes(("batch1", input), ("batch2", mat2))
    refuse_bool(input, "bmm")
    return _of_dtype(product_of((*input.shape[:2], mat2.shape[2]), input, mat2), out_dtype)


@variants("mv")
def mv(input: Tensor, vec: Tensor) -> Tensor:
    """(n, k), (k) -> (n)"""
    require_tensor(vec, "vec")
    shown = shown_pair("mat", input, "vec", vec)
    require(input.ndim == 2 and vec.ndim == 1, f"{shown}: a matrix and a vector are expected")
    require_same_device(input, vec)
    require_inner(input.shape[1], vec.shape[0], shown)
    require_equal_dtypes(("mat", input), ("vec", vec))
    refuse_bool(input, "mv")
    return product_of((input.shape[0],), input, vec)


def _dot(input: Tensor, other: Tensor) -> Tensor:
    require_tensor(other, "tensor")
    shown = shown_pair("input", input, "tensor", other)
    require(input.ndim == 1 and other.ndim == 1, f"{shown}: 1-d tensors are expected")
    require_same_device(input, other)
    require_equal_dtypes(("input", input), ("tensor", other))
    require_inner(input.shape[0], other.shape[0], shown)
    refuse_bool(input, "dot")
    return product_of((), input, other)


@variants("dot")
def dot(input: Tensor, tensor: Tensor) -> Tensor:
    """(n), (n) -> ()"""
    return _dot(input, tensor)


@variants("vdot")
def vdot(input: Tensor, other: Tensor) -> Tensor:
    """(n), (n) -> ()"""
    return _dot(input, other)


@variants("inner")
def inner(input: Tensor, other: Tensor) -> Tensor:
    """(*, k), (+, k) -> (*, +); a 0-d operand multiplies all elements"""
    require_tensor(other, "other")
    require_same_device(input, other)
    if input.ndim == 0 or other.ndim == 0:
        shape = (*input.shape, *other.shape)
        return product_of(shape, input, other).changed(dtype=result_type(input, other))
    require_inner(input.shape[-1], other.shape[-1], shown_pair("input", input, "other", other))
    require_equal_dtypes(("input", input), ("other", other))
    refuse_bool(input, "inner")
    return product_of((*input.shape[:-1], *other.shape[:-1]), input, other)


@variants("outer", aliases=("ger",))
def outer(input: Tensor, vec2: Tensor) -> Tensor:
    """(n), (m) -> (n, m)"""
    require_tensor(vec2, "vec2")
    for name, operand in (("input", input), ("vec2", vec2)):
        shown = render_shape(operand.shape)
        require(operand.ndim == 1, f"outer: expected a 1-d {name}, got {shown}")
    require_same_device(input, vec2)
    result = product_of((*input.shape, *vec2.shape), input, vec2)
    return result.changed(dtype=result_type(input, vec2))


def _added(input: Tensor, result: Tensor, *operands: Tensor) -> Tensor:
    """Returns input + result, where ``input`` is expanded to the shape of ``result``."""
    text = f"input {render_shape(input.shape)} cannot be expanded to the product "
    text += render_shape(result.shape)
    require_broadcastable_to(input.shape, result.shape, text)
    require_equal_dtypes(("input", input), ("mat1", operands[0]))
    require_same_device(input, *operands)
    return product_of(result.shape, input, *operands)


@variants("addmm")
def addmm(
    input: Tensor, mat1: Tensor, mat2: Tensor, out_dtype: Any = None, *, beta: Any = 1,
    alpha: Any = 1,
) -> Tensor:  # fmt: skip
    """input broadcastable to (n, m), (n, k), (k, m) -> (n, m)"""
    return _of_dtype(_added(input, mm(mat1, mat2), mat1, mat2), out_dtype)


@variants("addbmm")
def addbmm(
    input: Tensor, batch1: Tensor, batch2: Tensor, *, beta: Any = 1, alpha: Any = 1
) -> Tensor:
    """input broadcastable to (n, m), (b, n, k), (b, k, m) -> (n, m)"""
    product = bmm(batch1, batch2)
    return _added(input, product.like(product.shape[1:]), batch1, batch2)


@variants("baddbmm")
def baddbmm(
    input: Tensor, batch1: Tensor, batch2: Tensor, out_dtype: Any = None, *, beta: Any = 1,
    alpha: Any = 1,
) -> Tensor:  # fmt: skip
    """input broadcastable to (b, n, m), (b, n, k), (b, k, m) -> (b, n, m)"""
    return _of_dtype(_added(input, bmm(batch1, batch2), batch1, batch2), out_dtype)


@variants("addmv")
def addmv(input: Tensor, mat: Tensor, vec: Tensor, *, beta: Any = 1, alpha: Any = 1) -> Tensor:
    """input broadcastable to (n), (n, k), (k) -> (n)"""
    return _added(input, mv(mat, vec), mat, vec)


@variants("addr")
def addr(input: Tensor, vec1: Tensor, vec2: Tensor, *, beta: Any = 1, alpha: Any = 1) -> Tensor:
    """input broadcastable to (n, m), (n), (m) -> (n, m)"""
    product = outer(vec1, vec2)
    text = f"input {render_shape(input.shape)} cannot be expanded to the product "
    text += render_shape(product.shape)
    require_broadcastable_to(input.shape, product.shape, text)
    result = product_of(product.shape, input, vec1, vec2)
    dtype = result_type(input, vec1, vec2)
    for name, number in (("beta", beta), ("alpha", alpha)):
        whole = dtype is not None and dtype.kind in ("int", "bool")
        if whole and isinstance(number, float):
            fail(f"{name} must be an int for {dtype} operands, got {number}", "dtype-mismatch")
    return result.changed(dtype=dtype)


def _inplace(name: str, function: Any) -> None:
    @wraps(function)
    def inplace(input: Tensor, *args: Any, **kwargs: Any) -> Tensor:
        result = function(input, *args, **kwargs)
        if name == "addbmm":
            return input.changed(
                sizes=result.sizes, strides=result.strides, data=None,
                requires_grad=result.requires_grad,
            )  # fmt: skip
        text = f"input is {render_shape(input.shape)}, but the result is "
        text += render_shape(result.shape)
        require(input.ndim == result.ndim, text, "not-broadcastable")
        for own, other in zip(input.shape, result.shape, strict=True):
            if not same(own, other):
                require(own == other, text, "not-broadcastable")
        if input.dtype is not None and result.dtype is not None:
            require(input.dtype == result.dtype, text, "dtype-mismatch")
        return input.changed(data=None, requires_grad=result.requires_grad)

    names = [f"torch.Tensor.{name}_", *(["torch.addmv_"] if name == "addmv" else [])]
    op(*names, binding="inplace")(inplace)


for _name, _function in (
    ("addmm", addmm), ("addbmm", addbmm), ("baddbmm", baddbmm), ("addr", addr), ("addmv", addmv),
):  # fmt: skip
    _inplace(_name, _function)


@op("torch.linalg.multi_dot")
def multi_dot(tensors: Any) -> Tensor:
    """(n, k), (k, l), ..., (q, m) -> (n, m); the first and the last may be 1-d"""
    found = tensors_of(tensors)
    text = f"multi_dot expects at least 2 tensors, got {len(found)}"
    require(len(found) > 1, text, "bad-argument")
    for index, tensor in enumerate(found):
        allowed = (1, 2) if index in (0, len(found) - 1) else (2,)
        shown = render_shape(tensor.shape)
        require(tensor.ndim in allowed, f"tensor {index} must be 2-d, got {shown}")
    require_equal_dtypes(*((f"tensor {i}", tensor) for i, tensor in enumerate(found)))
    return _chained(found)


def _chained(tensors: list[Tensor]) -> Tensor:
    require_same_device(*tensors)
    for index, (a, b) in enumerate(itertools.pairwise(tensors)):
        shown = shown_pair(f"tensor {index}", a, f"tensor {index + 1}", b)
        require_inner(a.shape[-1], b.shape[0], shown)
    refuse_bool(tensors[0], "multi_dot")
    return product_of((*tensors[0].shape[:-1], *tensors[-1].shape[1:]), tensors[0], *tensors[1:])


@op("torch.chain_matmul")
def chain_matmul(*matrices: Any) -> Tensor:
    """(n, k), (k, l), ..., (q, m) -> (n, m)"""
    found = tensors_of(matrices)
    require(len(found) > 0, "chain_matmul expects one or more matrices", "bad-argument")
    for index, tensor in enumerate(found):
        shown = render_shape(tensor.shape)
        require(tensor.ndim == 2, f"tensor {index} must be 2-d, got {shown}")
    if len(found) == 1:
        return found[0]
    require_equal_dtypes(*((f"tensor {i}", tensor) for i, tensor in enumerate(found)))
    return _chained(found)


@variants("trace")
def trace(input: Tensor) -> Tensor:
    """(n, m) -> ()"""
    require(input.ndim == 2, f"trace wants a matrix, got {render_shape(input.shape)}")
    refuse_bool(input, "trace")
    dtype = input.dtype
    if dtype is not None and dtype.kind == "int":
        dtype = DTYPES["int64"]
    return input.like((), dtype)
