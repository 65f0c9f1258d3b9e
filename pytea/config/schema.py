"""The JSON Schema of ``[tool.pytea]``, for editors and for those who check a file."""

from __future__ import annotations

from typing import TypeAlias

from pytea.config.budget_names import BUDGETS, GREATEST
from pytea.config.files import CONFIG_KEYS, DEVICES, FORMATS
from pytea.diagnostics.registry import codes

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"


def configuration_schema() -> dict[str, Json]:
    """Returns the schema; every key of the file is in it, and no other one is allowed."""
    properties = {key: {"description": _TEXTS[key], **_types()[key]} for key in sorted(CONFIG_KEYS)}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": "https://json.schemastore.org/pytea.json",
        "title": "Configuration of pytea",
        "description": "The table [tool.pytea] of pyproject.toml, or the file pytea.toml.",
        "type": "object",
        "additionalProperties": False,
        "properties": dict(properties),
    }


def _types() -> dict[str, dict[str, Json]]:
    rules: Json = {"type": "array", "items": {"enum": list(codes())}}
    texts: Json = {"type": "array", "items": {"type": "string"}}
    entry: Json = {
        "type": "object",
        "additionalProperties": False,
        "required": ["script"],
        "properties": {
            "script": {"type": "string"},
            "arguments": texts,
            "directory": {"type": "string"},
        },
    }
    number: Json = {"type": "integer"}
    bounds: Json = {"type": "array", "items": number, "minItems": 2, "maxItems": 2}
    flag: dict[str, Json] = {"type": "boolean"}
    path: dict[str, Json] = {"type": "string"}
    lists: dict[str, Json] = {"type": "array"}
    bound: dict[str, Json] = {"type": "integer", "minimum": 1, "maximum": GREATEST}
    return {
        "budgets": {
            "type": "object",
            "additionalProperties": False,
            "properties": {n: {"description": t, **bound} for n, t in BUDGETS.items()},
        },
        "device": {"enum": list(DEVICES)},
        "entries": {**lists, "items": entry},
        "exclude": {**lists, "items": dict(path)},
        "extend-select": {**lists, "items": {"enum": list(codes())}},
        "format": {"enum": list(FORMATS), "default": "text"},
        "ignore": {**lists, "items": {"enum": list(codes())}},
        "include": {**lists, "items": dict(path), "default": ["*.py", "*.ipynb"]},
        "inputs": {"type": "object", "additionalProperties": {"anyOf": [number, bounds]}},
        "per-file-ignores": {"type": "object", "additionalProperties": rules},
        "python": dict(path),
        "read-config": {**flag, "default": False},
        "select": {**lists, "items": {"enum": list(codes())}},
        "show-unknown": {**flag, "default": False},
        "strict": {**flag, "default": False},
        "stub-path": {**lists, "items": dict(path)},
    }


_TEXTS = {
    "budgets": "Bounds of the analysis of one entry, counted in steps; reaching one is reported.",
    "device": "The device that is there; by default both may be.",
    "entries": "Scripts that are entries of their folder in any case, with their arguments.",
    "exclude": "Patterns of files and folders that a check of a folder leaves out.",
    "extend-select": "Rules that are reported, too; some are not reported by default.",
    "format": "How the report is written when the command line does not say.",
    "ignore": "The rules that are not reported.",
    "include": "Patterns of files that a check of a folder takes, such as *.ipynb.",
    "inputs": "Values, or ranges [least, greatest], of inputs that the analysis does not know.",
    "per-file-ignores": "Patterns of files with the rules that are not reported in them.",
    "python": "An interpreter or environment whose libraries are followed.",
    "read-config": "Whether small data files of the project are read.",
    "select": "The rules that are reported; by default all but the optional ones.",
    "show-unknown": "Whether the report lists what was not followed.",
    "strict": "Whether warnings fail a check.",
    "stub-path": "Folders with the user's own stubs, which are interpreted and never run.",
}
