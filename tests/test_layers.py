"""The walls of the house: who may import whom, which door leads where, how large a room may be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

#: A module imports from its own layer and from the layers above it in this list.
LAYERS = (
    ("span", "errors", "records", "edited_lines"),
    ("diagnostics", "config"),
    ("symbolic",),
    ("solver",),
    ("ir",),
    ("frontend",),
    ("values",),
    ("state",),
    ("stubapi",),
    ("machine",),
    ("analysis",),
    ("report", "api"),
    ("cli",),
)
#: The package itself holds the version and imports nothing; ``__main__`` is below everything.
OUTSIDE = {"__init__": -1, "__main__": len(LAYERS)}

#: The library behind each door, and the files that may import it.
DOORS = {
    "z3": ("pytea/solver/z3_solver.py",),
    "libcst": ("pytea/frontend/",),
    "rich": ("pytea/report/terminal.py",),
    "pygls": ("lsp/pytea_lsp/",),
    "lsprotocol": ("lsp/pytea_lsp/",),
    "watchfiles": ("pytea/cli/watching.py",),
    "yaml": ("pytea/machine/host.py",),
    "torch": (),
    "numpy": (),
}

#: What operator stubs are made of: the vocabulary, the records they see and return, each other.
FOR_STUBS = ("pytea.stubapi", "pytea.values.", "pytea._stubs.")
STANDARD_FOR_STUBS = frozenset(
    "__future__ collections contextlib dataclasses fractions functools itertools math operator re "
    "string typing".split()
)

#: Imports inside functions, each with its reason.
LAZY = {
    ("pytea/__init__.py", "pytea.api"): "importing the package loads nothing",
    ("pytea/frontend/__init__.py", "pytea.frontend.lowering"): "libcst takes 150 ms",
    ("pytea/frontend/__init__.py", "pytea.frontend.lone_function"): "libcst takes 150 ms",
    ("pytea/frontend/loading.py", "pytea.frontend.lowering"): "libcst takes 150 ms",
    ("pytea/machine/host.py", "yaml"): "few programs read YAML",
    ("pytea/report/progress.py", "pytea.report.terminal"): "rich takes 50 ms",
    ("pytea/analysis/remembered.py", "pytea.analysis.entry"): "a known result needs no machine",
    ("pytea/analysis/remembered.py", "pytea.analysis.library.file"): "a known result needs none",
    ("pytea/cli/check.py", "pytea.analysis.entry"): "fixes are tried where asked for",
    ("pytea/cli/outputs.py", "pytea.report.terminal"): "rich takes 50 ms",
    ("pytea/cli/outputs.py", "pytea.report.files"): "most reports are printed",
    ("pytea/cli/check.py", "pytea.report.baseline"): "few checks have one",
    ("pytea/cli/check.py", "pytea.cli.repair"): "most checks change nothing",
    ("pytea/cli/check.py", "pytea.cli.watching"): "few checks are repeated",
    ("pytea/cli/watching.py", "watchfiles"): "it is needed by --watch alone",
    ("pytea/cli/check.py", "pytea.analysis.fixing.alone"): "fixes are tried where asked for",
    ("pytea/cli/check.py", "pytea.analysis.fixing.offering"): "fixes are tried where asked for",
    ("pytea/analysis/plan.py", "pytea.analysis.pytest_files"): "few files are tests",
    ("pytea/analysis/check.py", "pytea.analysis.pytest_files"): "few files are tests",
    ("pytea/analysis/changes.py", "subprocess"): "few checks ask git",
    ("pytea/analysis/entry.py", "pytea.analysis.comments.judging"): "the rule is off by default",
    ("pytea/analysis/entry.py", "pytea.analysis.comments.reading"): "the rule is off by default",
    ("pytea/analysis/entry.py", "pytea.analysis.diagnose"): "most programs are right",
    ("pytea/analysis/entry.py", "pytea.analysis.explaining"): "most programs are right",
}

#: Files that import modules by a computed name, each with its reason.
BY_NAME = {
    "pytea/analysis/workers.py": "processes are loaded where there is more than one thing to do",
    "pytea/cli/arguments.py": "a command is loaded when it is asked for",
    "pytea/frontend/libcst_loading.py": "dataclasses are lean only while libcst is loaded",
    "pytea/diagnostics/registry.py": "a rule is loaded when it is explained",
    "pytea/machine/builtins/intrinsics.py": "what host functions import is needed by few programs",
    "pytea/report/formats.py": "a format is loaded when it is asked for",
    "pytea/solver/default.py": "z3 takes 70 ms and is needed by few programs",
    "pytea/stubapi/loading.py": "stubs are loaded by path and never from sys.path",
}

MAX_LINES = 500


def files(*folders: str) -> list[Path]:
    found = [file for folder in folders for file in (ROOT / folder).rglob("*.py")]
    return sorted(found)


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_bytes())


def imported_by(node: ast.AST) -> list[str]:
    """The dotted names that an import statement names; none for any other node."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        assert node.level == 0, "relative imports hide the layer"
        return [node.module or ""]
    return []


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(file)):
        yield from imported_by(node)


def layer_of(module: str) -> int:
    """The number of the layer of a dotted name inside pytea."""
    parts = module.split(".")
    top = parts[1] if len(parts) > 1 else "__init__"
    if top in OUTSIDE:
        return OUTSIDE[top]
    return next(index for index, layer in enumerate(LAYERS) if top in layer)


def own_layer(file: Path) -> int:
    if name(file) == "pytea/__init__.py":
        return len(LAYERS)  # it gives what the package offers, when it is asked for
    return layer_of(".".join(file.relative_to(ROOT).with_suffix("").parts))


def runs_natively(file: Path) -> bool:
    """Whether CPython runs the file: interpreted stubs name torch as its users do."""
    return not name(file).startswith("stubs/") or "_ops" in file.parts


def test_a_module_imports_only_from_the_layers_above_it() -> None:
    below = [
        f"{name(file)}: {imported}"
        for file in files("pytea")
        for imported in imports(file)
        if imported.split(".")[0] == "pytea" and layer_of(imported) > own_layer(file)
    ]
    assert not below


def test_each_library_has_one_door() -> None:
    through_walls = [
        f"{name(file)}: {imported}"
        for file in files("pytea", "lsp", "stubs")
        if runs_natively(file)
        for imported in imports(file)
        for library, doors in DOORS.items()
        if imported.split(".")[0] == library and not name(file).startswith(doors)
    ]
    assert not through_walls


def test_an_operator_stub_imports_only_what_stubs_may() -> None:
    foreign = [
        f"{name(file)}: {imported}"
        for file in files("stubs")
        if runs_natively(file)
        for imported in imports(file)
        if not imported.startswith(FOR_STUBS) and imported.split(".")[0] not in STANDARD_FOR_STUBS
    ]
    assert not foreign


def test_no_file_is_too_long() -> None:
    lengths = {
        name(file): len(file.read_text(encoding="utf-8").splitlines())
        for file in files("pytea", "stubs", "lsp")
    }
    assert not {file: lines for file, lines in lengths.items() if lines > MAX_LINES}


def test_imports_inside_functions_have_a_reason() -> None:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    inside = {
        (name(file), imported)
        for file in files("pytea", "lsp")
        for function in ast.walk(tree_of(file))
        if isinstance(function, functions)
        for node in ast.walk(function)
        for imported in imported_by(node)
    }
    assert inside == set(LAZY)


def test_modules_are_imported_by_name_only_where_it_has_a_reason() -> None:
    by_name = {
        name(file)
        for file in files("pytea", "lsp")
        if "importlib" in {imported.split(".")[0] for imported in imports(file)}
    }
    assert by_name == set(BY_NAME)


def test_vague_names_are_not_used() -> None:
    vague = {"utils", "helpers", "misc", "common", "util"}
    assert not [name(file) for file in files("pytea", "lsp") if file.stem in vague]
