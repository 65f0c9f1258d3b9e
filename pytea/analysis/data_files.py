"""Small data files of the project that a program reads, where the user lets them be read.

Only files of settings, tables and lists of names inside the project are looked at. A program finds a relative
name in the folder that it is started in: the one that the configuration names, else the working
directory, the folder of the script, or that of the project, whichever has the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pytea.records import mutable

_SUFFIXES = frozenset(
    {".json", ".yaml", ".yml", ".toml", ".csv", ".tsv", ".cfg", ".conf", ".ini", ".names"}
)
#: Larger files hold data, not settings.
LARGEST = 65_536


@mutable()
class DataFiles:
    """The data files that one program may read."""

    #: Folders that a relative name is looked for in.
    folders: tuple[Path, ...]
    #: Folders that a file must be in.
    projects: tuple[Path, ...]
    #: Texts that replace those of files.
    overlay: Mapping[Path, str]
    #: The files that were looked for; whether they are there and what they hold decides results.
    looked_at: set[Path]

    def text(self, name: str) -> str | None:
        """Returns the text of a file; None for one that is missing, large, foreign or no text."""
        if Path(name).suffix.lower() not in _SUFFIXES:
            return None
        for folder in self.folders:
            file = (folder / name).resolve()
            if any(file.is_relative_to(project) for project in self.projects):
                self.looked_at.add(file)
                text = self.overlay.get(file)
                text = _read(file) if text is None else text
                if text is not None:
                    return text
        return None


def _read(file: Path) -> str | None:
    try:
        if not file.is_file() or file.stat().st_size > LARGEST:
            return None
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None


def data_files(
    script: Path,
    project: Path,
    overlay: Mapping[Path, str],
    looked_at: set[Path],
    started: Path | None = None,
) -> DataFiles:
    """Returns the data files of a script; ``looked_at`` is filled as they are asked for."""
    likely = (Path.cwd(), script.parent, project) if started is None else (started,)
    folders = tuple(dict.fromkeys(folder.resolve() for folder in likely))
    projects = tuple(dict.fromkeys(f.resolve() for f in (script.parent, project)))
    return DataFiles(folders, projects, overlay, looked_at)
