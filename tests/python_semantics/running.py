"""Runs one program in CPython and in the machine, and gives what each of them prints.

A theme is a file of ``programs/``: its programs are separated by lines ``#: name``. Lines
``#: file pkg/mod.py`` inside a program begin another file of it; the first text is the script.
"""

from __future__ import annotations

import contextlib
import contextvars
import io
import sys
import types
from dataclasses import dataclass, field
from pathlib import Path

from pytea.analysis.entry import analyze_entry
from pytea.config import Options

PROGRAMS = Path(__file__).parent / "programs"


@dataclass(frozen=True)
class PythonProgram:
    """A script, and the modules that it imports."""

    name: str
    text: str
    files: tuple[tuple[str, str], ...] = field(default=())

    def write(self, folder: Path) -> Path:
        """Writes the files of the program and returns the script."""
        for name, text in self.files:
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        script = folder / "script.py"
        script.write_text(self.text, encoding="utf-8")
        return script


def read_theme(file: Path) -> list[PythonProgram]:
    """Returns the programs of one theme."""
    programs: list[PythonProgram] = []
    for part in ("\n" + file.read_text(encoding="utf-8")).split("\n#: program ")[1:]:
        name, _, rest = part.partition("\n")
        script, *others = rest.split("\n#: file ")
        files = []
        for other in others:
            path, _, text = other.partition("\n")
            files.append((path.strip(), text + "\n"))
        programs.append(PythonProgram(f"{file.stem}/{name.strip()}", script + "\n", tuple(files)))
    return programs


def all_themes() -> list[PythonProgram]:
    """Returns every program that was written by hand."""
    return [program for file in sorted(PROGRAMS.glob("*.py")) for program in read_theme(file)]


def in_cpython(script: Path) -> str:
    """Returns what the script prints in this interpreter."""
    printed = io.StringIO()
    before = set(sys.modules)
    main = types.ModuleType("__main__")
    main.__file__ = str(script)
    kept, argv = sys.modules["__main__"], sys.argv
    sys.modules["__main__"], sys.argv = main, [str(script)]
    sys.path.insert(0, str(script.parent))
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
            code = compile(
                script.read_text(encoding="utf-8"), str(script), "exec", dont_inherit=True
            )
            # A context of its own: what one program sets (the precision of decimals) ends with it.
            contextvars.Context().run(exec, code, main.__dict__)
    finally:
        sys.modules["__main__"], sys.argv = kept, argv
        sys.path.remove(str(script.parent))
        for name in set(sys.modules) - before:
            file = getattr(sys.modules[name], "__file__", None) or ""
            if file.startswith(str(script.parent)) or not file:
                sys.modules.pop(name, None)
    return printed.getvalue()


def in_machine(script: Path, cache: Path) -> tuple[str, list[str]]:
    """Returns what the script prints in the machine, and the diagnostics."""
    result = analyze_entry(script, Options(cache_dir=cache), printing=True)
    return result.printed, [f"{d.code}: {d.message}" for d in result.diagnostics]
