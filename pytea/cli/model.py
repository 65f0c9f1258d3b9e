"""``FILE`` or ``FILE:CLASS`` with ``--input``: a script, or one that makes a model and calls it."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pytea.analysis.entry import EntryResult, analyze_entry
from pytea.analysis.notebooks import Notebooks
from pytea.cli.check import checked_options
from pytea.config import read_options
from pytea.errors import UsageError
from pytea.frontend import SourceError, read_source
from pytea.frontend.notebooks import is_notebook
from pytea.machine.observer import Observer

#: The name of the script that makes the class and calls it.
_SCRIPT = "pytea_model_of.py"


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
    if is_notebook(file):
        found = tuple(map(Notebooks().diagnostic, result.diagnostics))
        return replace(result, diagnostics=found), {file: _code(file)}
    return result, overlay


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
    lines = ["import _pytea", "import torch", f"import {file.stem}"]
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
        tensors.append(f"torch.zeros(({', '.join(parts)},){ending})")
    lines.append(f"model = {file.stem}.{call}")
    if tensors:
        lines.append(f"model({', '.join(tensors)})")
    return "\n".join(dict.fromkeys(lines)) + "\n"
