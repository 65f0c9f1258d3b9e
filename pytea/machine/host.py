"""Pure functions of CPython that bundled stubs may call on fully known builtin values.

They take and give builtin values only, and raise builtin exceptions only. The table is described
in ``stubs/stdlib/HOST.md``.
"""

from __future__ import annotations

import base64
import csv
import datetime
import fnmatch
import hashlib
import io
import json
import posixpath
import pprint
import re
import string
import struct
import textwrap
import tomllib
import unicodedata
from collections.abc import Callable
from typing import Any

from pytea.machine.host_decimal import compute


def _match(found: re.Match[Any] | None) -> Any:
    """Returns (spans of the groups, index of each named group, lastindex, lastgroup)."""
    if found is None:
        return None
    spans = [found.span(index) for index in range(found.re.groups + 1)]
    return spans, dict(found.re.groupindex), found.lastindex, found.lastgroup


def _matching(name: str) -> Callable[..., Any]:
    def run(pattern: Any, text: Any, flags: int = 0, pos: int = 0, end: int | None = None) -> Any:
        compiled = re.compile(pattern, flags)
        found = getattr(compiled, name)(text, pos, len(text) if end is None else end)
        return [_match(item) for item in found] if name == "finditer" else _match(found)

    return run


def _compile(pattern: Any, flags: int = 0) -> Any:
    """Returns (number of groups, index of each named group, flags), or the text of the error."""
    try:
        compiled = re.compile(pattern, flags)
    except re.error as error:
        return str(error)
    return compiled.groups, dict(compiled.groupindex), int(compiled.flags)


def _subn(pattern: Any, repl: Any, text: Any, count: int, flags: int) -> Any:
    try:
        return re.subn(pattern, repl, text, count=count, flags=flags)
    except re.error as error:
        raise ValueError(str(error)) from error


def _expand(pattern: Any, text: Any, flags: int, pos: int, template: Any) -> Any:
    found = re.compile(pattern, flags).search(text, pos)
    return None if found is None else found.expand(template)


def _loads(text: str | bytes) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(str(error)) from error


def _toml(text: str) -> Any:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(str(error)) from error


def _yaml(text: str) -> Any:
    import yaml  # type: ignore[import-untyped]  # noqa: PLC0415  (few programs read YAML)

    try:
        return [_builtin(document) for document in yaml.safe_load_all(text)]
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error


def _builtin(value: Any) -> Any:
    """Returns what YAML gives as builtin values; a date becomes its text."""
    if isinstance(value, dict):
        return {_builtin(key): _builtin(item) for key, item in value.items()}
    if isinstance(value, (list, set)):
        return [_builtin(item) for item in value]
    plain = value is None or isinstance(value, (bool, int, float, str, bytes))
    return value if plain else str(value)


def _struct(name: str) -> Callable[..., Any]:
    def run(*args: Any) -> Any:
        try:
            return getattr(struct, name)(*args)
        except struct.error as error:
            raise ValueError(str(error)) from error

    return run


def _csv_line(cells: list[Any], options: dict[str, Any]) -> str:
    line = io.StringIO()
    csv.writer(line, **options).writerow(cells)
    return line.getvalue()


def _parts(moment: datetime.datetime) -> tuple[int, ...]:
    return (*moment.timetuple()[:6], moment.microsecond)


def _strftime(parts: tuple[int, ...], form: str) -> str:
    return datetime.datetime(*parts).strftime(form)  # type: ignore[arg-type]


#: The functions by name.
HOST_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "re.compile": _compile,
    "re.match": _matching("match"),
    "re.search": _matching("search"),
    "re.fullmatch": _matching("fullmatch"),
    "re.finditer": _matching("finditer"),
    "re.split": lambda pattern, text, most, flags: re.split(
        pattern, text, maxsplit=most, flags=flags
    ),
    "re.subn": _subn,
    "re.expand": _expand,
    "re.escape": re.escape,
    "json.loads": _loads,
    "json.dumps": lambda value, options: json.dumps(value, **options),
    "tomllib.loads": _toml,
    "yaml.safe_load_all": _yaml,
    "csv.reader": lambda lines, options: list(csv.reader(lines, **options)),
    "csv.line": _csv_line,
    "decimal.compute": compute,
    "fnmatch.translate": fnmatch.translate,
    "fnmatch.fnmatchcase": fnmatch.fnmatchcase,
    "textwrap.wrap": lambda text, options: textwrap.wrap(text, **options),
    "textwrap.dedent": textwrap.dedent,
    "pprint.pformat": lambda value, options: pprint.pformat(value, **options),
    "string.Formatter.parse": lambda text: list(string.Formatter().parse(text)),
    "struct.calcsize": _struct("calcsize"),
    "struct.pack": _struct("pack"),
    "struct.unpack": _struct("unpack"),
    "hashlib.digest": lambda name, data, size: hashlib.new(name, data).digest(*size),
    "base64.b64encode": base64.b64encode,
    "base64.b64decode": base64.b64decode,
    "base64.b32encode": base64.b32encode,
    "base64.b16encode": base64.b16encode,
    "posixpath.normpath": posixpath.normpath,
    "unicodedata.normalize": unicodedata.normalize,
    "unicodedata.category": unicodedata.category,
    "datetime.strftime": _strftime,
    "datetime.strptime": lambda text, form: _parts(datetime.datetime.strptime(text, form)),
    "datetime.fromisoformat": lambda text: _parts(datetime.datetime.fromisoformat(text)),
    "float.as_integer_ratio": float.as_integer_ratio,
}
#: The kind of the Unknown that stands for a result when an argument is not known.
HOST_KINDS: dict[str, str] = {
    "re.finditer": "list", "re.split": "list", "re.expand": "str", "re.escape": "str",
    "json.dumps": "str", "tomllib.loads": "dict", "yaml.safe_load_all": "list", "csv.reader": "list",
    "csv.line": "str",
    "fnmatch.translate": "str", "fnmatch.fnmatchcase": "bool", "textwrap.wrap": "list",
    "textwrap.dedent": "str", "pprint.pformat": "str", "string.Formatter.parse": "list", "struct.calcsize": "int",
    "struct.pack": "bytes", "struct.unpack": "tuple", "hashlib.digest": "bytes",
    "base64.b64encode": "bytes", "base64.b64decode": "bytes", "base64.b32encode": "bytes",
    "base64.b16encode": "bytes", "posixpath.normpath": "str", "unicodedata.normalize": "str",
    "unicodedata.category": "str", "datetime.strftime": "str", "datetime.strptime": "tuple",
    "datetime.fromisoformat": "tuple", "float.as_integer_ratio": "tuple",
}  # fmt: skip
