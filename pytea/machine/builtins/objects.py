"""Methods and attributes of object, type, functions, properties, exceptions and generators."""

from __future__ import annotations

import builtins

from pytea.machine.attribute_writes import del_attr_plain, set_attr_plain
from pytea.machine.attributes import missing_attr, plain_attr
from pytea.machine.builtins.callables import annotation_value
from pytea.machine.classes import new_class
from pytea.machine.comparison import identical
from pytea.machine.generators import generator_item
from pytea.machine.lookup import MISSING, find_in_class
from pytea.machine.machine import Machine
from pytea.machine.native_calls import new_instance
from pytea.machine.signals import Finished, Raised
from pytea.machine.tables import METHODS, attribute, method
from pytea.machine.types import OBJECT, TYPE, class_name, mro_of
from pytea.state.generator import GeneratorRecord
from pytea.values.objects import Builtin, BuiltinType, ClassMethod, Ref, StaticMethod, Value
from pytea.values.records import ClassRecord, InstanceRecord
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


@method("object", "__sizeof__", "__reduce__", "__reduce_ex__", "__dir__", "__getstate__")
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
    known = () if record is None else m.resolve(record.subclasses)
    if record is None or not isinstance(known, tuple):
        return m.opaque("list", "the subclasses of a class")
    return m.new_list(list(known))


def type_prepare(m: Machine, /, *args: Value, **kwargs: Value) -> Value:
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
    return m.new_dict({} if record is None else dict(record.attrs))


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
    if record is None:
        return m.new_dict({})
    module = m.state.modules.get(record.module)
    return m.new_dict(
        {
            name: annotation_value(m, module, text) if isinstance(module, Ref) else text
            for name, text in record.annotations
        }
    )


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
    generator = m.resolve(generator)
    if isinstance(generator, Ref):
        record = m.read(generator)
        known, _ = m.answer()
        if isinstance(record, GeneratorRecord) and not known:
            if record.frame is None and not record.running:
                return None
            if record.frame is not None and record.frame.pc == 0:
                m.write(generator).frame = None  # type: ignore[attr-defined]
                return None
        m.remember(None) if not known else None
    return m.call(m.program.prelude(m, "close_generator"), [generator])


def find_user_method(m: Machine, cls: Value, name: str) -> Value:
    """Returns a method that the program itself defines, or MISSING."""
    if not isinstance(cls, Ref):
        return MISSING
    found, holder = find_in_class(m, cls, name)
    return MISSING if isinstance(holder, BuiltinType) else found
