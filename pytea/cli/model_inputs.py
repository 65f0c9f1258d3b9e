"""The inputs with which a class is looked at when the command line names none: what it needs."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from pytea.analysis.library.file import analyze_library
from pytea.config import Options
from pytea.frontend import SourceError, read_source

#: A shape of numbers and plain names; what stands for any number of dims in front is one dim.
_SHAPE = re.compile(r"\(((?:\*?\w+, ?)*\*?\w+),?\)")


def inferred_inputs(file: Path, made: str, options: Options) -> list[str]:
    """Returns the inputs of ``forward`` as ``--input`` takes them; none where one is not clear.

    Where it fails with all of them, those with which it gets far are good enough to see where.
    A size that hangs on an argument of the constructor is not: its value is not known here.
    """
    name = made.partition("(")[0]
    home, name = _home(file, name)
    found = analyze_library(home, options)
    for signature in (*found.signatures, *found.failing):
        if signature.name == f"{name}.forward":
            shapes = [_SHAPE.fullmatch(shape) for shape in signature.inputs.values()]
            sizes = [match[1].replace("*", "").replace(" ", "") for match in shapes if match]
            taken = {size for text in sizes for size in text.split(",")}
            if len(sizes) == len(shapes) and not taken & set(signature.constructor):
                return sizes
    return []


def top_level(file: Path) -> list[ast.stmt]:
    """Returns the statements of a file; none where it cannot be read or parsed."""
    try:
        return ast.parse(read_source(file).text).body
    except (SourceError, SyntaxError, ValueError, RecursionError):
        return []


def _home(file: Path, name: str) -> tuple[Path, str]:
    """Returns the file of the project that defines a class, and its name there."""
    for node in top_level(file):
        for alias in node.names if isinstance(node, ast.ImportFrom) else ():
            if name in (alias.asname, alias.asname or alias.name):
                assert isinstance(node, ast.ImportFrom)
                folder = file.parent
                for _ in range(node.level - 1):
                    folder = folder.parent
                module = folder.joinpath(*(node.module or "").split("."))
                for home in (module.with_suffix(".py"), module / "__init__.py"):
                    if home.is_file():
                        return _home(home, alias.name)
    return file, name
