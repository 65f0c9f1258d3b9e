"""The builtin functions."""

from __future__ import annotations

from typing import Any

from pytea.machine import operators
from pytea.machine.attributes import MISSING, del_attr, find_attr, get_attr, set_attr
from pytea.machine.calls import callable_attr, is_native
from pytea.machine.iteration import is_native_iterator, iterate, iterator_of, next_item
from pytea.machine.machine import Machine
from pytea.machine.signals import Caught, Raised
from pytea.machine.tables import builtin
from pytea.machine.types import TYPE, UNKNOWN_KINDS, is_open, is_subclass, mro_of, type_of
from pytea.symbolic import Bool, SymInt, all_of, any_of, smax, smin
from pytea.values.objects import (
    EXHAUSTED,
    UNBOUND,
    Builtin,
    BuiltinType,
    Ref,
    Super,
    Typing,
    Value,
)
from pytea.values.ratio import Ratio
from pytea.values.records import ClassRecord, FunctionRecord, InstanceRecord, IteratorRecord
from pytea.values.unknown import Unknown, UnknownUse


@builtin("len")
def builtin_len(m: Machine, obj: Value, /) -> Value:
    return m.program.semantics.length(m, obj)


@builtin("print", "breakpoint")
def builtin_print(m: Machine, *args: Value, **kwargs: Value) -> Value:
    if m.program.printed is not None and "file" not in kwargs:
        _record_print(m, args, kwargs)
    return None


def _record_print(m: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> None:
    separator, end = kwargs.get("sep", " "), kwargs.get("end", "\n")
    texts = []
    for arg in args:
        try:
            texts.append(m.program.semantics.text_of(m, arg))
        except UnknownUse:
            texts.append("?")
    assert m.program.printed is not None
    shown_separator = separator if isinstance(separator, str) else " "
    m.program.printed.append(shown_separator.join(texts) + (end if isinstance(end, str) else "\n"))


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
        return unknown if unknown is not None else any_of(r for r in results if not isinstance(r, Unknown))
    if isinstance(obj, Unknown):
        known = UNKNOWN_KINDS.get(obj.kind)
        if known is None:
            return Unknown(obj.reason, "bool")
        return is_subclass(m, known, classinfo)
    if isinstance(classinfo, Typing):
        return _typing_instance(m, obj, classinfo)
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
        return Unknown("an instance of a class with an unknown base", "bool")
    return False


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
                return found  # type: ignore[no-any-return]
    return MISSING


_ABSTRACT = {
    "Callable": "__call__", "Iterable": "__iter__", "Iterator": "__next__", "Sized": "__len__",
    "Hashable": "__hash__", "Container": "__contains__", "Generator": "send",
}  # fmt: skip
_COLLECTIONS = {
    "Sequence": ("list", "tuple", "str", "bytes", "range"), "MutableSequence": ("list",),
    "Mapping": ("dict",), "MutableMapping": ("dict",), "Set": ("set", "frozenset"),
    "MutableSet": ("set",), "Collection": ("list", "tuple", "str", "dict", "set", "range"),
    "List": ("list",), "Dict": ("dict",), "Tuple": ("tuple",), "Number": ("int", "float"),
}  # fmt: skip


def _typing_instance(m: Machine, obj: Value, classinfo: Typing) -> Bool | Unknown:
    name = classinfo.name.rpartition(".")[2]
    cls = type_of(m, obj)
    if cls is None:
        return Unknown("the type of a value that is not known", "bool")
    if name == "Any":
        return True
    if name == "Callable":
        return builtin_callable(m, obj)  # type: ignore[return-value]
    names = _COLLECTIONS.get(name)
    if names is not None:
        mro = mro_of(m, cls)
        return any(isinstance(entry, BuiltinType) and entry.name in names for entry in mro)
    special = _ABSTRACT.get(name)
    if special is not None:
        try:
            if special == "__iter__":
                return _is_iterable(m, obj)
            return callable_attr(m, obj, special) is not MISSING
        except UnknownUse:
            return Unknown("an abstract class", "bool")
    return Unknown(f"isinstance with {classinfo.name}", "bool")


def _is_iterable(m: Machine, obj: Value) -> bool:
    if isinstance(obj, (tuple, str, bytes)):
        return True
    if isinstance(obj, Ref) and not isinstance(m.read(obj), (InstanceRecord, FunctionRecord)):
        return True
    return callable_attr(m, obj, "__iter__") is not MISSING


@builtin("issubclass")
def builtin_issubclass(m: Machine, cls: Value, classinfo: Value, /) -> Value:
    cls, classinfo = m.resolve(cls), m.resolve(classinfo)
    if isinstance(classinfo, tuple):
        return any_of(m.truth_value(builtin_issubclass(m, cls, item)) for item in classinfo)
    if isinstance(cls, Unknown) or isinstance(classinfo, (Unknown, Typing)):
        return Unknown("a class that is not followed", "bool")
    hook = _class_hook(m, classinfo, "__subclasscheck__")
    if hook is not MISSING:
        return m.truth_value(m.call(hook, [classinfo, cls]))
    if not isinstance(cls, (Ref, BuiltinType)):
        m.raise_("TypeError", "issubclass() arg 1 must be a class", "")
    return is_subclass(m, cls, classinfo)


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
    return is_native(m, obj) and not isinstance(
        obj, (int, float, str, bytes, tuple, type(None), SymInt)
    )


def builtin_type(m: Machine, obj: Value, /, *rest: Value, **kwargs: Value) -> Value:
    if rest:
        bases, namespace = rest
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
    if isinstance(obj, Ref):
        own = m.program.semantics.user_hash(m, obj)
        if own is not None:
            return m.call(own, [])
        return 1_000_000 + obj.addr
    m.program.semantics.key_of(m, obj)
    if isinstance(obj, (int, float, bool)):
        return hash(obj)
    return Unknown("a hash", "int")


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
    if isinstance(obj, Ref) and isinstance(m.read(obj), InstanceRecord):
        if _needs_program(m, obj, name):
            found = m.call(m.program.prelude(m, "get_attribute"), [obj, name], {}, ("AttributeError",))
            return MISSING if isinstance(found, Caught) else found
    try:
        return find_attr(m, obj, name)
    except Raised:
        return MISSING


def _needs_program(m: Machine, obj: Ref, name: str) -> bool:
    record = m.read(obj)
    assert isinstance(record, InstanceRecord)
    found, _ = m.program.semantics.find_in_class(m, record.cls, name)
    if found is not MISSING:
        return type(found).__name__ == "Property" or isinstance(found, Ref)
    if name in record.attrs:
        return False
    fallback, _ = m.program.semantics.find_in_class(m, record.cls, "__getattr__")
    return fallback is not MISSING


@builtin("hasattr")
def builtin_hasattr(m: Machine, obj: Value, name: Value, /) -> Value:
    obj, name = m.resolve(obj), m.resolve(name)
    if isinstance(obj, Unknown) or not isinstance(name, str):
        return Unknown("an attribute of a value that is not known", "bool")
    value = find_or_missing(m, obj, name)
    if isinstance(value, Unknown) and isinstance(obj, Ref):
        record = m.read(obj)
        if isinstance(record, InstanceRecord) and is_open(m, record.cls):
            return Unknown(value.reason, "bool")
    return value is not MISSING


@builtin("setattr")
def builtin_setattr(m: Machine, obj: Value, name: Value, value: Value, /) -> Value:
    name = m.resolve(name)
    if isinstance(name, str):
        set_attr(m, obj, name, value)
    return None


@builtin("delattr")
def builtin_delattr(m: Machine, obj: Value, name: Value, /) -> Value:
    name = m.resolve(name)
    if isinstance(name, str):
        del_attr(m, obj, name)
    return None


def builtin_super(m: Machine, *args: Value) -> Value:
    if len(args) == 2:
        return Super(m.resolve(args[0]), m.resolve(args[1]))
    raise UnknownUse("super() outside of a method")


# --- iteration ----------------------------------------------------------------------------------


@builtin("iter")
def builtin_iter(m: Machine, obj: Value, /, *sentinel: Value) -> Value:
    if sentinel:
        return m.call(m.program.prelude(m, "call_until"), [obj, sentinel[0]])
    return iterator_of(m, obj)


@builtin("next")
def builtin_next(m: Machine, iterator: Value, /, *default: Value) -> Value:
    item = next_item(m, iterator)
    if item is not EXHAUSTED:
        return item
    if default:
        return default[0]
    m.raise_("StopIteration", "", "")


@builtin("enumerate")
def builtin_enumerate(m: Machine, iterable: Value, start: Value = 0) -> Value:
    inner = iterator_of(m, iterable)
    return m.alloc(IteratorRecord("enumerate", inner, m.resolve(start)))


@builtin("zip")
def builtin_zip(m: Machine, *iterables: Value, strict: Value = False) -> Value:
    inner = [iterator_of(m, iterable) for iterable in iterables]
    if not inner:
        return m.alloc(IteratorRecord("items", ()))
    if all(is_native_iterator(m, iterator) for iterator in inner):
        if strict is True:
            _check_strict(m, inner)
        return m.alloc(IteratorRecord("zip", tuple(inner)))
    return m.call(m.program.prelude(m, "zip_iterators"), [tuple(inner)])


def _check_strict(m: Machine, iterators: list[Value]) -> None:
    lengths = []
    for iterator in iterators:
        record = m.read(iterator)  # type: ignore[arg-type]
        assert isinstance(record, IteratorRecord)
        if record.kind in ("zip", "enumerate", "unknown"):
            return
        lengths.append(m.program.semantics.native_length(m, record))
    for number, length in enumerate(lengths[1:], 2):
        if not m.decide(length == lengths[0]):
            word = "longer" if m.decide(length > lengths[0]) else "shorter"
            m.raise_(
                "ValueError", f"zip() argument {number} is {word} than argument 1", "unpack-mismatch"
            )


@builtin("map")
def builtin_map(m: Machine, function: Value, *iterables: Value) -> Value:
    function = m.resolve(function)
    if len(iterables) == 1:
        return m.call(m.program.prelude(m, "map_one"), [function, iterator_of(m, iterables[0])])
    return m.call(m.program.prelude(m, "map_many"), [function, builtin_zip(m, *iterables)])


@builtin("filter")
def builtin_filter(m: Machine, function: Value, iterable: Value, /) -> Value:
    return m.call(m.program.prelude(m, "filter_items"), [function, iterator_of(m, iterable)])


@builtin("reversed")
def builtin_reversed(m: Machine, sequence: Value, /) -> Value:
    sequence = m.resolve(sequence)
    found = callable_attr(m, sequence, "__reversed__")
    if isinstance(sequence, Ref) and found is not MISSING and not _is_builtin(found):
        return m.call(found, [])
    return m.alloc(IteratorRecord("items", tuple(reversed(iterate(m, sequence)))))


def _is_builtin(found: Value) -> bool:
    return isinstance(getattr(found, "function", None), Builtin)


@builtin("sorted")
def builtin_sorted(m: Machine, iterable: Value, /, *, key: Value = None, reverse: Value = False) -> Value:
    items = iterate(m, iterable)
    return m.new_list(sorted_items(m, items, key, reverse))


def sorted_items(m: Machine, items: list[Value], key: Value, reverse: Value) -> list[Value]:
    """Returns items in the order of ``sorted``; raises UnknownUse when it is not known."""
    key = m.resolve(key)
    keys = items if key is None else [m.resolve(m.call(key, [item])) for item in items]
    host = [_host_key(m, k) for k in keys]
    order: list[int]
    try:
        order = sorted(range(len(items)), key=lambda i: host[i], reverse=m.truth(reverse))
    except TypeError as error:
        m.raise_("TypeError", str(error), "bad-call")
    return [items[i] for i in order]


def _host_key(m: Machine, value: Value) -> Any:
    value = m.resolve(value)
    if isinstance(value, (bool, int, float, str, bytes)):
        return value
    if isinstance(value, tuple):
        return tuple(_host_key(m, item) for item in value)
    if isinstance(value, Unknown):
        raise UnknownUse(value.reason)
    return _ByComparison(m, value)


class _ByComparison:
    """Sorts objects of the program by their own ``<``."""

    def __init__(self, m: Machine, value: Value) -> None:
        self.m, self.value = m, value

    def __lt__(self, other: object) -> bool:
        right = other.value if isinstance(other, _ByComparison) else other
        return self.m.truth(operators.compare(self.m, "<", self.value, right))


@builtin("sum")
def builtin_sum(m: Machine, iterable: Value, /, start: Value = 0) -> Value:
    items = iterate(m, iterable)
    if len(items) > 4 and not isinstance(start, Ref) and any(isinstance(i, Ref) for i in items):
        return m.call(m.program.prelude(m, "sum_items"), [tuple(items), start])
    total = start
    for item in items:
        total = operators.binary(m, "+", total, item)
    return total


@builtin("min")
def builtin_min(m: Machine, *args: Value, key: Value = None, default: Value = UNBOUND) -> Value:
    return _extreme(m, args, key, default, "min")


@builtin("max")
def builtin_max(m: Machine, *args: Value, key: Value = None, default: Value = UNBOUND) -> Value:
    return _extreme(m, args, key, default, "max")


def _extreme(m: Machine, args: tuple[Value, ...], key: Value, default: Value, name: str) -> Value:
    items = list(args) if len(args) > 1 else iterate(m, args[0])
    if not items:
        if default is not UNBOUND:
            return default
        m.raise_("ValueError", f"{name}() arg is an empty sequence", "bad-argument")
    items = [m.resolve(item) for item in items]
    unknown = next((item for item in items if isinstance(item, Unknown)), None)
    if unknown is not None:
        return Unknown(unknown.reason, unknown.kind)
    key = m.resolve(key)
    plain = key is None and all(type(i) in (int, float, SymInt) for i in items)
    if plain and any(type(i) is SymInt for i in items) and not any(type(i) is float for i in items):
        return smin(*items) if name == "min" else smax(*items)  # type: ignore[arg-type]
    keys = items if key is None else [m.resolve(m.call(key, [item])) for item in items]
    best = 0
    for position in range(1, len(items)):
        op = "<" if name == "min" else ">"
        if m.truth(operators.compare(m, op, keys[position], keys[best])):
            best = position
    return items[best]


@builtin("all")
def builtin_all(m: Machine, iterable: Value, /) -> Value:
    if _is_lazy(m, iterable):
        return m.call(m.program.prelude(m, "all_items"), [iterable])
    return all_of(m.truth_value(item) for item in iterate(m, iterable))


@builtin("any")
def builtin_any(m: Machine, iterable: Value, /) -> Value:
    if _is_lazy(m, iterable):
        return m.call(m.program.prelude(m, "any_items"), [iterable])
    return any_of(m.truth_value(item) for item in iterate(m, iterable))


def _is_lazy(m: Machine, iterable: Value) -> bool:
    iterable = m.resolve(iterable)
    return isinstance(iterable, Ref) and type(m.read(iterable)).__name__ == "GeneratorRecord"


# --- numbers and texts --------------------------------------------------------------------------


@builtin("abs")
def builtin_abs(m: Machine, value: Value, /) -> Value:
    value = m.resolve(value)
    if isinstance(value, (int, float, complex, SymInt)):
        return abs(value)
    if isinstance(value, Unknown):
        return Unknown(value.reason, value.kind)
    return m.call(get_attr(m, value, "__abs__"), [])


@builtin("round")
def builtin_round(m: Machine, value: Value, /, ndigits: Value = None) -> Value:
    value, ndigits = m.resolve(value), m.resolve(ndigits)
    if isinstance(value, (int, float)) and isinstance(ndigits, (int, type(None))):
        try:
            return round(value, ndigits) if ndigits is not None else round(value)
        except (ValueError, OverflowError) as error:
            m.raise_(type(error).__name__, str(error), "")
    if isinstance(value, SymInt):
        return value
    if isinstance(value, Ratio):
        return value.numerator if value.is_whole() else Unknown("a rounded symbolic ratio", "int")
    if isinstance(value, Unknown):
        return Unknown(value.reason, "int" if ndigits is None else value.kind)
    return m.call(get_attr(m, value, "round" if _is_tensor(m, value) else "__round__"), [])


def _is_tensor(m: Machine, value: Value) -> bool:
    return isinstance(value, Ref) and type(m.read(value)).__name__ == "TensorRecord"


@builtin("divmod")
def builtin_divmod(m: Machine, left: Value, right: Value, /) -> Value:
    return (operators.binary(m, "//", left, right), operators.binary(m, "%", left, right))


@builtin("pow")
def builtin_pow(m: Machine, base: Value, exp: Value, mod: Value = None) -> Value:
    if mod is None:
        return operators.binary(m, "**", base, exp)
    values = [m.resolve(v) for v in (base, exp, mod)]
    if all(isinstance(v, int) for v in values):
        return pow(*values)  # type: ignore[call-overload, no-any-return]
    return Unknown("a modular power", "int")


@builtin("repr")
def builtin_repr(m: Machine, value: Value, /) -> Value:
    try:
        return m.program.semantics.repr_of(m, value)
    except UnknownUse as use:
        return Unknown(use.reason, "str")


@builtin("ascii")
def builtin_ascii(m: Machine, value: Value, /) -> Value:
    text = builtin_repr(m, value)
    return ascii(text)[1:-1] if isinstance(text, str) else text


@builtin("format")
def builtin_format(m: Machine, value: Value, spec: Value = "", /) -> Value:
    return m.program.semantics.format_value(m, value, "", spec)


def _host_function(name: str, function: Any) -> None:
    def call(m: Machine, value: Value, /) -> Value:
        value = m.resolve(value)
        if isinstance(value, (int, str, bytes)):
            try:
                return function(value)  # type: ignore[no-any-return]
            except (TypeError, ValueError, OverflowError) as error:
                m.raise_(type(error).__name__, str(error), "bad-call")
        raise UnknownUse(f"{name}() of a value that is not known")

    builtin(name)(call)


for _name, _function in (("chr", chr), ("bin", bin), ("hex", hex), ("oct", oct), ("ord", ord)):
    _host_function(_name, _function)


# --- the program itself -------------------------------------------------------------------------


@builtin("vars")
def builtin_vars(m: Machine, *args: Value) -> Value:
    if args:
        return get_attr(m, args[0], "__dict__")
    return builtin_locals(m)


@builtin("locals")
def builtin_locals(m: Machine) -> Value:
    frame = m.frame
    if frame.namespace is not None:
        return frame.namespace
    if frame.code.kind == "module":
        return builtin_globals(m)
    values = {
        name: value
        for name, value in zip(frame.code.registers, frame.regs, strict=True)
        if name and value is not UNBOUND
    }
    return m.new_dict({name: _cell_value(m, value) for name, value in values.items()})


def _cell_value(m: Machine, value: Value) -> Value:
    if isinstance(value, Ref):
        record = m.read(value)
        if type(record).__name__ == "CellRecord":
            return record.value  # type: ignore[attr-defined, no-any-return]
    return value


@builtin("globals")
def builtin_globals(m: Machine) -> Value:
    record = m.read(m.frame.module)
    return m.new_dict(dict(record.attrs))  # type: ignore[attr-defined]


@builtin("dir")
def builtin_dir(m: Machine, *args: Value) -> Value:
    return m.opaque("list", "dir()")


@builtin("open")
def builtin_open(m: Machine, *args: Value, **kwargs: Value) -> Value:
    return Unknown("the contents of a file")


@builtin("input")
def builtin_input(m: Machine, *args: Value) -> Value:
    return Unknown("what the user types", "str")


@builtin("eval", "exec", "compile", "memoryview", "aiter", "anext", "help", "copyright", "credits")
def builtin_unfollowed(m: Machine, *args: Value, **kwargs: Value) -> Value:
    return m.unknown("code that is made at run time")


@builtin("exit", "quit")
def builtin_exit(m: Machine, *args: Value) -> Value:
    m.raise_("SystemExit", "", "")


@builtin("__import__")
def builtin_import(m: Machine, name: Value, *rest: Value, **kwargs: Value) -> Value:
    name = m.resolve(name)
    if not isinstance(name, str):
        return m.unknown("a module whose name is not known")
    module = m.program.semantics.import_module(m, name)
    top = m.state.modules.get(name.partition(".")[0])
    return top if top is not None else module


@builtin("reveal_shape")
def builtin_reveal_shape(m: Machine, value: Value, /) -> Value:
    m.program.semantics.reveal_shape(m, value)
    return value


@builtin("reveal_value", "reveal_type")
def builtin_reveal_value(m: Machine, value: Value, /) -> Value:
    m.program.semantics.reveal_value(m, value)
    return value

