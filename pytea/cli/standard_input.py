"""``-`` as a path: the program comes through standard input."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from pytea.errors import UsageError
from pytea.frontend import SourceError
from pytea.frontend.notebooks import is_notebook
from pytea.frontend.reading import decode

_DASH = Path("-")
_UNNAMED = Path("<stdin>")


def source_from_stdin(
    paths: Sequence[Path], name: Path | None
) -> tuple[list[Path], Mapping[Path, str]]:
    """Returns the paths with a name for ``-``, and the text that it stands for, by that name.

    Raises UsageError when the text is in no encoding of Python's, or a name is given without ``-``.
    """
    if _DASH not in paths:
        if name is not None:
            raise UsageError("--stdin-filename needs the path -")
        return list(paths), {}
    file = name or _UNNAMED
    if is_notebook(file):
        raise UsageError("a notebook cannot come through stdin")
    try:
        text = decode(sys.stdin.buffer.read(), file).text
    except SourceError as error:
        raise UsageError(f"{file}:{error.span}: {error.message}") from None
    named = [file if path == _DASH else path for path in dict.fromkeys(paths)]
    return named, {file: text}
