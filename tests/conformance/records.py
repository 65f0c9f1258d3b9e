"""torch and numpy values as the records that operator stubs see."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from pytea.stubapi import DTYPES, Device, DType, Size, Strides, Tensor, Unknown
from pytea.stubapi.shapes import contiguous_strides

#: Integer tensors with at most so many elements keep their values.
KNOWN_ELEMENTS = 64


def dtype_record(dtype: torch.dtype | np.dtype) -> DType | None:
    """Returns our dtype of the same name; None for those that we do not follow."""
    name = dtype.name if isinstance(dtype, np.dtype) else str(dtype).removeprefix("torch.")
    return DTYPES.get(name)


def device_record(device: torch.device) -> Device:
    """Returns our device."""
    return Device(device.type, device.index)


def _strides(value: torch.Tensor) -> str | tuple[int, ...]:
    if value.layout != torch.strided:
        return Strides.UNKNOWN
    rows = contiguous_strides(tuple(value.shape))
    return Strides.CONTIGUOUS if value.stride() == rows else tuple(value.stride())


def _data(value: torch.Tensor) -> tuple[Any, ...] | None:
    exact = not (value.dtype.is_floating_point or value.dtype.is_complex or value.is_quantized)
    if not exact or value.layout != torch.strided or value.numel() > KNOWN_ELEMENTS:
        return None
    return tuple(value.detach().reshape(-1).tolist())


def tensor_record(value: torch.Tensor) -> Tensor:
    """Returns what the analyser would know of a tensor if it knew everything."""
    kind = "Parameter" if isinstance(value, torch.nn.Parameter) else "Tensor"
    layout = "" if value.layout == torch.strided else str(value.layout).removeprefix("torch.")
    return Tensor(
        Size(value.shape),
        dtype_record(value.dtype),
        device_record(value.device),
        _strides(value),
        value.requires_grad,
        _data(value) if value.device.type == "cpu" else None,
        kind,
        layout=layout,
    )


def array_record(value: np.ndarray) -> Tensor:
    """Returns the record of a numpy array."""
    contiguous = value.flags.c_contiguous
    few = value.dtype.kind in "biu" and value.size <= KNOWN_ELEMENTS
    return Tensor(
        Size(value.shape),
        dtype_record(value.dtype),
        None,
        Strides.CONTIGUOUS if contiguous else Strides.UNKNOWN,
        data=tuple(value.ravel().tolist()) if few else None,
        kind="ndarray",
    )


def to_record(value: object) -> Any:
    """Returns a value as a stub sees it; containers are converted item by item.

    Memory formats and layouts are strings ("torch.channels_last"), generators are unknown.
    """
    match value:
        case torch.Tensor():
            return tensor_record(value)
        case np.ndarray():
            return array_record(value)
        case np.generic():
            return value.item()
        case torch.dtype():
            return dtype_record(value) or Unknown(f"{value} is not followed")
        case torch.device():
            return device_record(value)
        case torch.memory_format() | torch.layout():
            return str(value)
        case torch.Size():
            return Size(value)
        case torch.Generator():
            return Unknown("a random generator")
        case list():
            return [to_record(item) for item in value]
        case tuple():
            return tuple(to_record(item) for item in value)
        case dict():
            return {key: to_record(item) for key, item in value.items()}
    return value


def without_data(value: Any) -> Any:
    """Returns converted arguments whose tensors have forgotten their values."""
    match value:
        case Tensor():
            return value.changed(data=None)
        case Size():
            return value
        case list() | tuple():
            return type(value)(without_data(item) for item in value)
        case dict():
            return {key: without_data(item) for key, item in value.items()}
    return value
