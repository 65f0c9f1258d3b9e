"""Setting and deleting attributes, as ``object.__setattr__`` and its kin do."""

from __future__ import annotations

from pytea.machine.attributes import ANY_NAME, missing_attr
from pytea.machine.function_attributes import set_function_attr
from pytea.machine.lookup import MISSING, find_in_class, has_dict, has_slot, is_data_descriptor
from pytea.machine.machine import Machine
from pytea.machine.types import (
    TENSOR,
    class_name,
    type_name,
)
from pytea.stubapi import Operator
from pytea.values.objects import (
    BuiltinType,
    Property,
    Ref,
    Typing,
    Value,
)
from pytea.values.records import (
    AttributesRecord,
    ClassRecord,
    DictRecord,
    FunctionRecord,
    InstanceRecord,
    ModuleRecord,
    OpaqueRecord,
    TensorRecord,
)
from pytea.values.unknown import Unknown


def set_attr(m: Machine, obj: Value, name: str, value: Value) -> None:
    """Executes ``obj.name = value``."""
    obj = m.resolve(obj)
    if not isinstance(obj, Ref):
        if isinstance(obj, (Unknown, Typing)):
            return
        if obj is TENSOR:
            _patch_tensor(m, name, value)
            return
        if isinstance(obj, Operator):  # many are functions of Python, which take any attribute
            m.program.patched.add(f"{obj.name}.{name}")
            return
        m.raise_(
            "AttributeError", f"'{type_name(m, obj)}' object has no attribute '{name}'",
            "missing-attribute",
        )  # fmt: skip
    record = m.read(obj)
    if isinstance(record, InstanceRecord):
        setter, holder = find_in_class(m, record.cls, "__setattr__")
        if setter is not MISSING and not isinstance(holder, BuiltinType):
            m.call(setter, [obj, name, value])
            return
    elif isinstance(record, ClassRecord) and record.metaclass is not None:
        setter, holder = find_in_class(m, record.metaclass, "__setattr__")
        if setter is not MISSING and not isinstance(holder, BuiltinType):
            m.call(setter, [obj, name, value])
            return
    set_attr_plain(m, obj, name, value)


def _patch_tensor(m: Machine, name: str, value: Value) -> None:
    """Executes ``torch.Tensor.name = value``: every tensor has the attribute from here on."""
    cls = m.program.semantics.tensor_class(m)
    if cls is not None:
        m.write(cls).attrs[name] = value  # type: ignore[attr-defined]
    m.program.patched.add(name)


#: The name under which an object holds the dict of the program that its attributes are kept in.
SHARED = "__dict__"


def set_any_attr(m: Machine, obj: Value) -> None:
    """Executes ``setattr(obj, name, value)`` for a name that is not known: it may be any.

    What a module holds keeps its value, since a name that is put together is one of its layers.
    """
    obj = m.resolve(obj)
    record = m.read(obj) if isinstance(obj, Ref) else None
    if isinstance(record, ModuleRecord):
        m.program.unknown_stars.add(record.name)
    if not isinstance(obj, Ref) or not isinstance(record, InstanceRecord):
        return
    _, holder = find_in_class(m, record.cls, "__getattr__")
    written = m.write(obj)
    assert isinstance(written, InstanceRecord)
    if not m.program.semantics.is_module_class(m, holder):
        unknown = Unknown("an attribute of a name that is not known may be set")
        public = {name: unknown for name in written.attrs if not name.startswith("_")}
        written.attrs = {**written.attrs, **public}
    written.attrs[ANY_NAME] = MISSING


def set_attr_plain(m: Machine, obj: Ref, name: str, value: Value) -> None:
    """Executes ``object.__setattr__(obj, name, value)``: descriptors, then the object itself."""
    record = m.read(obj)
    if isinstance(record, InstanceRecord):
        found, _ = find_in_class(m, record.cls, name)
        if type(found) is Property:
            if found.setter is None:
                m.raise_(
                    "AttributeError",
                    f"property '{name}' of '{class_name(m, record.cls)}' object has no setter",
                    "missing-attribute",
                )
            m.call(found.setter, [obj, value])
            return
        if found is not MISSING and is_data_descriptor(m, found):
            descriptor = m.read(found)  # type: ignore[arg-type]
            assert isinstance(descriptor, InstanceRecord)
            setter, _ = find_in_class(m, descriptor.cls, "__set__")
            if setter is MISSING:
                m.raise_("AttributeError", "__set__", "missing-attribute")
            m.call(setter, [found, obj, value])
            return
        if name == "__dict__" or name == "__class__":
            m.program.semantics.set_special(m, obj, name, value)
            return
        if isinstance(record.cls, Ref) and not has_dict(m, record.cls):
            if not has_slot(m, record.cls, name):
                missing_attr(m, obj, name)
    if isinstance(record, TensorRecord):
        m.program.semantics.set_tensor_attr(m, obj, name, value)
        return
    if isinstance(record, FunctionRecord):
        set_function_attr(m, obj, name, value)
        return
    attrs = getattr(m.write(obj), "attrs", None)
    if attrs is not None:
        attrs[name] = value
        if SHARED in attrs:
            entries = _shared_entries(m, attrs[SHARED])
            entries[name] = (name, value)
        elif obj.addr in m.program.viewed:
            _view_entries(m, obj)[name] = (name, value)
    elif not isinstance(record, OpaqueRecord):
        m.raise_(
            "AttributeError", f"'{type_name(m, obj)}' object has no attribute '{name}'",
            "missing-attribute",
        )  # fmt: skip


def del_attr(m: Machine, obj: Value, name: str) -> None:
    """Executes ``del obj.name``."""
    obj = m.resolve(obj)
    if not isinstance(obj, Ref):
        return
    record = m.read(obj)
    if isinstance(record, InstanceRecord):
        deleter, holder = find_in_class(m, record.cls, "__delattr__")
        if deleter is not MISSING and not isinstance(holder, BuiltinType):
            m.call(deleter, [obj, name])
            return
    elif isinstance(record, ClassRecord) and record.metaclass is not None:
        deleter, holder = find_in_class(m, record.metaclass, "__delattr__")
        if deleter is not MISSING and not isinstance(holder, BuiltinType):
            m.call(deleter, [obj, name])
            return
    del_attr_plain(m, obj, name)


def del_attr_plain(m: Machine, obj: Ref, name: str) -> None:
    """Executes ``object.__delattr__(obj, name)``: descriptors, then the object itself."""
    record = m.read(obj)
    if isinstance(record, InstanceRecord):
        found, _ = find_in_class(m, record.cls, name)
        if type(found) is Property:
            if found.deleter is None:
                owner = class_name(m, record.cls)
                text = f"property '{name}' of '{owner}' object has no deleter"
                m.raise_("AttributeError", text, "missing-attribute")
            m.call(found.deleter, [obj])
            return
        descriptor = m.read(found) if isinstance(found, Ref) else None
        if isinstance(descriptor, InstanceRecord):
            deleter, _ = find_in_class(m, descriptor.cls, "__delete__")
            if deleter is not MISSING:
                m.call(deleter, [found, obj])
                return
    attrs = getattr(m.write(obj), "attrs", {})
    if name not in attrs:
        missing_attr(m, obj, name)
    attrs.pop(name, None)
    if SHARED in attrs:
        _shared_entries(m, attrs[SHARED]).pop(name, None)
    elif obj.addr in m.program.viewed:
        _view_entries(m, obj).pop(name, None)


def view_of(m: Machine, obj: Ref) -> Ref | None:
    """Returns the dict that ``obj.__dict__`` was before, where this path has one."""
    view = m.program.viewed.get(obj.addr)
    record = None if view is None else m.state.heap.at(view.addr)
    return view if isinstance(record, AttributesRecord) and record.target is obj else None


def _view_entries(m: Machine, obj: Ref) -> dict[object, tuple[Value, Value]]:
    view = view_of(m, obj)
    return {} if view is None else m.write(view).entries  # type: ignore[attr-defined]


def _shared_entries(m: Machine, mapping: Value) -> dict[object, tuple[Value, Value]]:
    """Returns the entries, to be changed, of a dict that is the ``__dict__`` of an object."""
    record = m.read(mapping) if isinstance(mapping, Ref) else None
    if isinstance(record, InstanceRecord):
        mapping = record.payload
    record = m.read(mapping) if isinstance(mapping, Ref) else None
    if not isinstance(mapping, Ref) or not isinstance(record, DictRecord):
        return {}
    return m.write(mapping).entries  # type: ignore[attr-defined,no-any-return]
