"""Builtin functions on iterables: ``zip``, ``sorted``, ``sum``, ``any``."""

from __future__ import annotations

from typing import Any

from pytea.machine import comparison, operators
from pytea.machine.builtins import summarized
from pytea.machine.gathering import gather, is_native_iterator, iterate
from pytea.machine.generators import generator_item
from pytea.machine.iteration import iterator_of, next_item
from pytea.machine.lookup import MISSING
from pytea.machine.machine import Machine
from pytea.machine.signals import Finished, Raised
from pytea.machine.special_methods import callable_attr
from pytea.machine.summaries import Items, element_of, joined, new_summary, summary_of
from pytea.machine.tables import builtin
from pytea.solver import Verdict
from pytea.state.generator import GeneratorRecord
from pytea.symbolic import (
    SymBool,
    SymInt,
    SymKind,
    all_of,
    any_of,
    fresh_int,
    interval,
    smax,
    smin,
)
from pytea.values.objects import DATA_DEPENDENT, EXHAUSTED, UNBOUND, Builtin, Range, Ref, Value
from pytea.values.records import InstanceRecord, IteratorRecord
from pytea.values.unknown import Unknown, UnknownUse


@builtin("iter")
def builtin_iter(m: Machine, obj: Value, /, *sentinel: Value) -> Value:
    if sentinel:
        return m.call(m.program.prelude(m, "call_until"), [obj, sentinel[0]])
    return iterator_of(m, obj)


@builtin("next")
def builtin_next(m: Machine, iterator: Value, /, *default: Value) -> Value:
    iterator = m.resolve(iterator)
    if isinstance(iterator, Ref):
        record = m.read(iterator)
        if isinstance(record, GeneratorRecord):
            return _next_of_generator(m, iterator, default)
        if isinstance(record, InstanceRecord) and not default:
            target = callable_attr(m, iterator, "__next__")
            if target is not MISSING:
                return m.call(target, [])
    item = next_item(m, iterator)
    if item is not EXHAUSTED:
        return item
    if default:
        return default[0]
    m.raise_("StopIteration", "", "")


def _next_of_generator(m: Machine, generator: Ref, default: tuple[Value, ...]) -> Value:
    item = generator_item(m, generator)
    if not isinstance(item, Finished):
        return item
    if default:
        return default[0]
    args = () if item.value is None else (item.value,)
    raise Raised(m.program.semantics.make_exception(m, "StopIteration", "", args))


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
                "ValueError",
                f"zip() argument {number} is {word} than argument 1",
                "unpack-mismatch",
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
    if isinstance(sequence, Range):
        bounds = sequence.start, sequence.stop, sequence.step
        if all(isinstance(bound, int) for bound in bounds):
            back = range(*bounds)[::-1]  # type: ignore[call-overload]
            return iterator_of(m, Range(back.start, back.stop, back.step))
    many = summary_of(m, sequence)
    if many is not None:
        return iterator_of(m, new_summary(m, "list", many))
    return m.alloc(IteratorRecord("items", tuple(reversed(iterate(m, sequence)))))


def _is_builtin(found: Value) -> bool:
    return isinstance(getattr(found, "function", None), Builtin)


@builtin("sorted")
def builtin_sorted(
    m: Machine, iterable: Value, /, *, key: Value = None, reverse: Value = False
) -> Value:
    items = gather(m, iterable)
    if isinstance(items, Items):
        return new_summary(m, "list", items, "a list that is sorted")
    try:
        return m.new_list(sorted_items(m, items, key, reverse))
    except UnknownUse as use:
        element, bound = joined(m, items, use.reason)
        return new_summary(m, "list", Items(element, len(items), bound), use.reason)


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

    def __gt__(self, other: object) -> bool:
        return _holds(self.m, "<", other, self.value)

    def __lt__(self, other: object) -> bool:
        right = other.value if isinstance(other, _ByComparison) else other
        return _holds(self.m, "<", self.value, right)


def _holds(m: Machine, op: str, left: Value, right: Value) -> bool:
    """Returns ``left op right``; raises UnknownUse for numbers whose order only the run decides.

    To tell apart all orders of a list would split the path without end.
    """
    result = comparison.compare(m, op, left, right)
    if isinstance(result, Unknown):
        raise UnknownUse(result.reason)
    cond = m.truth_value(result)
    if isinstance(cond, SymBool) and any(isinstance(v, (SymInt, Unknown)) for v in (left, right)):
        verdict = m.verdict(cond)
        if verdict not in (Verdict.HOLDS, Verdict.FAILS):
            raise UnknownUse(DATA_DEPENDENT)
        return verdict is Verdict.HOLDS
    return m.truth(cond)


@builtin("sum")
def builtin_sum(m: Machine, iterable: Value, /, start: Value = 0) -> Value:
    items = gather(m, iterable)
    if isinstance(items, Items):
        return summarized.total(m, items, start)
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
    if not args:
        m.raise_("TypeError", f"{name} expected at least 1 argument, got 0", "bad-call")
    items = list(args) if len(args) > 1 else gather(m, args[0])
    if isinstance(items, Items):
        return element_of(m, items)
    if not items:
        if default is not UNBOUND:
            return default
        m.raise_("ValueError", f"{name}() arg is an empty sequence", "bad-argument")
    items = [m.resolve(item) for item in items]
    unknown = next((item for item in items if isinstance(item, Unknown)), None)
    key = m.resolve(key)
    if unknown is not None:
        bound = _bounded_by(items, name) if key is None else None
        return Unknown(unknown.reason, unknown.kind) if bound is None else bound
    plain = key is None and all(type(i) in (int, float, SymInt) for i in items)
    if plain and any(type(i) is SymInt for i in items) and not any(type(i) is float for i in items):
        return smin(*items) if name == "min" else smax(*items)  # type: ignore[arg-type]
    keys = items if key is None else [m.resolve(m.call(key, [item])) for item in items]
    best = 0
    try:
        for position in range(1, len(items)):
            if _holds(m, "<" if name == "min" else ">", keys[position], keys[best]):
                best = position
    except UnknownUse as use:
        element, bound = joined(m, items, use.reason)
        return element_of(m, Items(element, len(items), bound))
    return items[best]


def _bounded_by(items: list[Value], name: str) -> Value | None:
    """Returns the extreme of integers of which some are not known: the others bound it."""
    known = [item for item in items if type(item) in (int, SymInt)]
    kinds = {item.kind for item in items if isinstance(item, Unknown)}
    if not known or kinds != {"int"} or len(known) + 1 != len(items):
        return None
    if name == "max":
        lows = [interval(item).lo for item in known]  # type: ignore[arg-type]
        low = max((low for low in lows if low is not None), default=None)
        return None if low is None else fresh_int("max(...)", SymKind.VARYING, low, None)
    highs = [interval(item).hi for item in known]  # type: ignore[arg-type]
    high = min((high for high in highs if high is not None), default=None)
    return None if high is None else fresh_int("min(...)", SymKind.VARYING, None, high)


@builtin("all")
def builtin_all(m: Machine, iterable: Value, /) -> Value:
    if _is_lazy(m, iterable):
        return m.call(m.program.prelude(m, "all_items"), [iterable])
    if summary_of(m, iterable) is not None:
        return Unknown(DATA_DEPENDENT, "bool")
    items = iterate(m, iterable)
    if any(isinstance(item, Ref) for item in items):
        return m.call(m.program.prelude(m, "all_items"), [tuple(items)])
    return all_of(m.truth_value(item) for item in items)


@builtin("any")
def builtin_any(m: Machine, iterable: Value, /) -> Value:
    if _is_lazy(m, iterable):
        return m.call(m.program.prelude(m, "any_items"), [iterable])
    if summary_of(m, iterable) is not None:
        return Unknown(DATA_DEPENDENT, "bool")
    items = iterate(m, iterable)
    if any(isinstance(item, Ref) for item in items):
        return m.call(m.program.prelude(m, "any_items"), [tuple(items)])
    return any_of(m.truth_value(item) for item in items)


def _is_lazy(m: Machine, iterable: Value) -> bool:
    iterable = m.resolve(iterable)
    return isinstance(iterable, Ref) and type(m.read(iterable)).__name__ == "GeneratorRecord"
