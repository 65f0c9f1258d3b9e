"""Operators: the same elements with another dtype, device or layout: to, float, clone, contiguous."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytea._stubs.torch._ops.creation_data import tensor_from
from pytea.stubapi import (
    DTYPES,
    DType,
    Device,
    Size,
    Strides,
    Tensor,
    Unknown,
    UnknownUse,
    default_dtype,
    elementwise_strides,
    fail,
    op,
    require,
    require_data,
    same,
    strides_of,
)
from pytea.stubapi.options import (
    as_device,
    as_dtype,
    as_shape,
    check_grad,
    format_strides,
    is_dtype,
    new_tensor,
)
from pytea.stubapi.results import grad_of
from pytea.values.dtype import CPU, DTYPE_ALIASES

#: The letters of the old tensor types: torch.FloatTensor holds float32.
TENSOR_TYPES = {
    "Float": "float32", "Double": "float64", "Half": "float16", "BFloat16": "bfloat16",
    "Byte": "uint8", "Char": "int8", "Short": "int16", "Int": "int32", "Long": "int64",
    "Bool": "bool", "ComplexFloat": "complex64", "ComplexDouble": "complex128",
}  # fmt: skip


#: Dtypes that numpy does not have.
_WITHOUT_NUMPY = ("bfloat16", "complex32", "float8_e4m3fn", "float8_e5m2")

#: A number in place of a tensor has the widest dtype of its kind.
_NUMBERS = {bool: DTYPES["bool"], float: DTYPES["float64"], complex: DTYPES["complex128"]}


def converted(
    input: Tensor,
    dtype: DType | None,
    device: object,
    *,
    copy: bool = False,
    memory_format: Any = None,
) -> Tensor:
    """Returns the tensor itself when nothing changes, otherwise a copy that keeps a dense layout."""
    require_data(input, device)
    shape = input.shape
    strides = format_strides(shape, memory_format, elementwise_strides((input,), shape))
    same_format = memory_format is None or _suggests(input, memory_format, strides)
    if not copy and dtype == input.dtype and device == input.device and same_format:
        return input
    exact = input.dtype is not None and dtype is not None and _same_values(input.dtype, dtype)
    data = input.data if exact and strides == Strides.CONTIGUOUS else None
    result = input.like(
        shape, strides=strides, data=data, elements=input.elements if exact else None
    )
    return result.changed(dtype=dtype, device=device, requires_grad=grad_of(dtype, input))


def _suggests(input: Tensor, memory_format: Any, strides: Any) -> bool:
    """Returns whether torch takes the tensor to be in this memory format already."""
    if memory_format == "torch.contiguous_format" and input.ndim in (4, 5):
        last = f"torch.channels_last{'' if input.ndim == 4 else '_3d'}"
        return input.strides != format_strides(input.shape, last, None)
    return memory_format in ("torch.contiguous_format", "torch.preserve_format") or (
        strides == input.strides
    )


def _same_values(source: DType, target: DType) -> bool:
    """Returns whether known elements stay as they are."""
    return source == target or (source.kind == target.kind == "int" and target.itemsize >= 4)


def _may_be_dtype(arg: Any) -> bool:
    return is_dtype(arg) or (isinstance(arg, Unknown) and arg.kind in ("", "dtype"))


@op("torch.Tensor.to")
def to(
    input: Tensor,
    *args: Any,
    dtype: Any = None,
    device: Any = None,
    other: Any = None,
    non_blocking: Any = False,
    copy: Any = False,
    memory_format: Any = None,
) -> Tensor:
    """input (*) -> (*): to(dtype), to(device, dtype), to(other), each with non_blocking and copy"""
    given = list(args)
    kind, where = input.dtype, input.device
    if given and isinstance(given[0], Tensor) and other is None:
        other = given.pop(0)
    elif given and is_dtype(given[0]):
        dtype = given.pop(0)
    elif given and isinstance(given[0], (bool, float, complex)):
        dtype = _NUMBERS[type(given.pop(0))]
    elif given and isinstance(given[0], Unknown) and given[0].kind == "dtype":
        dtype = given.pop(0)
    elif given:
        device = given.pop(0)
        if given and dtype is None and (given[0] is None or _may_be_dtype(given[0])):
            dtype = given.pop(0)
    if len(given) > 2 or any(not isinstance(flag, (bool, Unknown)) for flag in given):
        fail("to() takes a dtype, a device or a tensor, and flags", "bad-argument", "TypeError")
    copy = given[1] if len(given) == 2 else copy
    if isinstance(other, Tensor):
        kind, where = other.dtype, other.device
    if isinstance(device, Unknown) and device.kind not in ("", "str"):
        raise UnknownUse(device.reason)
    kind = as_dtype("to", dtype, kind)
    where = as_device("to", device, where)
    fresh = not isinstance(copy, Unknown) and bool(copy)
    return converted(input, kind, where, copy=fresh, memory_format=memory_format)


def _register_dtype(name: str, dtype: DType) -> None:
    @op(f"torch.Tensor.{name}")
    def convert(input: Tensor, memory_format: Any = None) -> Tensor:
        """input (*) -> (*)"""
        return converted(input, dtype, input.device, memory_format=memory_format)


for _name in "bool float double half bfloat16 int long short cfloat cdouble chalf".split():
    _register_dtype(_name, DTYPE_ALIASES.get(_name) or DTYPES[_name])
_register_dtype("byte", DTYPES["uint8"])
_register_dtype("char", DTYPES["int8"])


def tensor_type(name: str) -> tuple[DType, object] | None:
    """Returns dtype and device of an old type name such as "torch.cuda.FloatTensor"."""
    module, _, last = name.rpartition(".")
    dtype = TENSOR_TYPES.get(last.removesuffix("Tensor"))
    if dtype is None or not last.endswith("Tensor") or module not in ("torch", "torch.cuda", ""):
        return None
    return DTYPES[dtype], CPU if module != "torch.cuda" else Device("cuda")


@op("torch.Tensor.type", counted=False)
def type_(input: Tensor, dtype: Any = None, non_blocking: Any = False) -> Any:
    """The name of the tensor's type, or input (*) -> (*) of another type"""
    if dtype is None:
        return _type_name(input)
    if isinstance(dtype, DType):
        return converted(input, dtype, input.device)
    if isinstance(dtype, Unknown):
        if dtype.kind not in ("dtype", "str"):
            raise UnknownUse(dtype.reason)
        return converted(input, None, input.device if dtype.kind == "dtype" else None)
    name = dtype if isinstance(dtype, str) else getattr(dtype, "name", None)
    if name == "Tensor":  # the class itself stands for the default dtype
        return converted(input, default_dtype(), input.device)
    if not isinstance(name, str):
        name = f"torch.{getattr(dtype, '__name__', '')}"
    found = tensor_type(name)
    if found is None:
        fail(f"type() got an invalid type: {name!r}", "bad-argument", "ValueError")
        raise AssertionError
    return converted(input, *found)


def _type_name(input: Tensor) -> Any:
    names = {dtype: name for name, dtype in TENSOR_TYPES.items()}
    if input.dtype is None or input.device is None or input.dtype.name not in names:
        return Unknown("the type of a tensor", "str")
    kind = getattr(input.device, "type", None)
    if kind not in ("cpu", "cuda"):
        return Unknown("the type of a tensor", "str")
    module = "torch" if kind == "cpu" else "torch.cuda"
    return f"{module}.{names[input.dtype.name]}Tensor"


@op("torch.Tensor.type_as")
def type_as(input: Tensor, other: Tensor) -> Tensor:
    """input (*) -> (*) of the dtype and on the device of other"""
    return converted(input, other.dtype, other.device)


@op("torch.Tensor.cpu")
def cpu(input: Tensor, memory_format: Any = None) -> Tensor:
    """input (*) -> (*)"""
    return converted(input, input.dtype, CPU, memory_format=memory_format)


def _register_device(name: str) -> None:
    @op(f"torch.Tensor.{name}")
    def move(
        input: Tensor, device: Any = None, non_blocking: Any = False, memory_format: Any = None
    ) -> Tensor:
        """input (*) -> (*)"""
        where = as_device(name, device, Device(name))
        if device is None and getattr(input.device, "type", None) == name:
            where = input.device
        return converted(input, input.dtype, where, memory_format=memory_format)


for _name in ("cuda", "xpu"):
    _register_device(_name)


@op("torch.detach", "torch.Tensor.detach")
def detach(input: Tensor) -> Tensor:
    """input (*) -> a view (*) that needs no gradient"""
    return input.changed(requires_grad=False, kind="Tensor")


@op("torch.Tensor.data", binding="property", counted=False)
def data(input: Tensor) -> Tensor:
    """input (*) -> a view (*) that needs no gradient"""
    return input.changed(requires_grad=False, kind="Tensor")


@op("torch.detach_", "torch.Tensor.detach_", binding="inplace")
def detach_inplace(input: Tensor) -> Tensor:
    """input (*), which needs no gradient afterwards"""
    return input.changed(requires_grad=False)


@op("torch.clone", "torch.Tensor.clone")
def clone(input: Tensor, *, memory_format: Any = None) -> Tensor:
    """input (*) -> (*)"""
    return converted(input, input.dtype, input.device, copy=True, memory_format=memory_format)


@op("torch.Tensor.contiguous")
def contiguous(input: Tensor, memory_format: Any = "torch.contiguous_format") -> Tensor:
    """input (*) -> itself or a copy (*) in row-major order"""
    strides = format_strides(input.shape, memory_format, Strides.CONTIGUOUS)
    if strides == input.strides or _lies_in(input, strides):
        return input
    return input.like(input.shape, strides=strides, data=input.data, elements=input.elements)


def _lies_in(input: Tensor, strides: Any) -> bool:
    """Returns whether known strides agree with others wherever a dim has more than one element."""
    own, wanted = strides_of(input), strides_of(input.changed(strides=strides))
    return (own is not None and wanted is not None) and all(
        same(size, 1) or same(step, other)
        for size, step, other in zip(input.shape, own, wanted, strict=True)
    )


@op("torch.Tensor.requires_grad_", binding="inplace", counted=False)
def requires_grad_(input: Tensor, requires_grad: Any = True) -> Tensor:
    """input (*), which needs a gradient afterwards"""
    return input.changed(requires_grad=check_grad(input.dtype, requires_grad))


def _identity(input: Tensor) -> Tensor:
    """The tensor itself."""
    return input


for _name in ("share_memory_",):
    op(f"torch.Tensor.{_name}", counted=False)(_identity)


@op("torch.Tensor.pin_memory", counted=False)
def pin_memory(input: Tensor, device: Any = None) -> Tensor:
    """input (*) -> (*)"""
    return input.changed()


def _legacy_constructor(name: str, dtype: DType, kind: str = "cpu") -> Callable[..., Any]:
    def construct(*args: Any, device: Any = None) -> Tensor:
        """Sizes -> (*sizes), or nested sequences -> their shape"""
        where = as_device(name, kind if device is None else device)
        if len(args) == 1 and (isinstance(args[0], (list, tuple, Tensor))):
            if isinstance(args[0], Tensor) or not isinstance(args[0], Size):
                return tensor_from(name, args[0], dtype, device=where)
        return new_tensor(as_shape(name, args or ((0,),)), dtype, where)

    return construct


for _name, _dtype in TENSOR_TYPES.items():
    if not _name.startswith("Complex"):
        _old = f"{_name}Tensor"
        op(f"torch.{_old}")(_legacy_constructor(_old, DTYPES[_dtype]))
        op(f"torch.cuda.{_old}")(_legacy_constructor(_old, DTYPES[_dtype], "cuda"))


@op("torch.Tensor.__new__")
def new(*args: Any, device: Any = None) -> Tensor:
    """Sizes -> (*sizes), nested sequences -> their shape, a tensor -> itself"""
    first = args[0] if len(args) == 1 else None
    if isinstance(first, Tensor) and first.kind != "ndarray":
        return first.changed(kind="Tensor")
    if isinstance(first, Tensor) and not first.ndim:
        raise UnknownUse("a size that an array holds")
    if isinstance(first, (bool, float, str)):
        text = f"new(): data must be a sequence (got {type(first).__name__})"
        fail(text, "bad-argument", "TypeError")
    return _legacy_constructor("Tensor", default_dtype())(*args, device=device)


@op("torch.Tensor.to_sparse")
def to_sparse(
    input: Tensor, sparse_dim: Any = None, *, layout: Any = None, blocksize: Any = None,
    dense_dim: Any = None,
) -> Tensor:  # fmt: skip
    """input (*) -> (*), sparse"""
    name = layout.removeprefix("torch.") if isinstance(layout, str) else "sparse_coo"
    return input.changed(layout=name, strides="unknown", data=None, origin=None)


@op("torch.Tensor.to_dense")
def to_dense(input: Tensor, dtype: Any = None, *, masked_grad: Any = True) -> Tensor:
    """input (*), sparse -> (*)"""
    if not input.layout and dtype is None:
        return input
    return input.like(input.shape, layout="").changed(
        dtype=as_dtype("to_dense", dtype, input.dtype)
    )


@op("torch.Tensor.numpy")
def numpy(input: Tensor, *, force: Any = False) -> Tensor:
    """input (*) on the CPU, without gradient -> an array (*) in the same memory"""
    forced = not isinstance(force, Unknown) and bool(force)
    if not forced:
        kind = getattr(input.device, "type", None)
        text = f"numpy() needs a tensor on the CPU, got one on {input.device}: use .cpu() first"
        require(kind in (None, "cpu"), text, "device-mismatch", "TypeError")
        text = "numpy() needs a tensor that requires no gradient: use .detach() first"
        require(input.requires_grad is not True, text, "bad-argument")
    if input.dtype is not None:
        text = f"numpy has no dtype {input.dtype}"
        require(input.dtype.name not in _WITHOUT_NUMPY, text, "dtype-mismatch", "TypeError")
    return input.changed(kind="ndarray", device=None, requires_grad=False, origin=None)
