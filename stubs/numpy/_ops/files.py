"""Operators: arrays from files and into files: what is read is not known."""

from __future__ import annotations

from typing import Any

from pytea._stubs.numpy._ops._shared_dtypes import FLOAT64, dtype_of
from pytea.stubapi import Tensor, Unknown, fresh_size, op
from pytea._stubs.numpy._ops._shared_arrays import new_array


@op("numpy.load")
def load(
    file: Any, mmap_mode: Any = None, allow_pickle: Any = False, fix_imports: Any = True,
    encoding: Any = "ASCII", *, max_header_size: Any = 10000,
) -> Any:  # fmt: skip
    """A file -> an array, or the arrays of an archive"""
    name = file if isinstance(file, str) else ""
    if name.endswith(".npy") and allow_pickle is False:
        return Tensor(None, None, kind="ndarray", strides="unknown")
    return Unknown("what numpy.load reads")


@op("numpy.loadtxt", "numpy.genfromtxt")
def loadtxt(fname: Any, dtype: Any = None, **options: Any) -> Tensor:
    """A file of text -> an array of at most 2 dims"""
    kind = dtype_of(dtype, FLOAT64)
    return Tensor(None, kind, kind="ndarray", strides="unknown", ndims=(0, 1, 2))


@op("numpy._pytea.pixels")
def pixels(dtype: Any = None) -> Tensor:
    """An image of unknown mode -> an array of 2 or 3 dims"""
    kind = None if dtype is None else dtype_of(dtype)
    return Tensor(None, kind, kind="ndarray", strides="unknown", ndims=(2, 3))


@op("numpy.fromfile")
def fromfile(
    file: Any, dtype: Any = None, count: Any = -1, sep: Any = "", offset: Any = 0, *, like: Any = None
) -> Tensor:
    """A file -> (n)"""
    known = isinstance(count, int) and count >= 0
    return new_array((count if known else fresh_size("length of a file"),), dtype_of(dtype, FLOAT64))


@op("numpy.memmap")
def memmap(
    filename: Any, dtype: Any = "uint8", mode: Any = "r+", offset: Any = 0, shape: Any = None,
    order: Any = "C",
) -> Tensor:  # fmt: skip
    """A file -> shape, or (n)"""
    kind = dtype_of(dtype)
    if shape is None:
        return new_array((fresh_size("length of a file"),), kind)
    sizes = shape if isinstance(shape, (list, tuple)) else (shape,)
    return new_array(tuple(sizes), kind)


@op(
    "numpy.save", "numpy.savez", "numpy.savez_compressed", "numpy.savetxt", "numpy.set_printoptions",
    "numpy.seterr", "numpy.seterrcall", counted=False,
)  # fmt: skip
def save(*args: Any, **options: Any) -> None:
    """Nothing that concerns shapes."""


@op("numpy.array2string", "numpy.array_repr", "numpy.array_str", "numpy.base_repr", counted=False)
def array2string(a: Any, *args: Any, **options: Any) -> Unknown:
    """An array as text."""
    return Unknown("an array as text", "str")
