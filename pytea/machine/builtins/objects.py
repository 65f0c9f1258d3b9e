"""Methods and attributes of object, type, functions, properties, exceptions and generators."""

from __future__ import annotations

import builtins

from pytea.machine.attributes import (
    MISSING,
    del_attr_plain,
    find_in_class,
    missing_attr,
    plain_attr,
    set_attr_plain,
)
from pytea.machine.calls import generator_item, new_instance
from pytea.machine.classes import SUBCLASSES, new_class
from pytea.machine.machine import Machine
from pytea.machine.operators import identical
from pytea.machine.signals import Finished, Raised
from pytea.machine.tables import METHODS, attribute, method
from pytea.machine.types import BUILTIN_TYPES, OBJECT, TYPE, class_name, mro_of
from pytea.values.objects import (
    Builtin,
    BuiltinType,
    ClassMethod,
    Property,
    Ref,
    StaticMethod,
    Typing,
    Value,
)
from pytea.values.records import (
    AttributesRecord,
    ClassRecord,
    FunctionRecord,
    InstanceRecord,
    ModuleRecord,
)
from pytea.values.unknown import Unknown


@method("object", "__init__")
def object_init(m: Machine, obj: Value, /, *args: Value, **kwargs: Value) -> Value:
    return None


def object_new(m: Machine, cls: Value, /, *args: Value, **kwargs: Value) -> Value:
    """Executes ``object.__new__(cls)`` and, for subclasses of builtin types, theirs."""
    cls = m.resolve(cls)
    if isinstance(cls, Ref):
        return new_instance(m, cls, list(args), kwargs)
    if isinstance(cls, BuiltinType):
        return m.alloc(InstanceRecord(cls, {}))
    return Unknown("an object of a class that is not followed")


METHODS["object"]["__new__"] = StaticMethod(Builtin("__new__", object_new))


@method("object", "__setattr__")
def object_setattr(m: Machine, obj: Value, name: Value, value: Value, /) -> Value:
    obj, name = m.resolve(obj), m.resolve(name)
    if isinstance(obj, Ref) and isinstance(name, str):
        set_attr_plain(m, obj, name, value)
    return None


@method("object", "__getattribute__")
def object_getattribute(m: Machine, obj: Value, name: Value, /) -> Value:
    obj, name = m.resolve(obj), m.resolve(name)
    if not isinstance(name, str):
        return Unknown("an attribute whose name is not known")
    record = m.read(obj) if isinstance(obj, Ref) else None
    if not isinstance(obj, Ref) or not isinstance(record, InstanceRecord):
        return m.program.semantics.get_attr(m, obj, name)
    value = plain_attr(m, obj, record, name)
    return missing_attr(m, obj, name) if value is MISSING else value


@method("object", "__delattr__")
def object_delattr(m: Machine, obj: Value, name: Value, /) -> Value:
    obj, name = m.resolve(obj), m.resolve(name)
    if isinstance(obj, Ref) and isinstance(name, str):
        del_attr_plain(m, obj, name)
    return None


@method("object", "__eq__")
def object_eq(m: Machine, obj: Value, other: Value, /) -> Value:
    same = identical(m, m.resolve(obj), m.resolve(other))
    return same if same is True or isinstance(same, Unknown) else NotImplemented


@method("object", "__ne__")
def object_ne(m: Machine, obj: Value, other: Value, /) -> Value:
    same = identical(m, m.resolve(obj), m.resolve(other))
    return False if same is True else NotImplemented


@method("object", "__hash__")
def object_hash(m: Machine, obj: Value, /) -> Value:
    obj = m.resolve(obj)
    return 1_000_000 + obj.addr if isinstance(obj, Ref) else Unknown("a hash", "int")


@method("object", "__repr__", "__str__")
def object_repr(m: Machine, obj: Value, /) -> Value:
    return Unknown("the default text of an object", "str")


@method("object", "__format__")
def object_format(m: Machine, obj: Value, spec: Value, /) -> Value:
    return m.program.semantics.format_value(m, obj, "s", spec)


@method("object", "__init_subclass__")
def object_init_subclass(m: Machine, cls: Value = None, /, **kwargs: Value) -> Value:
    if kwargs:
        text = f"{class_name(m, cls)}.__init_subclass__() takes no keyword arguments"
        m.raise_("TypeError", text, "bad-call")
    return None


METHODS["object"]["__init_subclass__"] = ClassMethod(METHODS["object"]["__init_subclass__"])


@method("object", "__sizeof__", "__reduce__", "__reduce_ex__", "__dir__")
def object_other(m: Machine, obj: Value, /, *args: Value) -> Value:
    return Unknown("the inside of an object")


# --- type -----------------------------------------------------------------------------------------


def type_new(m: Machine, meta: Value, /, *args: Value, **kwargs: Value) -> Value:
    """Executes ``type.__new__(meta, name, bases, namespace)``."""
    meta = m.resolve(meta)
    name, bases, namespace = (m.resolve(arg) for arg in args[:3])
    return new_class(m, name, bases, namespace, meta, kwargs)


METHODS["type"]["__new__"] = StaticMethod(Builtin("__new__", type_new))


@method("type", "__init__")
def type_init(m: Machine, cls: Value, /, *args: Value, **kwargs: Value) -> Value:
    return None


@method("type", "__call__")
def type_call(m: Machine, cls: Value, /, *args: Value, **kwargs: Value) -> Value:
    cls = m.resolve(cls)
    function = m.program.prelude(m, "call_class")
    return m.call(function, [cls, tuple(args), m.new_dict(kwargs)])


@method("type", "mro")
def type_mro(m: Machine, cls: Value, /) -> Value:
    cls = m.resolve(cls)
    assert isinstance(cls, (Ref, BuiltinType))
    return m.new_list(list(mro_of(m, cls)))


@method("type", "__subclasses__")
def type_subclasses(m: Machine, cls: Value, /) -> Value:
    record = _class_record(m, m.resolve(cls))
    known = () if record is None else record.attrs.get(SUBCLASSES, ())
    if record is None or not isinstance(known, tuple):
        return m.opaque("list", "the subclasses of a class")
    return m.new_list(list(known))


def type_prepare(m: Machine, *args: Value, **kwargs: Value) -> Value:
    """Executes ``type.__prepare__``."""
    return m.new_dict()


METHODS["type"]["__prepare__"] = ClassMethod(Builtin("__prepare__", type_prepare))


@method("type", "__instancecheck__")
def type_instancecheck(m: Machine, cls: Value, obj: Value, /) -> Value:
    kind = m.program.semantics.type_of(m, obj)
    return kind is not None and any(entry is m.resolve(cls) for entry in mro_of(m, kind))


@method("type", "__subclasscheck__")
def type_subclasscheck(m: Machine, cls: Value, sub: Value, /) -> Value:
    sub = m.resolve(sub)
    return isinstance(sub, (Ref, BuiltinType)) and any(e is m.resolve(cls) for e in mro_of(m, sub))


def _class_record(m: Machine, cls: Value) -> ClassRecord | None:
    record = m.read(cls) if isinstance(cls, Ref) else None
    return record if isinstance(record, ClassRecord) else None


@attribute("type", "__name__")
def type_name_attribute(m: Machine, cls: Value) -> Value:
    return class_name(m, cls)


@attribute("type", "__qualname__")
def type_qualname(m: Machine, cls: Value) -> Value:
    record = _class_record(m, cls)
    return class_name(m, cls) if record is None else record.qualname


@attribute("type", "__module__")
def type_module(m: Machine, cls: Value) -> Value:
    record = _class_record(m, cls)
    return "builtins" if record is None else record.module


@attribute("type", "__mro__")
def type_mro_attribute(m: Machine, cls: Value) -> Value:
    assert isinstance(cls, (Ref, BuiltinType))
    return tuple(mro_of(m, cls))


@attribute("type", "__bases__")
def type_bases(m: Machine, cls: Value) -> Value:
    record = _class_record(m, cls)
    if record is None:
        return cls.bases[:1] if isinstance(cls, BuiltinType) else ()
    return record.bases or (OBJECT,)


@attribute("type", "__base__")
def type_base(m: Machine, cls: Value) -> Value:
    bases = type_bases(m, cls)
    return bases[0] if isinstance(bases, tuple) and bases else None


@attribute("type", "__dict__")
def type_dict(m: Machine, cls: Value) -> Value:
    record = _class_record(m, cls)
    attrs = {} if record is None else dict(record.attrs)
    attrs.pop(SUBCLASSES, None)
    return m.new_dict(attrs)


@attribute("type", "__class__")
def type_class(m: Machine, cls: Value) -> Value:
    record = _class_record(m, cls)
    return TYPE if record is None or record.metaclass is None else record.metaclass


@attribute("type", "__doc__")
def type_doc(m: Machine, cls: Value) -> Value:
    if isinstance(cls, BuiltinType):
        return getattr(getattr(builtins, cls.name, None), "__doc__", None)
    return None


@attribute("type", "__annotations__")
def type_annotations(m: Machine, cls: Value) -> Value:
    record = _class_record(m, cls)
    return m.new_dict({} if record is None else dict(record.annotations))


@attribute("object", "__doc__")
def object_doc(m: Machine, obj: Value) -> Value:
    return None


@attribute("object", "__module__")
def object_module(m: Machine, obj: Value) -> Value:
    cls = m.program.semantics.type_of(m, obj)
    return type_module(m, cls)


@attribute("object", "__weakref__")
def object_weakref(m: Machine, obj: Value) -> Value:
    return None


# --- functions ------------------------------------------------------------------------------------


def _function(m: Machine, obj: Value) -> FunctionRecord:
    assert isinstance(obj, Ref)
    record = m.read(obj)
    assert isinstance(record, FunctionRecord)
    return record


@attribute("function", "__name__")
def function_name(m: Machine, obj: Value) -> Value:
    return _function(m, obj).code.name


@attribute("function", "__qualname__")
def function_qualname(m: Machine, obj: Value) -> Value:
    return _function(m, obj).code.qualname


@attribute("function", "__doc__")
def function_doc(m: Machine, obj: Value) -> Value:
    return _function(m, obj).code.docstring


@attribute("function", "__module__")
def function_module(m: Machine, obj: Value) -> Value:
    module = m.read(_function(m, obj).module)
    return module.name if isinstance(module, ModuleRecord) else None


@attribute("function", "__defaults__")
def function_defaults(m: Machine, obj: Value) -> Value:
    return _function(m, obj).defaults or None


@attribute("function", "__kwdefaults__")
def function_kwdefaults(m: Machine, obj: Value) -> Value:
    defaults = _function(m, obj).keyword_defaults
    return m.new_dict(dict(defaults)) if defaults else None


@attribute("function", "__annotations__")
def function_annotations(m: Machine, obj: Value) -> Value:
    record = _function(m, obj)
    texts = dict(record.code.parameters.annotations)
    return m.new_dict({name: _annotation(m, record.module, text) for name, text in texts.items()})


def _annotation(m: Machine, module: Ref, text: str) -> Value:
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
    attrs = {k: v for k, v in _function(m, obj).attrs.items() if k not in hidden}
    entries: dict[object, tuple[Value, Value]] = {k: (k, v) for k, v in attrs.items()}
    return m.alloc(AttributesRecord(entries, None, obj))  # type: ignore[arg-type]


@attribute("function", "__class__")
def function_class(m: Machine, obj: Value) -> Value:
    return m.program.semantics.type_of(m, obj)


@attribute("function", "__code__", "__globals__", "__closure__")
def function_inside(m: Machine, obj: Value) -> Value:
    return Unknown("the inside of a function")


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


# --- property -------------------------------------------------------------------------------------


@method("property", "setter")
def property_setter(m: Machine, obj: Value, function: Value, /) -> Value:
    assert isinstance(obj, Property)
    return Property(obj.getter, function, obj.deleter)


@method("property", "getter")
def property_getter(m: Machine, obj: Value, function: Value, /) -> Value:
    assert isinstance(obj, Property)
    return Property(function, obj.setter, obj.deleter)


@method("property", "deleter")
def property_deleter(m: Machine, obj: Value, function: Value, /) -> Value:
    assert isinstance(obj, Property)
    return Property(obj.getter, obj.setter, function)


@attribute("property", "fget")
def property_fget(m: Machine, obj: Value) -> Value:
    assert isinstance(obj, Property)
    return obj.getter


@attribute("property", "fset")
def property_fset(m: Machine, obj: Value) -> Value:
    assert isinstance(obj, Property)
    return obj.setter


@attribute("property", "fdel")
def property_fdel(m: Machine, obj: Value) -> Value:
    assert isinstance(obj, Property)
    return obj.deleter


@attribute("property", "__doc__")
def property_doc(m: Machine, obj: Value) -> Value:
    assert isinstance(obj, Property)
    return None if obj.getter is None else m.program.semantics.get_attr(m, obj.getter, "__doc__")


@attribute("property", "__isabstractmethod__")
def property_abstract(m: Machine, obj: Value) -> Value:
    assert isinstance(obj, Property)
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
    assert isinstance(obj, Property)
    return obj if receiver is None else m.call(obj.getter, [receiver])


# --- generators -----------------------------------------------------------------------------------


def _advance(m: Machine, generator: Value, sent: Value, raised: Value = None) -> Value:
    generator = m.resolve(generator)
    assert isinstance(generator, Ref)
    item = generator_item(m, generator, sent, raised)
    if isinstance(item, Finished):
        args = () if item.value is None else (item.value,)
        raise Raised(m.program.semantics.make_exception(m, "StopIteration", "", args))
    return item


@method("generator", "__next__")
def generator_next(m: Machine, generator: Value, /) -> Value:
    return _advance(m, generator, None)


@method("generator", "send")
def generator_send(m: Machine, generator: Value, value: Value, /) -> Value:
    return _advance(m, generator, value)


@method("generator", "throw")
def generator_throw(m: Machine, generator: Value, exception: Value, /, *rest: Value) -> Value:
    exception = m.resolve(exception)
    record = m.read(exception) if isinstance(exception, Ref) else None
    if not isinstance(record, InstanceRecord):
        exception = m.call(exception, list(rest[:1]))
    return _advance(m, generator, None, exception)


@method("generator", "close")
def generator_close(m: Machine, generator: Value, /) -> Value:
    return m.call(m.program.prelude(m, "close_generator"), [generator])


def find_user_method(m: Machine, cls: Value, name: str) -> Value:
    """Returns a method that the program itself defines, or MISSING."""
    if not isinstance(cls, Ref):
        return MISSING
    found, holder = find_in_class(m, cls, name)
    return MISSING if isinstance(holder, BuiltinType) else found
