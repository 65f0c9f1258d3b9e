"""``pytea config``: the options that hold for a folder, each with its origin."""

from __future__ import annotations

import argparse
import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from pytea.cli.check import checked_options, overrides_of
from pytea.cli.pipe import reader_may_leave
from pytea.config import CONFIG_KEYS, Entry, configuration_file, read_options
from pytea.config.schema import configuration_schema

#: Options of the command line that have no key in the file.
_COMMAND_LINE = {
    "script_arguments": "-- ARGS",
    "cache_dir": "--cache-dir",
    "use_cache": "--no-cache",
}


def run(arguments: argparse.Namespace) -> int:
    """Prints the effective options, or the JSON Schema of the file; returns the exit status."""
    if arguments.schema:
        with reader_may_leave():
            print(json.dumps(configuration_schema(), indent=2))
        return 0
    folder = arguments.folder if arguments.folder.is_dir() else arguments.folder.parent
    file = configuration_file(folder)
    from_file = read_options(folder)
    given = overrides_of(arguments)
    options = checked_options(replace(from_file, **given), folder)
    names = {field: key for key, (field, _) in CONFIG_KEYS.items()} | _COMMAND_LINE
    defaults = {field.name: field.default for field in fields(options)}
    rows = []
    for name, key in sorted(names.items(), key=lambda item: item[1]):
        # What is printed is called by its option, which says the opposite of the field.
        value = getattr(options, name) if name != "use_cache" else not options.use_cache
        origin = "command line" if name in given else "default"
        if name not in given and getattr(from_file, name) != defaults[name]:
            origin = str(file)
        rows.append((key, _plain(value), origin))
    with reader_may_leave():
        if arguments.format == "json":
            data = {key: {"value": value, "origin": origin} for key, value, origin in rows}
            print(json.dumps({"file": str(file) if file else None, "options": data}, indent=2))
        else:
            width = max(len(key) for key, _, _ in rows)
            for key, value, origin in rows:
                print(f"{key:<{width}} = {json.dumps(value)}  ({origin})")
    return 0


def _plain(value: object) -> Any:
    """Returns a value as JSON has it."""
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Entry):
        return {"script": str(value.script), "arguments": list(value.arguments)}
    if isinstance(value, (tuple, list)):
        pairs = value and all(isinstance(item, tuple) and len(item) == 2 for item in value)
        return {k: _plain(v) for k, v in value} if pairs else [_plain(item) for item in value]
    return value
