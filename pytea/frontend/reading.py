"""Bytes to text: finds the encoding of a source file as Python does and refuses what Python refuses.

Nothing here parses Python. Line ends are kept as they are in the file; ``SourceFile.lines`` knows them.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from pytea.frontend.notebooks import code_of, is_notebook, read_cells
from pytea.frontend.source_error import SourceError
from pytea.span import SourceFile, Span

#: The declaration of PEP 263, allowed on the first two lines only.
_DECLARATION = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_BLANK = re.compile(rb"^[ \t\f]*(?:#.*)?$")


def read_source(path: Path, display: str | None = None) -> SourceFile:
    """Returns the decoded file; raises SourceError for its text and OSError for the file system.

    The text of a notebook is the code of its cells.
    """
    data = path.read_bytes()
    if is_notebook(path):
        name = display if display is not None else str(path)
        return SourceFile(path, name, code_of(read_cells(data)))
    return decode(data, path, display)


def decode(data: bytes, path: Path, display: str | None = None) -> SourceFile:
    """Returns ``data`` as text after PEP 263; raises SourceError where Python would refuse it."""
    name = display if display is not None else str(path)
    encoding = _encoding(data)
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        span = _span_of_byte(body, error.start)
        byte = body[error.start]
        message = f"'{encoding}' codec can't decode byte 0x{byte:02x}: {error.reason}"
        raise SourceError(message, span) from None
    except (UnicodeError, ValueError) as error:
        raise SourceError(f"encoding problem: {encoding}: {error}", Span(1, 1, 1, 1)) from None
    if "\0" in text:
        span = _span_of_character(text, text.index("\0"))
        raise SourceError("source code cannot contain null bytes", span)
    return SourceFile(path, name, text.removeprefix("\ufeff"))


def _encoding(data: bytes) -> str:
    marked = data.startswith(codecs.BOM_UTF8)
    declared = _declared(data.removeprefix(codecs.BOM_UTF8))
    if declared is None:
        return "utf-8"
    name, line = declared
    place = Span(line, 1, line, 1)
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        raise SourceError(f"unknown encoding: {name}", place) from None
    # Codecs such as rot13 and zlib are no text encodings, and "unicode_escape" is refused too
    # because it would rewrite the program while it is decoded.
    if not getattr(codec, "_is_text_encoding", True) or codec.name.endswith("escape"):
        raise SourceError(f"unknown encoding: {name}", place)
    if marked and codec.name != "utf-8":
        raise SourceError(f"encoding problem: {name} with BOM", place)
    return codec.name


def _declared(data: bytes) -> tuple[str, int] | None:
    for number, line in enumerate(re.split(rb"\r\n|\r|\n", data[:2000], maxsplit=2)[:2], 1):
        match = _DECLARATION.match(line)
        if match is not None:
            return match.group(1).decode("ascii", "replace"), number
        if not _BLANK.match(line):
            return None
    return None


def _span_of_byte(data: bytes, index: int) -> Span:
    before = re.split(rb"\r\n|\r|\n", data[:index])
    column = len(before[-1].decode("utf-8", "replace")) + 1
    return Span(len(before), column, len(before), column + 1)


def _span_of_character(text: str, index: int) -> Span:
    before = re.split(r"\r\n|\r|\n", text[:index])
    column = len(before[-1]) + 1
    return Span(len(before), column, len(before), column + 1)
