"""The options of one analysis. Where they come from is in ``files`` and in the command line."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from pytea.diagnostics.registry import OPTIONAL


@dataclass(frozen=True, slots=True)
class Entry:
    """A script that the configuration names, with the arguments it is started with."""

    script: Path
    arguments: tuple[str, ...] = ()
    #: The folder that it is started in; None: wherever pytea is.
    directory: Path | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """Everything that changes what an analysis does; the defaults are those of the command line."""

    #: What the script finds in ``sys.argv[1:]``.
    script_arguments: tuple[str, ...] = ()
    #: The name by which ``python -m`` runs the script; "" for a script that is run by its path.
    module: str = ""
    #: An interpreter or the folder of an environment; None: see ``find_environment``.
    python: Path | None = None
    #: Folders with the user's own stubs, which are interpreted and never run.
    stub_path: tuple[Path, ...] = ()
    #: Whether the report lists what was not followed.
    show_unknown: bool = False
    #: How the report is written when the command line does not say; "" stands for text.
    format: str = ""
    #: The codes that are reported; none: all of them.
    select: tuple[str, ...] = ()
    #: The codes that are reported beside those, or beside the usual ones.
    extend_select: tuple[str, ...] = ()
    #: The codes that are not reported.
    ignore: tuple[str, ...] = ()
    #: (pattern of files, codes that are not reported in them).
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    #: Whether warnings fail a check like errors.
    strict: bool = False
    #: Patterns of files that a check of a folder takes; a folder stands for the Python files in it.
    include: tuple[str, ...] = ("*.py", "*.ipynb")
    #: Patterns of files and folders that a check of a folder leaves out.
    exclude: tuple[str, ...] = ()
    #: (name, (least, greatest)) of inputs that would be unknown otherwise.
    inputs: tuple[tuple[str, tuple[int, int]], ...] = ()
    #: (name, bound) of the bounds of the analysis that are not the usual ones.
    budgets: tuple[tuple[str, int], ...] = ()
    #: Where ``torch.cuda.is_available()`` and its like lead: "cpu" or "cuda"; None: to both.
    device: str | None = None
    #: Where lowered modules are kept; None: the cache folder of the user.
    cache_dir: Path | None = None
    use_cache: bool = True
    #: Whether small data files of the project (JSON, YAML, TOML, CSV, cfg, ini) are read.
    read_config: bool = False
    #: Scripts that are entries of a folder in any case, with their arguments.
    entries: tuple[Entry, ...] = ()
    #: The folder of the configuration file; None when there is none.
    project: Path | None = None

    def reports(self, code: str, file: str = "") -> bool:
        """Returns whether findings with this code are reported, in the file of this name."""
        if code in self.ignore or not self._selects(code):
            return False
        return not any(
            code in codes and self._matches(file, pattern)
            for pattern, codes in self.per_file_ignores
        )

    def directory_of(self, script: Path) -> Path | None:
        """Returns the folder that a script is started in, if the configuration says so."""
        for entry in self.entries:
            same = entry.script.resolve() == script.resolve()
            if same and entry.arguments == self.script_arguments:
                return entry.directory
        return None

    def _selects(self, code: str) -> bool:
        chosen = code in self.select if self.select else code not in OPTIONAL
        return chosen or code in self.extend_select

    def takes(self, file: str) -> bool:
        """Returns whether a check of a folder takes a file."""
        folders = self._folders(file) if file.endswith(".py") else []
        names = (file, *folders)
        included = any(self._matches(name, p) for p in self.include for name in names)
        return included and not self.excludes(file)

    def _folders(self, file: str) -> list[str]:
        return [parent.as_posix() for parent in Path(file).parents if parent.name]

    def excludes(self, file: str) -> bool:
        """Returns whether a pattern of ``exclude`` is for a file, or for a folder around it."""
        parents = self._folders(file)
        return any(
            self._matches(name, pattern) for pattern in self.exclude for name in (file, *parents)
        )

    def _matches(self, file: str, pattern: str) -> bool:
        """Returns whether a file, by its name or its path below the project, has a pattern."""
        pattern = pattern.rstrip("/")
        path = Path(file).absolute()
        inside = self.project is not None and path.is_relative_to(self.project)
        relative = path.relative_to(self.project or "/").as_posix() if inside else file
        return fnmatch(relative, pattern) or fnmatch(path.name, pattern)
