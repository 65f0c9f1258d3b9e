"""Operators: what a program asks of a tensor that is not its sizes: dtype, device, layout."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytea._stubs.torch._ops._shared_pointwise import check_operand
from pytea._stubs.torch._ops._shared_queries import attribute, query
from pytea.stubapi import Tensor, Unknown, UnknownUse, promote_types, result_type
from pytea.stubapi.options import as_dtype
from pytea.stubapi.shapes import numel
from pytea.values.dtype import BOOL, DType
from pytea.values.layouts import LAYOUTS


@attribute("dtype")
def dtype(input: Tensor) -> Any:
    """The dtype."""
    return Unknown("the dtype of a tensor is not known", "dtype") if input.dtype is None else input.dtype


@attribute("device")
def device(input: Tensor) -> Any:
    """The device."""
    return Unknown("the device of a tensor is not known") if input.device is None else input.device


def _device_property(name: str, kind: str) -> None:
    @attribute(name)
    def is_on(input: Tensor) -> Any:
        """Whether the tensor is on a device of one kind."""
        found = getattr(input.device, "type", None)
        return (
            Unknown("the device of a tensor is not known", "bool")
            if found is None
            else (found == kind)
        )


for _kind in ("cpu", "cuda", "mps", "meta", "xpu", "mtia", "xla", "ipu", "maia", "vulkan"):
    _device_property(f"is_{_kind}", _kind)


def _constant_property(name: str, value: Any) -> None:
    @attribute(name)
    def constant(input: Tensor) -> Any:
        """The same for every tensor that is followed."""
        return value


for _name, _value in (
    ("is_quantized", False), ("is_mkldnn", False), ("is_nested", False), ("output_nr", 0),
    ("volatile", False), ("name", None),
):  # fmt: skip
    _constant_property(_name, _value)


@attribute("is_sparse")
def is_sparse(input: Tensor) -> Any:
    """Whether the layout is torch.sparse_coo."""
    if input.sizes is None and not input.layout:
        return Unknown("the layout of a tensor is not known", "bool")
    return input.layout == "sparse_coo"


@attribute("is_sparse_csr")
def is_sparse_csr(input: Tensor) -> bool:
    """Whether the layout is torch.sparse_csr."""
    return input.layout == "sparse_csr"


@attribute("layout")
def layout(input: Tensor) -> Any:
    """The layout, the constant of torch."""
    if not input.layout:
        return LAYOUTS["strided"]
    return LAYOUTS.get(input.layout) or Unknown("the layout is not followed")


@attribute("itemsize")
def itemsize(input: Tensor) -> Any:
    """The size of an element in bytes."""
    return element_size(input)


@query("torch.Tensor.element_size")
def element_size(input: Tensor) -> Any:
    """The size of an element in bytes."""
    if input.dtype is None:
        return Unknown("the dtype of a tensor is not known", "int")
    return input.dtype.itemsize


@attribute("nbytes")
def nbytes(input: Tensor) -> Any:
    """The size of all elements in bytes."""
    width = element_size(input)
    return width if isinstance(width, Unknown) else width * numel(input.shape)


@query("torch.Tensor.storage_offset")
def storage_offset(input: Tensor) -> Unknown:
    """Where the first element lies in the storage."""
    return Unknown("storage offsets are not followed", "int")


@query("torch.Tensor.data_ptr")
def data_ptr(input: Tensor) -> Unknown:
    """The address of the first element."""
    return Unknown("addresses are not followed", "int")


@query("torch.get_device", "torch.Tensor.get_device")
def get_device(input: Tensor) -> Any:
    """The index of the GPU, -1 on the CPU."""
    kind = getattr(input.device, "type", None)
    if kind == "cpu":
        return -1
    index = getattr(input.device, "index", None)
    return Unknown("the device of a tensor is not known", "int") if index is None else index


def _dtype_query(name: str, test: Callable[[DType], bool]) -> None:
    @query(f"torch.{name}", f"torch.Tensor.{name}")
    def answer(input: Tensor) -> Any:
        """A question about the dtype."""
        if input.dtype is None:
            return Unknown("the dtype of a tensor is not known", "bool")
        return test(input.dtype)


def _is_signed(dtype: DType) -> bool:
    return dtype is not BOOL and not dtype.name.startswith("uint")


_dtype_query("is_floating_point", lambda dtype: dtype.kind == "float")
_dtype_query("is_complex", lambda dtype: dtype.kind == "complex")
_dtype_query("is_signed", _is_signed)


def _unfollowed_query(name: str, in_torch: bool) -> None:
    names = (f"torch.Tensor.{name}", *((f"torch.{name}",) if in_torch else ()))

    @query(*names)
    def answer(input: Tensor) -> Unknown:
        """A question about what is not followed."""
        return Unknown(f"{name} is not followed", "bool")


for _name, _in_torch in (
    ("is_conj", True), ("is_neg", True), ("is_inference", True), ("is_shared", False),
    ("is_pinned", False),
):  # fmt: skip
    _unfollowed_query(_name, _in_torch)


@query("torch.result_type")
def result_type_(tensor1: Any, tensor2: Any) -> Any:
    """The dtype of arithmetic with two operands."""
    for position, operand in enumerate((tensor1, tensor2), 1):
        check_operand("result_type", operand, f"tensor{position}")
    return result_type(tensor1, tensor2) or Unknown("the dtype of a tensor is not known", "dtype")


@query("torch.promote_types")
def promote_types_(type1: Any, type2: Any) -> Any:
    """The smallest dtype that holds both."""
    first, second = as_dtype("promote_types", type1), as_dtype("promote_types", type2)
    if first is None or second is None:
        raise UnknownUse("a dtype is not known")
    return promote_types(first, second)


@query("torch.can_cast")
def can_cast(from_: Any, to: Any) -> bool:
    """Whether an in-place operation may store one dtype in another."""
    source, target = as_dtype("can_cast", from_), as_dtype("can_cast", to)
    if source is None or target is None:
        raise UnknownUse("a dtype is not known")
    order = ("bool", "int", "float", "complex")
    return order.index(source.kind) <= order.index(target.kind)
