"""Special methods of builtin types that programs call by name: ``int.__add__``, ``str.__eq__``.

Each works on the plain value inside its receiver, so that ``super().__add__(other)`` in a subclass
of a builtin type does what the type itself would do.
"""

from __future__ import annotations

from collections.abc import Callable

from pytea.machine import comparison, operators
from pytea.machine.exceptions import raise_host
from pytea.machine.format import format_text, repr_of, text_of
from pytea.machine.gathering import iterate
from pytea.machine.keys import key_of
from pytea.machine.machine import Machine
from pytea.machine.operators import payload
from pytea.machine.tables import METHODS, attribute, method
from pytea.machine.types import CLASSMETHOD, FUNCTION, PROPERTY, STATICMETHOD, type_name
from pytea.state.generator import GeneratorRecord
from pytea.symbolic import negate
from pytea.values.objects import Builtin, ClassMethod, Property, Ref, StaticMethod, Typing, Value
from pytea.values.records import InstanceRecord
from pytea.values.unknown import Unknown, UnknownUse

_HOST_VALUES = (bool, int, float, complex, str, bytes)
_BINARY = {
    "add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%", "pow": "**",
    "and": "&", "or": "|", "xor": "^", "lshift": "<<", "rshift": ">>",
}  # fmt: skip
_COMPARE = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}


def _host_binary(cls: type, name: str) -> Callable[..., Value]:
    function = getattr(cls, name)

    def call(m: Machine, obj: Value, other: Value = None, /, *rest: Value) -> Value:
        values = [payload(m, m.resolve(value)) for value in (obj, other, *rest)]
        if all(isinstance(value, _HOST_VALUES) for value in values):
            try:
                return function(*values)
            except (ArithmeticError, TypeError, ValueError) as error:
                raise_host(m, error, "bad-call")
        op = _BINARY.get(name.strip("_")) or _COMPARE.get(name.strip("_"))
        if op is None or not isinstance(values[1], operators.NUMBERS):
            unknown = next((value for value in values if isinstance(value, Unknown)), None)
            return NotImplemented if unknown is None else Unknown(unknown.reason)
        if op in _COMPARE.values():
            return comparison.compare(m, op, values[0], values[1])
        return operators.binary(m, op, values[0], values[1])

    return call


def _host_unary(cls: type, name: str) -> Callable[..., Value]:
    function = getattr(cls, name)

    def call(m: Machine, obj: Value, /, *args: Value) -> Value:
        values = [payload(m, m.resolve(value)) for value in (obj, *args)]
        if not all(isinstance(value, (*_HOST_VALUES, type(None))) for value in values):
            raise UnknownUse(f"{name} of a value that is not known")
        try:
            return function(*values)
        except (ArithmeticError, TypeError, ValueError) as error:
            raise_host(m, error, "bad-call")

    return call


_UNARY = (
    "__neg__", "__pos__", "__abs__", "__invert__", "__int__", "__float__", "__bool__", "__index__",
    "__round__", "__trunc__", "__floor__", "__ceil__", "__getnewargs__", "__complex__",
)  # fmt: skip


def _fill_host_type(cls: type) -> None:
    table = METHODS[cls.__name__]
    names = [f"__{prefix}{name}__" for name in (*_BINARY, "divmod") for prefix in ("", "r")]
    for name in (*names, *(f"__{name}__" for name in _COMPARE)):
        if name in dir(cls) and name not in table:
            table[name] = Builtin(name, _host_binary(cls, name))
    for name in _UNARY:
        if name in dir(cls) and name not in table:
            table[name] = Builtin(name, _host_unary(cls, name))


for _cls in (int, float, complex, str, bytes):
    _fill_host_type(_cls)


# --- containers -----------------------------------------------------------------------------------


def _container_binary(name: str, op: str) -> Callable[..., Value]:
    def call(m: Machine, obj: Value, other: Value, /) -> Value:
        left, right = payload(m, m.resolve(obj)), payload(m, m.resolve(other))
        if name.startswith("__r"):
            left, right = right, left
        return operators.native_binary(m, op, left, right)

    return call


def _container_compare(op: str) -> Callable[..., Value]:
    def call(m: Machine, obj: Value, other: Value, /) -> Value:
        left, right = payload(m, m.resolve(obj)), payload(m, m.resolve(other))
        if isinstance(right, Unknown):
            return Unknown(right.reason, "bool")
        if type_name(m, left) != type_name(m, right):
            return NotImplemented
        if op in ("==", "!="):
            equal = comparison.equals(m, left, right)
            return equal if op == "==" else negate(equal)
        return comparison.compare(m, op, left, right)

    return call


def _container_inplace(op: str) -> Callable[..., Value]:
    def call(m: Machine, obj: Value, other: Value, /) -> Value:
        operators.inplace(m, op, payload(m, m.resolve(obj)), other)
        return obj

    return call


_OPERATORS = {
    "list": ("add", "mul", "rmul"), "tuple": ("add", "mul", "rmul"), "dict": ("or", "ror"),
    "set": ("or", "and", "sub", "xor", "ror", "rand", "rsub", "rxor"),
    "frozenset": ("or", "and", "sub", "xor", "ror", "rand", "rsub", "rxor"),
}  # fmt: skip
_INPLACE = {"list": ("add", "mul"), "dict": ("or",), "set": ("or", "and", "sub", "xor")}
for _type, _names in _OPERATORS.items():
    for _name in _names:
        _op = _BINARY[_name if _name in _BINARY else _name[1:]]
        METHODS[_type][f"__{_name}__"] = Builtin(_name, _container_binary(f"__{_name}__", _op))
    for _name in _INPLACE.get(_type, ()):
        METHODS[_type][f"__i{_name}__"] = Builtin(_name, _container_inplace(_BINARY[_name]))
    for _name, _op in _COMPARE.items():
        if _type != "dict" or _name in ("eq", "ne"):
            METHODS[_type][f"__{_name}__"] = Builtin(_name, _container_compare(_op))
for _type in ("list", "dict", "set", "bytearray"):
    METHODS[_type]["__hash__"] = None


@method("list tuple range str dict", "__reversed__")
def container_reversed(m: Machine, obj: Value, /) -> Value:
    items = tuple(reversed(iterate(m, payload(m, m.resolve(obj)))))
    return m.program.semantics.iterator_of(m, items)


# --- all types ------------------------------------------------------------------------------------

_ALL = "int float complex str bytes tuple list dict set frozenset range"


@method("int float complex str bytes tuple frozenset range", "__hash__")
def value_hash(m: Machine, obj: Value, /) -> Value:
    return hash_of(m, payload(m, m.resolve(obj)))


def hash_of(m: Machine, value: Value) -> Value:
    """Returns ``hash(value)``: equal values have equal hashes, as long as the program runs."""
    value = m.resolve(value)
    if isinstance(value, (int, float, complex)):
        return hash(value)
    if isinstance(value, (str, bytes)):
        return int.from_bytes(repr(value).encode()[-7:], "big") + len(value)
    if isinstance(value, tuple):
        parts = [hash_of(m, item) for item in value]
        if all(isinstance(part, int) for part in parts):
            return hash(tuple(parts))
        raise UnknownUse("a hash")
    record = m.read(value) if isinstance(value, Ref) else None
    if isinstance(record, InstanceRecord) and record.payload is not None:
        if not isinstance(record.payload, Ref):
            return hash_of(m, record.payload)
    key = key_of(m, value)
    if isinstance(key, Ref):
        return 1_000_000 + key.addr
    raise UnknownUse("a hash")


@method(_ALL, "__repr__")
def value_repr(m: Machine, obj: Value, /) -> Value:
    return repr_of(m, payload(m, m.resolve(obj)))


@method(_ALL, "__str__")
def value_str(m: Machine, obj: Value, /) -> Value:
    return text_of(m, payload(m, m.resolve(obj)))


@method(_ALL, "__format__")
def value_format(m: Machine, obj: Value, spec: Value, /) -> Value:
    return format_text(m, payload(m, m.resolve(obj)), "", spec)


METHODS["bool"] = METHODS["int"]


@method("object", "__lt__", "__le__", "__gt__", "__ge__")
def object_order(m: Machine, obj: Value, other: Value, /) -> Value:
    return NotImplemented


# --- generators, functions ------------------------------------------------------------------------


def _generator(m: Machine, obj: Value) -> GeneratorRecord:
    record = m.read(obj) if isinstance(obj, Ref) else None
    if not isinstance(record, GeneratorRecord):
        raise UnknownUse("a generator that is not followed")
    return record


@attribute("generator", "__name__", "__qualname__")
def generator_name(m: Machine, obj: Value) -> Value:
    frame = _generator(m, obj).frame
    if frame is None:
        raise UnknownUse("the name of a generator that has ended")
    return frame.code.name


@attribute("generator", "gi_running")
def generator_running(m: Machine, obj: Value) -> Value:
    return _generator(m, obj).running


@attribute("generator", "gi_frame", "gi_code", "gi_yieldfrom")
def generator_inside(m: Machine, obj: Value) -> Value:
    return Typing("frame") if _generator(m, obj).frame else None


def descriptor_get(m: Machine, obj: Value, receiver: Value, owner: Value = None, /) -> Value:
    """Executes ``function.__get__``, ``staticmethod.__get__`` and ``classmethod.__get__``."""
    obj, receiver = m.resolve(obj), m.resolve(receiver)
    if isinstance(obj, StaticMethod):
        return obj.function
    if isinstance(obj, ClassMethod):
        cls = m.program.semantics.type_of(m, receiver) if owner is None else owner
        return m.program.semantics.bind_method(obj.function, cls)
    return obj if receiver is None else m.program.semantics.bind_method(obj, receiver)


for _kind in (STATICMETHOD, CLASSMETHOD, FUNCTION):
    METHODS[_kind.name]["__get__"] = Builtin("__get__", descriptor_get)


@method(PROPERTY.name, "__set__")
def property_set(m: Machine, obj: Value, receiver: Value, value: Value, /) -> Value:
    if not isinstance(obj, Property) or obj.setter is None:
        m.raise_("AttributeError", "property has no setter", "missing-attribute")
    return m.call(obj.setter, [receiver, value])
