"""Equal calls of one operator are evaluated once: every layer, round and epoch repeats what came before.

A stub is a function of the records that it is given. As long as it asked nothing of the path (no
requirement over symbols, no decision, no size that depends on data, no origin), its result holds
wherever the same operator gets equal records. Records with values in them are not looked up, and
neither are results that contain an argument, which stand for that very tensor.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pytea.state import budgets
from pytea.stubapi import Operator
from pytea.symbolic import SymInt
from pytea.values.defaults import AT_START, Defaults
from pytea.values.dtype import Device, DType
from pytea.values.numpy_dtype import NumpyDType
from pytea.values.tensor import Size, Tensor

#: A call as something that can be looked up.
Key = tuple[object, ...]


#: What a result may be beside tensors: nothing that the program could change.
_PLAIN = frozenset({int, bool, float, str, SymInt, Size, DType, Device, NumpyDType})


class _NoKey(Exception):
    """An argument holds values or what is not known."""


class Evaluations:
    """The results of calls that asked nothing, of one entry."""

    def __init__(self) -> None:
        self._known: dict[Key, object] = {}

    def get(self, key: Key | None) -> object:
        """Returns the result of an equal call, or None."""
        return None if key is None else self._known.get(key)

    def put(self, key: Key | None, result: object, args: Sequence[object]) -> None:
        """Keeps a result that holds wherever an equal call is made."""
        if key is None or len(self._known) >= budgets.EVALUATIONS:
            return
        parts = result if isinstance(result, (tuple, list)) else (result,)
        if type(result) in _PLAIN or (
            isinstance(result, (Tensor, tuple))
            and all(isinstance(part, Tensor) and not _among(part, args) for part in parts)
        ):
            self._known[key] = result


def _among(result: object, args: Sequence[object]) -> bool:
    return any(
        result is arg or (isinstance(arg, (list, tuple)) and _among(result, arg)) for arg in args
    )


def key_of(
    operator: Operator, args: Sequence[object], kwargs: Mapping[str, object], defaults: Defaults
) -> Key | None:
    """Returns what two calls have in common that must have the same result, or None."""
    if type(defaults.device) is not Device:
        return None
    settings = None if defaults is AT_START else defaults
    try:
        named = tuple([(name, _part(value)) for name, value in kwargs.items()]) if kwargs else ()
        return (operator, settings, named, *[_part(value) for value in args])
    except _NoKey:
        return None


def _part(value: object) -> object:
    kind = type(value)
    if kind is Tensor:
        return _tensor(value)  # type: ignore[arg-type]
    if kind is int or kind is bool:
        return kind, value
    if value is None or kind is str or value is Ellipsis:
        return value
    if kind is tuple or kind is list or kind is Size:
        return kind, tuple([_part(item) for item in value])  # type: ignore[attr-defined]
    if kind is SymInt:
        return kind, value.serial  # type: ignore[attr-defined]
    if kind is slice:
        parts = (value.start, value.stop, value.step)  # type: ignore[attr-defined]
        return kind, tuple([_part(part) for part in parts])
    if kind is float:
        return kind, repr(value)
    if kind is DType or kind is Device or kind is NumpyDType:
        return value
    raise _NoKey


def _tensor(tensor: Tensor) -> object:
    sizes, strides, device = tensor.sizes, tensor.strides, tensor.device
    if sizes is None or tensor.pending:
        raise _NoKey
    if tensor.data is not None or tensor.elements is not None:
        raise _NoKey
    if device is not None:
        if type(device) is not Device:
            raise _NoKey
        device = device.type, device.index
    dtype = tensor.dtype
    return (
        _numbers(sizes), None if dtype is None else dtype.name, device,
        strides if type(strides) is str else _numbers(strides),  # type: ignore[arg-type]
        tensor.requires_grad, tensor.kind, tensor.layout,
    )  # fmt: skip


def _numbers(sizes: tuple[object, ...]) -> tuple[object, ...]:
    """Returns sizes or strides as something that can be compared without asking a solver."""
    for size in sizes:
        if type(size) is not int:
            return tuple([_part(size) for size in sizes])
    return sizes
