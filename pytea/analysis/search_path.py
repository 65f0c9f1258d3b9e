"""Where an analysis looks for modules."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from pytea.config import Options, library_folders, module_root, outer_folders
from pytea.machine.sources import Sources


def search_path(path: Path, options: Options, unsaved: Iterable[Path] = ()) -> Sources:
    """Returns the search path of the script ``path``, an absolute path.

    ``unsaved`` are files that count as existing. Raises UsageError for an environment that is none.
    """
    project = options.project or path.parent
    first = module_root(path, options.module) if options.module else path.parent
    roots = tuple(dict.fromkeys((first, project, project / "src")))
    return Sources(
        roots, library_folders(options.python, project), options.stub_path,
        outer=outer_folders(path), unsaved=frozenset(unsaved),
        inside=(path.parent,) if not options.module and _is_part_of_package(path) else (),
        entry=path,
    )  # fmt: skip


#: How a file begins what it does as a script.
_MAIN = re.compile(r"^if .*__name__", re.MULTILINE)


def _is_part_of_package(path: Path) -> bool:
    """Returns whether a file is there to be imported from the package that it is in."""
    if not (path.parent / "__init__.py").is_file():
        return False
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return _MAIN.search(text) is None
