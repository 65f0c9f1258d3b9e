"""Where an analysis looks for modules."""

from __future__ import annotations

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
    )  # fmt: skip
