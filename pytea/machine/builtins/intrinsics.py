"""The module ``_pytea``: what bundled stubs written in Python may ask of the machine."""

from __future__ import annotations

from importlib import import_module

from pytea.machine.bound_name import bound_name, given_name
from pytea.machine.builtins.callables import is_abstract
from pytea.machine.items import set_any_key
from pytea.machine.machine import Machine
from pytea.machine.operands import given_to_stub
from pytea.machine.shown import observed_module
from pytea.machine.signals import Raised
from pytea.machine.stub_runner import run_operator
from pytea.machine.summaries import Items, as_items, fresh_count, new_summary
from pytea.machine.tables import native
from pytea.machine.types import is_open, is_subclass, type_name, type_of
from pytea.solver import Verdict
from pytea.stubapi import OPERATORS
from pytea.symbolic import SymBool, SymInt, SymKind, between, fresh_bool, fresh_int, symbols_of
from pytea.values.objects import DATA_DEPENDENT, BuiltinType, Property, Ref, Typing, Value
from pytea.values.records import (
    ClassRecord,
    DictRecord,
    FunctionRecord,
    InstanceRecord,
    ListRecord,
    OpaqueRecord,
    SetRecord,
    TensorRecord,
)
from pytea.values.unknown import Unknown


@native("_pytea", "unknown")
def intrinsic_unknown(m: Machine, reason: Value, kind: Value = "") -> Value:
    reason, kind = m.resolve(reason), m.resolve(kind)
    text = reason if isinstance(reason, str) else "a value that is not followed"
    if kind in ("list", "set"):
        item = Unknown(text)
        return new_summary(m, kind, Items(item, fresh_count(m, 0, item)), text)
    if kind == "dict":
        return m.opaque(kind, text)
    return Unknown(text, kind if isinstance(kind, str) else "")


@native("_pytea", "random")
def intrinsic_random(m: Machine, kind: Value = "float") -> Value:
    return Unknown(DATA_DEPENDENT, kind if isinstance(kind, str) else "float")


@native("_pytea", "fresh_int")
def intrinsic_fresh_int(m: Machine, name: Value, lo: Value = 0, hi: Value = None) -> Value:
    return fresh_number(m, name, lo, hi, SymKind.INPUT)


@native("_pytea", "any_int")
def intrinsic_any_int(m: Machine, name: Value, lo: Value, hi: Value) -> Value:
    drawn = bound_name(m) if name in ("randint", "randbelow") else None
    return fresh_number(m, drawn or name, lo, hi, SymKind.ITERATION)


@native("_pytea", "given_name")
def intrinsic_given_name(m: Machine, value: Value, usual: Value) -> Value:
    """Returns how the program names what it gives to a stub; what is ``usual`` where it does not."""
    return given_name(m, value) or usual


def _input_name(name: Value) -> str:
    """Returns the name of an input as a configuration gives it: ``args.size`` is ``size``."""
    return name.removeprefix("args.") if isinstance(name, str) else ""


@native("_pytea", "has_input")
def intrinsic_has_input(m: Machine, name: Value) -> Value:
    """Returns whether the configuration says what an input is."""
    return _input_name(name) in m.program.inputs


def fresh_number(m: Machine, name: Value, lo: Value, hi: Value, kind: SymKind) -> Value:
    """Returns a new number within bounds; its kind is that of an input where they are not known."""
    known, value = m.answer()
    if known:
        return value
    low, high = m.resolve(lo), m.resolve(hi)
    chosen = m.program.inputs.get(_input_name(name)) if kind is SymKind.INPUT else None
    if chosen is not None:
        low, high = chosen
        if low == high:
            return low
    exact = isinstance(low, int) and isinstance(high, (int, type(None)))
    text, drawn = name if isinstance(name, str) else "n", kind if exact else SymKind.INPUT
    if isinstance(low, (int, SymInt)) and isinstance(high, (int, SymInt)):
        symbol = between(text, low, high, drawn)
        m.state.learn(low <= high)
    else:
        least, most = (bound if isinstance(bound, int) else None for bound in (low, high))
        symbol = fresh_int(text, drawn, least, most)
    m.remember(symbol)
    return symbol


@native("_pytea", "as_input")
def intrinsic_as_input(m: Machine, value: Value, *, typed: Value = True) -> Value:
    record = m.read(value) if isinstance(value, Ref) else None
    if isinstance(record, TensorRecord):
        tensor = record.tensor.changed(origin=None)
        return m.new_tensor(tensor if typed is True else tensor.changed(dtype=None))
    return value


@native("_pytea", "observe_module")
def intrinsic_observe_module(m: Machine, module: Value) -> Value:
    if m.program.observer is not None and isinstance(module, Ref):
        observed_module(m, m.program.observer, module)
    return None


@native("_pytea", "observe_anew")
def intrinsic_observe_anew(m: Machine) -> Value:
    if m.program.observer is not None:
        m.program.observer.forget()
    return None


@native("_pytea", "choice")
def intrinsic_choice(m: Machine, name: Value) -> Value:
    known, value = m.answer()
    if known:
        return value
    cond = fresh_bool(name if isinstance(name, str) else "choice", SymKind.CHOICE)
    m.remember(cond)
    return cond


@native("_pytea", "is_known")
def intrinsic_is_known(m: Machine, value: Value) -> Value:
    value = m.resolve(value)
    record = m.read(value) if isinstance(value, Ref) else None
    if isinstance(record, OpaqueRecord):
        element = record.element
        if isinstance(element, Unknown):
            return bool(element.kind) or element.some is not None
        return element is not None
    return not isinstance(value, Unknown)


@native("_pytea", "summary")
def intrinsic_summary(m: Machine, samples: Value, count: Value = None) -> Value:
    """Returns a list of ``count`` items that look like those of ``samples``."""
    items = as_items(m, samples)
    if items is None:
        return m.opaque("list", "items that are not followed")
    number = m.resolve(count)
    if not isinstance(number, (int, SymInt)):
        number = fresh_count(m, 0, items.element if isinstance(items.element, Unknown) else None)
    return new_summary(m, "list", Items(items.element, number, items.bound))


@native("_pytea", "add_entry")
def intrinsic_add_entry(m: Machine, entries: Value, key: Value, value: Value) -> Value:
    """Adds an entry to a dict under a key that is not known, but that none of its entries has."""
    entries = m.resolve(entries)
    if isinstance(entries, Ref) and isinstance(m.read(entries), DictRecord):
        set_any_key(m, entries, key, value, is_new=True)
    return None


@native("_pytea", "is_symbolic")
def intrinsic_is_symbolic(m: Machine, value: Value) -> Value:
    return isinstance(m.resolve(value), (SymInt, SymBool))


@native("_pytea", "is_tensor")
def intrinsic_is_tensor(m: Machine, value: Value) -> Value:
    value = m.resolve(value)
    return isinstance(value, Ref) and isinstance(m.read(value), TensorRecord)


@native("_pytea", "type_name")
def intrinsic_type_name(m: Machine, value: Value) -> Value:
    value = m.resolve(value)
    return "number" if isinstance(value, Unknown) and value.number else type_name(m, value)


@native("_pytea", "is_abstract")
def intrinsic_is_abstract(m: Machine, function: Value) -> Value:
    function = m.resolve(function)
    if isinstance(function, Property):
        parts = (function.getter, function.setter, function.deleter)
        return any(is_abstract(m, part) for part in parts)
    return is_abstract(m, function)


@native("_pytea", "is_subtype")
def intrinsic_is_subtype(m: Machine, cls: Value, other: Value) -> Value:
    cls = m.resolve(cls)
    if not isinstance(cls, (Ref, BuiltinType)):
        return Unknown("a class that is not followed", "bool")
    if is_subclass(m, cls, m.resolve(other)):
        return True
    return Unknown("a class with an unknown base", "bool") if is_open(m, cls) else False


@native("_pytea", "exc_info")
def intrinsic_exc_info(m: Machine) -> Value:
    for frame in reversed(m.state.frames):
        if frame.current:
            exception = m.resolve(frame.current[-1])
            return (type_of(m, exception), exception, Typing("traceback"))
    return (None, None, None)


@native("_pytea", "print")
def intrinsic_print(m: Machine, text: Value) -> Value:
    text = m.resolve(text)
    if m.program.printed is not None:
        m.program.printed.append(text if isinstance(text, str) else "?")
    return None


@native("_pytea", "new_tensor")
def intrinsic_new_tensor(
    m: Machine, shape: Value, dtype: Value = None, device: Value = None
) -> Value:
    kwargs = {"dtype": dtype, "device": device}
    return run_operator(m, OPERATORS["torch.empty"], [shape], kwargs)


@native("_pytea", "fail")
def intrinsic_fail(
    m: Machine, message: Value, code: Value = "bad-argument", exception: Value = "RuntimeError"
) -> Value:
    text = message if isinstance(message, str) else "torch refuses this call"
    raised = m.program.semantics.make_exception(m, str(exception), text)
    finding = m.findings.make(m.state, str(code), text, operands=given_to_stub(m))
    m.findings.attach_finding(raised, finding)
    raise Raised(raised)


@native("_pytea", "require")
def intrinsic_require(
    m: Machine,
    cond: Value,
    message: Value,
    code: Value = "shape-mismatch",
    exception: Value = "RuntimeError",
) -> Value:
    cond = m.resolve(cond)
    if isinstance(cond, Unknown):
        return None
    truth = m.truth_value(cond)
    if isinstance(truth, SymBool):
        kinds = {symbol.kind for symbol in symbols_of(truth)}
        verdict = m.verdict(truth)
        open_kinds = {SymKind.INPUT, SymKind.VARYING}
        if verdict is Verdict.DEPENDS and kinds <= open_kinds:
            m.state.learn(truth)
            return None
        if verdict is Verdict.UNKNOWN or (verdict is Verdict.DEPENDS and kinds & open_kinds):
            return None
        truth = m.decide(truth)
    if not truth:
        intrinsic_fail(m, message, code, exception)
    return None


@native("_pytea", "limit")
def intrinsic_limit(m: Machine, sentence: Value) -> Value:
    if isinstance(sentence, str) and not isinstance(m.state.guard, SymBool):
        m.findings.limit(sentence)
    return None


@native("_pytea", "warn")
def intrinsic_warn(m: Machine, code: Value, message: Value) -> Value:
    if isinstance(message, str):
        m.findings.add(m.findings.make(m.state, str(code), message, "warning"))
    return None


# --- loaders --------------------------------------------------------------------------------------


@native("_pytea", "class_annotations")
def intrinsic_class_annotations(m: Machine, cls: Value) -> Value:
    cls = m.resolve(cls)
    record = m.read(cls) if isinstance(cls, Ref) else None
    pairs = record.annotations if isinstance(record, ClassRecord) else ()
    return m.new_list(list(pairs))


@native("_pytea", "parameters_of")
def intrinsic_parameters_of(m: Machine, function: Value) -> Value:
    function = m.resolve(function)
    while hasattr(function, "receiver"):
        function = function.function  # type: ignore[attr-defined]
    record = m.read(function) if isinstance(function, Ref) else None
    if not isinstance(record, FunctionRecord):
        return Unknown("the parameters of a function that is not followed")
    parameters = record.code.parameters
    first = len(parameters.positional) - len(record.defaults)
    rows: list[Value] = []
    for index, name in enumerate(parameters.positional):
        kind = "positional_only" if index < parameters.positional_only else "positional"
        has_default = index >= first
        rows.append(
            (name, kind, has_default, record.defaults[index - first] if has_default else None)
        )
    if parameters.varargs is not None:
        rows.append((parameters.varargs, "varargs", False, None))
    for name in parameters.keyword_only:
        default = record.keyword_defaults.get(name)
        rows.append((name, "keyword_only", name in record.keyword_defaults, default))
    if parameters.varkw is not None:
        rows.append((parameters.varkw, "varkw", False, None))
    return m.new_list(rows)


@native("_pytea", "call_host")
def intrinsic_call_host(m: Machine, name: Value, *args: Value) -> Value:
    # most programs need none of what is imported there
    host = import_module("pytea.machine.host")
    name = m.resolve(name)
    function = host.HOST_FUNCTIONS.get(name) if isinstance(name, str) else None
    if function is None:
        return m.unknown(f"host function {name}")
    try:
        values = [plain(m, value) for value in args]
    except _NotPlain:
        return intrinsic_unknown(
            m, f"{name} of a value that is not known", host.HOST_KINDS.get(str(name), "")
        )
    try:
        return lift(m, function(*values))
    except Exception as error:
        exception = m.program.semantics.make_exception(m, type(error).__name__, str(error))
        raise Raised(exception) from error


class _NotPlain(Exception):
    pass


def plain(m: Machine, value: Value) -> object:
    """Returns a value as Python itself has it, if it is made of known builtin values only."""
    value = m.resolve(value)
    if isinstance(value, (bool, int, float, complex, str, bytes, type(None))):
        return value
    if isinstance(value, tuple):
        return tuple(plain(m, item) for item in value)
    if isinstance(value, Ref):
        record = m.read(value)
        match record:
            case ListRecord():
                return [plain(m, item) for item in record.items]
            case DictRecord() if record.rest is None:
                return {plain(m, k): plain(m, v) for k, v in record.entries.values()}
            case SetRecord():
                return {plain(m, item) for item in record.entries.values()}
            case InstanceRecord() if record.payload is not None:
                return plain(m, record.payload)
    raise _NotPlain


def lift(m: Machine, value: object) -> Value:
    """Returns a builtin value of Python as a value of the program."""
    if isinstance(value, list):
        return m.new_list([lift(m, item) for item in value])
    if isinstance(value, tuple):
        return tuple(lift(m, item) for item in value)
    if isinstance(value, dict):
        entries = {key: (lift(m, key), lift(m, item)) for key, item in value.items()}
        return m.alloc(DictRecord(entries))
    return value


# --- copying --------------------------------------------------------------------------------------
