"""Operators: what a program asks of a tensor: sizes, dtype, device, layout, its values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytea._stubs.torch._ops._shared_pointwise import check_operand
from pytea.stubapi import (
    DATA_DEPENDENT,
    Bool,
    Int,
    Size,
    Strides,
    SymBool,
    SymInt,
    Tensor,
    Unknown,
    UnknownUse,
    all_of,
    fail,
    op,
    promote_types,
    require,
    result_type,
    strides_of,
    wrap_dim,
)
from pytea.stubapi.options import as_dtype, as_int, format_strides
from pytea.stubapi.shapes import contiguous_strides, numel, render_shape
from pytea.values.dtype import BOOL, DType


def _property(name: str) -> Callable[..., Any]:
    return op(f"torch.Tensor.{name}", binding="property", counted=False)


def _query(*names: str) -> Callable[..., Any]:
    return op(*names, counted=False)


@_property("shape")
def shape(input: Tensor) -> Size:
    """The sizes."""
    return input.shape


def _require_dims(input: Tensor, dim: Any) -> int:
    index = as_int("size", "dim", dim)
    if not isinstance(index, int):
        raise UnknownUse("which dim is asked for is not known")
    text = f"dim {index} is asked for, but the tensor has no dims"
    require(input.ndim > 0, text, "dim-out-of-range", "IndexError")
    return wrap_dim(index, input.ndim)


@_query("torch.Tensor.size")
def size(input: Tensor, dim: Any = None) -> Size | Int:
    """The sizes, or the size of one dim."""
    return input.shape if dim is None else input.shape[_require_dims(input, dim)]


@_query("torch.Tensor.dim", "torch.Tensor.ndimension")
def dim(input: Tensor) -> int:
    """The number of dims."""
    return input.ndim


@_property("ndim")
def ndim(input: Tensor) -> int:
    """The number of dims."""
    return input.ndim


@_query("torch.numel", "torch.Tensor.numel", "torch.Tensor.nelement")
def numel_(input: Tensor) -> Int:
    """The number of elements."""
    return numel(input.shape)


@_query("torch.Tensor.__len__")
def len_(input: Tensor) -> Int:
    """The size of dim 0."""
    if input.ndim == 0:
        fail("len() of a 0-d tensor", "bad-argument", "TypeError")
    return input.shape[0]


@_query("torch.Tensor.stride")
def stride(input: Tensor, dim: Any = None) -> Any:
    """The strides in elements, or that of one dim."""
    if dim is None:
        strides = strides_of(input)
        return Unknown("strides are not followed") if strides is None else strides
    index = _require_dims(input, dim)
    strides = strides_of(input)
    return Unknown("strides are not followed", "int") if strides is None else strides[index]


@_query("torch.Tensor.is_contiguous")
def is_contiguous(input: Tensor, memory_format: Any = "torch.contiguous_format") -> Any:
    """Whether the elements lie in row-major order, or in that of a memory format."""
    if input.strides == Strides.UNKNOWN or not isinstance(memory_format, str):
        return Unknown("the layout of the tensor is not followed", "bool")
    if memory_format in ("torch.contiguous_format", "torch.preserve_format"):
        wanted: Any = contiguous_strides(input.shape)
        if input.strides == Strides.CONTIGUOUS:
            return True
    else:
        dims = 4 if memory_format == "torch.channels_last" else 5
        if input.ndim != dims:
            return False
        wanted = format_strides(input.shape, memory_format, Strides.UNKNOWN)
    return _same_strides(input, strides_of(input) or (), wanted)


def _same_strides(input: Tensor, strides: tuple[Int, ...], wanted: tuple[Int, ...]) -> Bool:
    """Returns whether strides agree wherever a dim has more than one element."""
    equal = [
        (size <= 1) | (step == other)
        for size, step, other in zip(input.shape, strides, wanted, strict=True)
    ]
    empty = numel(input.shape) == 0
    return empty | all_of(equal)


@_property("dtype")
def dtype(input: Tensor) -> Any:
    """The dtype."""
    return Unknown("the dtype of a tensor is not known") if input.dtype is None else input.dtype


@_property("device")
def device(input: Tensor) -> Any:
    """The device."""
    return Unknown("the device of a tensor is not known") if input.device is None else input.device


def _device_property(name: str, kind: str) -> None:
    @_property(name)
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
    @_property(name)
    def constant(input: Tensor) -> Any:
        """The same for every tensor that is followed."""
        return value


for _name, _value in (
    ("is_quantized", False), ("is_mkldnn", False), ("is_nested", False), ("output_nr", 0),
    ("volatile", False), ("name", None),
):  # fmt: skip
    _constant_property(_name, _value)


@_property("is_sparse")
def is_sparse(input: Tensor) -> bool:
    """Whether the layout is torch.sparse_coo."""
    return input.layout == "sparse_coo"


@_property("is_sparse_csr")
def is_sparse_csr(input: Tensor) -> bool:
    """Whether the layout is torch.sparse_csr."""
    return input.layout == "sparse_csr"


@_property("layout")
def layout(input: Tensor) -> Any:
    """The layout, as its name."""
    if not input.layout:
        return "torch.strided"
    sparse = input.layout.startswith("sparse")
    return f"torch.{input.layout}" if sparse else Unknown("the layout is not followed")


@_property("requires_grad")
def requires_grad(input: Tensor) -> Any:
    """Whether a gradient is needed."""
    if input.requires_grad is None:
        return Unknown("whether a gradient is needed is not known", "bool")
    return input.requires_grad


@_property("is_leaf")
def is_leaf(input: Tensor) -> Any:
    """Whether the tensor was not made by a differentiable operator."""
    if input.requires_grad is False or input.kind == "Parameter":
        return True
    return Unknown("whether the tensor is a leaf is not followed", "bool")


@_property("grad")
def grad(input: Tensor) -> Any:
    """The gradient, of the shape of the tensor once backward() ran."""
    if input.requires_grad is False:
        return None
    return input.changed(requires_grad=False, kind="Tensor", data=None)


@_property("grad_fn")
def grad_fn(input: Tensor) -> Any:
    """The node of the autograd graph."""
    return None if input.requires_grad is False else Unknown("autograd nodes are not followed")


@_property("_version")
def version(input: Tensor) -> Unknown:
    """The number of in-place changes."""
    return Unknown("the version of a tensor is not followed", "int")


@_property("itemsize")
def itemsize(input: Tensor) -> Any:
    """The size of an element in bytes."""
    return element_size(input)


@_query("torch.Tensor.element_size")
def element_size(input: Tensor) -> Any:
    """The size of an element in bytes."""
    if input.dtype is None:
        return Unknown("the dtype of a tensor is not known", "int")
    return input.dtype.itemsize


@_property("nbytes")
def nbytes(input: Tensor) -> Any:
    """The size of all elements in bytes."""
    width = element_size(input)
    return width if isinstance(width, Unknown) else width * numel(input.shape)


@_query("torch.Tensor.storage_offset")
def storage_offset(input: Tensor) -> Unknown:
    """Where the first element lies in the storage."""
    return Unknown("storage offsets are not followed", "int")


@_query("torch.Tensor.data_ptr")
def data_ptr(input: Tensor) -> Unknown:
    """The address of the first element."""
    return Unknown("addresses are not followed", "int")


@_query("torch.get_device", "torch.Tensor.get_device")
def get_device(input: Tensor) -> Any:
    """The index of the GPU, -1 on the CPU."""
    kind = getattr(input.device, "type", None)
    if kind == "cpu":
        return -1
    index = getattr(input.device, "index", None)
    return Unknown("the device of a tensor is not known", "int") if index is None else index


def _dtype_query(name: str, test: Callable[[DType], bool]) -> None:
    @_query(f"torch.{name}", f"torch.Tensor.{name}")
    def query(input: Tensor) -> Any:
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

    @_query(*names)
    def query(input: Tensor) -> Unknown:
        """A question about what is not followed."""
        return Unknown(f"{name} is not followed", "bool")


for _name, _in_torch in (
    ("is_conj", True), ("is_neg", True), ("is_inference", True), ("is_shared", False),
    ("is_pinned", False),
):  # fmt: skip
    _unfollowed_query(_name, _in_torch)


@_query("torch.is_tensor")
def is_tensor(obj: Any) -> bool:
    """Whether a value is a tensor."""
    if isinstance(obj, Unknown):
        raise UnknownUse(obj.reason)
    return isinstance(obj, Tensor) and obj.kind != "ndarray"


@_query("torch.is_storage")
def is_storage(obj: Any) -> bool:
    """Whether a value is a storage."""
    if isinstance(obj, Unknown):
        raise UnknownUse(obj.reason)
    return False


@_query("torch.is_same_size", "torch.Tensor.is_same_size")
def is_same_size(input: Tensor, other: Tensor) -> Bool:
    """Whether two shapes are equal."""
    if input.ndim != other.ndim:
        return False
    return all_of([a == b for a, b in zip(input.shape, other.shape, strict=True)])


@_query("torch.Tensor.is_set_to")
def is_set_to(input: Tensor, tensor: Tensor) -> Unknown:
    """Whether two tensors are views of the same memory."""
    return Unknown("memory is not followed", "bool")


@_query("torch.result_type")
def result_type_(tensor1: Any, tensor2: Any) -> Any:
    """The dtype of arithmetic with two operands."""
    for position, operand in enumerate((tensor1, tensor2), 1):
        check_operand("result_type", operand, f"tensor{position}")
    return result_type(tensor1, tensor2) or Unknown("the dtype of a tensor is not known")


@_query("torch.promote_types")
def promote_types_(type1: Any, type2: Any) -> Any:
    """The smallest dtype that holds both."""
    first, second = as_dtype("promote_types", type1), as_dtype("promote_types", type2)
    if first is None or second is None:
        raise UnknownUse("a dtype is not known")
    return promote_types(first, second)


@_query("torch.can_cast")
def can_cast(from_: Any, to: Any) -> bool:
    """Whether an in-place operation may store one dtype in another."""
    source, target = as_dtype("can_cast", from_), as_dtype("can_cast", to)
    if source is None or target is None:
        raise UnknownUse("a dtype is not known")
    order = ("bool", "int", "float", "complex")
    return order.index(source.kind) <= order.index(target.kind)


def _require_one(input: Tensor, message: str, exception: str = "RuntimeError") -> None:
    require(numel(input.shape) == 1, message, "bad-argument", exception)


@_query("torch.Tensor.item")
def item(input: Tensor) -> Any:
    """The only element."""
    shape = render_shape(input.shape)
    _require_one(input, f"item() needs a tensor with one element, got {shape}")
    if input.data is not None:
        return input.data[0]
    kind = "" if input.dtype is None else input.dtype.kind
    return Unknown(DATA_DEPENDENT, kind)


@_query("torch.is_nonzero", "torch.Tensor.is_nonzero")
def is_nonzero(input: Tensor) -> Any:
    """Whether the only element is not zero."""
    shape = render_shape(input.shape)
    _require_one(input, f"is_nonzero() needs a tensor with one element, got {shape}")
    if input.data is not None and isinstance(input.data[0], (int, SymInt, SymBool)):
        return input.data[0] != 0
    return Unknown(DATA_DEPENDENT, "bool")


@_query("torch.Tensor.tolist")
def tolist(input: Tensor) -> Any:
    """The elements as nested lists; a number for a 0-d tensor."""
    kind = "" if input.dtype is None else input.dtype.kind
    count = numel(input.shape)
    if not isinstance(count, int) or (input.data is None and count > 256):
        raise UnknownUse("the elements of a tensor are not known")
    elements = input.data or tuple(Unknown(DATA_DEPENDENT, kind) for _ in range(count))
    return _nested(elements, tuple(input.shape))


def _nested(elements: tuple[Any, ...], sizes: tuple[Any, ...]) -> Any:
    if not sizes:
        return elements[0]
    count = sizes[0]
    width = len(elements) // count if count else 0
    return [_nested(elements[i * width : (i + 1) * width], sizes[1:]) for i in range(count)]


@_query("torch.Tensor.retain_grad")
def retain_grad(input: Tensor) -> None:
    """Keeps the gradient of a tensor that is no leaf."""
    if input.requires_grad is False:
        fail("retain_grad() needs a tensor that requires a gradient", "bad-argument")


@_query("torch.Tensor.dim_order")
def dim_order(input: Tensor, *, ambiguity_check: Any = False) -> Any:
    """The dims from the slowest to the fastest."""
    if input.strides == Strides.CONTIGUOUS:
        return tuple(range(input.ndim))
    raise UnknownUse("the order of the dims is not followed")
