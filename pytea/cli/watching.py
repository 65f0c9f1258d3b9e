"""``pytea check --watch``: checks again whenever a file changes that the programs may reach."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from pytea.analysis.check import display_name
from pytea.analysis.discovery import python_files
from pytea.analysis.reach import ImportGraph
from pytea.config import Options, read_options
from pytea.errors import UsageError
from pytea.frontend.loading import MEMORY
from pytea.records import immutable

#: Lowered modules that stay in memory from one check to the next.
_KEPT_MODULES = 300
#: Milliseconds after which the files are looked at although nothing was told of them.
_PATIENCE = 1000
_SUFFIXES = (".py", ".ipynb", ".toml", ".json", ".yaml", ".yml", ".csv")
_CONFIGURATIONS = ("pytea.toml", "pyproject.toml")
_CLEAR = "\033[2J\033[3J\033[H"
_MOST_NAMES = 3


@immutable()
class _Watched:
    folders: frozenset[Path]
    files: frozenset[Path]


#: When a file was written last, and its size.
_Stamps = Mapping[Path, tuple[int, int]]


def watch(paths: Sequence[Path], check: Callable[[], object]) -> NoReturn:
    """Checks, waits for a change, and so on, until it is interrupted.

    Raises UsageError when watchfiles is not installed, and what the first check raises.
    """
    wait = _waiting()
    MEMORY.modules = _KEPT_MODULES
    watched = _watched(paths)
    stamps = _stamps(watched.files)
    check()
    while True:
        sys.stdout.flush()
        count = len(watched.folders)
        print(f"pytea: watching {count} folder{'' if count == 1 else 's'}, Ctrl-C ends",
              file=sys.stderr, flush=True)  # fmt: skip
        changed = wait(watched, stamps)
        _separate(changed)
        watched = _watched(paths)
        stamps = _stamps(watched.files)
        try:
            check()
        except UsageError as error:
            print(f"pytea: {error}", file=sys.stderr)


def _watched(paths: Iterable[Path]) -> _Watched:
    graph = ImportGraph({})
    folders: set[Path] = set()
    files: set[Path] = set()
    for path in paths:
        scripts = list(python_files(path)) if path.is_dir() else [path]
        if path.is_dir():
            folders.add(path.absolute())
        for script in scripts:
            files |= graph.reach(script, _options(script.absolute().parent)).files
    folders |= {folder for file in files if (folder := file.parent).is_dir()}
    files |= {folder / name for folder in folders for name in _CONFIGURATIONS}
    return _Watched(frozenset(folders), frozenset(files))


def _options(folder: Path) -> Options:
    try:
        return read_options(folder)
    except UsageError:
        return Options()


def _stamps(files: Iterable[Path]) -> _Stamps:
    found: dict[Path, tuple[int, int]] = {}
    for file in files:
        try:
            known = file.stat()
        except OSError:
            continue
        found[file] = known.st_mtime_ns, known.st_size
    return found


def _waiting() -> Callable[[_Watched, _Stamps], list[Path]]:
    """Returns what waits until files have changed and returns them."""
    try:
        from watchfiles import watch as notices  # noqa: PLC0415  (it is needed by --watch alone)
    except ImportError:
        raise UsageError("--watch needs watchfiles: pip install watchfiles") from None

    def wait(watched: _Watched, before: _Stamps) -> list[Path]:
        def counts(kind: object, name: str) -> bool:
            return name.endswith(_SUFFIXES)

        # What changed while the check ran is told by no notice.
        for changes in notices(
            *watched.folders, watch_filter=counts, debounce=400, recursive=False,
            rust_timeout=_PATIENCE, yield_on_timeout=True, ignore_permission_denied=True,
        ):  # fmt: skip
            now = _stamps(watched.files)
            found = {Path(name) for _, name in changes}
            found |= {
                file for file in before.keys() | now.keys() if before.get(file) != now.get(file)
            }
            if found:
                return sorted(found)
        raise KeyboardInterrupt

    return wait


def _separate(changed: Sequence[Path]) -> None:
    """Says what changed: on a terminal, above a screen of its own."""
    names = [display_name(file) for file in changed[:_MOST_NAMES]]
    more = len(changed) - len(names)
    told = ", ".join(names) + (f" and {more} more" if more else "")
    if sys.stdout.isatty():
        print(_CLEAR, end="", flush=True)
    print(f"pytea: {told} changed", file=sys.stderr, flush=True)
