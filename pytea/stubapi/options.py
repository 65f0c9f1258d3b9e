"""What creation and conversion have in common: dtype, device, sizes and numbers as arguments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn

from pytea.stubapi.context import StubFailure, defaults, fail, require
from pytea.stubapi.shapes import render_shape
from pytea.symbolic import Int, SymBool, SymInt
from pytea.values.dtype import BOOL, COMPLEX128, CPU, FLOAT64, INT64, Device, DType
from pytea.values.elements import Elements
from pytea.values.numpy_dtype import NumpyDType
from pytea.values.tensor import Size, Strides, Tensor
from pytea.values.unknown import Unknown, UnknownUse

#: Devices that torch knows by name.
DEVICE_TYPES = frozenset(
    [
        "cpu",
        "cuda",
        "ipu",
        "xpu",
        "mkldnn",
        "opengl",
        "opencl",
        "ideep",
        "hip",
        "ve",
        "fpga",
        "maia",
        "xla",
        "lazy",
        "vulkan",
        "mps",
        "meta",
        "hpu",
        "mtia",
        "privateuseone",
    ]
)
_PYTHON_TYPES = {"float": FLOAT64, "int": INT64, "bool": BOOL, "complex": COMPLEX128}


#: What is certainly no tensor; objects of the program may turn out to be anything.
PLAIN_TYPES = (
    bool, int, float, complex, str, bytes, list, tuple, dict, range, type(None), SymInt, SymBool, DType,
    Device, NumpyDType, Tensor,
)  # fmt: skip


def fail_type(operator: str, parameter: str, value: object, wanted: str = "Tensor") -> NoReturn:
    """Refuses an argument of the wrong type; raises UnknownUse when its type is not known."""
    if isinstance(value, Unknown) and not value.object_name:
        raise UnknownUse(value.reason)
    if not isinstance(value, (*PLAIN_TYPES, Unknown)):
        raise UnknownUse(f"{parameter} is an object that is not followed")
    got = type(value).__name__
    if isinstance(value, Tensor):
        got = "numpy.ndarray" if value.kind == "ndarray" else "Tensor"
    elif isinstance(value, Unknown):
        got = value.object_name
    elif isinstance(value, NumpyDType):
        got = str(value) if value.scalar else "numpy.dtype"
    text = f"{operator}(): argument {parameter!r} must be {wanted}, not {got}"
    raise StubFailure(text, "bad-argument", "TypeError")


def as_dtype(operator: str, dtype: object, default: Any = "standard") -> DType | None:
    """Returns the dtype that an argument names; ``default`` for None, None when it is not known.

    Without ``default`` it is torch's default dtype.
    """
    if dtype is None:
        return defaults().dtype if default == "standard" else default
    if isinstance(dtype, DType):
        return dtype
    if isinstance(dtype, Unknown):
        return None
    name = getattr(dtype, "name", None) or getattr(dtype, "__name__", None)
    if name not in _PYTHON_TYPES:
        fail_type(operator, "dtype", dtype, "torch.dtype")
    return _PYTHON_TYPES[str(name)]


def is_dtype(value: object) -> bool:
    """Returns whether an argument names a dtype: torch's own, or one of Python's number types."""
    if isinstance(value, (DType, NumpyDType, str, Tensor, Device, Unknown)) or value is None:
        return isinstance(value, DType)
    name = getattr(value, "name", None) or getattr(value, "__name__", None)
    return name in _PYTHON_TYPES


def as_device(operator: str, device: object, default: object = "standard") -> object:
    """Returns the device that an argument names; a conditional value is handed on.

    ``default`` stands for None; without it, torch's default device does.
    """
    if device is None:
        return defaults().device if default == "standard" else default
    if isinstance(device, Unknown):
        return None
    if isinstance(device, int) and not isinstance(device, bool):
        return Device("cuda", device)
    if isinstance(device, Device):
        return CPU if device.type == "cpu" else device
    if not isinstance(device, str):
        if isinstance(device, (float, list, tuple, Tensor, DType, NumpyDType)):
            fail_type(operator, "device", device, "torch.device")
        return None
    kind, colon, index = device.partition(":")
    require(kind in DEVICE_TYPES, f"{device!r} does not name a device", "bad-argument")
    require(not colon or index.isdigit(), f"{device!r} does not name a device", "bad-argument")
    return CPU if kind == "cpu" else Device(kind, int(index) if index else None)


def as_int(operator: str, parameter: str, value: object) -> Int:
    """Returns a whole number; refuses what torch's argument parser refuses."""
    if isinstance(value, (int, SymInt)):
        return value
    if isinstance(value, Tensor):
        data = value.data
        if data is not None and len(data) == 1 and isinstance(data[0], (int, SymInt)):
            return data[0]
        if value.dtype is None or value.dtype.kind in ("int", "bool"):
            raise UnknownUse(f"{parameter} is the value of a tensor")
    fail_type(operator, parameter, value, "int")


def as_shape(operator: str, sizes: Sequence[Any], parameter: str = "size") -> Size:
    """Returns the shape given as ``f(2, 3)`` or ``f((2, 3))``; refuses negative sizes."""
    if len(sizes) == 1 and isinstance(sizes[0], (list, tuple)):
        sizes = sizes[0]
    if len(sizes) == 1 and isinstance(sizes[0], Tensor) and sizes[0].sizes:
        sizes = list(_elements(sizes[0]))
    shape = Size(as_int(operator, parameter, size) for size in sizes)
    for size in shape:
        require(
            size >= 0, f"size is {render_shape(shape)}: a size must not be negative", "bad-argument"
        )
    return shape


def _elements(tensor: Tensor) -> tuple[Any, ...]:
    if tensor.data is None:
        raise UnknownUse("sizes are the values of a tensor")
    return tensor.data


def given_sizes(operator: str, args: Sequence[Any], size: Any) -> Sequence[Any]:
    """Returns the sizes that stand in ``*args`` or in ``size=``."""
    if size is not None:
        if args:
            fail(f"{operator}() got size twice", "bad-argument", "TypeError")
        return (size,)
    if not args:
        text = f"{operator}() misses the argument 'size'"
        fail(text, "bad-argument", "TypeError")
    return args


def check_grad(dtype: DType | None, requires_grad: Any) -> bool | None:
    """Returns whether a new tensor needs a gradient; refuses that for integers."""
    if isinstance(requires_grad, Unknown):
        return None if dtype is None or dtype.kind in ("float", "complex") else False
    if requires_grad and dtype is not None:
        text = f"only floats and complex numbers can require gradients, got {dtype}"
        require(dtype.kind in ("float", "complex"), text, "dtype-mismatch")
    return bool(requires_grad)


def new_tensor(
    shape: Size,
    dtype: DType | None,
    device: object = CPU,
    *,
    requires_grad: Any = False,
    layout: Any = None,
    strides: str | tuple[Int, ...] = Strides.CONTIGUOUS,
    data: tuple[Any, ...] | None = None,
    elements: Elements | None = None,
) -> Tensor:
    """Returns the record of a new tensor."""
    named = layout.removeprefix("torch.") if isinstance(layout, str) else ""
    if named == "strided":
        named = ""
    needs = check_grad(dtype, requires_grad)
    return Tensor(shape, dtype, device, strides, needs, data, layout=named, elements=elements)


def format_strides(shape: Size, memory_format: Any, keep: str | tuple[Int, ...]) -> Any:
    """Returns the strides that ``memory_format=`` asks for; ``keep`` for torch.preserve_format."""
    if memory_format is None or memory_format == "torch.preserve_format":
        return keep
    if memory_format == "torch.contiguous_format":
        return Strides.CONTIGUOUS
    if not isinstance(memory_format, str):
        return Strides.UNKNOWN
    ndim = 4 if memory_format == "torch.channels_last" else 5
    text = f"{memory_format} needs a tensor with {ndim} dims, got {render_shape(shape)}"
    require(len(shape) == ndim, text, "bad-argument")
    strides: list[Int] = [0] * ndim
    running: Int = 1
    for dim in (1, *range(ndim - 1, 1, -1), 0):
        strides[dim] = running
        running = running * shape[dim]
    return tuple(strides)
