"""``FILE`` or ``FILE:CLASS`` with ``--input``: a script, or one that makes a model and calls it."""

from __future__ import annotations

import argparse
import ast
import difflib
import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pytea.analysis.entry import EntryResult, analyze_entry
from pytea.analysis.notebooks import Notebooks
from pytea.cli.check import checked_options
from pytea.cli.model_inputs import inferred_inputs, top_level
from pytea.cli.model_script import SCRIPT, is_of_model, is_script, program, without_script
from pytea.config import read_options
from pytea.diagnostics import Diagnostic
from pytea.errors import UsageError
from pytea.frontend import SourceError, read_source
from pytea.frontend.notebooks import is_notebook
from pytea.machine.observer import Observer
from pytea.span import Span


def observed(
    arguments: argparse.Namespace, observer: Observer
) -> tuple[EntryResult, Mapping[Path, str]]:
    """Analyses what the command line names; returns the result, and texts that are in no file.

    The places of findings in a notebook are cells; its whole code is among the texts. A class is
    called with what it needs where no input is given.
    """
    name, _, made = arguments.target.partition(":")
    file = Path(name)
    if not file.is_file():
        raise UsageError(f"{file}: no such file")
    folder = file.absolute().parent
    options = read_options(folder)
    options = checked_options(replace(options, python=arguments.python or options.python), folder)
    script = file
    inputs: list[str] = []
    overlay: dict[Path, str] = {}
    if made:
        inputs = arguments.input or inferred_inputs(file, made, options)
        script = folder / SCRIPT
        overlay = {script: program(file, made, inputs)}
    elif arguments.input:
        raise UsageError(f"--input needs a class: {class_named(arguments.target)}")
    result = analyze_entry(script, options, overlay=overlay, observer=observer)
    if made:
        _check_name(file, made)
        _check_arguments(result.diagnostics, arguments.target, overlay[script])
        if not inputs:
            print(f"pytea: {arguments.target}: what it takes is not clear: it is made, but not "
                  "called; give its inputs as in --input 1,3,224,224", file=sys.stderr)  # fmt: skip
        place = _defined_at(file, made)
        found = tuple(without_script(d, name, place) for d in result.diagnostics if is_of_model(d))
        result = replace(result, diagnostics=found)
    if is_notebook(file):
        found = tuple(map(Notebooks().diagnostic, result.diagnostics))
        return replace(result, diagnostics=found), {file: _code(file)}
    return result, overlay


def class_named(target: str) -> str:
    """Returns ``FILE:CLASS`` for a file, with the last class in it: most often the whole model."""
    file, _, made = target.partition(":")
    classes = [n.name for n in top_level(Path(file)) if isinstance(n, ast.ClassDef) and n.bases]
    return f"{file}:{made or (classes or ['CLASS'])[-1]}"


def _check_arguments(diagnostics: tuple[Diagnostic, ...], target: str, script: str) -> None:
    """Raises UsageError for a class that is not made, or called, with what it needs."""
    for diagnostic in diagnostics:
        if diagnostic.code == "bad-call" and is_script(diagnostic.file):
            called = script.splitlines()[diagnostic.span.line - 1].startswith("model(")
            file = target.partition(":")[0]
            hint = (
                f"give one --input for each tensor, or look at the calls of a script, such as {file}"
                if called
                else "write them as in 'net.py:Net(10)'"
            )
            raise UsageError(f"{target}: {diagnostic.message}; {hint}")


def _check_name(file: Path, made: str) -> None:
    """Raises UsageError for a name that the file nowhere binds."""
    name = _name_of(made)
    bound = _definitions(file)
    if name not in bound and not re.search(rf"\b{re.escape(name)}\b", _code(file)):
        close = difflib.get_close_matches(name, sorted(bound), 1)
        hint = f", did you mean '{close[0]}'?" if close else ""
        raise UsageError(f"{file} has no '{name}'{hint}")


def _defined_at(file: Path, made: str) -> Span:
    """Returns the place of the name where a class or function is defined, else the first line."""
    node = _definitions(file).get(_name_of(made))
    if node is None:
        return Span(1, 1, 1, 1)
    column = node.col_offset + len("class " if isinstance(node, ast.ClassDef) else "def ") + 1
    return Span(node.lineno, column, node.lineno, column + len(node.name))


def _name_of(made: str) -> str:
    return made.partition("(")[0].partition(".")[0]


def _definitions(file: Path) -> dict[str, ast.ClassDef | ast.FunctionDef]:
    kinds = (ast.ClassDef, ast.FunctionDef)
    return {node.name: node for node in top_level(file) if isinstance(node, kinds)}


def _code(file: Path) -> str:
    try:
        return read_source(file).text
    except SourceError:
        return ""
