"""Tensors as objects of the program: their truth, their number, their attributes."""

from __future__ import annotations

from pytea.machine.gradients import set_gradient
from pytea.machine.lookup import MISSING, find_in_class
from pytea.machine.machine import Machine
from pytea.machine.special_methods import callable_attr
from pytea.stubapi import OPERATORS
from pytea.symbolic import Bool
from pytea.values.objects import DATA_DEPENDENT, Ref, Value
from pytea.values.records import ClassRecord, TensorRecord
from pytea.values.tensor import Strides, Tensor
from pytea.values.unknown import CONSTANT, Unknown


def tensor_truth(m: Machine, ref: Ref, record: TensorRecord) -> Bool:
    """Returns ``bool(tensor)``: a real choice of the run unless the value is known."""
    tensor = record.tensor
    if tensor.data is not None and len(tensor.data) == 1:
        return m.truth_value(tensor.data[0])
    if tensor.sizes is not None:
        count = tensor.numel()
        array = tensor.kind == "ndarray"
        if isinstance(count, int) and (count > 1 or (count == 0 and not array)):
            m.raise_(
                "ValueError" if array else "RuntimeError",
                f"the truth of {'an array' if array else 'a tensor'} with {count} elements is ambiguous",
                "bad-argument",
            )
    return m.unknown_truth(_data_of(m, tensor))


def _data_of(m: Machine, tensor: Tensor) -> Unknown:
    """Returns the unknown content of a tensor: the same one each time it is asked for."""
    known, value = m.answer()
    if known and isinstance(value, Unknown):
        return value
    constant = tensor.origin is not None and tensor.origin.constant
    fresh = Unknown(CONSTANT if constant else DATA_DEPENDENT, "bool")
    m.remember(fresh)
    return fresh


def tensor_number(m: Machine, ref: Ref) -> Value:
    """Returns the number that a tensor or an array is."""
    return _ask(m, "number", [ref], "float")


def tensor_format(m: Machine, ref: Ref, spec: str) -> Value:
    """Returns a tensor or an array in a format that is not the empty one."""
    return _ask(m, "format", [ref, spec], "str")


#: The methods whose result an array becomes when one of its attributes is set.
_ARRAY_METHODS = {"shape": "reshape", "dtype": "view"}
#: What neither an array nor a tensor lets a program set.
_READ_ONLY = frozenset(["T", "mT", "device", "dtype", "itemsize", "nbytes", "ndim", "shape"])


def _ask(m: Machine, name: str, args: list[Value], kind: str) -> Value:
    record = m.read(args[0]) if isinstance(args[0], Ref) else None
    array = isinstance(record, TensorRecord) and record.tensor.kind == "ndarray"
    stub = OPERATORS.get(f"{'numpy' if array else 'torch'}._pytea.{name}")
    if stub is None:
        return Unknown(DATA_DEPENDENT, kind)
    return m.program.semantics.run_operator(m, stub, args, {})


def as_array(m: Machine, ref: Ref, refs: dict[int, Ref]) -> object:
    """Returns the record of an object that turns itself into an array, or Unknown."""
    found = callable_attr(m, ref, "__array__")
    if found is MISSING:
        return Unknown("an argument that is no tensor or number")
    array = m.resolve(m.call(found, []))
    if isinstance(array, Ref):
        record = m.read(array)
        if isinstance(record, TensorRecord):
            refs[id(record.tensor)] = array
            return record.tensor
    return Unknown("an array that is not known", "ndarray")


def set_tensor_attr(m: Machine, obj: Ref, name: str, value: Value) -> None:
    """Executes an assignment to an attribute of a tensor."""
    record = m.write(obj)
    assert isinstance(record, TensorRecord)
    value = m.resolve(value)
    source = m.read(value) if isinstance(value, Ref) else None
    if record.tensor.kind != "ndarray" and isinstance(value, (int, float, str, tuple)):
        _refuse_plain(m, name, value)
    if name == "data" and isinstance(source, TensorRecord):
        kept: Tensor = record.tensor
        record.tensor = source.tensor.changed(kind=kept.kind, requires_grad=kept.requires_grad)
    elif name == "grad" and record.tensor.kind != "ndarray":
        set_gradient(m, record, value)
    elif name == "requires_grad" and isinstance(value, bool):
        m.program.semantics.run_operator(
            m, OPERATORS["torch.Tensor.requires_grad_"], [obj, value], {}
        )
    elif record.tensor.kind == "ndarray" and name in _ARRAY_METHODS:
        _set_by_method(m, obj, record, _ARRAY_METHODS[name], value)
    elif record.tensor.kind == "ndarray" and name in ("flat", "real", "imag", "strides"):
        record.tensor = record.tensor.changed(data=None, strides=Strides.UNKNOWN)
    elif name in _READ_ONLY:
        owner = "numpy.ndarray" if record.tensor.kind == "ndarray" else "torch._C.TensorBase"
        text = f"attribute '{name}' of '{owner}' objects is not writable"
        m.raise_("AttributeError", text, "missing-attribute")
    else:
        record.attrs[name] = value


def _refuse_plain(m: Machine, name: str, value: Value) -> None:
    """Raises what torch raises where an attribute of a tensor does not take a plain value."""
    got = type(value).__name__
    if name == "data":
        text = f"Variable data has to be a tensor, but got {got}"
        m.raise_("TypeError", text, "bad-argument")
    if name == "grad":
        text = "assigned grad expected to be a Tensor or None but got grad of another type"
        m.raise_("TypeError", text, "bad-argument")
    if name == "requires_grad" and not isinstance(value, bool):
        m.raise_("RuntimeError", "requires_grad must be a bool", "bad-argument")


def _set_by_method(m: Machine, obj: Ref, record: TensorRecord, method: str, value: Value) -> None:
    """Gives an array the shape or the dtype that a view of it has."""
    stub = OPERATORS.get(f"numpy.ndarray.{method}")
    if stub is None:
        return
    result = m.program.semantics.run_operator(m, stub, [obj, value], {})
    viewed = m.read(result) if isinstance(result, Ref) else None
    unknown = record.tensor.changed(sizes=None, dtype=None, data=None)
    record.tensor = viewed.tensor if isinstance(viewed, TensorRecord) else unknown


def tensor_class(m: Machine) -> Ref | None:
    """Returns the interpreted part of our Tensor class."""
    if "torch" not in m.state.modules:
        return None
    module = m.program.semantics.import_module(m, "torch._tensor")
    if not isinstance(module, Ref):
        return None
    cls = m.read(module).attrs.get("Tensor")  # type: ignore[attr-defined]
    return cls if isinstance(cls, Ref) else None


def tensor_method(m: Machine, name: str) -> Value:
    """Returns a method that the interpreted part of our Tensor class defines, or MISSING."""
    cls = None if name.startswith("_pytea") else tensor_class(m)
    if cls is None:
        return MISSING
    return find_in_class(m, cls, name)[0] if _defines(m, cls, name) else MISSING


def _defines(m: Machine, cls: Ref, name: str) -> bool:
    record = m.read(cls)
    return isinstance(record, ClassRecord) and name in record.attrs
