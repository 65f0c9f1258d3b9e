"""The commands that a project installs: ``[project.scripts]`` of ``pyproject.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from pytea.records import immutable

#: ``package.module:object.attribute``, with extras behind it.
_REFERENCE = re.compile(r"\s*([\w.]+)\s*:\s*([\w.]+)\s*(?:\[.*\])?\s*")


@immutable()
class ProjectScript:
    """One command, as the program that an installer makes of it."""

    name: str
    #: The file that names it.
    file: Path
    #: The program; it stands on the line of the file that names the command.
    text: str


def project_scripts(folder: Path) -> Iterator[ProjectScript]:
    """Yields the commands of the project in a folder whose modules are there."""
    file = folder / "pyproject.toml"
    try:
        text = file.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except (OSError, ValueError):
        return
    project = data.get("project")
    scripts = project.get("scripts") if isinstance(project, dict) else None
    for name, reference in scripts.items() if isinstance(scripts, dict) else ():
        match = _REFERENCE.fullmatch(reference) if isinstance(reference, str) else None
        if match is None or not _is_there(folder, match[1]):
            continue
        first = match[2].partition(".")[0]
        program = f"import sys; from {match[1]} import {first}; sys.exit({match[2]}())"
        yield ProjectScript(name, file, "\n" * (_line(text, name) - 1) + program + "\n")


def _is_there(folder: Path, module: str) -> bool:
    places = (root.joinpath(*module.split(".")) for root in (folder, folder / "src"))
    return any(
        place.with_name(f"{place.name}.py").is_file() or (place / "__init__.py").is_file()
        for place in places
    )


def _line(text: str, name: str) -> int:
    """Returns the line that names a command, from 1."""
    table = False
    key = re.compile(rf"\s*[\"']?{re.escape(name)}[\"']?\s*=")
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip().startswith("["):
            table = line.strip() == "[project.scripts]"
        elif table and key.match(line):
            return number
    return 1
