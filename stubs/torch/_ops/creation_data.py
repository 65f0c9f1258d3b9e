"""Operators: tensors from data: tensor, as_tensor, asarray, from_numpy."""

from __future__ import annotations

from typing import Any

from pytea._stubs.torch._ops._shared_pointwise import KNOWN_ELEMENTS, fitted, is_number
from pytea.stubapi import (
    DType,
    Int,
    Size,
    Strides,
    SymInt,
    Tensor,
    Unknown,
    UnknownUse,
    default_dtype,
    defaults,
    elementwise_strides,
    fail,
    fresh_size,
    numel,
    op,
    promote_types,
    require,
    scalar_dtype,
)
from pytea.stubapi.options import as_device, as_dtype, check_grad, new_tensor
from pytea.values.dtype import CPU
from pytea.values.unknown import Unordered


class _Contents:
    """What nested sequences hold: their sizes, and the dtype and the values of the items."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.dtype: DType | None = None
        self.dtype_known = True
        self.items: list[Any] | None = []
        #: The dtype of a tensor of floats among the items of a list.
        self.inexact: DType | None = None

    def sizes(self, data: Any) -> tuple[Int, ...]:
        """Returns the shape of ``data``, whose items it collects."""
        if isinstance(data, (list, tuple, range)):
            return self._sequence(data)
        if isinstance(data, Tensor):
            return self._tensor(data)
        if isinstance(data, Unknown) and data.number:
            self._add(None, None)
            return ()
        if is_number(data):
            own = data.dtype if isinstance(data, Unknown) else None
            self._add(own or scalar_dtype(data), (data,))
            return ()
        return self._refuse(data)

    def _refuse(self, data: Any) -> tuple[Int, ...]:
        if isinstance(data, Unknown):
            raise UnknownUse(data.reason)
        if isinstance(data, str):
            fail(f"{self.name}(): invalid data type 'str'", "bad-argument", "TypeError")
        if type(data).__name__ in ("dict", "set", "NoneType"):
            text = f"{self.name}() cannot infer a dtype of {type(data).__name__}"
            fail(text, "bad-argument", "RuntimeError")
        raise UnknownUse(f"a tensor made from a {type(data).__name__}")

    def _sequence(self, data: Any) -> tuple[Int, ...]:
        if not data:
            return (0,)
        if isinstance(data[0], str):
            fail("too many dimensions 'str'", "bad-argument", "ValueError")
        first = self._item(data[0])
        for item in data[1:]:
            sizes = self._item(item)
            if len(sizes) != len(first):
                nested = len(sizes) > len(first)
                text = (
                    "some items are sequences and some are numbers" if nested else "not a sequence"
                )
                fail(f"{self.name}(): {text}", "bad-argument", "TypeError")
            for depth, (size, wanted) in enumerate(zip(sizes, first, strict=True), 1):
                text = f"a sequence at dim {depth} has {size} items, but the first one has {wanted}"
                require(size == wanted, text, "bad-argument", "ValueError")
        return (len(data), *first)

    def _item(self, item: Any) -> tuple[Int, ...]:
        """Returns the sizes of an item of a list: tensors must hold a single number."""
        if not isinstance(item, Tensor) or item.kind == "ndarray":
            return self.sizes(item)
        for size in item.shape:
            text = f"only tensors of one element become numbers, got {tuple(item.shape)}"
            require(size == 1, text, "bad-argument", "ValueError")
        if item.dtype is not None and item.dtype.kind in ("float", "complex"):
            self.inexact = item.dtype
        self._add(item.dtype, item.data)
        return ()

    def _tensor(self, data: Tensor) -> tuple[Int, ...]:
        self._add(data.dtype, data.data)
        return data.shape

    def _add(self, dtype: DType | None, items: tuple[Any, ...] | None) -> None:
        if dtype is None:
            self.dtype_known = False
        elif self.dtype is None:
            self.dtype = dtype
        elif self.dtype is not dtype:
            self.dtype = promote_types(self.dtype, dtype)
        if items is None or self.items is None or len(self.items) > KNOWN_ELEMENTS:
            self.items = None
        else:
            self.items.extend(items)


def require_forward(array: Tensor) -> None:
    """Refuses an array that runs backwards through memory, as ``x[::-1]`` does."""
    if isinstance(array.strides, str):
        return
    for stride in array.strides:
        if isinstance(stride, int) and stride < 0:
            text = f"a stride of the array is negative ({stride}), as a slice with a negative step "
            text += "makes it: copy the array first, for example with array.copy()"
            require(numel(array.shape) == 0, text, "bad-argument", "ValueError")


def tensor_from(
    name: str, data: Any, dtype: DType | None, *, device: object = CPU, requires_grad: Any = False,
    infer: bool = False,
) -> Tensor:  # fmt: skip
    """Returns the tensor of nested sequences; ``infer`` takes the dtype from the data."""
    kind = getattr(data, "object_name", "") or (data.name if isinstance(data, Unordered) else "")
    if kind:
        fail(f"{name}() could not infer the dtype of {kind}", "bad-argument")
    contents = _Contents(name)
    shape = Size(contents.sizes(data))
    if infer:
        dtype = (contents.dtype or default_dtype()) if contents.dtype_known else None
    elif dtype is not None and contents.dtype is not None and not isinstance(data, Tensor):
        complex_ = contents.dtype.kind == "complex" and dtype.kind not in ("complex", "bool")
        text = f"the data is {contents.dtype}, which does not become {dtype}"
        require(not complex_, text, "dtype-mismatch", "TypeError")
        exact = contents.inexact is not None and dtype.kind in ("int", "bool")
        text = f"the list has a tensor of {contents.inexact}, which does not become {dtype}"
        require(not exact, text, "dtype-mismatch", "TypeError")
    strides: Any = Strides.CONTIGUOUS
    if isinstance(data, Tensor):
        require_forward(data)
        strides = elementwise_strides((data,), data.shape)
    return new_tensor(
        shape, dtype, device, requires_grad=requires_grad, strides=strides,
        data=_values(contents, dtype, refuses=not isinstance(data, Tensor)),
    )  # fmt: skip


def _values(
    contents: _Contents, dtype: DType | None, *, refuses: bool
) -> tuple[Any, ...] | None:
    """Returns the elements; ``refuses`` tells that they come from numbers, of which none overflows."""
    if dtype is None or dtype.kind not in ("int", "bool") or contents.items is None:
        return None
    if len(contents.items) > KNOWN_ELEMENTS:
        return None
    if not all(isinstance(item, (int, SymInt)) for item in contents.items):
        return None
    return fitted(contents.items, dtype, refuses=refuses)


@op("torch.tensor")
def tensor(
    data: Any,
    *,
    dtype: Any = None,
    device: Any = None,
    requires_grad: Any = False,
    pin_memory: Any = False,
    names: Any = None,
) -> Tensor:
    """Nested sequences, an array or a tensor -> a new tensor of that shape"""
    default = (
        data.device if isinstance(data, Tensor) and data.kind != "ndarray" else defaults().device
    )
    return tensor_from(
        "tensor", data, as_dtype("tensor", dtype, None), infer=dtype is None,
        device=as_device("tensor", device, default), requires_grad=requires_grad,
    )  # fmt: skip


def _as_tensor(name: str, data: Any, dtype: Any, device: Any) -> Tensor:
    if not isinstance(data, Tensor):
        return tensor_from(
            name, data, as_dtype(name, dtype, None), infer=dtype is None,
            device=as_device(name, device),
        )  # fmt: skip
    source = from_numpy(data) if data.kind == "ndarray" else data
    kind = as_dtype(name, dtype, source.dtype)
    where = as_device(name, device, source.device)
    if kind == source.dtype and (device is None or where == source.device):
        return source
    strides = elementwise_strides((source,), source.shape)
    elements = source.elements if kind == source.dtype else None
    copied = source.like(source.shape, strides=strides, elements=elements)
    return copied.changed(dtype=kind, device=where)


@op("torch.as_tensor")
def as_tensor(data: Any, *, dtype: Any = None, device: Any = None) -> Tensor:
    """A tensor itself when nothing changes; otherwise as ``torch.tensor``"""
    return _as_tensor("as_tensor", data, dtype, device)


@op("torch.asarray")
def asarray(
    obj: Any, *, dtype: Any = None, device: Any = None, copy: Any = None, requires_grad: Any = False
) -> Tensor:
    """A tensor itself when nothing changes; otherwise as ``torch.tensor``"""
    result = _as_tensor("asarray", obj, dtype, device)
    if isinstance(copy, Unknown) or copy:
        result = result.changed()
    needs = check_grad(result.dtype, requires_grad)
    if needs is False and result.requires_grad is False:
        return result
    return result.changed(requires_grad=needs)


@op("torch.from_numpy")
def from_numpy(ndarray: Any) -> Tensor:
    """array (*) -> a tensor (*) in the same memory"""
    if isinstance(ndarray, Unknown):
        raise UnknownUse(ndarray.reason)
    if not isinstance(ndarray, Tensor) or ndarray.kind != "ndarray":
        got = "Tensor" if isinstance(ndarray, Tensor) else type(ndarray).__name__
        fail(f"from_numpy() takes an array, got {got}", "bad-argument", "TypeError")
    require_forward(ndarray)
    exact = ndarray.dtype is not None and ndarray.dtype.kind in ("int", "bool")
    return ndarray.changed(
        kind="Tensor", device=CPU, requires_grad=False, origin=None, layout="",
        data=ndarray.data if exact else None, elements=ndarray.elements,
    )  # fmt: skip


@op("torch.frombuffer")
def frombuffer(
    buffer: Any, *, dtype: Any, count: Any = -1, offset: Any = 0, requires_grad: Any = False
) -> Tensor:
    """A buffer of bytes -> (n,)"""
    known = isinstance(count, (int, SymInt)) and not (isinstance(count, int) and count < 0)
    size = count if known else fresh_size("buffer length", 1)
    kind = as_dtype("frombuffer", dtype)
    return new_tensor(Size((size,)), kind, requires_grad=requires_grad)
