"""The script that nobody wrote: it makes an object of a class and calls it with inputs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pytea.diagnostics import Diagnostic, Note
from pytea.errors import UsageError
from pytea.span import Span
from pytea.values.dtype import DTYPE_ALIASES, DTYPES

#: The name of the script.
SCRIPT = "pytea_model_of.py"
#: Its lines that import.
_IMPORTS = 3


def program(file: Path, made: str, inputs: list[str]) -> str:
    """Returns the script for a class of a file, made with arguments or without.

    The dtype of an input is not known unless it is told; without inputs nothing is called.
    """
    if not file.stem.isidentifier():
        raise UsageError(f"{file}: its name is not the name of a module")
    call = made if made.endswith(")") else f"{made}()"
    lines = ["import _pytea", "import torch", f"import {file.stem}", "_pytea.observe_anew()"]
    tensors = []
    for text in inputs:
        parts, dtype = _parts(text)
        lines += [f"{part} = _pytea.fresh_int({part!r}, 1)" for part in parts if not part.isdigit()]
        zeros = f"torch.zeros(({''.join(f'{part}, ' for part in parts)})"
        typed = f", dtype=torch.{dtype})" if dtype else "), typed=False"
        tensors.append(f"_pytea.as_input({zeros}{typed})")
    lines += [f"model = {file.stem}.{call}", "_pytea.observe_module(model)"]
    if tensors:
        lines.append(f"model({', '.join(tensors)})")
    return "\n".join(dict.fromkeys(lines)) + "\n"


def _parts(text: str) -> tuple[list[str], str]:
    """Returns the sizes and the dtype of an input; raises UsageError for what is neither."""
    sizes, _, dtype = text.partition(":")
    parts = [part.strip() for part in sizes.split(",") if part.strip()]
    for part in parts:
        if not part.isidentifier() and not part.isdigit():
            raise UsageError(f"--input {text}: '{part}' is neither a size nor a name")
    if dtype and dtype not in DTYPES and dtype not in DTYPE_ALIASES:
        raise UsageError(f"--input {text}: torch has no dtype '{dtype}'")
    return parts, dtype


def is_script(file: str) -> bool:
    """Returns whether a display name is that of the script."""
    return Path(file).name == SCRIPT


def is_of_model(diagnostic: Diagnostic) -> bool:
    """Returns whether a finding is about the model: not about what importing its file runs."""
    calls = [entry.span.line for entry in diagnostic.trace if is_script(entry.file)]
    return is_script(diagnostic.file) or bool(calls and calls[0] > _IMPORTS)


def without_script(diagnostic: Diagnostic, file: str, place: Span) -> Diagnostic:
    """Returns a finding without the script: what happens there, happens where the class stands."""
    trace = tuple(entry for entry in diagnostic.trace if not is_script(entry.file))
    notes = tuple(map(_without_place, diagnostic.notes))
    if is_script(diagnostic.file):
        diagnostic = replace(diagnostic, file=file, span=place)
    return replace(diagnostic, trace=trace, notes=notes)


def _without_place(note: Note) -> Note:
    steps = tuple(map(_without_place, note.steps))
    if is_script(note.file):
        return replace(note, file="", span=None, steps=steps)
    return replace(note, steps=steps)
