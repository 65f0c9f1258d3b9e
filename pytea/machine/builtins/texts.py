"""Methods of texts and numbers: computed by Python itself when everything is known."""

from __future__ import annotations

from typing import Any

from pytea.machine.format import format_text, text_of
from pytea.machine.gathering import iterate
from pytea.machine.lookup import MISSING
from pytea.machine.machine import Machine
from pytea.machine.operators import payload
from pytea.machine.special_methods import callable_attr
from pytea.machine.summaries import Items, fresh_count, new_summary, slice_bound
from pytea.machine.tables import METHODS, attribute, method
from pytea.symbolic import SymInt
from pytea.values.objects import Builtin, Ref, Slice, Value
from pytea.values.ratio import Ratio
from pytea.values.records import (
    BytearrayRecord,
    DictRecord,
    InstanceRecord,
    ListRecord,
    SetRecord,
    ValuesRecord,
)
from pytea.values.unknown import Unknown, UnknownUse

_LISTS = frozenset({"split", "rsplit", "splitlines"})
_TRIPLES = frozenset({"partition", "rpartition"})
_NUMBERS = frozenset({"index", "rindex", "find", "rfind", "count"})
_BOOLS = ("is", "startswith", "endswith")


def _host(m: Machine, value: Value) -> Any:
    """Returns the value as Python itself has it; raises UnknownUse."""
    value = m.resolve(value)
    if isinstance(value, Unknown):
        raise UnknownUse(value.reason)
    if isinstance(value, tuple):
        return tuple(_host(m, item) for item in value)
    if isinstance(value, Ref):
        record = m.read(value)
        if isinstance(record, InstanceRecord) and record.payload is not None:
            return _host(m, record.payload)
        if isinstance(record, BytearrayRecord):
            return bytearray(record.data)
        if isinstance(record, DictRecord):
            return {_host(m, k): _host(m, v) for k, v in record.entries.values()}
        found = callable_attr(m, value, "__index__")
        number = None if found is MISSING else m.resolve(m.call(found, []))
        if isinstance(number, int):
            return number
        if isinstance(record, (ListRecord, SetRecord)) and not isinstance(record, ValuesRecord):
            return [_host(m, item) for item in m.program.semantics.iterate(m, value)]
        raise UnknownUse("an argument that is an object")
    if isinstance(value, SymInt):
        raise UnknownUse("a symbolic number as an argument")
    return value


def _from_host(m: Machine, value: Any) -> Value:
    if isinstance(value, list):
        return m.new_list([_from_host(m, item) for item in value])
    if isinstance(value, bytearray):
        return m.alloc(BytearrayRecord(bytes(value)))
    return value


def _unknown_result(cls: str, name: str, reason: str) -> Value:
    """Returns what is known of the result of a method of a text that is not known."""
    if cls not in ("str", "bytes"):
        return Unknown(reason, "bool" if name.startswith(_BOOLS) else "")
    if name in _TRIPLES:
        return (Unknown(reason, cls), Unknown(reason, cls), Unknown(reason, cls))
    if name in _NUMBERS:
        return Unknown(reason, "int")
    other = {"encode": "bytes", "decode": "str", "maketrans": ""}
    return Unknown(reason, "bool" if name.startswith(_BOOLS) else other.get(name, cls))


def _host_method(cls: type, name: str) -> None:
    function = getattr(cls, name)

    def call(m: Machine, receiver: Value, /, *args: Value, **kwargs: Value) -> Value:
        try:
            host_args = [_host(m, value) for value in (receiver, *args)]
            host_kwargs = {key: _host(m, value) for key, value in kwargs.items()}
        except UnknownUse as use:
            if name in _LISTS:
                word = Unknown(use.reason, cls.__name__)
                words = Items(word, fresh_count(m, 1, word))
                return new_summary(m, "list", words, use.reason)
            return _unknown_result(cls.__name__, name, use.reason)
        try:
            result = function(*host_args, **host_kwargs)
            if cls is bytearray:
                m.write(payload(m, receiver)).data = bytes(host_args[0])  # type: ignore[arg-type, attr-defined]
            return _from_host(m, result)
        except (TypeError, ValueError, IndexError, LookupError, OverflowError) as error:
            return m.program.semantics.raise_host(m, error, "bad-call")

    METHODS[cls.__name__][name] = Builtin(name, call, cls.__name__)


_SKIPPED = frozenset({"join", "format", "format_map"})
for _cls in (str, bytes, int, float, complex, bytearray):
    for _name in dir(_cls):
        if not _name.startswith("_") and _name not in _SKIPPED and callable(getattr(_cls, _name)):
            _host_method(_cls, _name)
METHODS["bool"] = METHODS["int"]


@method("str bytes", "join")
def text_join(m: Machine, separator: Value, iterable: Value, /) -> Value:
    try:
        items = [m.resolve(item) for item in iterate(m, iterable)]
    except UnknownUse as use:
        return Unknown(use.reason, "str")
    if any(isinstance(item, Unknown) for item in items):
        return Unknown("a text that is not known", "str")
    try:
        return _host(m, separator).join([_host(m, item) for item in items])
    except TypeError as error:
        m.raise_("TypeError", str(error), "bad-call")


@method("str", "format")
def text_format(m: Machine, template: Value, /, *args: Value, **kwargs: Value) -> Value:
    try:
        fields = [_Field(m, value) for value in args]
        named = {name: _Field(m, value) for name, value in kwargs.items()}
        return _host(m, template).format(*fields, **named)
    except UnknownUse as use:
        return Unknown(use.reason, "str")
    except (KeyError, IndexError, ValueError) as error:
        return m.program.semantics.raise_host(m, error)


@method("str", "format_map")
def text_format_map(m: Machine, template: Value, mapping: Value, /) -> Value:
    try:
        host = _host(m, mapping)
        return _host(m, template).format_map(host)
    except UnknownUse as use:
        return Unknown(use.reason, "str")


class _Field:
    """An argument of ``str.format``: formats, indexes and reads attributes by the program's rules."""

    def __init__(self, m: Machine, value: Value) -> None:
        self._m, self._value = m, value

    def __format__(self, spec: str) -> str:
        return format_text(self._m, self._value, "", spec)

    def __str__(self) -> str:
        return text_of(self._m, self._value)

    def __repr__(self) -> str:
        return self._m.program.semantics.repr_of(self._m, self._value)  # type: ignore[no-any-return]

    def __getitem__(self, index: object) -> _Field:
        return _Field(self._m, self._m.program.semantics.get_item(self._m, self._value, index))

    def __getattr__(self, name: str) -> _Field:
        return _Field(self._m, self._m.program.semantics.get_attr(self._m, self._value, name))


@attribute("int", "real", "numerator")
def int_real(m: Machine, obj: Value) -> Value:
    return payload(m, obj)


@attribute("int", "imag")
def int_imag(m: Machine, obj: Value) -> Value:
    return 0


@attribute("int", "denominator")
def int_denominator(m: Machine, obj: Value) -> Value:
    return 1


@attribute("float", "real")
def float_real(m: Machine, obj: Value) -> Value:
    return obj


@attribute("complex", "real")
def complex_real(m: Machine, obj: Value) -> Value:
    return obj.real if isinstance(obj, complex) else Unknown("a real part", "float")


@attribute("complex", "imag")
def complex_imag(m: Machine, obj: Value) -> Value:
    return obj.imag if isinstance(obj, complex) else Unknown("an imaginary part", "float")


@method("float", "is_integer")
def float_is_integer(m: Machine, value: Value, /) -> Value:
    value = payload(m, m.resolve(value))
    if isinstance(value, float):
        return value.is_integer()
    if isinstance(value, Ratio):
        return (value.numerator % value.denominator) == 0
    return Unknown("a float", "bool")


@attribute("slice", "start")
def slice_start(m: Machine, obj: Value) -> Value:
    assert isinstance(obj, Slice)
    return obj.start


@attribute("slice", "stop")
def slice_stop(m: Machine, obj: Value) -> Value:
    assert isinstance(obj, Slice)
    return obj.stop


@attribute("slice", "step")
def slice_step(m: Machine, obj: Value) -> Value:
    assert isinstance(obj, Slice)
    return obj.step


@method("slice", "indices")
def slice_indices(m: Machine, obj: Value, length: Value, /) -> Value:
    assert isinstance(obj, Slice)
    count = m.resolve(length)
    start, stop, step = (m.resolve(bound) for bound in (obj.start, obj.stop, obj.step))
    forward = step is None or (type(step) is int and step > 0)
    if forward and any(isinstance(number, SymInt) for number in (start, stop, count)):
        first = slice_bound(m, 0 if start is None else start, count)
        last = slice_bound(m, count if stop is None else stop, count)
        if first is not None and last is not None:
            return (first, last, 1 if step is None else step)
    bounds = slice(_host(m, start), _host(m, stop), _host(m, step))
    return bounds.indices(_host(m, count))
