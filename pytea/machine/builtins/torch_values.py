"""Attributes of the values that torch adds to the language: dtypes, devices, sizes."""

from __future__ import annotations

from dataclasses import replace

from pytea.machine.machine import Machine
from pytea.machine.tables import attribute, method
from pytea.stubapi import complex_of, real_of
from pytea.stubapi.options import as_device
from pytea.values.dtype import Device, DType
from pytea.values.objects import Value
from pytea.values.tensor import Size


@attribute("dtype", "is_floating_point")
def dtype_is_floating_point(m: Machine, obj: Value) -> Value:
    assert isinstance(obj, DType)
    return obj.is_floating_point


@attribute("dtype", "is_complex")
def dtype_is_complex(m: Machine, obj: Value) -> Value:
    assert isinstance(obj, DType)
    return obj.is_complex


@attribute("dtype", "is_signed")
def dtype_is_signed(m: Machine, obj: Value) -> Value:
    assert isinstance(obj, DType)
    return obj.kind in ("float", "complex") or obj.name.startswith("int")


@attribute("dtype", "itemsize")
def dtype_itemsize(m: Machine, obj: Value) -> Value:
    assert isinstance(obj, DType)
    return obj.itemsize


@method("dtype", "to_complex")
def dtype_to_complex(m: Machine, obj: Value, /) -> Value:
    assert isinstance(obj, DType)
    return complex_of(obj)


@method("dtype", "to_real")
def dtype_to_real(m: Machine, obj: Value, /) -> Value:
    assert isinstance(obj, DType)
    return real_of(obj)


@attribute("device", "type")
def device_type(m: Machine, obj: Value) -> Value:
    assert isinstance(obj, Device)
    return obj.type


@attribute("device", "index")
def device_index(m: Machine, obj: Value) -> Value:
    assert isinstance(obj, Device)
    return obj.index


@method("device", "__enter__")
def device_enter(m: Machine, obj: Value, /) -> Value:
    """Makes the device torch's default one.

    Models that are made on "meta" get their tensors in ways that are not followed: there, the
    device is left open.
    """
    before = m.state.defaults
    assert isinstance(obj, Device)
    device = None if obj.type == "meta" else as_device("device", obj)
    m.state.defaults = replace(before, device=device, outer=(*before.outer, before.device))
    return obj


@method("device", "__exit__")
def device_exit(m: Machine, obj: Value, /, *exception: Value) -> Value:
    """Brings back the default device from before."""
    inside = m.state.defaults
    device = inside.outer[-1] if inside.outer else None
    m.state.defaults = replace(inside, device=device, outer=inside.outer[:-1])
    return False


@method("Size", "numel")
def size_numel(m: Machine, obj: Value, /) -> Value:
    assert isinstance(obj, Size)
    return obj.numel()
