"""A name for every finding that stays the same when lines above it come and go."""

from __future__ import annotations

import hashlib

from pytea.diagnostics import Diagnostic
from pytea.report.frames import SourceTexts
from pytea.report.places import posix_name


def fingerprint(diagnostic: Diagnostic, sources: SourceTexts) -> str:
    """Returns a hexadecimal name made of the file, the code, and the text of the line.

    Equal lines of a file are told apart by their order. A finding without a line is named by its
    message.
    """
    lines = sources.lines(diagnostic.file)
    number = diagnostic.span.line
    if 0 < number <= len(lines):
        text = lines[number - 1]
        column = diagnostic.span.column - (len(text) - len(text.lstrip()))
        parts = [text.strip(), str(column), str(sources.nth(diagnostic.file, number))]
    else:
        parts = [diagnostic.message]
    whole = "\0".join([posix_name(diagnostic.file), diagnostic.code, *parts])
    return hashlib.sha256(whole.encode("utf-8", "surrogateescape")).hexdigest()[:32]
