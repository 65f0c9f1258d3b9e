"""The stub files themselves: their size, what they import, and the names that they define."""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path

import pytest

from pytea.machine import host
from tests.stdlib.fake_intrinsics import NATIVE, STUBS, Stubs

FILES = sorted(STUBS.rglob("*.py"))
#: Lines of a file; importing one stub may load this many others.
MOST_LINES = 300
MOST_IMPORTS = 12
#: Names of stubs that CPython 3.11 does not have: of later versions, or of a C module.
LATER = {
    "itertools": {"batched"},
    "random": {"binomialvariate"},
    "os": {"process_cpu_count", "add_dll_directory"},
    "copy": {"replace"},
    "types": {"get_original_bases"},
    "warnings": {"deprecated"},
    "re": {"PatternError"},
    "concurrent.futures": {"InvalidStateError"},
    "logging": {"getHandlerByName"},
    "time": {"clock"},
    "collections.abc": {"Buffer"},
}


def name_of(file: Path) -> str:
    parts = file.relative_to(STUBS).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


PUBLIC = [
    file for file in FILES if not any(p.startswith("_") and p != "__init__.py" for p in file.parts)
]


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_is_short_and_documented(file: Path) -> None:
    text = file.read_text()
    assert text.count("\n") <= MOST_LINES
    assert ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_loads_and_imports_few_others(file: Path) -> None:
    stubs = Stubs()
    stubs.load(name_of(file))
    assert len(stubs.modules) <= MOST_IMPORTS


def defined(file: Path) -> set[str]:
    """Returns the names that the statements of a file define, without what it imports."""
    names: set[str] = set()
    for statement in ast.parse(file.read_text()).body:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(statement.name)
        elif isinstance(statement, ast.Assign):
            for target in statement.targets:
                names |= {node.id for node in ast.walk(target) if isinstance(node, ast.Name)}
    return {name for name in names if not name.startswith("_")}


@pytest.mark.parametrize("file", PUBLIC, ids=name_of)
def test_has_the_names_of_the_real_module(file: Path) -> None:
    name = name_of(file)
    real = set(dir(importlib.import_module(name)))
    assert defined(file) - real - LATER.get(name, set()) == set()


def test_host_functions_are_listed() -> None:
    text = (STUBS / "HOST.md").read_text()
    used = set()
    for file in (*FILES, STUBS.parent / "yaml" / "__init__.py"):
        used |= set(
            re.findall(
                r'(?:call_host|_call|_one)\(\s*"([a-z0-9_]+\.[A-Za-z0-9_.]+)"', file.read_text()
            )
        )
    assert used == set(host.HOST_FUNCTIONS)
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    listed = set()
    for row in rows:
        names = re.findall(r"`([^`]+)`", row.split("|")[1])
        package = names[0].rpartition(".")[0]
        listed |= {item if "." in item else f"{package}.{item}" for item in names}
    assert listed == used
    assert set(host.HOST_KINDS) <= used


def test_native_modules_have_no_stub() -> None:
    assert not {name_of(file) for file in FILES} & NATIVE
