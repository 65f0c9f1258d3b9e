"""Names of files as other tools write them: with slashes, and as URIs."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import quote

from pytea.diagnostics import Diagnostic
from pytea.diagnostics.cells import split_cell
from pytea.span import Span

_TOP = Span(1, 1, 1, 1)
_DRIVE = re.compile(r"[A-Za-z]:[\\/]|\\\\")


def posix_name(file: str, windows: bool = os.name == "nt") -> str:
    """Returns a display name with slashes, which baselines and other machines understand."""
    return file.replace("\\", "/") if windows or _DRIVE.match(file) else file


def uri(file: str, windows: bool = os.name == "nt") -> str:
    """Returns the URI of a file: relative for a relative name, ``file:`` for an absolute one."""
    if _DRIVE.match(file):
        return PureWindowsPath(file).as_uri()
    if file.startswith("/"):
        return PurePosixPath(file).as_uri()
    return quote(posix_name(file, windows), safe="/~", errors="surrogateescape")


def outside_cells(diagnostic: Diagnostic) -> Diagnostic:
    """Returns a finding for tools that know no cells: at the top of the notebook, the cell in words."""
    file, cell = split_cell(diagnostic.file)
    trace = [(*split_cell(call.file), call) for call in diagnostic.trace]
    notes = [(*split_cell(note.file), note) for note in diagnostic.notes]
    if not cell and not any(number for _, number, _ in (*trace, *notes)):
        return diagnostic
    words = f"cell {cell}, line {diagnostic.span.line}: " if cell else ""
    return replace(
        diagnostic,
        file=file,
        span=_TOP if cell else diagnostic.span,
        message=words + diagnostic.message,
        trace=tuple(replace(c, file=f, span=_TOP if n else c.span) for f, n, c in trace),
        notes=tuple(replace(c, file=f, span=_TOP if n else c.span) for f, n, c in notes),
        fixes=() if cell else diagnostic.fixes,
    )
