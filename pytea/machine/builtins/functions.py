"""The builtin functions."""

from __future__ import annotations

from pytea.machine.attributes import find_attr
from pytea.machine.builtins.attribute_functions import find_or_missing
from pytea.machine.lookup import MISSING, find_in_class
from pytea.machine.machine import Machine
from pytea.machine.native_calls import is_native
from pytea.machine.numpy_dtypes import is_number_class, is_subtype, may_be_of
from pytea.machine.special_methods import callable_attr
from pytea.machine.stand_ins import stand_in_instance, stands_for_class
from pytea.machine.tables import builtin
from pytea.machine.types import (
    DICT,
    FROZENSET,
    INT,
    LIST,
    SET,
    TUPLE,
    TYPE,
    UNKNOWN_KINDS,
    is_open,
    is_subclass,
    type_of,
)
from pytea.symbolic import Bool, SymInt, any_of
from pytea.values.dtype import Device, DType
from pytea.values.numpy_dtype import NumpyDType
from pytea.values.objects import BoundMethod, BuiltinType, Range, Ref, Slice, Super, Typing, Value
from pytea.values.ratio import Ratio
from pytea.values.records import (
    ClassRecord,
    FunctionRecord,
    InstanceRecord,
    ModuleRecord,
)
from pytea.values.unknown import Unknown, UnknownUse


@builtin("len")
def builtin_len(m: Machine, obj: Value, /) -> Value:
    return m.program.semantics.length(m, obj)


@builtin("print")
def builtin_print(m: Machine, /, *args: Value, **kwargs: Value) -> Value:
    for name in kwargs:
        if name not in ("sep", "end", "file", "flush"):
            text = f"'{name}' is an invalid keyword argument for print()"
            m.raise_("TypeError", text, "bad-call")
    file = m.resolve(kwargs.get("file"))
    if file is None:
        file = current_stdout(m)
    if not _is_stdout(m, file):
        _print_into(m, file, args, kwargs)
    elif m.program.printed is not None:
        m.program.printed.append(_printed_text(m, args, kwargs))
    return None


@builtin("breakpoint")
def builtin_breakpoint(m: Machine, /, *args: Value, **kwargs: Value) -> Value:
    return None


def current_stdout(m: Machine) -> Value:
    """Returns what stands in ``sys.stdout``; None for the stream with which a program starts."""
    system = m.state.modules.get("sys")
    record = m.read(system) if isinstance(system, Ref) else None
    return m.resolve(record.attrs.get("stdout")) if isinstance(record, ModuleRecord) else None


def _print_into(m: Machine, file: Value, args: tuple[Value, ...], kwargs: dict[str, Value]) -> None:
    """Hands the text over to the stream that is given; a stream that is not known takes anything."""
    if not isinstance(file, Ref):
        return
    write = callable_attr(m, file, "write")
    if write is MISSING or isinstance(write, Unknown):
        return
    separator, end = m.resolve(kwargs.get("sep")), m.resolve(kwargs.get("end"))
    for position, arg in enumerate(args):
        if position:
            m.call(write, [" " if separator is None else separator])
        try:
            text: Value = m.program.semantics.text_of(m, arg)
        except UnknownUse as use:
            text = Unknown(use.reason, "str")
        m.call(write, [text])
    m.call(write, ["\n" if end is None else end])


def _is_stdout(m: Machine, file: Value) -> bool:
    record = m.read(file) if isinstance(file, Ref) else None
    attrs = record.attrs if isinstance(record, InstanceRecord) else {}
    return file is None or attrs.get("name") == "<stdout>"


def _printed_text(m: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> str:
    """Returns what ``print`` shows; a question mark stands for a text that is not known."""
    separator, end = m.resolve(kwargs.get("sep")), m.resolve(kwargs.get("end"))
    texts = []
    for arg in args:
        try:
            texts.append(m.program.semantics.text_of(m, arg))
        except UnknownUse:
            texts.append("?")
    joined = (separator if isinstance(separator, str) else " ").join(texts)
    return joined + (end if isinstance(end, str) else "\n")


@builtin("isinstance")
def builtin_isinstance(m: Machine, obj: Value, classinfo: Value, /) -> Value:
    return is_instance(m, obj, classinfo)


def is_instance(m: Machine, obj: Value, classinfo: Value) -> Bool | Unknown:
    """Returns ``isinstance(obj, classinfo)``."""
    obj, classinfo = m.resolve(obj), m.resolve(classinfo)
    if isinstance(classinfo, tuple):
        results = [is_instance(m, obj, item) for item in classinfo]
        if any(result is True for result in results):
            return True
        unknown = next((r for r in results if isinstance(r, Unknown)), None)
        if unknown is not None:
            return unknown
        return any_of(r for r in results if not isinstance(r, Unknown))
    if isinstance(classinfo, Typing) and classinfo.name == "types.UnionType":
        return is_instance(m, obj, classinfo.arguments)
    if isinstance(obj, Unknown):
        known = UNKNOWN_KINDS.get(obj.kind)
        if known is None or obj.number:
            return Unknown(obj.reason, "bool")
        if obj.dtype is not None and (classinfo is INT or is_number_class(classinfo)):
            return classinfo is not INT and is_subtype(obj.dtype, classinfo)
        return is_subclass(m, known, classinfo)
    if classinfo is None:
        classinfo = type_of(m, None)
    if isinstance(obj, (int, float, SymInt, Ratio)) and is_number_class(classinfo):
        possible = may_be_of(0.0 if isinstance(obj, Ratio) else obj, classinfo)
        return Unknown("whether a number is one of numpy's own", "bool") if possible else False
    if isinstance(classinfo, Typing):
        return _typing_instance(m, obj, classinfo)
    if stands_for_class(m, classinfo):
        return stand_in_instance(m, obj, classinfo)
    if isinstance(classinfo, (int, float, str, bytes)):
        text = "isinstance() arg 2 must be a type, a tuple of types, or a union"
        m.raise_("TypeError", text, "bad-call")
    if isinstance(classinfo, Unknown):
        return _foreign_instance(m, obj, classinfo)
    hook = _class_hook(m, classinfo, "__instancecheck__")
    if hook is not MISSING:
        return m.truth_value(m.call(hook, [classinfo, obj]))
    cls = type_of(m, obj)
    if cls is None:
        return Unknown("the type of a value that is not known", "bool")
    if is_subclass(m, cls, classinfo):
        return True
    if is_open(m, cls):
        return Unknown("a class with a base that is not followed", "bool")
    members = _protocol_members(m, classinfo)
    if members:
        return all(find_or_missing(m, obj, name) is not MISSING for name in members)
    return False


def _protocol_members(m: Machine, cls: Value) -> list[str]:
    """Returns the names that an instance of a protocol must have; none for other classes."""
    record = m.read(cls) if isinstance(cls, Ref) else None
    if not isinstance(record, ClassRecord) or "_is_protocol" not in record.attrs:
        return []
    names = [*record.attrs, *(name for name, _ in record.annotations)]
    return [name for name in names if name not in _OF_EVERY_CLASS]


#: What stands in the body of a class that is no member of a protocol.
_OF_EVERY_CLASS = frozenset({
    "_is_protocol", "__init__", "__module__", "__qualname__", "__doc__", "__dict__", "__slots__",
    "__annotations__", "__class_getitem__", "__subclasshook__", "__init_subclass__", "__new__",
    "__abstractmethods__", "__match_args__", "__parameters__", "__orig_bases__", "__weakref__",
})  # fmt: skip


def _foreign_instance(m: Machine, obj: Value, classinfo: Unknown) -> Bool | Unknown:
    """A plain value of Python or of torch is no instance of a class that is not followed."""
    if not isinstance(obj, Ref):
        return False
    cls = type_of(m, obj)
    if isinstance(cls, BuiltinType):
        return False
    return Unknown(classinfo.reason, "bool")


def _class_hook(m: Machine, cls: Value, name: str) -> Value:
    if isinstance(cls, Ref):
        record = m.read(cls)
        if isinstance(record, ClassRecord) and record.metaclass is not None:
            found, holder = m.program.semantics.find_in_class(m, record.metaclass, name)
            if not isinstance(holder, BuiltinType):
                return found
    return MISSING


#: Generic names of ``typing`` that stand for a builtin type.
_GENERIC = {
    "List": LIST, "Dict": DICT, "Tuple": TUPLE, "Set": SET, "FrozenSet": FROZENSET, "Type": TYPE,
}  # fmt: skip


def _typing_instance(m: Machine, obj: Value, classinfo: Typing) -> Bool | Unknown:
    """``isinstance`` with a name of ``typing``: a builtin type, or a class of collections.abc."""
    name = classinfo.name.rpartition(".")[2]
    cls = type_of(m, obj)
    if cls is None:
        return Unknown("the type of a value that is not known", "bool")
    if is_number_class(classinfo):
        return False
    if name == "Any":
        return True
    if name == "Callable":
        return builtin_callable(m, obj)  # type: ignore[return-value]
    if name in _GENERIC:
        return is_subclass(m, cls, _GENERIC[name])
    if not classinfo.name.startswith("typing.") or is_open(m, cls):
        return Unknown(f"isinstance with {classinfo.name}", "bool")
    module = m.program.semantics.import_module(m, "collections.abc")
    abstract = MISSING if isinstance(module, Unknown) else find_attr(m, module, name)
    if abstract is MISSING or not isinstance(abstract, Ref):
        return Unknown(f"isinstance with {classinfo.name}", "bool")
    return is_instance(m, obj, abstract)


@builtin("issubclass")
def builtin_issubclass(m: Machine, cls: Value, classinfo: Value, /) -> Value:
    cls, classinfo = m.resolve(cls), m.resolve(classinfo)
    if isinstance(classinfo, tuple):
        return any_of(m.truth_value(builtin_issubclass(m, cls, item)) for item in classinfo)
    if isinstance(cls, NumpyDType) and is_number_class(classinfo):
        return is_subtype(cls.dtype, classinfo)
    if (
        isinstance(cls, Unknown)
        or isinstance(classinfo, (Unknown, Typing))
        or stands_for_class(m, cls)
        or stands_for_class(m, classinfo)
    ):
        return Unknown("a class that is not followed", "bool")
    hook = _class_hook(m, classinfo, "__subclasscheck__")
    if hook is not MISSING:
        return m.truth_value(m.call(hook, [classinfo, cls]))
    if not isinstance(cls, (Ref, BuiltinType)):
        m.raise_("TypeError", "issubclass() arg 1 must be a class", "")
    if is_subclass(m, cls, classinfo):
        return True
    if is_open(m, cls):
        return Unknown("a class with a base that is not followed", "bool")
    members = _protocol_members(m, classinfo)
    return bool(members) and all(find_in_class(m, cls, name)[0] is not MISSING for name in members)


@builtin("callable")
def builtin_callable(m: Machine, obj: Value, /) -> Value:
    obj = m.resolve(obj)
    if isinstance(obj, Unknown):
        return Unknown(obj.reason, "bool")
    if isinstance(obj, Ref):
        record = m.read(obj)
        if isinstance(record, InstanceRecord):
            return callable_attr(m, obj, "__call__") is not MISSING
        return isinstance(record, (FunctionRecord, ClassRecord))
    if isinstance(obj, BoundMethod):
        return True
    if isinstance(obj, NumpyDType):
        return obj.scalar
    return is_native(m, obj) and not isinstance(obj, _NO_FUNCTIONS)


_NO_FUNCTIONS = (
    int, float, complex, str, bytes, tuple, type(None), SymInt, Ratio, DType, Device, Range, Slice,
)  # fmt: skip


def builtin_type(m: Machine, /, *args: Value, **kwargs: Value) -> Value:
    if len(args) not in (1, 3):
        m.raise_("TypeError", "type() takes 1 or 3 arguments", "bad-call")
    obj, *rest = args
    if rest:
        bases, namespace = rest
        obj, bases = m.resolve(obj), m.resolve(bases)
        if not isinstance(obj, str) or not isinstance(bases, tuple):
            return Unknown("a class whose name is not known", role="class")
        return m.program.semantics.new_class(m, obj, bases, namespace, TYPE, kwargs)
    obj = m.resolve(obj)
    cls = type_of(m, obj)
    return Unknown("the type of a value that is not known") if cls is None else cls


@builtin("id")
def builtin_id(m: Machine, obj: Value, /) -> Value:
    obj = m.resolve(obj)
    return 1_000_000 + obj.addr if isinstance(obj, Ref) else Unknown("an identity", "int")


@builtin("hash")
def builtin_hash(m: Machine, obj: Value, /) -> Value:
    obj = m.resolve(obj)
    if isinstance(obj, Unknown):
        return Unknown(obj.reason, "int")
    if isinstance(obj, Ref):
        own = m.program.semantics.user_hash(m, obj)
        if own is not None:
            return m.call(own, [])
    return m.program.semantics.hash_of(m, obj)


def builtin_super(m: Machine, *args: Value) -> Value:
    if len(args) == 2:
        return Super(m.resolve(args[0]), m.resolve(args[1]))
    if len(args) == 1:
        return Super(m.resolve(args[0]), None)
    m.raise_("RuntimeError", "super(): no arguments", "bad-call")
