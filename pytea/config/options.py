"""The options of one analysis. Where they come from is in ``files`` and in the command line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Entry:
    """A script that the configuration names, with the arguments it is started with."""

    script: Path
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """Everything that changes what an analysis does; the defaults are those of the command line."""

    #: What the script finds in ``sys.argv[1:]``.
    script_arguments: tuple[str, ...] = ()
    #: An interpreter or the folder of an environment; None: see ``find_environment``.
    python: Path | None = None
    #: Folders with the user's own stubs, which are interpreted and never run.
    stub_path: tuple[Path, ...] = ()
    #: Whether the report lists what was not followed.
    show_unknown: bool = False
    #: The codes that are reported; none: all of them.
    select: tuple[str, ...] = ()
    #: The codes that are not reported.
    ignore: tuple[str, ...] = ()
    #: Where ``torch.cuda.is_available()`` and its like lead: "cpu" or "cuda"; None: to both.
    device: str | None = None
    #: Where lowered modules are kept; None: the cache folder of the user.
    cache_dir: Path | None = None
    use_cache: bool = True
    #: Whether small data files of the project (JSON, YAML, TOML, CSV) are read.
    read_config: bool = False
    #: Scripts that are entries of a folder in any case, with their arguments.
    entries: tuple[Entry, ...] = ()
    #: The folder of the configuration file; None when there is none.
    project: Path | None = None

    def reports(self, code: str) -> bool:
        """Returns whether findings with this code are reported."""
        return code not in self.ignore and (not self.select or code in self.select)
