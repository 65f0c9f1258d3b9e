"""Operators: memory that is handed on: DLPack, files, other storage, other classes, other layouts."""

from __future__ import annotations

from typing import Any

from pytea._stubs.torch._ops._shared_views import view_as_sizes
from pytea._stubs.torch._ops.creation_data import from_numpy
from pytea.stubapi import (
    Int,
    Size,
    Strides,
    Tensor,
    Unknown,
    UnknownUse,
    fail,
    numel,
    op,
    render_shape,
    require,
)
from pytea.stubapi.arguments import int_of, ints_of, require_tensor, varargs_of
from pytea.stubapi.options import as_device, as_dtype, new_tensor


@op("torch.from_dlpack", "torch.utils.dlpack.from_dlpack")
def from_dlpack(ext_tensor: Any, *, device: Any = None, copy: Any = None) -> Tensor:
    """(*) of any library -> (*)"""
    if isinstance(ext_tensor, Unknown) or not isinstance(ext_tensor, Tensor):
        raise UnknownUse("a tensor of another library")
    result = from_numpy(ext_tensor) if ext_tensor.kind == "ndarray" else ext_tensor
    where = as_device("from_dlpack", device, result.device)
    return result.changed(kind="Tensor", device=where, requires_grad=False, data=None)


@op("torch.to_dlpack", "torch.utils.dlpack.to_dlpack")
def to_dlpack(tensor: Tensor) -> Unknown:
    """(*) -> a capsule"""
    require_tensor(tensor, "tensor")
    return Unknown("a DLPack capsule")


@op("torch.from_file")
def from_file(
    filename: Any, shared: Any = None, size: Any = 0, *, dtype: Any = None, layout: Any = None,
    device: Any = None, pin_memory: Any = False, requires_grad: Any = False,
) -> Tensor:  # fmt: skip
    """A file -> (size)"""
    where = as_device("from_file", device)
    kind = as_dtype("from_file", dtype)
    return new_tensor(Size((int_of(size, "size"),)), kind, where, requires_grad=requires_grad)


@op("torch.Tensor.as_subclass")
def as_subclass(input: Tensor, cls: Any) -> Tensor:
    """(*) -> (*) of another class"""
    return input.changed(kind="Tensor")


@op("torch.Tensor.set_", binding="inplace")
def set_(
    input: Tensor, source: Any = None, storage_offset: Any = 0, size: Any = None, stride: Any = None
) -> Tensor:
    """(*) -> the memory and the shape of source"""
    if source is None:
        return input.changed(sizes=Size((0,)), strides=Strides.CONTIGUOUS, data=None)
    sizes = None if size is None else Size(ints_of(size, "size"))
    if isinstance(source, Tensor):
        if input.dtype is not None and source.dtype is not None:
            text = f"set_ needs a source of {input.dtype}, got {source.dtype}"
            require(input.dtype == source.dtype, text, "dtype-mismatch")
        strides = source.strides if sizes is None else Strides.UNKNOWN
        return input.changed(sizes=sizes or source.shape, strides=strides, data=None)
    if sizes is None:
        raise UnknownUse("the size of a storage")
    return input.changed(sizes=sizes, strides=Strides.UNKNOWN, data=None)


def _resized(name: str, input: Tensor, sizes: tuple[Int, ...]) -> Tensor:
    text = f"{name} to {render_shape(sizes)} of a tensor of size {render_shape(input.shape)}"
    require(numel(Size(sizes)) == input.numel(), text, "bad-reshape")
    return view_as_sizes(input, sizes)


@op("torch.Tensor.resize")
def resize(input: Tensor, *sizes: Any) -> Tensor:
    """(*) -> sizes, with as many elements"""
    return _resized("resize", input, tuple(varargs_of(sizes, None, "sizes")))


@op("torch.Tensor.resize_as")
def resize_as(input: Tensor, tensor: Tensor) -> Tensor:
    """(*) -> the sizes of a tensor with as many elements"""
    require_tensor(tensor, "tensor")
    return _resized("resize_as", input, tuple(tensor.shape))


@op("torch.Tensor.to_mkldnn")
def to_mkldnn(input: Tensor, dtype: Any = None) -> Tensor:
    """(*) of floats -> (*)"""
    if input.dtype is not None:
        text = f"to_mkldnn takes floats, got {input.dtype}"
        require(input.dtype.kind == "float", text, "dtype-mismatch")
    kind = as_dtype("to_mkldnn", dtype, input.dtype)
    return input.like(dtype=kind, strides=Strides.UNKNOWN, layout="_mkldnn")


@op("torch.is_distributed", "torch.Tensor.is_distributed", counted=False)
def is_distributed(input: Tensor) -> bool:
    """Whether the tensor lies on several machines."""
    return False


@op("torch.Tensor.storage_type", counted=False)
def storage_type(input: Tensor) -> Unknown:
    """The class of the storage."""
    return Unknown("the storage of a tensor")


_REDUCTIONS = ("sum", "prod", "mean", "max", "min", "amax", "amin")


@op("torch.segment_reduce")
def segment_reduce(
    data: Tensor, reduce: Any, *, lengths: Any = None, indices: Any = None, offsets: Any = None,
    axis: Any = 0, unsafe: Any = False, initial: Any = None,
) -> Tensor:  # fmt: skip
    """data (*, n, *), lengths (*, s) or offsets (*, s + 1) -> (*, s, *)"""
    if isinstance(reduce, str) and reduce not in _REDUCTIONS:
        fail(f"reduce must be one of {', '.join(_REDUCTIONS)}, got {reduce}", "bad-argument")
    given = lengths if lengths is not None else offsets
    if given is None:
        fail("segment_reduce wants lengths or offsets", "bad-argument")
    require_tensor(given, "lengths")
    dim = int_of(axis, "axis")
    shown = f"lengths are {render_shape(given.shape)}, and axis is {dim}"
    require(given.ndim > 0, f"{shown}: axis must be their last dim")
    require(dim == given.ndim - 1, f"{shown}: axis must be their last dim")
    require(given.ndim <= data.ndim, f"{shown}, but data is {render_shape(data.shape)}")
    for own, wanted in zip(given.shape[:-1], data.shape, strict=False):
        require(own == wanted, f"{shown}, but data is {render_shape(data.shape)}")
    if lengths is not None and given.data is not None and given.ndim == 1:
        text = f"lengths sum to {sum(given.data)}, but data is {render_shape(data.shape)}"
        require(unsafe is True or sum(given.data) == data.shape[0], text)
    count = given.shape[-1] - (0 if lengths is not None else 1)
    return data.like((*given.shape[:-1], count, *data.shape[given.ndim :]))
