"""Operators: what element-wise functions do beside being called: ``np.add.at``, ``np.maximum.reduce``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytea._stubs.numpy._ops._shared_arrays import array_of, axis_of, kept_layout, new_array, reduction_axes
from pytea._stubs.numpy._ops._shared_dtypes import BOOL, dtype_of, sum_dtype
from pytea._stubs.numpy._ops._shared_ufunc import check_kind
from pytea._stubs.numpy._ops.reductions import reduce_with, require_elements
from pytea._stubs.numpy._ops.ufuncs_binary import TABLE, apply_binary
from pytea.stubapi import DType, Size, Tensor, fail, op, require


def _kept(dtype: DType | None) -> DType | None:
    return dtype


def _flag(dtype: DType | None) -> DType | None:
    return BOOL


#: What a function that is applied along an axis makes of the dtype of an array.
_FOLDS: dict[str, Callable[[Any], Any]] = {
    "add": sum_dtype, "multiply": sum_dtype, "maximum": _kept, "minimum": _kept, "fmax": _kept,
    "fmin": _kept, "logical_and": _flag, "logical_or": _flag, "logical_xor": _flag,
    "bitwise_and": _kept, "bitwise_or": _kept, "bitwise_xor": _kept,
}  # fmt: skip
#: Those that say nothing of no elements.
_WITHOUT_IDENTITY = frozenset({"maximum", "minimum", "fmax", "fmin"})


def _register(ufunc: str) -> None:
    @op(f"numpy.{ufunc}.at", binding="inplace")
    def at(a: Tensor, indices: Any, b: Any = None, /) -> Tensor:
        """a (*), changed in place at some of its elements"""
        if not isinstance(a, Tensor):
            fail(f"the array to change is a {type(a).__name__}", "bad-argument", "TypeError")
        return a.changed(data=None)

    @op(f"numpy.{ufunc}.outer")
    def outer(A: Any, B: Any, /, **options: Any) -> Any:
        """A (*), B (*) -> the dims of A in front of those of B"""
        left, right = array_of(A), array_of(B)
        rows = new_array((*left.shape, *[1] * right.ndim), left.dtype)
        return apply_binary(ufunc, rows, right, options.get("dtype"))


def _register_fold(ufunc: str, result: Callable[[Any], Any]) -> None:
    def dtype_after(record: Tensor, dtype: Any) -> DType | None:
        return result(record.dtype) if dtype is None else dtype_of(dtype)

    @op(f"numpy.{ufunc}.reduce")
    def reduce(
        array: Any, axis: Any = 0, dtype: Any = None, out: Any = None, keepdims: Any = False,
        initial: Any = None, where: Any = True,
    ) -> Any:  # fmt: skip
        """array (*) -> without the axes"""
        record = array_of(array)
        check_kind(ufunc, record.dtype, TABLE[ufunc][0].refuses)
        if ufunc in _WITHOUT_IDENTITY and initial is None:
            require_elements(ufunc, record, reduction_axes(axis, record.ndim))
        return reduce_with(record, axis, keepdims, dtype_after(record, dtype))

    @op(f"numpy.{ufunc}.accumulate")
    def accumulate(array: Any, axis: Any = 0, dtype: Any = None, out: Any = None) -> Tensor:
        """array (*) -> (*)"""
        record = array_of(array)
        require(record.ndim > 0, "cannot accumulate on a scalar", "bad-argument", "TypeError")
        axis_of(axis, record.ndim)
        kind = dtype_after(record, dtype)
        return new_array(Size(record.shape), kind, None, kept_layout(record))


for _ufunc in TABLE:
    _register(_ufunc)
for _ufunc, _result in _FOLDS.items():
    _register_fold(_ufunc, _result)
