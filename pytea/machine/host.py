"""Pure functions of CPython that bundled stubs may call on fully known builtin values."""

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
from collections.abc import Callable
from typing import Any


def _match(found: re.Match[str] | None) -> object:
    """Returns a match as plain data: text of the groups, names, spans."""
    if found is None:
        return None
    groups = (found.group(0), *found.groups())
    spans = tuple(found.span(i) for i in range(len(groups)))
    return (groups, dict(found.groupdict()), spans, found.lastindex, found.lastgroup)


def _finditer(pattern: str, text: str, flags: int = 0) -> list[object]:
    return [_match(found) for found in re.finditer(pattern, text, flags)]


def _searching(name: str) -> Callable[..., object]:
    def search(pattern: str, text: str, flags: int = 0) -> object:
        return _match(getattr(re, name)(pattern, text, flags))

    return search


#: The functions by name; ``stubs/stdlib/HOST.md`` says what they take and give.
HOST_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "re.match": _searching("match"),
    "re.search": _searching("search"),
    "re.fullmatch": _searching("fullmatch"),
    "re.finditer": _finditer,
    "re.findall": re.findall,
    "re.split": re.split,
    "re.sub": re.sub,
    "re.subn": re.subn,
    "re.escape": re.escape,
    "json.loads": json.loads,
    "json.dumps": json.dumps,
    "fnmatch.fnmatchcase": fnmatch.fnmatchcase,
    "posixpath.normpath": posixpath.normpath,
    "textwrap.dedent": textwrap.dedent,
    "textwrap.fill": textwrap.fill,
    "textwrap.wrap": textwrap.wrap,
    "string.Template.substitute": lambda text, mapping: string.Template(text).substitute(mapping),
    "struct.calcsize": struct.calcsize,
    "struct.pack": struct.pack,
    "hashlib.hexdigest": lambda name, data: hashlib.new(name, data).hexdigest(),
    "base64.b64encode": base64.b64encode,
    "base64.b64decode": base64.b64decode,
    "datetime.isoformat": lambda *parts: datetime.datetime(*parts).isoformat(),
}
