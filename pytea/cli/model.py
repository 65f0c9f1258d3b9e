"""``FILE`` or ``FILE:CLASS`` with ``--input``: a script, or one that makes a model and calls it."""

from __future__ import annotations

import argparse
import ast
import difflib
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pytea.analysis.entry import EntryResult, analyze_entry
from pytea.analysis.notebooks import Notebooks
from pytea.cli.check import checked_options
from pytea.config import read_options
from pytea.diagnostics import Diagnostic
from pytea.errors import UsageError
from pytea.frontend import SourceError, read_source
from pytea.frontend.notebooks import is_notebook
from pytea.machine.observer import Observer

#: The name of the script that makes the class and calls it.
_SCRIPT = "pytea_model_of.py"
#: Its lines that import.
_IMPORTS = 3


def observed(
    arguments: argparse.Namespace, observer: Observer
) -> tuple[EntryResult, Mapping[Path, str]]:
    """Analyses what the command line names; returns the result, and texts that are in no file.

    The places of findings in a notebook are cells; its whole code is among the texts.
    """
    name, _, made = arguments.target.partition(":")
    file = Path(name)
    if not file.is_file():
        raise UsageError(f"{file}: no such file")
    folder = file.absolute().parent
    options = read_options(folder)
    options = checked_options(replace(options, python=arguments.python or options.python), folder)
    script = file
    overlay: dict[Path, str] = {}
    if made:
        script = folder / _SCRIPT
        overlay = {script: _program(file, made, arguments.input or [])}
    elif arguments.input:
        raise UsageError("--input needs a class: FILE:CLASS")
    result = analyze_entry(script, options, overlay=overlay, observer=observer)
    if made:
        _check_name(file, made)
        found = tuple(_of_model(d, arguments.target) for d in result.diagnostics if _is_of_model(d))
        result = replace(result, diagnostics=found)
        overlay[Path(arguments.target)] = overlay[script]
    if is_notebook(file):
        found = tuple(map(Notebooks().diagnostic, result.diagnostics))
        return replace(result, diagnostics=found), {file: _code(file)}
    return result, overlay


def _check_name(file: Path, made: str) -> None:
    """Raises UsageError for a name that the file nowhere binds."""
    name = made.partition("(")[0].partition(".")[0]
    try:
        tree = ast.parse(_code(file))
    except (SyntaxError, ValueError, RecursionError):
        return
    bound = {node.name for node in tree.body if isinstance(node, (ast.ClassDef, ast.FunctionDef))}
    if name not in bound and not re.search(rf"\b{re.escape(name)}\b", _code(file)):
        close = difflib.get_close_matches(name, sorted(bound), 1)
        hint = f", did you mean '{close[0]}'?" if close else ""
        raise UsageError(f"{file} has no '{name}'{hint}")


def _is_of_model(diagnostic: Diagnostic) -> bool:
    """Returns whether a finding is about the model: not about what importing its file runs."""
    calls = [entry.span.line for entry in diagnostic.trace if _is_script(entry.file)]
    return _is_script(diagnostic.file) or bool(calls and calls[0] > _IMPORTS)


def _of_model(diagnostic: Diagnostic, target: str) -> Diagnostic:
    """Returns a finding without the script that nobody wrote."""
    trace = tuple(entry for entry in diagnostic.trace if not _is_script(entry.file))
    file = target if _is_script(diagnostic.file) else diagnostic.file
    return replace(diagnostic, file=file, trace=trace)


def _is_script(file: str) -> bool:
    return Path(file).name == _SCRIPT


def _code(file: Path) -> str:
    try:
        return read_source(file).text
    except SourceError:
        return ""


def _program(file: Path, made: str, inputs: list[str]) -> str:
    """Returns a script that makes an object of the class and calls it with zeros."""
    if not file.stem.isidentifier():
        raise UsageError(f"{file}: its name is not the name of a module")
    call = made if made.endswith(")") else f"{made}()"
    lines = ["import _pytea", "import torch", f"import {file.stem}", "_pytea.observe_anew()"]
    tensors = []
    for text in inputs:
        sizes, _, dtype = text.partition(":")
        parts = [part.strip() for part in sizes.split(",") if part.strip()]
        for part in parts:
            if part.isidentifier():
                lines.append(f"{part} = _pytea.fresh_int({part!r}, 1)")
            elif not part.isdigit():
                raise UsageError(f"--input {text}: '{part}' is neither a size nor a name")
        ending = f", dtype=torch.{dtype}" if dtype else ""
        tensors.append(f"_pytea.as_input(torch.zeros(({', '.join(parts)},){ending}))")
    lines.append(f"model = {file.stem}.{call}")
    if tensors:
        lines.append(f"model({', '.join(tensors)})")
    return "\n".join(dict.fromkeys(lines)) + "\n"
