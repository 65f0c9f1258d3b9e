"""Results that were found before: a check of unchanged files reads them and loads no machine.

A result is taken when everything that decided it is as it was: this pytea, the options, the texts
of all files that were read, and what the folders of the search path say about the modules that
were asked for.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypeVar

from pytea.analysis.library.signature import FileSignatures
from pytea.analysis.plain_data import LAYOUT, decode, encode
from pytea.analysis.results import EntryResult
from pytea.analysis.search_path import search_path
from pytea.config import Options, package_of
from pytea.config.shipped import own_files
from pytea.config.store import Store, digest_of

_Result = TypeVar("_Result", EntryResult, FileSignatures)


def remembered_entry(path: Path, options: Options, *, overlay: Mapping[Path, str]) -> EntryResult:
    """Returns what ``analyze_entry`` gives, from the cache where nothing has changed."""

    def analyze() -> EntryResult:
        from pytea.analysis.entry import analyze_entry  # noqa: PLC0415  (the whole machine)

        return analyze_entry(path, options, overlay=overlay)

    if overlay or not options.use_cache:
        return analyze()
    memory = _Memory(path.absolute(), options, "entry")
    known = memory.recall(EntryResult)
    if known is not None:
        return known
    result = analyze()
    if result.file.status in ("complete", "partial"):
        memory.keep(replace(result, file=replace(result.file, remarks=())))
    remarks = (*memory.store.warnings, *result.file.remarks)
    return replace(result, file=replace(result.file, remarks=remarks))


def remembered_library(
    path: Path, options: Options, *, overlay: Mapping[Path, str], known: frozenset[str]
) -> FileSignatures:
    """Returns what ``analyze_library`` gives, from the cache where nothing has changed."""

    def analyze() -> FileSignatures:
        from pytea.analysis.library.file import analyze_library  # noqa: PLC0415  (the same)

        return analyze_library(path, options, overlay=overlay, known=known)

    if overlay or not options.use_cache:
        return analyze()
    memory = _Memory(path.absolute(), options, "library", *sorted(known))
    kept = memory.recall(FileSignatures)
    if kept is not None:
        return kept
    result = analyze()
    if result.reached:
        memory.keep(result)
    return result


class _Memory:
    """The place of one result in the cache."""

    def __init__(self, path: Path, options: Options, *task: str) -> None:
        self.sources = search_path(path, options)
        self.store = Store("result", options.cache_dir)
        self.key = digest_of(
            LAYOUT, _own_state(), sys.version, str(path), str(self.sources.base),
            str(package_of(path)), repr(options), repr(self.sources.libraries),
            repr(self.sources.outer), *task,
        )  # fmt: skip

    def recall(self, kind: type[_Result]) -> _Result | None:
        """Returns the result if it still holds."""
        found = self.store.load(self.key, decode)
        if found is None or len(found) != 2 or not isinstance(found[1], kind):
            return None
        digests, result = found
        if result.answers is None or any(_digest(file) != known for file, known in digests.items()):
            return None
        return result if self.sources.still_answers(result.answers) else None

    def keep(self, result: _Result) -> None:
        """Writes a result down; what cannot be written is found again."""
        digests = {file: _digest(file) for file in result.reached}
        self.store.store(self.key, encode((digests, result)))


def _digest(file: Path) -> str:
    try:
        return digest_of(file.read_bytes())
    except OSError as error:
        return error.strerror or "unreadable"


@cache
def _own_state() -> str:
    """Returns what changes with every change of pytea and its stubs, in a checkout too."""
    return digest_of(*[line for folder in own_files() for line in _listing(str(folder))])


def _listing(folder: str) -> list[str]:
    found = []
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir():
                found += _listing(entry.path) if entry.name != "__pycache__" else []
            elif entry.name.endswith((".py", ".txt")):
                state = entry.stat()
                found.append(f"{entry.path} {state.st_mtime_ns} {state.st_size}")
    return found
