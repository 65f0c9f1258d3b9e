"""Runs pytea as a user does, in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
#: The longest that one command may take before its test fails.
TIME_LIMIT = 280


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended and what it printed."""

    status: int
    out: str
    err: str


def environment(cache: Path, **changes: str) -> dict[str, str]:
    """The environment of a command: this checkout, a cache of its own, no active environment."""
    foreign = {"VIRTUAL_ENV", "CONDA_PREFIX", "NO_COLOR", "FORCE_COLOR", "COLUMNS"}
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    return kept | {"PYTHONPATH": str(ROOT), "PYTEA_CACHE_DIR": str(cache)} | changes


def command(*words: str | Path) -> list[str]:
    """The command line of ``pytea WORDS``."""
    return [sys.executable, "-P", "-m", "pytea", *map(str, words)]


def without_rights() -> list[str]:
    """The words before a command that take from root the right to read and write everything."""
    if os.geteuid() != 0:
        return []
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip("root without setpriv cannot give up its rights")
    return [setpriv, "--bounding-set=-all", "--inh-caps=-all"]


def pytea(
    folder: Path,
    *words: str | Path,
    prefix: Sequence[str] = (),
    stdin: str | None = None,
    **changes: str,
) -> Done:
    """Runs ``pytea WORDS`` in ``folder``; the cache is kept beside it."""
    done = subprocess.run(
        [*prefix, *command(*words)],
        cwd=folder,
        env=environment(folder.parent / f"{folder.name}-cache", **changes),
        capture_output=True,
        input=stdin,
        text=True,
        encoding="utf-8",
        timeout=TIME_LIMIT,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)
