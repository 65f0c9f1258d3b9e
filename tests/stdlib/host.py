"""The host functions that stubs ask for (see stubs/stdlib/HOST.md), as the tests provide them."""

from __future__ import annotations

import base64
import datetime
import fnmatch
import hashlib
import json
import posixpath
import re
import string
import struct
import textwrap
import tomllib
import unicodedata
from typing import Any


def _match(found: Any) -> Any:
    if found is None:
        return None
    spans = [found.span(index) for index in range(found.re.groups + 1)]
    return spans, dict(found.re.groupindex), found.lastindex, found.lastgroup


def _pattern(name: str) -> Any:
    def run(pattern: Any, text: Any, flags: int = 0, pos: int = 0, endpos: int | None = None) -> Any:
        compiled = re.compile(pattern, flags)
        end = len(text) if endpos is None else endpos
        found = getattr(compiled, name)(text, pos, end)
        return _match(found) if name != "finditer" else [_match(item) for item in found]

    return run


def _compile(pattern: Any, flags: int = 0) -> Any:
    try:
        compiled = re.compile(pattern, flags)
    except re.error as error:
        return str(error)
    return compiled.groups, dict(compiled.groupindex), int(compiled.flags)


def _moment(parts: Any) -> datetime.datetime:
    return datetime.datetime(*parts)


def _parts(moment: datetime.datetime) -> tuple[int, ...]:
    return (
        moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second,
        moment.microsecond,
    )  # fmt: skip


def _digest(name: str, data: bytes) -> bytes:
    return hashlib.new(name, data).digest()


def _shake(name: str, data: bytes, length: int) -> bytes:
    return hashlib.new(name, data).digest(length)  # type: ignore[call-arg]


#: Name -> (function, kind of the Unknown that stands for the result when an argument is unknown).
FUNCTIONS: dict[str, tuple[Any, str]] = {
    "re.match": (_pattern("match"), ""),
    "re.search": (_pattern("search"), ""),
    "re.fullmatch": (_pattern("fullmatch"), ""),
    "re.finditer": (_pattern("finditer"), "list"),
    "re.split": (lambda p, text, most=0, flags=0: re.split(p, text, most, flags), "list"),
    "re.subn": (lambda p, new, text, count=0, flags=0: re.subn(p, new, text, count, flags), ""),
    "re.expand": (lambda p, text, flags, pos, t: re.compile(p, flags).search(text, pos).expand(t), "str"),
    "re.escape": (re.escape, "str"),
    "re.compile": (_compile, ""),
    "json.loads": (json.loads, ""),
    "json.dumps": (lambda value, options: json.dumps(value, **options), "str"),
    "tomllib.loads": (tomllib.loads, "dict"),
    "fnmatch.translate": (fnmatch.translate, "str"),
    "fnmatch.fnmatchcase": (fnmatch.fnmatchcase, "bool"),
    "textwrap.wrap": (lambda text, options: textwrap.wrap(text, **options), "list"),
    "textwrap.dedent": (textwrap.dedent, "str"),
    "string.Formatter": (lambda text: list(string.Formatter().parse(text)), "list"),
    "struct.calcsize": (struct.calcsize, "int"),
    "struct.pack": (struct.pack, "bytes"),
    "struct.unpack": (struct.unpack, "tuple"),
    "hashlib.digest": (_digest, "bytes"),
    "hashlib.shake": (_shake, "bytes"),
    "base64.b64encode": (base64.b64encode, "bytes"),
    "base64.b64decode": (base64.b64decode, "bytes"),
    "base64.b32encode": (base64.b32encode, "bytes"),
    "base64.b16encode": (base64.b16encode, "bytes"),
    "posixpath.normpath": (posixpath.normpath, "str"),
    "unicodedata.normalize": (unicodedata.normalize, "str"),
    "unicodedata.category": (unicodedata.category, "str"),
    "datetime.strftime": (lambda parts, form: _moment(parts).strftime(form), "str"),
    "datetime.strptime": (lambda text, form: _parts(datetime.datetime.strptime(text, form)), "tuple"),
    "datetime.fromisoformat": (lambda text: _parts(datetime.datetime.fromisoformat(text)), "tuple"),
}
