"""Which scripts a check of files and folders starts from. Files are parsed, never run.

In a folder, an entry is a file with an ``if __name__ == "__main__"`` block, a ``__main__.py``, or
a file that calls something at its top level and is not imported by another file of the folder. The
rest are modules: they are analysed where an entry imports them.
"""

from __future__ import annotations

import ast
import os
import re
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

from pytea.errors import UsageError
from pytea.frontend import SourceError, read_source
from pytea.frontend.notebooks import SUFFIX
from pytea.records import immutable

_TEST_FILE = re.compile(r"test_\w+\.py|\w+_test\.py")
#: Folders that hold no source of the user's own.
SKIPPED_FOLDERS = frozenset(
    {"__pycache__", "build", "dist", "node_modules", "site-packages", "venv", "env"}
)
#: Statements that only define or import.
_DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_BLOCKS = (ast.If, ast.Try)


def is_test_file(path: Path) -> bool:
    """Returns whether pytest looks for tests in a file of this name."""
    return _TEST_FILE.fullmatch(path.name) is not None


@immutable()
class Discovery:
    """The Python files of a folder, sorted by path."""

    entries: tuple[Path, ...]
    modules: tuple[Path, ...]


@immutable()
class Outline:
    """What the text of one file says about its role."""

    main: bool
    calls: bool
    #: Dotted names of what it imports, relative ones with their leading dots.
    imports: frozenset[str]


def python_files(folder: Path, endings: tuple[str, ...] = (".py",)) -> Iterator[Path]:
    """Yields the Python files below a folder, sorted, without hidden and generated folders.

    ``endings`` are those of the names of other files that count, too.
    """
    for where, folders, files in os.walk(folder):
        here = Path(where)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and name not in SKIPPED_FOLDERS
            and not (here / name / "pyvenv.cfg").is_file()
        )
        yield from (here / name for name in sorted(files) if name.endswith(endings))


def _is_python(file: Path) -> bool:
    return file.suffix == ".py"


def discover(folder: Path, takes: Callable[[Path], bool] = _is_python) -> Discovery:
    """Returns the entries and the modules of a folder; a file that cannot be parsed is an entry.

    ``takes`` says which Python files and notebooks count.
    """
    files = python_files(folder, (".py", SUFFIX))
    outlines = {file: outline(file) for file in files if takes(file)}
    imported = _imported(folder, outlines)
    entries = [
        file
        for file, known in outlines.items()
        if known is None or known.main or (known.calls and file not in imported)
    ]
    modules = [file for file in outlines if file not in set(entries)]
    return Discovery(tuple(sorted(entries)), tuple(sorted(modules)))


def module_script(name: str, folder: Path) -> Path:
    """Returns what ``python -m NAME`` would run from a folder, or from its ``src``.

    Raises UsageError, with the sentence that says what is missing.
    """
    parts = name.split(".")
    if not all(part.isidentifier() for part in parts):
        raise UsageError(f"-m {name}: this is not the name of a module")
    for root in (folder, folder / "src"):
        place = root.joinpath(*parts)
        main, file = place / "__main__.py", place.with_name(place.name + ".py")
        if main.is_file():
            return main
        if (place / "__init__.py").is_file():
            raise UsageError(f"-m {name}: this package has no __main__.py")
        if file.is_file():
            return file
        if place.is_dir():
            raise UsageError(f"-m {name}: this folder has no __main__.py")
    raise UsageError(f"-m {name}: there is no such module in {folder}")


def outline(file: Path, text: str | None = None) -> Outline | None:
    """Returns the outline of a file, or of ``text`` in its place; None when it cannot be parsed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(read_source(file).text if text is None else text)
    except (OSError, SourceError, SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    main = file.name == "__main__.py" or any(map(_is_main_block, tree.body))
    calls = file.name != "__init__.py" and any(map(_calls, tree.body))
    return Outline(main, calls, frozenset(_imports(tree)))


def _is_main_block(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.If) and any(
        isinstance(node, ast.Name) and node.id == "__name__" for node in ast.walk(statement.test)
    )


def _calls(statement: ast.stmt) -> bool:
    if isinstance(statement, _DEFINITIONS):
        return False
    if isinstance(statement, _BLOCKS):
        inner = [*statement.body, *statement.orelse]
        return any(map(_calls, inner))
    if isinstance(statement, (ast.Assign, ast.AnnAssign)):
        return statement.value is not None and _has_call(statement.value)
    return _has_call(statement)


def _has_call(node: ast.AST) -> bool:
    return any(isinstance(inner, ast.Call) for inner in ast.walk(node))


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            dots, module = "." * node.level, node.module or ""
            yield dots + module
            separator = "." if module else ""
            yield from (f"{dots}{module}{separator}{alias.name}" for alias in node.names)


def _imported(folder: Path, outlines: dict[Path, Outline | None]) -> set[Path]:
    found: set[Path] = set()
    for file, known in outlines.items():
        if known is not None:
            found |= imported_files(file, known, folder)
    return found


def imported_files(file: Path, known: Outline, folder: Path) -> set[Path]:
    """Returns what ``file`` imports, by every file under which it could be found in ``folder``."""
    found: set[Path] = set()
    for name in known.imports:
        dots = len(name) - len(name.lstrip("."))
        parts = [part for part in name.split(".") if part]
        if dots:
            places = [file.parents[dots - 1]] if dots <= len(file.parents) else []
        else:
            places = _search_path(file, folder)
        for place in places:
            target = place.joinpath(*parts)
            found |= {target.with_name(target.name + ".py"), target / "__init__.py"} - {file}
    return found


def _search_path(file: Path, folder: Path) -> list[Path]:
    """Returns the folders from which an absolute import of ``file`` may be answered."""
    inside = [place for place in file.parents if place == folder or place.is_relative_to(folder)]
    return [*inside, folder / "src"]
