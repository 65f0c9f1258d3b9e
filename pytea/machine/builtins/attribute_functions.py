"""The builtin functions that ask an object for its attributes by name, and set them."""

from __future__ import annotations

from pytea.machine.attribute_writes import del_attr, set_any_attr, set_attr
from pytea.machine.attributes import OPEN, find_attr, get_attr
from pytea.machine.lookup import MISSING
from pytea.machine.machine import Machine
from pytea.machine.signals import Caught, Raised
from pytea.machine.tables import builtin
from pytea.machine.types import is_open
from pytea.stubapi.names import arrays_lack
from pytea.values.objects import Ref, Value
from pytea.values.records import ClassRecord, InstanceRecord, ModuleRecord, TensorRecord
from pytea.values.unknown import Unknown


@builtin("getattr")
def builtin_getattr(m: Machine, obj: Value, name: Value, /, *default: Value) -> Value:
    obj, name = m.resolve(obj), m.resolve(name)
    if isinstance(name, Unknown) or isinstance(obj, Unknown):
        return Unknown("an attribute whose name is not known")
    if not isinstance(name, str):
        m.raise_("TypeError", "attribute name must be string", "bad-call")
    if not default:
        return get_attr(m, obj, name)
    value = find_or_missing(m, obj, name)
    return default[0] if value is MISSING else value


def find_or_missing(m: Machine, obj: Value, name: str) -> Value:
    """Returns an attribute, or MISSING where AttributeError is raised, also by ``__getattr__``."""
    if isinstance(obj, Ref) and _needs_program(m, obj, name):
        found = m.call(m.program.prelude(m, "get_attribute"), [obj, name], {}, ("AttributeError",))
        return MISSING if isinstance(found, Caught) else found
    try:
        return find_attr(m, obj, name)
    except Raised:
        return MISSING


def _needs_program(m: Machine, obj: Ref, name: str) -> bool:
    record = m.read(obj)
    if isinstance(record, ModuleRecord):
        return "__getattr__" in record.attrs and not _is_bound(m, record.attrs, name)
    if isinstance(record, ClassRecord):
        return record.metaclass is not None
    if not isinstance(record, InstanceRecord):
        return False
    found, _ = m.program.semantics.find_in_class(m, record.cls, name)
    if found is not MISSING:
        return type(found).__name__ == "Property" or isinstance(found, Ref)
    if _is_bound(m, record.attrs, name):
        return False
    fallback, _ = m.program.semantics.find_in_class(m, record.cls, "__getattr__")
    return fallback is not MISSING


def _is_bound(m: Machine, attrs: dict[str, Value], name: str) -> bool:
    """Returns whether there is an attribute; paths on which there is are told from the others.

    While ``__getattr__`` runs it may be set on some of them: an answer is for the others alone.
    """
    return m.resolve(attrs.get(name, MISSING)) is not MISSING


@builtin("hasattr")
def builtin_hasattr(m: Machine, obj: Value, name: Value, /) -> Value:
    obj, name = m.resolve(obj), m.resolve(name)
    if isinstance(obj, Unknown) or not isinstance(name, str):
        return Unknown("an attribute of a value that is not known", "bool")
    value = find_or_missing(m, obj, name)
    if isinstance(value, Unknown) and isinstance(obj, Ref):
        record = m.read(obj)
        if isinstance(record, InstanceRecord) and (
            is_open(m, record.cls) or value.reason.endswith(OPEN)
        ):
            return Unknown(value.reason, "bool")
        if isinstance(record, TensorRecord) and record.tensor.kind == "ndarray":
            return False if arrays_lack(name) else Unknown(value.reason, "bool")
    return value is not MISSING


@builtin("setattr")
def builtin_setattr(m: Machine, obj: Value, name: Value, value: Value, /) -> Value:
    name = m.resolve(name)
    if isinstance(name, str):
        set_attr(m, obj, name, value)
    elif isinstance(name, Unknown):
        set_any_attr(m, obj)
    return None


@builtin("delattr")
def builtin_delattr(m: Machine, obj: Value, name: Value, /) -> Value:
    name = m.resolve(name)
    if isinstance(name, str):
        del_attr(m, obj, name)
    return None
