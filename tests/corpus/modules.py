"""The modules of the clean programs as real torch runs them, beside what pytea's summary says.

``python -m tests.corpus.modules [PROGRAM...]`` writes ``modules.json`` beside the programs.
"""

from __future__ import annotations

import ast
import json
import sys
import tempfile
from pathlib import Path
from typing import TypedDict

from pytea.analysis.entry import analyze_entry
from pytea.config import Options
from pytea.machine.observer import Observer
from pytea.report.modules import rows_of

from .forking import Servers
from .programs import Case, Program, load_programs

#: (class, parameters with those inside) to the shapes that such modules give.
Modules = dict[tuple[str, int], set[tuple[int, ...]]]


class Record(TypedDict):
    """What the modules of a program gave; ``key`` says for which text of it."""

    key: str
    modules: list[tuple[str, int, list[list[int]]]]


def clean(program: Program) -> Case:
    """Returns a program as it is run without arguments."""
    return next(case for case in program.cases() if case.label == "clean")


def real_modules(case: Case, servers: Servers) -> Record:
    """Runs a program in real torch."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        entry = case.materialise(root)
        case.program.shorten(root)
        args = [*case.args, *case.program.truth_args]
        job = {"entry": str(entry), "root": str(root), "args": args, "modules": True}
        return {"key": case.key(), "modules": servers.ask(job)["modules"]}


def read_record(program: Program) -> tuple[str, Modules]:
    """Returns the key and the modules of the record of a program; nothing where there is none."""
    path = program.root / "modules.json"
    data = json.loads(path.read_text()) if path.exists() else {"key": "", "modules": []}
    found = {(name, count): set(map(tuple, shapes)) for name, count, shapes in data["modules"]}
    return data["key"], found


def summarized(case: Case) -> Modules:
    """Returns what the rows of a summary say, as far as it is numbers."""
    with tempfile.TemporaryDirectory() as folder:
        entry = case.materialise(Path(folder).resolve())
        observer = Observer()
        analyze_entry(entry, Options(script_arguments=case.args), observer=observer)
        found: Modules = {}
        for row in rows_of(observer.modules):
            shapes = found.setdefault((row.use.class_name, row.total[""]), set())
            shapes |= {shape for text in row.use.outputs for shape in _numbers(text)}
    return found


def _numbers(text: str) -> list[tuple[int, ...]]:
    """Returns the shape that a text says; none where it has symbols or is of several tensors."""
    try:
        shape = ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return []
    plain = isinstance(shape, tuple) and all(isinstance(size, int) for size in shape)
    return [shape] if plain else []


def main() -> None:
    """Writes the records of the named programs, or of all."""
    wanted = sys.argv[1:]
    with Servers("tests.corpus.truth.server", 1) as servers:
        for program in load_programs():
            if not wanted or program.name in wanted:
                record = real_modules(clean(program), servers)
                text = json.dumps(record).replace('[["', '[\n["').replace("]]], [", "]]],\n[")
                (program.root / "modules.json").write_text(text + "\n")
                print(f"{program.name}: {len(record['modules'])} kinds of modules", flush=True)


if __name__ == "__main__":
    main()
