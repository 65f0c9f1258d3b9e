"""Which of the user's files a script reaches, by what their texts import. Files are parsed, never run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path

from pytea.analysis.discovery import Outline, outline
from pytea.config import Options, module_root, outer_folders
from pytea.records import immutable, mutable


@immutable()
class Reach:
    """The files of one script."""

    #: Every file under which something that is imported could be found, the script included; those
    #: that exist with their links followed.
    files: frozenset[Path]
    #: Whether a module is imported by a name that the text does not tell.
    dynamic: bool


@mutable()
class ImportGraph:
    """Reads every file once."""

    overlay: Mapping[Path, str]
    _outlines: dict[Path, Outline | None] = field(default_factory=dict)

    def reach(self, script: Path, options: Options, text: str | None = None) -> Reach:
        """Returns the files that a script reaches when it is run with these options.

        ``text`` is what stands for the text of the script.
        """
        script = script.absolute()
        project = options.project or script.parent
        first = module_root(script, options.module) if options.module else script.parent
        roots = [first, project, project / "src", *outer_folders(script)]
        roots = list(dict.fromkeys(roots))
        files: set[Path] = {script.resolve()}
        dynamic = False
        waiting = [script]
        while waiting:
            file = waiting.pop()
            own = text is not None and file == script
            known = outline(file, text) if own else self._outline(file)
            if known is None:
                continue
            dynamic = dynamic or bool(known.imports & {"importlib", "importlib.import_module"})
            for candidate in _candidates(file, known, roots):
                place = candidate.resolve() if candidate.is_file() else candidate
                if place not in files:
                    files.add(place)
                    waiting.append(candidate)
        return Reach(frozenset(files), dynamic)

    def _outline(self, file: Path) -> Outline | None:
        if file not in self._outlines:
            text = self.overlay.get(file)
            known = outline(file, text) if text is not None or file.is_file() else None
            self._outlines[file] = known
        return self._outlines[file]


def _candidates(file: Path, known: Outline, roots: list[Path]) -> Iterator[Path]:
    """Yields the files under which each imported module, and each package above it, may be found."""
    for name in known.imports:
        dots = len(name) - len(name.lstrip("."))
        parts = [part for part in name.split(".") if part]
        places = [file.parents[dots - 1]] if 0 < dots <= len(file.parents) else roots
        for place in places:
            if dots and not parts:
                yield place / "__init__.py"
            for number in range(1, len(parts) + 1):
                target = place.joinpath(*parts[:number])
                yield target.with_name(target.name + ".py")
                yield target / "__init__.py"
