"""Values of the program as stubs see them, and the results of stubs as values of the program."""

from __future__ import annotations

from typing import Any

from pytea.machine.autograd import seen_through
from pytea.machine.machine import Machine
from pytea.machine.set_order import members_of
from pytea.machine.summary_runs import Summary
from pytea.machine.types import mro_of
from pytea.state.generator import GeneratorRecord
from pytea.stubapi.results import EqualParts, NamedResult
from pytea.symbolic import (
    Choice,
    SymInt,
    SymKind,
    fresh_int,
)
from pytea.values.dtype import Device, DType
from pytea.values.layouts import NAMED
from pytea.values.numpy_dtype import NumpyDType
from pytea.values.objects import Range, Ref, Slice, Typing, Value
from pytea.values.origin import Origin
from pytea.values.ratio import Ratio
from pytea.values.records import (
    ClassRecord,
    DictRecord,
    FunctionRecord,
    InstanceRecord,
    IteratorRecord,
    ListRecord,
    OpaqueRecord,
    SetRecord,
    TensorRecord,
    ValuesRecord,
)
from pytea.values.tensor import Tensor, tuple_like
from pytea.values.unknown import OBJECT, Unknown, Unordered

#: Plain values, which mean the same to a stub and to the program.
PLAIN = frozenset({int, bool, float, str, type(None), SymInt, DType, Device, NumpyDType})
#: A longer range is no list for a stub.
_LONGEST_RANGE = 4096


def to_host(m: Machine, value: Value, refs: dict[int, Ref]) -> Any:
    """Returns a value as stubs see it; ``refs`` remembers which record is which tensor."""
    kind = type(value)
    if kind in PLAIN:
        return value
    if kind is Ref:
        return _object_to_host(m, value, refs)  # type: ignore[arg-type]
    if kind is Choice:
        if all(isinstance(leaf, Device) for leaf in m.program.semantics.leaf_values(value)):
            return value
        value = m.resolve(value)
        kind = type(value)
    if kind is Ref:
        return _object_to_host(m, value, refs)  # type: ignore[arg-type]
    if isinstance(value, tuple):
        items = [to_host(m, item, refs) for item in value]
        return tuple_like(value, items)
    if kind is Slice:
        bounds = (value.start, value.stop, value.step)  # type: ignore[attr-defined]
        return slice(*(to_host(m, bound, refs) for bound in bounds))
    if kind is Range:
        return _listed(m, value)  # type: ignore[arg-type]
    if kind is Ratio:
        return Unknown("a symbolic ratio", "float")
    if kind is Typing and value in NAMED:
        return value.name
    return value


def _listed(m: Machine, value: Range) -> list[int] | Summary | Unknown:
    """Returns the numbers of a range as the list that stubs take it for."""
    start, stop, step = value.start, value.stop, value.step
    if isinstance(start, int) and isinstance(stop, int) and isinstance(step, int):
        numbers = range(start, stop, step)
        if len(numbers) <= _LONGEST_RANGE:
            return [*numbers]
    count = m.program.semantics.length(m, value)
    if not isinstance(count, (int, SymInt)):
        return Unknown("a range whose length is not known", "list")
    return Summary(fresh_int("item", SymKind.VARYING, None, None), count)


def _object_to_host(m: Machine, ref: Ref, refs: dict[int, Ref]) -> Any:
    record = m.read(ref)
    if type(record) is TensorRecord:
        tensor = seen_through(m, record)
        refs[id(tensor)] = ref
        return tensor
    match record:
        case ValuesRecord():
            return _unordered(record.kind, [to_host(m, item, refs) for item in record.items])
        case ListRecord():
            return [to_host(m, item, refs) for item in record.items]
        case DictRecord():
            return {
                to_host(m, key, refs) if not isinstance(key, Ref) else key: to_host(m, item, refs)
                for key, item in record.entries.values()
            }
        case SetRecord():
            items = [to_host(m, item, refs) for item in members_of(record)]
            return _unordered(m.program.semantics.type_name(m, ref), items)
        case GeneratorRecord() | IteratorRecord() | FunctionRecord() | ClassRecord():
            name = m.program.semantics.type_name(m, ref)
            return Unknown(f"an argument that is a {name}", OBJECT + name)
        case OpaqueRecord():
            if record.element is not None and record.kind in ("list", "tuple"):
                count = m.program.semantics.length(m, ref)
                return Summary(to_host(m, _but_none(record.element), refs), count)
            return Unknown(record.reason, record.kind)
        case InstanceRecord() if record.payload is not None:
            return to_host(m, record.payload, refs)
        case InstanceRecord() if (name := _sequence_of(m, record)) in record.attrs:
            return to_host(m, record.attrs[name], refs)
        case InstanceRecord():
            found = m.program.semantics.as_array(m, ref, refs)
            return found if not _is_module(m, record, found) else _module(m, ref)
    return Unknown("an argument that is no tensor or number")


def _sequence_of(m: Machine, record: InstanceRecord) -> str:
    """Returns the attribute with the list that an object of a stub is as an argument, or ""."""
    name, _ = m.program.semantics.find_in_class(m, record.cls, "__pytea_sequence__")
    return name if isinstance(name, str) else ""


def _but_none(element: Value) -> Value:
    """Returns an item of a list without the chance that it is None, which no operator takes."""
    some = element.some if isinstance(element, Unknown) else None
    return element if some is None else some


def _unordered(name: str, items: list[Any]) -> Unordered:
    members = Unordered(items)
    members.name = name
    return members


def _is_module(m: Machine, record: InstanceRecord, found: object) -> bool:
    """Returns whether an object that is no array is a module of torch whose classes are all known."""
    if not isinstance(found, Unknown) or not isinstance(record.cls, Ref):
        return False
    classes = [m.read(entry) for entry in mro_of(m, record.cls) if isinstance(entry, Ref)]
    known = [cls for cls in classes if isinstance(cls, ClassRecord) and not cls.open]
    if len(known) < len(classes) or any("__torch_function__" in cls.attrs for cls in known):
        return False
    return any(cls.bundled and cls.name == "Module" for cls in known)


def _module(m: Machine, ref: Ref) -> Unknown:
    name = m.program.semantics.type_name(m, ref)
    return Unknown(f"an argument that is a module {name}", OBJECT + name)


def from_host(m: Machine, value: Any, refs: dict[int, Ref], origin: Origin | None) -> Value:
    """Returns the result of a stub as a value of the program."""
    if isinstance(value, Tensor):
        ref = refs.get(id(value))
        if ref is not None:
            return ref
        return m.new_tensor(value if origin is None else value.changed(origin=origin))
    if isinstance(value, list):
        return m.new_list([from_host(m, item, refs, origin) for item in value])
    if isinstance(value, NamedResult):
        return NamedResult(value.fields, [from_host(m, item, refs, origin) for item in value])
    if isinstance(value, tuple):
        items = [from_host(m, item, refs, origin) for item in value]
        return tuple_like(value, items)
    if isinstance(value, EqualParts):
        part = from_host(m, value.part, refs, origin)
        return m.alloc(OpaqueRecord("tuple", "parts of a tensor", part, value.count))
    if isinstance(value, dict):
        return m.new_dict({str(k): from_host(m, v, refs, origin) for k, v in value.items()})
    return value


def tensors_in(args: list[Any], kwargs: dict[str, Any]) -> list[Tensor]:
    """Returns the tensors among the arguments, looking into lists."""
    found: list[Tensor] = []
    for value in (*args, *kwargs.values()) if kwargs else args:
        if type(value) is Tensor:
            found.append(value)
        elif isinstance(value, (list, tuple)):
            found += [item for item in value if type(item) is Tensor]
        elif type(value) is Summary and type(value.element) is Tensor:
            found.append(value.element)
    return found


def foreign_reason(args: list[Any], kwargs: dict[str, Any]) -> str | None:
    """Returns why a stub could not compute with its arguments, if one is no value of a stub."""
    for value in (*args, *kwargs.values()):
        inner = value if isinstance(value, (list, tuple)) else (value,)
        for item in inner:
            if isinstance(item, Unknown):
                return item.reason
            if isinstance(item, Summary):
                return "an argument that is no tensor or number"
    return None
