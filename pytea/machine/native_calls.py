"""Calls that need no frame of their own: builtins, operators, native types."""

from __future__ import annotations

from pytea.machine.machine import Machine
from pytea.machine.roots import square_root
from pytea.machine.tables import CONSTRUCTORS
from pytea.machine.types import (
    BASE_EXCEPTION,
    DICT,
    EXCEPTIONS,
    FROZENSET,
    LIST,
    OBJECT,
    SET,
    STR,
    TUPLE,
    is_open,
    is_subclass,
    mro_of,
    type_of,
)
from pytea.machine.typing_calls import call_typing
from pytea.stubapi import OPERATORS, Operator
from pytea.symbolic import SymInt
from pytea.values.numpy_dtype import NumpyDType
from pytea.values.objects import (
    BoundMethod,
    Builtin,
    BuiltinType,
    ClassMethod,
    Ref,
    StaticMethod,
    Typing,
    Value,
)
from pytea.values.ratio import Ratio
from pytea.values.records import ClassRecord, DictRecord, FunctionRecord, InstanceRecord, SetRecord
from pytea.values.unknown import Unknown, UnknownUse

#: Types whose methods check what they are called on where they are read from the type.
_CHECKED = {cls.name: cls for cls in (DICT, FROZENSET, LIST, SET, STR, TUPLE)}


def is_native(m: Machine, function: Value) -> bool:
    """Returns whether a call needs no frame of its own."""
    while type(function) is BoundMethod:
        function = m.resolve(function.function)
    if type(function) is not Ref:
        return True
    return not isinstance(m.read(function), (FunctionRecord, ClassRecord, InstanceRecord))


#: The functions of numpy that round a quotient to a whole number, which remains a float.
_ROUNDING = {"numpy.ceil": Ratio.ceil, "numpy.floor": Ratio.floor, "numpy.trunc": Ratio.truncated}


def call_native(m: Machine, function: Value, args: list[Value], kwargs: dict[str, Value]) -> Value:
    """Returns the result of a call that needs no frame."""
    called = function
    while type(function) is BoundMethod:
        args = [function.receiver, *args]
        function = m.resolve(function.function)
    match function:
        case Operator(name="numpy.sqrt") if len(args) == 1 and isinstance(args[0], SymInt):
            return square_root(m, args[0])
        case Operator(name=name) if (
            name in _ROUNDING and len(args) == 1 and isinstance(args[0], Ratio)
        ):
            return Ratio(_ROUNDING[name](args[0]), 1)
        case Operator():
            return m.program.semantics.run_operator(m, function, args, kwargs)
        case Builtin():
            if function is called and function.owner in _CHECKED:
                _check_receiver(m, function, args)
            return run_builtin(m, function, args, kwargs)
        case BuiltinType():
            return construct(m, function, args, kwargs)
        case Unknown():
            given = call_unknown(m, function.reason, args, kwargs)
            is_made = function.role == "class" and isinstance(given, Unknown)
            return Unknown(function.reason, role="instance") if is_made else given
        case StaticMethod() | ClassMethod():
            return m.call(function.function, args, kwargs)
        case NumpyDType(scalar=True) if "numpy.dtype.__call__" in OPERATORS:
            stub = OPERATORS["numpy.dtype.__call__"]
            return m.program.semantics.run_operator(m, stub, [function, *args], kwargs)
        case Typing():
            return call_typing(m, function, args)
    m.raise_("TypeError", f"'{m.program.semantics.type_name(m, function)}' object is not callable",
             "bad-call")  # fmt: skip


def _check_receiver(m: Machine, function: Builtin, args: list[Value]) -> None:
    """Raises what ``dict.items(3)`` does: a method read from its type is given the object itself."""
    name, owner = function.name, function.owner
    if not args:
        m.raise_("TypeError", f"unbound method {owner}.{name}() needs an argument", "bad-call")
    cls = type_of(m, args[0])
    if cls is not None and not is_subclass(m, cls, _CHECKED[owner]) and not is_open(m, cls):
        given = m.program.semantics.type_name(m, args[0])
        text = f"descriptor '{name}' for '{owner}' objects doesn't apply to a '{given}' object"
        m.raise_("TypeError", text, "bad-call")


def run_builtin(
    m: Machine, function: Builtin, args: list[Value], kwargs: dict[str, Value]
) -> Value:
    """Runs a function of ours; what it cannot compute becomes Unknown."""
    try:
        return function.function(m, *args, **kwargs)
    except UnknownUse as use:
        return m.unknown(use.reason)
    except TypeError as error:
        if error.__traceback__ is not None and error.__traceback__.tb_next is None:
            message = str(error).partition("() ")[2] or str(error)
            m.raise_("TypeError", f"{function.name}() {message}", "")
        raise


def call_unknown(m: Machine, reason: str, args: list[Value], kwargs: dict[str, Value]) -> Value:
    """Returns the result of a call that is not followed; what it was given may have changed."""
    return m.program.semantics.unknown_call(m, reason, [*args, *kwargs.values()])


def new_instance(m: Machine, cls: Ref, args: list[Value], kwargs: dict[str, Value]) -> Ref:
    """Returns ``cls.__new__(cls, ...)`` where no class in the program defines ``__new__``."""
    payload: Value = None
    _check_abstract(m, cls)
    for entry in mro_of(m, cls):
        if entry is LIST:
            payload = m.new_list([])
        elif entry is DICT:
            payload = m.alloc(DictRecord({}))
        elif entry is SET:
            payload = m.alloc(SetRecord({}))
        elif isinstance(entry, BuiltinType) and entry.name in _VALUE_TYPES:
            payload = construct(m, entry, args, kwargs)
            break
        else:
            continue
        break
    instance = InstanceRecord(cls, {}, payload)
    if is_subclass(m, cls, BASE_EXCEPTION):
        instance.attrs["args"] = tuple(args)
    return m.alloc(instance)


def _check_abstract(m: Machine, cls: Ref) -> None:
    record = m.read(cls)
    assert isinstance(record, ClassRecord)
    missing = m.resolve(record.attrs.get("__abstractmethods__"))
    if not isinstance(missing, Ref):
        return
    names = sorted(str(name) for name in m.program.semantics.iterate(m, missing))
    if names:
        plural = "s" if len(names) > 1 else ""
        text = f"Can't instantiate abstract class {record.name} with abstract method{plural} "
        m.raise_("TypeError", text + ", ".join(names), "bad-call")


_VALUE_TYPES = ("int", "float", "str", "bytes", "tuple", "complex", "frozenset", "type", "Tensor",
                "Parameter", "Size", "property")  # fmt: skip


def construct(m: Machine, cls: BuiltinType, args: list[Value], kwargs: dict[str, Value]) -> Value:
    """Calls a native type."""
    maker = CONSTRUCTORS.get(cls.name)
    if maker is not None:
        return run_builtin(m, Builtin(cls.name, maker), args, kwargs)
    if BASE_EXCEPTION in cls.mro:
        first = m.resolve(args[0]) if len(args) > 1 else None
        if cls.name == "OSError" and isinstance(first, int):
            special = type(OSError(first, "")).__name__
            cls = EXCEPTIONS.get(special, cls)
        return m.alloc(InstanceRecord(cls, {"args": tuple(args), **kwargs}))
    if cls is OBJECT:
        return m.alloc(InstanceRecord(cls, {}))
    return m.unknown(f"construction of {cls.name}")
