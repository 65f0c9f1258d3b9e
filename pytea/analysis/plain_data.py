"""Results as bytes and back: plain tuples in ``marshal``, a number for each class that may occur.

Nothing that is read can run code or name a class.
"""

from __future__ import annotations

import marshal
from dataclasses import fields
from pathlib import Path
from typing import Any

from pytea.analysis.library.signature import FileSignatures, Signature
from pytea.analysis.results import EntryResult
from pytea.analysis.suppression import Ignore, Suppression
from pytea.config.store import digest_of
from pytea.diagnostics import Diagnostic, FileReport, Fix, Note, Severity, TraceEntry, UnknownUse
from pytea.machine.sources import Answers, ModuleSource
from pytea.span import Span

_RECORDS: tuple[type[Any], ...] = (
    Answers, Diagnostic, EntryResult, FileReport, FileSignatures, Fix, Ignore, ModuleSource, Note,
    Signature, Span, Suppression, TraceEntry, UnknownUse,
)  # fmt: skip
_FIELDS = {kind: tuple(field.name for field in fields(kind)) for kind in _RECORDS}
_NUMBER = {kind: number for number, kind in enumerate(_RECORDS)}
_ATOMS = (bool, int, float, str, bytes, type(None))
#: Changes when a class gets other fields.
LAYOUT = digest_of(*[f"{kind.__name__} {names}" for kind, names in _FIELDS.items()])


def encode(value: object) -> bytes:
    """Returns a value as bytes; raises TypeError for one of a class that is not listed here."""
    return marshal.dumps(_plain(value))


def decode(data: bytes) -> Any:
    """Returns the value; raises ValueError, TypeError, EOFError or IndexError for other bytes."""
    return _value(marshal.loads(data))


def _plain(value: object) -> Any:
    kind = type(value)
    if kind in _ATOMS:
        return value
    if kind in _NUMBER:
        row = [_plain(getattr(value, name)) for name in _FIELDS[kind]]
        return (_NUMBER[kind], *row)
    match value:
        case tuple() | list():
            return ("tuple", *map(_plain, value))
        case dict():
            return ("dict", *[(_plain(key), _plain(item)) for key, item in value.items()])
        case frozenset() | set():
            name = "set" if kind is set else "frozenset"
            return (name, *sorted(map(_plain, value), key=repr))
        case Path():
            return ("path", str(value))
        case Severity():
            return ("severity", value.value)
    raise TypeError(f"{kind.__name__} has no plain form")


def _value(plain: Any) -> Any:
    if type(plain) is not tuple:
        return plain
    head, *rest = plain
    if isinstance(head, int):
        return _RECORDS[head](*map(_value, rest))
    match head:
        case "tuple":
            return tuple(map(_value, rest))
        case "dict":
            return {_value(key): _value(item) for key, item in rest}
        case "set":
            return set(map(_value, rest))
        case "frozenset":
            return frozenset(map(_value, rest))
        case "path":
            return Path(rest[0])
        case "severity":
            return Severity(rest[0])
    raise ValueError(f"unknown form {head!r}")
