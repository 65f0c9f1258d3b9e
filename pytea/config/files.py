"""Reads ``[tool.pytea]`` of ``pyproject.toml``, or ``pytea.toml``, and checks every key.

What a configuration file may not decide: where pytea writes. The cache folder comes from the
command line or the environment, because a checked repository is not trusted.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from pytea.config.budget_names import BUDGETS, GREATEST
from pytea.config.options import Entry, Options
from pytea.diagnostics.registry import known_code
from pytea.errors import UsageError

#: What ``device`` may be.
DEVICES = ("cpu", "cuda")
#: How a report may be written.
FORMATS = ("text", "concise", "json", "sarif", "github", "gitlab", "junit")
#: Reads the value of a key: the file, the key, the value.
_Reader = Callable[[Path, str, object], object]
_ENTRY_KEYS = ("script", "arguments", "directory")


def configuration_file(start: Path) -> Path | None:
    """Returns the configuration file that holds for ``start``, the nearest one upwards.

    In one folder ``pytea.toml`` goes before ``pyproject.toml``, which counts only with a table
    ``[tool.pytea]``. Raises UsageError for a ``pyproject.toml`` that cannot be read.
    """
    start = start.absolute()
    for folder in (start, *start.parents):
        own = folder / "pytea.toml"
        if own.is_file():
            return own
        shared = folder / "pyproject.toml"
        if shared.is_file() and _mentions_pytea(shared) and _table(shared) is not None:
            return shared
    return None


def read_options(start: Path) -> Options:
    """Returns the options that the configuration of the folder ``start`` asks for.

    Raises UsageError, which names the file, the key and the nearest valid name.
    """
    file = configuration_file(start)
    if file is None:
        return Options()
    values: dict[str, object] = {"project": file.parent}
    for key, value in (_table(file) or {}).items():
        known = CONFIG_KEYS.get(key)
        if known is None:
            _unknown_key(file, key, CONFIG_KEYS)
        name, read = known
        values[name] = read(file, key, value)
    return Options(**values)  # type: ignore[arg-type]


def _mentions_pytea(file: Path) -> bool:
    # A broken pyproject.toml that has nothing to do with pytea is somebody else's affair.
    try:
        return b"pytea" in file.read_bytes()
    except OSError:
        return False


def _table(file: Path) -> Mapping[str, object] | None:
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: not valid TOML: {error}") from None
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror or error}") from None
    if file.name == "pytea.toml":
        return data
    tool = data.get("tool")
    table = tool.get("pytea") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise UsageError(f"{file}: tool.pytea must be a table, but is {_kind(table)}")
    return table


def _place(file: Path, key: str) -> str:
    """Returns the file with the line of a key, as far as its first or last name is found there."""
    names = [name for name in re.split(r"[.\[\]]+", key) if name and not name.isdigit()]
    lines = file.read_text(encoding="utf-8").splitlines()
    # a quoted key such as "train.py" has dots of its own
    quoted = [".".join(names[start:]) for start in range(len(names) - 1)]
    for name in (*quoted, *reversed(names)):
        written = re.compile(rf"""\s*\[*(?:tool\.pytea\.)?["']?{re.escape(name)}["']?\s*[=\]]""")
        for number, line in enumerate(lines, 1):
            if written.match(line):
                return f"{file}:{number}"
    return str(file)


def _unknown_key(file: Path, key: str, known: Iterable[str], prefix: str = "") -> NoReturn:
    names = list(known)
    close = difflib.get_close_matches(key, names, 1) or difflib.get_close_matches(
        key.lower().replace("_", "-"), names, 1, 0.5
    )
    hint = f", did you mean '{close[0]}'?" if close else f"; known keys: {', '.join(names)}"
    if key == "tool" and file.name == "pytea.toml":
        hint = ": in pytea.toml the keys stand without [tool.pytea]"
    raise UsageError(f"{_place(file, prefix + key)}: unknown key '{prefix}{key}'{hint}")


def _kind(value: object) -> str:
    names = {bool: "a boolean", int: "an integer", float: "a number", str: "a string",
             list: "a list", dict: "a table"}  # fmt: skip
    return names.get(type(value), "a date or time")


def _wrong(file: Path, key: str, wanted: str, value: object) -> NoReturn:
    raise UsageError(f"{_place(file, key)}: '{key}' must be {wanted}, but is {_kind(value)}")


def _text(file: Path, key: str, value: object) -> str:
    if not isinstance(value, str):
        _wrong(file, key, "a string", value)
    return value


def _texts(file: Path, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        _wrong(file, key, "a list of strings", value)
    return tuple(_text(file, f"{key}[{number}]", item) for number, item in enumerate(value))


def _codes(file: Path, key: str, value: object) -> tuple[str, ...]:
    return tuple(
        known_code(code, f"{_place(file, key)}: '{key}': ") for code in _texts(file, key, value)
    )


def _codes_of_files(file: Path, key: str, value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(value, dict):
        _wrong(file, key, "a table of patterns with their codes", value)
    return tuple(
        (pattern, _codes(file, f"{key}.{pattern}", item)) for pattern, item in value.items()
    )


def _inputs(file: Path, key: str, value: object) -> tuple[tuple[str, tuple[int, int]], ...]:
    if not isinstance(value, dict):
        _wrong(file, key, "a table of names with their values", value)
    return tuple((name, _bounds(file, f"{key}.{name}", item)) for name, item in value.items())


def _bounds(file: Path, key: str, value: object) -> tuple[int, int]:
    if isinstance(value, int) and not isinstance(value, bool):
        return value, value
    if not isinstance(value, list):
        _wrong(file, key, "a number or a range of two numbers", value)
    if len(value) != 2 or not all(type(number) is int for number in value) or value[0] > value[1]:
        raise UsageError(
            f"{_place(file, key)}: '{key}' must be a range [least, greatest] of two numbers"
        )
    return value[0], value[1]


def _budgets(file: Path, key: str, value: object) -> tuple[tuple[str, int], ...]:
    if not isinstance(value, dict):
        _wrong(file, key, "a table of bounds", value)
    for name, bound in value.items():
        if name not in BUDGETS:
            _unknown_key(file, name, BUDGETS, f"{key}.")
        if type(bound) is not int:
            _wrong(file, f"{key}.{name}", "an integer", bound)
        if not 1 <= bound <= GREATEST:
            raise UsageError(
                f"{_place(file, f'{key}.{name}')}: '{key}.{name}' must be from 1 to {GREATEST}, but is {bound}"
            )
    return tuple(sorted(value.items()))


def _flag(file: Path, key: str, value: object) -> bool:
    if not isinstance(value, bool):
        _wrong(file, key, "true or false", value)
    return value


def _path(file: Path, key: str, value: object) -> Path:
    return file.parent / Path(_text(file, key, value)).expanduser()


def _paths(file: Path, key: str, value: object) -> tuple[Path, ...]:
    return tuple(file.parent / Path(text).expanduser() for text in _texts(file, key, value))


def _one_of(choices: Sequence[str]) -> _Reader:
    def read(file: Path, key: str, value: object) -> str:
        text = _text(file, key, value)
        if text not in choices:
            names = " or ".join(f"'{name}'" for name in choices)
            raise UsageError(f"{_place(file, key)}: '{key}' must be {names}, but is '{text}'")
        return text

    return read


def _entries(file: Path, key: str, value: object) -> tuple[Entry, ...]:
    if not isinstance(value, list):
        _wrong(file, key, "a list of tables", value)
    return tuple(_entry(file, f"{key}[{number}]", item) for number, item in enumerate(value))


def _entry(file: Path, key: str, value: object) -> Entry:
    if not isinstance(value, dict):
        _wrong(file, key, "a table with a script", value)
    for name in value:
        if name not in _ENTRY_KEYS:
            _unknown_key(file, name, _ENTRY_KEYS, f"{key}.")
    if "script" not in value:
        raise UsageError(f"{_place(file, key)}: '{key}' has no script")
    script = _path(file, f"{key}.script", value["script"])
    given = value.get("directory")
    directory = None if given is None else _path(file, f"{key}.directory", given)
    return Entry(script, _texts(file, f"{key}.arguments", value.get("arguments", [])), directory)


#: Key in the file: the field of Options and how its value is read.
CONFIG_KEYS: Mapping[str, tuple[str, _Reader]] = {
    "budgets": ("budgets", _budgets),
    "device": ("device", _one_of(DEVICES)),
    "entries": ("entries", _entries),
    "exclude": ("exclude", _texts),
    "extend-select": ("extend_select", _codes),
    "format": ("format", _one_of(FORMATS)),
    "ignore": ("ignore", _codes),
    "include": ("include", _texts),
    "inputs": ("inputs", _inputs),
    "per-file-ignores": ("per_file_ignores", _codes_of_files),
    "python": ("python", _path),
    "read-config": ("read_config", _flag),
    "select": ("select", _codes),
    "show-unknown": ("show_unknown", _flag),
    "strict": ("strict", _flag),
    "stub-path": ("stub_path", _paths),
}
