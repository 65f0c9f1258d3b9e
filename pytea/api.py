"""The Python interface: ``from pytea import check``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import TypedDict, Unpack

from pytea.analysis import check as checking
from pytea.config import Options, read_options
from pytea.diagnostics import Report


class Settings(TypedDict, total=False):
    """Options that go before those of the configuration files; see ``pytea.config.Options``."""

    script_arguments: tuple[str, ...]
    python: Path | None
    stub_path: tuple[Path, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    device: str | None
    inputs: tuple[tuple[str, tuple[int, int]], ...]
    cache_dir: Path | None
    use_cache: bool


def check(
    *paths: str | PathLike[str],
    texts: Iterable[tuple[str | PathLike[str], str]] = (),
    jobs: int = 1,
    **settings: Unpack[Settings],
) -> Report:
    """Returns the report on scripts and folders, as ``pytea check`` makes it; runs nothing.

    ``texts`` are (file, text) pairs that replace what is in files, which need not be there. With
    ``jobs`` the work is done by so many processes (0: one for each CPU), which import the calling
    script once more, as those of ``multiprocessing`` do. What
    cannot be checked is told in ``Report.problems``. Raises UsageError for a configuration file
    that is wrong.
    """

    def options_of(folder: Path) -> Options:
        return replace(read_options(folder), **settings)

    overlay = {Path(file): text for file, text in texts}
    return checking.check([Path(path) for path in paths], options_of, overlay=overlay, jobs=jobs)
