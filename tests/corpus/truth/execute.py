"""Runs one program in real torch inside the current process and reports how it ended.

The process is meant to be thrown away afterwards: the run changes `sys.path`, the working directory
and DataLoader.
"""

from __future__ import annotations

import os
import runpy
import sys
import traceback
import warnings
from dataclasses import dataclass
from pathlib import Path

import torch
from torch.utils.data import DataLoader, IterableDataset

from ..notebooks import SUFFIX, run_notebook

FAKES = Path(__file__).parent / "fakes"
FIRST_BATCHES = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended; the location is the innermost one in the program's own files."""

    crashed: bool
    exception: str = ""
    message: str = ""
    file: str = ""
    line: int = 0


def _pick(batches: list[object]) -> list[object]:
    """The first batches and the last one."""
    return batches if len(batches) <= FIRST_BATCHES else [*batches[:FIRST_BATCHES], batches[-1]]


def _short_iter(self: DataLoader):
    """Yields the first two batches and the last one, in the calling process."""
    if isinstance(self.dataset, IterableDataset):
        make = type(self)._iterate_all  # set by `execute`
        yield from _pick(list(make(self)))
    elif self.batch_sampler is None:
        for index in _pick(list(self.sampler)):
            yield self.collate_fn(self.dataset[index])
    else:
        for indices in _pick(list(self.batch_sampler)):
            yield self.collate_fn([self.dataset[index] for index in indices])


def _innermost(error: BaseException, root: Path) -> tuple[str, int]:
    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        path = Path(frame.filename).resolve()
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix(), frame.lineno or 0
    return "", 0


def execute(entry: Path, root: Path, args: list[str], libraries: Path = FAKES) -> Outcome:
    """The outcome of `python entry *args` in the folder `root`, an absolute resolved path.

    `libraries` is searched for modules before everything that is installed.
    """
    os.chdir(root)
    sys.argv = [entry.name, *args]
    sys.path[:0] = [str(root), str(libraries)]
    warnings.simplefilter("ignore")
    torch.set_num_threads(1)
    torch.manual_seed(0)
    DataLoader._iterate_all = DataLoader.__iter__
    DataLoader.__iter__ = _short_iter
    try:
        if entry.suffix == SUFFIX:
            run_notebook(entry)
        else:
            runpy.run_path(str(entry), run_name="__main__")
    except SystemExit as error:
        if error.code not in (None, 0):
            return Outcome(True, "SystemExit", str(error.code), *_innermost(error, root))
    except Exception as error:
        lines = str(error).strip().splitlines() or [""]
        location = _innermost(error, root)
        return Outcome(True, type(error).__name__, lines[0][:160], *location)
    return Outcome(False)
