"""Lines of text in pieces with a role, so that a terminal can colour what a pipe gets plain."""

from __future__ import annotations

import unicodedata
from typing import Literal, TypeAlias

from pytea.records import immutable

#: What a piece of text is; how it looks is decided by the terminal.
Role = Literal["plain", "place", "error", "warning", "info", "source", "margin", "faint", "good"]


@immutable()
class Piece:
    """A text of one role, without line ends."""

    text: str
    role: Role = "plain"


#: One line of output.
Line: TypeAlias = tuple[Piece, ...]


def plain(line: Line) -> str:
    """Returns a line as text without trailing spaces."""
    return "".join(piece.text for piece in line).rstrip()


def width_of(text: str) -> int:
    """Returns how many columns of a terminal ``text`` takes."""
    if text.isascii():
        return len(text)
    return sum(_character_width(character) for character in text)


def _character_width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
