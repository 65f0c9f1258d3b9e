"""Operators: tensordot, kron, cross, cdist, cov, corrcoef, vecdot, matrix_power."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pytea._stubs.torch._ops._shared_products import (
    product_of,
    refuse_bool,
    require_equal_dtypes,
    require_inner,
    shown_pair,
)

from pytea.stubapi import (
    Int,
    Size,
    Strides,
    Tensor,
    Unknown,
    UnknownUse,
    any_of,
    broadcast,
    fail,
    numel,
    op,
    render,
    render_shape,
    require,
    require_dtype,
    require_same_device,
    result_type,
    to_float,
    variants,
)
from pytea.stubapi.arguments import dim_of, int_of, ints_of, is_int, require_tensor
from pytea.stubapi.results import grad_of


@op("torch.tensordot")
def tensordot(a: Tensor, b: Tensor, dims: Any = 2) -> Tensor:
    """(*, K), (K, +) -> (*, +): the sum over the given dims of both"""
    require_tensor(a, "a")
    require_tensor(b, "b")
    require_same_device(a, b)
    first, second = _contracted(a, b, dims)
    counts = f"a has {len(first)} dims to sum over, but b has {len(second)}"
    require(len(first) == len(second), counts, "bad-argument")
    require_equal_dtypes(("a", a), ("b", b))
    taken = [dim_of(dim, a.ndim, "dims") for dim in first]
    other = [dim_of(dim, b.ndim, "dims") for dim in second]
    for dims_of in (taken, other):
        require(len(set(dims_of)) == len(dims_of), "a dim is listed twice", "bad-argument")
    shown = shown_pair("a", a, "b", b)
    for left, right in zip(taken, other, strict=True):
        m, n = a.shape[left], b.shape[right]
        text = f"{shown}: {render(m)} and {render(n)} must be equal or 1"
        require(any_of([m == n, m == 1, n == 1]), text)
    rest = [size for dim, size in enumerate(a.shape) if dim not in taken]
    rest += [size for dim, size in enumerate(b.shape) if dim not in other]
    refuse_bool(a, "tensordot")
    return product_of(rest, a, b)


def _contracted(a: Tensor, b: Tensor, dims: Any) -> tuple[Sequence[Any], Sequence[Any]]:
    """Returns the dims of both operands over which ``tensordot`` sums."""
    if isinstance(dims, Tensor):
        if dims.data is None:
            raise UnknownUse("dims are the values of a tensor")
        half = len(dims.data) // 2
        if dims.ndim == 2:
            return dims.data[:half], dims.data[half:]
        dims = dims.data[0]
    if isinstance(dims, Unknown):
        raise UnknownUse(dims.reason)
    if isinstance(dims, (list, tuple)):
        if len(dims) == 2 and all(isinstance(item, (list, tuple)) for item in dims):
            return ints_of(dims[0], "dims"), ints_of(dims[1], "dims")
        if len(dims) == 2 and all(map(is_int, dims)):
            return (dims[0],), (dims[1],)
        fail(f"dims must be an int or two lists, got {dims}", "bad-argument")
    count = int_of(dims, "dims")
    text = f"dims must be between 0 and {min(a.ndim, b.ndim)}, got {render(count)}"
    require((count >= 0) & (count <= min(a.ndim, b.ndim)), text, "bad-argument")
    if not isinstance(count, int):
        raise UnknownUse("dims is not a known number")
    return range(-count, 0), range(count)


@variants("kron")
def kron(input: Tensor, other: Tensor) -> Tensor:
    """(S_0, ..., S_n), (T_0, ..., T_n) -> (S_0 * T_0, ..., S_n * T_n)"""
    require_tensor(other, "other")
    require_same_device(input, other)
    ndim = max(input.ndim, other.ndim)
    a = (*((1,) * (ndim - input.ndim)), *input.shape)
    b = (*((1,) * (ndim - other.ndim)), *other.shape)
    result = product_of([m * n for m, n in zip(a, b, strict=True)], input, other)
    dtype = result_type(*_with_dims(input, other))
    return result.changed(dtype=dtype, requires_grad=grad_of(dtype, input, other))


def _with_dims(*tensors: Tensor) -> list[Tensor]:
    """Returns the tensors with at least as many dims as decide about their common dtype."""
    if any(tensor.ndim for tensor in tensors):
        return [t if t.ndim else t.changed(sizes=Size((1,))) for t in tensors]
    return list(tensors)


def _cross(input: Tensor, other: Tensor, dim: Any) -> Tensor:
    require_tensor(other, "other")
    require_same_device(input, other)
    shown = shown_pair("input", input, "other", other)
    require(input.ndim == other.ndim, f"{shown}: their numbers of dims must be equal")
    if dim is None:
        dim = next((d for d, size in enumerate(input.shape) if size == 3), None)
        require(dim is not None, f"{render_shape(input.shape)} has no dim of size 3")
    position = dim_of(dim, input.ndim)
    for operand in (input, other):
        size = operand.shape[position] if operand.ndim else 1
        text = f"{shown}: dim {position} must have size 3, got {render(size)}"
        require(size == 3, text)
    shape = broadcast(input.shape, other.shape)
    require_equal_dtypes(("input", input), ("other", other))
    refuse_bool(input, "cross")
    return product_of(shape, input, other).changed(strides=Strides.UNKNOWN)


@variants("cross")
def cross(input: Tensor, other: Tensor, dim: Any = None) -> Tensor:
    """(*, 3, *), (*, 3, *) -> (*, 3, *); without dim the first of size 3"""
    return _cross(input, other, dim)


@op("torch.linalg.cross")
def linalg_cross(input: Tensor, other: Tensor, *, dim: Any = -1) -> Tensor:
    """(*, 3, *), (*, 3, *) -> (*, 3, *)"""
    return _cross(input, other, dim)


@op("torch.linalg.vecdot")
def vecdot(x: Tensor, y: Tensor, *, dim: Any = -1) -> Tensor:
    """(*, n, *), (*, n, *) -> (*, *)"""
    require_tensor(y, "y")
    require_same_device(x, y)
    require_equal_dtypes(("x", x), ("y", y))
    if x.dtype is not None:
        text = f"vecdot wants a floating point or complex dtype, got {x.dtype}"
        require_dtype(x, ("float", "complex"), text)
    if x.ndim == 1 and y.ndim == 1:  # torch takes dot, which knows no dim
        text = f"vecdot of {render_shape(x.shape)} and {render_shape(y.shape)}: sizes must be equal"
        require(x.shape[0] == y.shape[0], text)
        return product_of((), x, y)
    shape = broadcast(x.shape, y.shape)
    position = dim_of(dim, len(shape))
    return product_of((*shape[:position], *shape[position + 1 :]), x, y)


_COMPUTE_MODES = (
    "use_mm_for_euclid_dist_if_necessary", "use_mm_for_euclid_dist", "donot_use_mm_for_euclid_dist",
)  # fmt: skip


@op("torch.cdist")
def cdist(
    x1: Tensor,
    x2: Tensor,
    p: Any = 2.0,
    compute_mode: Any = "use_mm_for_euclid_dist_if_necessary",
) -> Tensor:
    """x1 (*, P, M), x2 (*, R, M) -> (*, P, R)"""
    require_tensor(x1, "x1")
    require_tensor(x2, "x2")
    if not isinstance(compute_mode, Unknown):
        text = f"{compute_mode} is not a valid value for compute_mode"
        require(compute_mode in _COMPUTE_MODES, text, "bad-argument", "ValueError")
    for name, operand in (("x1", x1), ("x2", x2)):
        shown = render_shape(operand.shape)
        require(operand.ndim >= 2, f"{name} must have at least 2 dims, got {shown}")
    shown = shown_pair("x1", x1, "x2", x2)
    require_inner(x1.shape[-1], x2.shape[-1], shown)
    for name, operand in (("x1", x1), ("x2", x2)):
        text = f"cdist only supports floating point dtypes, {name} is {operand.dtype}"
        require_dtype(operand, ("float",), text)
    require_same_device(x1, x2)
    if isinstance(p, (int, float)):
        require(p >= 0, f"cdist only supports non-negative p, got {p}", "bad-argument")
    require_equal_dtypes(("x1", x1), ("x2", x2))
    batch = broadcast(x1.shape[:-2], x2.shape[:-2])
    return product_of((*batch, x1.shape[-2], x2.shape[-2]), x1, x2)


def _covariance_shape(input: Tensor, name: str) -> tuple[Int, ...]:
    shown = render_shape(input.shape)
    require(input.ndim <= 2, f"{name} wants at most 2 dims, got {shown}")
    if input.ndim < 2 or input.shape[0] == 1:
        return ()
    return (input.shape[0], input.shape[0])


@variants("cov")
def cov(
    input: Tensor, *, correction: Any = 1, fweights: Tensor | None = None, aweights: Any = None
) -> Tensor:
    """(V, N) -> (V, V); (N) -> ()"""
    shape = _covariance_shape(input, "cov")
    refuse = f"cov: bool is not supported, got {input.dtype}"
    require_dtype(input, ("int", "float", "complex"), refuse)
    count = input.shape[-1] if input.ndim else 1
    dtype = to_float(input.dtype)
    for name, weights, kinds in (("fweights", fweights, "int"), ("aweights", aweights, "float")):
        if weights is None:
            continue
        require_tensor(weights, name)
        shown = render_shape(weights.shape)
        require(weights.ndim <= 1, f"{name} must be 0-d or 1-d, got {shown}")
        require_dtype(weights, (kinds,), f"{name} must have a {kinds} dtype, got {weights.dtype}")
        given = numel(weights.shape)
        text = f"{name} has {render(given)} items, but there are {render(count)} observations"
        require(given == count, text)
        if isinstance(weights.data, tuple):
            for weight in weights.data:
                require(weight >= 0, f"{name} must not be negative", "bad-argument")
        if name == "aweights" and dtype is not None and weights.dtype is not None:
            dtype = result_type(input.like((1,), dtype), weights)
    result = input.like(shape, requires_grad=grad_of(dtype, input, fweights, aweights))
    return result.changed(dtype=dtype)


@variants("corrcoef")
def corrcoef(input: Tensor) -> Tensor:
    """(V, N) -> (V, V); (N) -> ()"""
    shape = _covariance_shape(input, "corrcoef")
    refuse = f"corrcoef: bool is not supported, got {input.dtype}"
    require_dtype(input, ("int", "float", "complex"), refuse)
    dtype = to_float(input.dtype)
    return input.like(shape, requires_grad=grad_of(dtype, input)).changed(dtype=dtype)


@op("torch.matrix_power", "torch.Tensor.matrix_power")
def matrix_power(input: Tensor, n: Any) -> Tensor:
    """(*, m, m) -> (*, m, m)"""
    return _matrix_power(input, n)


@op("torch.linalg.matrix_power")
def linalg_matrix_power(input: Tensor, n: Any) -> Tensor:
    """(*, m, m) -> (*, m, m)"""
    return _matrix_power(input, n)


def _matrix_power(input: Tensor, n: Any) -> Tensor:
    shown = render_shape(input.shape)
    require(input.ndim >= 2, f"matrix_power wants at least 2 dims, got {shown}")
    rows, columns = input.shape[-2:]
    require(rows == columns, f"matrix_power wants square matrices, got {shown}")
    exponent = None if isinstance(n, Unknown) else int_of(n, "n")
    if isinstance(exponent, int) and exponent < 0:
        text = f"a negative power wants a floating point or complex dtype, got {input.dtype}"
        require_dtype(input, ("float", "complex"), text)
    plain = input.strides == Strides.CONTIGUOUS and isinstance(exponent, int) and exponent >= 0
    return input.like(strides=Strides.CONTIGUOUS if plain else Strides.UNKNOWN)
