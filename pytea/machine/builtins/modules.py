"""Modules that are native to the machine: math, cmath, operator, abc, and what typing gives."""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable
from typing import Any

from pytea.machine import comparison, operators
from pytea.machine.attributes import get_attr
from pytea.machine.gathering import iterate
from pytea.machine.item_writes import del_item, set_item
from pytea.machine.items import get_item
from pytea.machine.lookup import MISSING
from pytea.machine.machine import Machine
from pytea.machine.roots import integer_root, square_root, whole_root
from pytea.machine.special_methods import callable_attr
from pytea.machine.tables import FUNCTIONS, MODULES, constructor, method, native
from pytea.machine.types import BUILTIN_TYPES
from pytea.symbolic import SymInt, negate, sprod
from pytea.values.objects import Builtin, Ref, Typing, Value
from pytea.values.ratio import Ratio
from pytea.values.records import ListRecord, ModuleRecord, TensorRecord
from pytea.values.unknown import Unknown, UnknownUse

# --- math -----------------------------------------------------------------------------------------


def _number(m: Machine, value: Value) -> Value:
    value = operators.payload(m, m.resolve(value))
    if isinstance(value, Ref) and isinstance(m.read(value), TensorRecord):
        return m.program.semantics.tensor_number(m, value)
    return value


def _numbers(m: Machine, value: Value) -> Value:
    """Returns a number, or a sequence of numbers as a tuple (``math.dist``)."""
    value = _number(m, value)
    record = m.read(value) if isinstance(value, Ref) else None
    if isinstance(record, ListRecord):
        value = tuple(record.items)
    if isinstance(value, tuple) and all(isinstance(item, (int, float)) for item in value):
        return value
    return None if isinstance(value, tuple) else value


#: What functions give that give no float.
_KINDS = {
    "isnan": "bool", "isinf": "bool", "isfinite": "bool", "isclose": "bool",
    "gcd": "int", "lcm": "int", "comb": "int", "perm": "int", "factorial": "int", "isqrt": "int",
    "ceil": "int", "floor": "int", "trunc": "int", "prod": "", "sumprod": "", "frexp": "", "modf": "",
}  # fmt: skip


def _host_math(module: str, name: str, function: Callable[..., Any]) -> None:
    def call(m: Machine, /, *args: Value, **kwargs: Value) -> Value:
        values = [_numbers(m, value) for value in args]
        named = {key: m.resolve(value) for key, value in kwargs.items()}
        if not all(isinstance(v, (int, float, complex, tuple)) for v in (*values, *named.values())):
            unknown = next((v for v in values if isinstance(v, Unknown)), None)
            reason = f"{module}.{name} of a symbolic size"
            if unknown is not None:
                reason = unknown.reason
            return Unknown(reason, _KINDS.get(name, "float" if module == "math" else ""))
        try:
            return function(*values, **named)
        except (ValueError, OverflowError, ZeroDivisionError, TypeError) as error:
            m.raise_(type(error).__name__, str(error), "bad-argument")

    MODULES[module][name] = Builtin(f"{module}.{name}", call)


for _module, _source in (("math", math), ("cmath", cmath)):
    for _name in dir(_source):
        _value = getattr(_source, _name)
        if _name.startswith("_"):
            continue
        if callable(_value):
            _host_math(_module, _name, _value)
        else:
            MODULES[_module][_name] = _value


@native("math", "floor")
def math_floor(m: Machine, value: Value, /) -> Value:
    return _rounded(m, value, math.floor, Ratio.floor)


@native("math", "ceil")
def math_ceil(m: Machine, value: Value, /) -> Value:
    return _rounded(m, value, math.ceil, Ratio.ceil)


@native("math", "trunc")
def math_trunc(m: Machine, value: Value, /) -> Value:
    return _rounded(m, value, math.trunc, Ratio.truncated)


def _rounded(
    m: Machine, value: Value, host: Callable[[Any], Any], ratio: Callable[[Ratio], Any]
) -> Value:
    value = _number(m, value)
    found = callable_attr(m, value, f"__{host.__name__}__") if isinstance(value, Ref) else MISSING
    if found is not MISSING:
        return m.call(found, [])
    match value:
        case Ratio():
            return ratio(value)
        case SymInt():
            return value
        case int() | float():
            try:
                return host(value)
            except (ValueError, OverflowError) as error:
                m.raise_(type(error).__name__, str(error), "bad-argument")
        case Unknown():
            root = whole_root(m, value) if host is not math.ceil else None
            return Unknown(value.reason, "int") if root is None else root
    m.raise_("TypeError", "must be real number", "bad-call")


_host_sqrt, _host_isqrt = (MODULES["math"][name] for name in ("sqrt", "isqrt"))


@native("math", "sqrt")
def math_sqrt(m: Machine, value: Value, /) -> Value:
    value = _number(m, value)
    whole = value.numerator if isinstance(value, Ratio) and value.is_whole() else value
    if isinstance(whole, SymInt):
        return square_root(m, whole)
    return m.call(_host_sqrt, [value])


@native("math", "isqrt")
def math_isqrt(m: Machine, value: Value, /) -> Value:
    value = _number(m, value)
    found = integer_root(m, value) if isinstance(value, SymInt) else None
    return m.call(_host_isqrt, [value]) if found is None else found


@native("math", "prod")
def math_prod(m: Machine, iterable: Value, /, *, start: Value = 1) -> Value:
    items = [_number(m, item) for item in iterate(m, iterable)]
    if all(isinstance(item, (int, SymInt)) for item in (*items, start)):
        return sprod([start, *items])  # type: ignore[list-item]
    total = start
    for item in items:
        total = operators.binary(m, "*", total, item)
    return total


@native("math", "fsum")
def math_fsum(m: Machine, iterable: Value, /) -> Value:
    items = [_number(m, item) for item in iterate(m, iterable)]
    if all(isinstance(item, (int, float)) for item in items):
        return math.fsum(items)  # type: ignore[arg-type]
    return Unknown("a sum of floats", "float")


# --- operator -------------------------------------------------------------------------------------

_BINARY = {
    "add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%", "pow": "**",
    "matmul": "@", "lshift": "<<", "rshift": ">>", "and_": "&", "or_": "|", "xor": "^",
    "concat": "+",
}  # fmt: skip
_COMPARE = {
    "lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!=", "is_": "is",
    "is_not": "is-not",
}  # fmt: skip


def _operator_functions() -> None:
    def binary(op: str) -> Callable[..., Value]:
        return lambda m, a, b, /: operators.binary(m, op, a, b)

    def inplace(op: str) -> Callable[..., Value]:
        return lambda m, a, b, /: operators.inplace(m, op, a, b)

    def compare(op: str) -> Callable[..., Value]:
        return lambda m, a, b, /: comparison.compare(m, op, a, b)

    for name, op in _BINARY.items():
        native("operator", name)(binary(op))
        native("operator", "i" + name.rstrip("_"))(inplace(op))
    for name, op in _COMPARE.items():
        native("operator", name)(compare(op))
    for name, op in (("neg", "-"), ("pos", "+"), ("invert", "~"), ("inv", "~")):
        native("operator", name)(_unary(op))


def _unary(op: str) -> Callable[..., Value]:
    return lambda m, a, /: operators.unary(m, op, a)


_operator_functions()


@native("operator", "contains")
def operator_contains(m: Machine, container: Value, item: Value, /) -> Value:
    return comparison.contains(m, m.resolve(container), m.resolve(item))


@native("operator", "not_")
def operator_not(m: Machine, value: Value, /) -> Value:
    return negate(m.truth_value(value))


@native("operator", "truth")
def operator_truth(m: Machine, value: Value, /) -> Value:
    return m.truth_value(value)


@native("operator", "getitem")
def operator_getitem(m: Machine, obj: Value, index: Value, /) -> Value:
    return get_item(m, obj, index)


@native("operator", "setitem")
def operator_setitem(m: Machine, obj: Value, index: Value, value: Value, /) -> Value:
    set_item(m, obj, index, value)
    return None


@native("operator", "delitem")
def operator_delitem(m: Machine, obj: Value, index: Value, /) -> Value:
    del_item(m, obj, index)
    return None


@native("operator", "index")
def operator_index(m: Machine, value: Value, /) -> Value:
    return m.call(BUILTIN_TYPES["int"], [value])


@native("operator", "itemgetter")
def operator_itemgetter(m: Machine, *indices: Value) -> Value:
    def get(machine: Machine, obj: Value, /) -> Value:
        items = tuple(get_item(machine, obj, index) for index in indices)
        return items[0] if len(items) == 1 else items

    return Builtin("itemgetter", get)


@native("operator", "attrgetter")
def operator_attrgetter(m: Machine, *names: Value) -> Value:
    def read(machine: Machine, obj: Value, path: Value) -> Value:
        if not isinstance(path, str):
            raise UnknownUse("an attribute whose name is not known")
        for name in path.split("."):
            obj = get_attr(machine, obj, name)
        return obj

    def get(machine: Machine, obj: Value, /) -> Value:
        values = tuple(read(machine, obj, machine.resolve(name)) for name in names)
        return values[0] if len(values) == 1 else values

    return Builtin("attrgetter", get)


@native("operator", "methodcaller")
def operator_methodcaller(m: Machine, name: Value, /, *args: Value, **kwargs: Value) -> Value:
    def call(machine: Machine, obj: Value, /) -> Value:
        assert isinstance(name, str)
        return machine.call(get_attr(machine, obj, name), list(args), kwargs)

    return Builtin("methodcaller", call)


# --- modules that the program makes ---------------------------------------------------------------


@constructor("module")
def new_module(m: Machine, name: Value, doc: Value = None) -> Value:
    name = m.resolve(name)
    if not isinstance(name, str):
        raise UnknownUse("a module whose name is not known")
    return m.alloc(ModuleRecord(name, _module_attrs(name, doc), None, name, "user"))


@method("module", "__init__")
def module_init(m: Machine, module: Value, name: Value, doc: Value = None, /) -> Value:
    m.write(module).attrs.update(_module_attrs(m.resolve(name), doc))  # type: ignore[arg-type,attr-defined]
    return None


def _module_attrs(name: Value, doc: Value) -> dict[str, Value]:
    specials: dict[str, Value] = dict.fromkeys(["__package__", "__loader__", "__spec__"])
    return {"__name__": name, "__doc__": doc, **specials}


# --- abc, builtins, typing ------------------------------------------------------------------------


MODULES["__future__"] = dict.fromkeys(
    ["annotations", "division", "print_function", "absolute_import", "unicode_literals"]
)


def fill_builtins_module() -> None:
    """Makes the module ``builtins`` from the tables, once they are complete."""
    MODULES["builtins"].update(FUNCTIONS)
    MODULES["builtins"].update(BUILTIN_TYPES)


def typing_base(m: Machine, name: str) -> Value:
    """Returns the class that ``class X(NamedTuple)`` derives from, or the typing object itself."""
    module = "_namedtuple" if name == "NamedTuple" else ""
    if not module:
        return BUILTIN_TYPES["dict"]
    holder = m.program.semantics.import_module(m, module)
    if not isinstance(holder, Ref):
        return Typing(f"typing.{name}")
    return get_attr(m, holder, name)
