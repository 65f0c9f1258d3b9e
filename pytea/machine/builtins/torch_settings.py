"""What programs switch in torch: gradients, the default dtype and device, autocast."""

from __future__ import annotations

from dataclasses import replace

from pytea.machine.machine import Machine
from pytea.machine.tables import native
from pytea.stubapi.options import as_device
from pytea.values.dtype import CPU, DType
from pytea.values.objects import Ref, Value
from pytea.values.records import TensorRecord
from pytea.values.unknown import Unknown


@native("_pytea", "set_grad_enabled")
def intrinsic_set_grad_enabled(m: Machine, mode: Value) -> Value:
    mode = m.resolve(mode)
    m.state.grad = mode if isinstance(mode, bool) else True
    return None


@native("_pytea", "set_inference")
def intrinsic_set_inference(m: Machine, mode: Value) -> Value:
    """Returns whether inference mode was on before."""
    before = m.state.inference
    m.state.inference = m.resolve(mode) is True
    m.state.inferred = m.state.inferred or m.state.inference
    return before


@native("_pytea", "set_default_dtype")
def intrinsic_set_default_dtype(m: Machine, dtype: Value) -> Value:
    dtype = m.resolve(dtype)
    known = dtype if isinstance(dtype, DType) else None
    m.state.defaults = replace(m.state.defaults, dtype=known)
    return None


@native("_pytea", "set_default_device")
def intrinsic_set_default_device(m: Machine, device: Value) -> Value:
    """Returns the device before."""
    before = m.state.defaults.device
    m.state.defaults = replace(
        m.state.defaults, device=as_device("set_default_device", device, CPU)
    )
    return before


@native("_pytea", "set_autocast")
def intrinsic_set_autocast(m: Machine, device: Value, dtype: Value, enabled: Value) -> Value:
    """Returns the regions that were on before, for ``restore_autocast``."""
    before = m.state.defaults.autocast
    device, dtype, enabled = m.resolve(device), m.resolve(dtype), m.resolve(enabled)
    kind = device.partition(":")[0] if isinstance(device, str) else "cuda"
    regions = dict(before)
    if enabled is False:
        regions.pop(kind, None)
    else:
        certain = enabled is True and isinstance(dtype, DType) and isinstance(device, str)
        regions[kind] = dtype if certain else None  # type: ignore[assignment]
    m.state.defaults = replace(m.state.defaults, autocast=tuple(sorted(regions.items())))
    return before


@native("_pytea", "restore_autocast")
def intrinsic_restore_autocast(m: Machine, regions: Value) -> Value:
    before = m.resolve(regions)
    if isinstance(before, tuple):
        m.state.defaults = replace(m.state.defaults, autocast=before)
    return None


@native("_pytea", "autocast_dtype")
def intrinsic_autocast_dtype(m: Machine, device: Value) -> Value:
    """Returns the dtype of the region on a device, or None where there is none."""
    device = m.resolve(device)
    regions = dict(m.state.defaults.autocast)
    if device is None:
        return next(iter(regions.values()), None)
    found = regions.get(str(device))
    return Unknown("the dtype of autocast") if found is None and device in regions else found


@native("_pytea", "give_gradient")
def intrinsic_give_gradient(m: Machine, tensor: Value, needs: Value) -> Value:
    """Makes a floating tensor a computed one that needs a gradient, or one that needs none.

    Nothing is computed while gradients are off; what is not known stays so.
    """
    target, needs = m.resolve(tensor), m.resolve(needs)
    record = m.read(target) if isinstance(target, Ref) else None
    if not isinstance(record, TensorRecord) or not isinstance(target, Ref):
        return None
    dtype = record.tensor.dtype
    if isinstance(dtype, DType) and not (dtype.is_floating_point or dtype.is_complex):
        return None
    wanted = (needs and m.state.grad) if isinstance(needs, bool) else None
    written = m.write(target)
    assert isinstance(written, TensorRecord)
    written.tensor = record.tensor.changed(requires_grad=wanted)
    written.leaf = False if wanted else None
    return None
