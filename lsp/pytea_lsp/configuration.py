"""The configuration files of the workspace: the last good one stays while one is being edited."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from pytea.config import Options, configuration_file, read_options
from pytea.errors import UsageError
from pytea.span import Span

CONFIGURATION_NAMES = ("pyproject.toml", "pytea.toml")
_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_QUOTED = re.compile(r"'([\w.\-\[\]]+)'")


@dataclass(slots=True)
class Configuration:
    """Options by folder."""

    _good: dict[Path, Options] = field(default_factory=dict)
    #: What is wrong, by configuration file.
    problems: dict[Path, str] = field(default_factory=dict)

    def options_of(self, folder: Path) -> Options:
        """Returns the options of a folder: the last ones that could be read."""
        try:
            options = read_options(folder)
        except UsageError as error:
            text = str(error)
            file = self._file_in(text)
            if file is not None:
                self.problems[file] = text.removeprefix(f"{file}: ")
            return self._good.get(folder) or Options(project=folder)
        for known in list(self.problems):
            if folder.is_relative_to(known.parent):
                del self.problems[known]
        self._good[folder] = options
        return options

    def _file_in(self, text: str) -> Path | None:
        name = re.match(r"(.+?(?:pyproject|pytea)\.toml): ", text)
        return Path(name[1]) if name is not None else None


def place_of(problem: str, text: str) -> Span:
    """Returns the place in a configuration file that a problem speaks of, else its first line."""
    place = _TOML_PLACE.search(problem)
    if place is not None:
        line, column = int(place[1]), int(place[2])
        return Span(line, column, line, column + 1)
    quoted = _QUOTED.search(problem)
    key = re.split(r"[.\[]", quoted[1])[0] if quoted is not None else ""
    for number, row in enumerate(text.splitlines(), 1):
        if key and row.strip().startswith(key):
            column = row.index(key) + 1
            return Span(number, column, number, column + len(key))
    return Span(1, 1, 1, 1)


def configuration_of(folder: Path) -> Path | None:
    """Returns the configuration file of a folder, also of one that cannot be read."""
    try:
        return configuration_file(folder)
    except UsageError:
        return None
