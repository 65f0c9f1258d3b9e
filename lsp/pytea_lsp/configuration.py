"""The configuration files of the workspace: the last good one stays while one is being edited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pytea.config import Options, configuration_file, read_options
from pytea.errors import UsageError
from pytea.span import Span

CONFIGURATION_NAMES = ("pyproject.toml", "pytea.toml")
_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
#: The file that a problem begins with, and the line where it is known.
_FILE = re.compile(r"(.+?(?:pyproject|pytea)\.toml)(?::(\d+))?: ")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a configuration file; ``line`` is 0 where that is not known."""

    text: str
    line: int = 0

    def place_in(self, lines: Sequence[str]) -> Span:
        """Returns the place of the problem in the lines of the file, else its first line."""
        place = _TOML_PLACE.search(self.text)
        if place is not None:
            line, column = int(place[1]), int(place[2])
            return Span(line, column, line, column + 1)
        if not 1 <= self.line <= len(lines):
            return Span(1, 1, 1, 1)
        row = lines[self.line - 1]
        key = re.match(r"[^=]*", row.strip())
        column = len(row) - len(row.lstrip()) + 1
        return Span(self.line, column, self.line, column + len(key[0].rstrip() if key else ""))


@dataclass(slots=True)
class Configuration:
    """Options by folder."""

    _good: dict[Path, Options] = field(default_factory=dict)
    #: What is wrong, by configuration file.
    problems: dict[Path, Problem] = field(default_factory=dict)

    def options_of(self, folder: Path) -> Options:
        """Returns the options of a folder: the last ones that could be read."""
        try:
            options = read_options(folder)
        except UsageError as error:
            text = str(error)
            told = _FILE.match(text)
            if told is not None:
                self.problems[Path(told[1])] = Problem(text[told.end() :], int(told[2] or 0))
            return self._good.get(folder) or Options(project=folder)
        for known in list(self.problems):
            if folder.is_relative_to(known.parent):
                del self.problems[known]
        self._good[folder] = options
        return options


def configuration_of(folder: Path) -> Path | None:
    """Returns the configuration file of a folder, also of one that cannot be read."""
    try:
        return configuration_file(folder)
    except UsageError:
        return None
