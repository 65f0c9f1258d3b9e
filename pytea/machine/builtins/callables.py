"""Attributes and methods of functions, static and class methods, properties."""

from __future__ import annotations

from pytea.machine.lookup import MISSING
from pytea.machine.machine import Machine
from pytea.machine.tables import attribute, method
from pytea.machine.types import BUILTIN_TYPES
from pytea.values.objects import (
    Builtin,
    ClassMethod,
    Property,
    Ref,
    StaticMethod,
    Typing,
    Value,
)
from pytea.values.records import (
    AttributesRecord,
    FunctionRecord,
    InstanceRecord,
    ModuleRecord,
)
from pytea.values.unknown import Unknown


def function_record(m: Machine, obj: Value) -> FunctionRecord:
    """Returns the record of a function that is interpreted."""
    assert isinstance(obj, Ref)
    record = m.read(obj)
    assert isinstance(record, FunctionRecord)
    return record


@attribute("function", "__name__")
def function_name(m: Machine, obj: Value) -> Value:
    return function_record(m, obj).code.name


@attribute("function", "__qualname__")
def function_qualname(m: Machine, obj: Value) -> Value:
    return function_record(m, obj).code.qualname


@attribute("function", "__doc__")
def function_doc(m: Machine, obj: Value) -> Value:
    record = function_record(m, obj)
    module = m.read(record.module)
    if record.code.docstring is None and getattr(module, "kind", "") == "bundled":
        return Unknown("the docstring of a function of a library", kind="str")
    return record.code.docstring


@attribute("function", "__module__")
def function_module(m: Machine, obj: Value) -> Value:
    module = m.read(function_record(m, obj).module)
    return module.name if isinstance(module, ModuleRecord) else None


@attribute("function", "__defaults__")
def function_defaults(m: Machine, obj: Value) -> Value:
    return function_record(m, obj).defaults or None


@attribute("function", "__kwdefaults__")
def function_kwdefaults(m: Machine, obj: Value) -> Value:
    defaults = function_record(m, obj).keyword_defaults
    return m.new_dict(dict(defaults)) if defaults else None


@attribute("function", "__annotations__")
def function_annotations(m: Machine, obj: Value) -> Value:
    record = function_record(m, obj)
    texts = dict(record.code.parameters.annotations)
    return m.new_dict(
        {name: annotation_value(m, record.module, text) for name, text in texts.items()}
    )


def annotation_value(m: Machine, module: Ref, text: str) -> Value:
    """Returns the value of an annotation that is a plain name or a text, else an opaque object."""
    attrs: dict[str, Value] = m.read(module).attrs  # type: ignore[attr-defined]
    if attrs.get("annotations", MISSING) is None:
        return text
    if text[:1] in "'\"" and text[-1:] == text[:1]:
        return text[1:-1]
    if text in attrs:
        return m.resolve(attrs[text])
    if text in BUILTIN_TYPES:
        return BUILTIN_TYPES[text]
    return None if text == "None" else Typing(text)


@attribute("function", "__dict__")
def function_dict(m: Machine, obj: Value) -> Value:
    hidden = ("__name__", "__qualname__", "__doc__", "__module__")
    attrs = {k: v for k, v in function_record(m, obj).attrs.items() if k not in hidden}
    entries: dict[object, tuple[Value, Value]] = {k: (k, v) for k, v in attrs.items()}
    return m.alloc(AttributesRecord(entries, target=obj))  # type: ignore[arg-type]


@attribute("function", "__class__")
def function_class(m: Machine, obj: Value) -> Value:
    return m.program.semantics.type_of(m, obj)


@attribute("function", "__get__")
def function_get(m: Machine, obj: Value) -> Value:
    def bound(machine: Machine, receiver: Value, owner: Value = None, /) -> Value:
        if receiver is None:
            return obj
        return machine.program.semantics.bind_method(obj, receiver)

    return Builtin("__get__", bound)


@attribute("function", "__call__")
def function_call(m: Machine, obj: Value) -> Value:
    return obj


@attribute("builtin_function_or_method", "__name__", "__qualname__")
def builtin_name(m: Machine, obj: Value) -> Value:
    return getattr(obj, "name", "").rpartition(".")[2]


@attribute("staticmethod", "__func__")
def static_function(m: Machine, obj: Value) -> Value:
    assert isinstance(obj, StaticMethod)
    return obj.function


@attribute("classmethod", "__func__")
def class_function(m: Machine, obj: Value) -> Value:
    assert isinstance(obj, ClassMethod)
    return obj.function


def _property_of(m: Machine, obj: Value) -> Property:
    """Returns a property, also that in an instance of a subclass of ``property``."""
    if isinstance(obj, Ref) and isinstance(record := m.read(obj), InstanceRecord):
        obj = record.payload
    assert isinstance(obj, Property)
    return obj


@method("property", "setter")
def property_setter(m: Machine, obj: Value, function: Value, /) -> Value:
    obj = _property_of(m, obj)
    return Property(obj.getter, function, obj.deleter)


@method("property", "getter")
def property_getter(m: Machine, obj: Value, function: Value, /) -> Value:
    obj = _property_of(m, obj)
    return Property(function, obj.setter, obj.deleter)


@method("property", "deleter")
def property_deleter(m: Machine, obj: Value, function: Value, /) -> Value:
    obj = _property_of(m, obj)
    return Property(obj.getter, obj.setter, function)


@attribute("property", "fget")
def property_fget(m: Machine, obj: Value) -> Value:
    obj = _property_of(m, obj)
    return obj.getter


@attribute("property", "fset")
def property_fset(m: Machine, obj: Value) -> Value:
    obj = _property_of(m, obj)
    return obj.setter


@attribute("property", "fdel")
def property_fdel(m: Machine, obj: Value) -> Value:
    obj = _property_of(m, obj)
    return obj.deleter


@attribute("property", "__doc__")
def property_doc(m: Machine, obj: Value) -> Value:
    obj = _property_of(m, obj)
    return None if obj.getter is None else m.program.semantics.get_attr(m, obj.getter, "__doc__")


@attribute("property", "__isabstractmethod__")
def property_abstract(m: Machine, obj: Value) -> Value:
    obj = _property_of(m, obj)
    parts = (obj.getter, obj.setter, obj.deleter)
    return any(is_abstract(m, part) for part in parts)


def is_abstract(m: Machine, function: Value) -> bool:
    """Returns whether a function is marked by ``abstractmethod``."""
    function = m.resolve(function)
    if isinstance(function, (StaticMethod, ClassMethod)):
        return is_abstract(m, function.function)
    record = m.read(function) if isinstance(function, Ref) else None
    return isinstance(record, FunctionRecord) and "__isabstractmethod__" in record.attrs


@method("property", "__get__")
def property_get(m: Machine, obj: Value, receiver: Value, owner: Value = None, /) -> Value:
    obj = _property_of(m, obj)
    return obj if receiver is None else m.call(obj.getter, [receiver])
