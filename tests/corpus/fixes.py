"""The fixes of seeded bugs, applied and run in real torch.

``python -m tests.corpus.fixes [PROGRAM...]`` writes ``fixes.json`` beside the programs: for every
bug the fixes that pytea offers, and what real torch says to the program with each of them. What it
said of the same edit of the same text before is not asked again.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TypedDict, cast

from pytea.analysis.entry import analyze_entry
from pytea.analysis.fixing.source import applied
from pytea.cli.check import with_fixes
from pytea.config import Options
from pytea.diagnostics import Fix
from pytea.frontend.notebooks import code_of, is_notebook, read_cells, with_code

from .forking import Died, Servers
from .programs import Case, Program, load_programs

SERVER = "tests.corpus.truth.server"


class Offered(TypedDict):
    """One fix: what it changes, and the exception with which real torch ends; empty if none."""

    title: str
    file: str
    line: int
    column: int
    replacement: str
    torch: str


#: File, line, column and text of an edit.
Edit = tuple[str, int, int, str]


class Entry(TypedDict):
    """The fixes of one bug; ``key`` says for which text of the program."""

    key: str
    fixes: list[Offered]


def offered(case: Case) -> list[Fix]:
    """The fixes of all findings of a case, each once, with files as the program names them."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        entry = case.materialise(root)
        options = Options(script_arguments=case.args)
        result = with_fixes(entry, options, {}, analyze_entry(entry, options))
        found = [
            replace(fix, file=Path(fix.file).absolute().relative_to(root).as_posix())
            for diagnostic in result.diagnostics
            for fix in diagnostic.fixes
        ]
    return list({(f.file, f.span, f.replacement): f for f in found}.values())


def crash(case: Case, fix: Fix, servers: Servers) -> str:
    """What real torch says about the program with one fix; empty when it runs."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        entry = case.materialise(root)
        _apply(fix, root / fix.file)
        if _is_clean(case, root):
            return ""
        case.program.shorten(root)
        args = [*case.args, *case.program.truth_args]
        try:
            answer = servers.ask({"entry": str(entry), "root": str(root), "args": args})
        except Died as death:
            return str(death)
    return f"{answer['exception']}: {answer['message']}" if answer["crashed"] else ""


def _apply(fix: Fix, target: Path) -> None:
    if is_notebook(target):
        data = target.read_bytes()
        code = code_of(read_cells(data))
        target.write_text(with_code(data, code, applied(code, fix)))
    else:
        target.write_text(applied(target.read_text(), fix))


def _is_clean(case: Case, root: Path) -> bool:
    """Returns whether the fix undoes the bug: that the clean program runs is known."""
    sources = case.program.sources
    return all(
        (root / path.relative_to(case.program.root)).read_text() == path.read_text()
        for path in sources
    )


def described(fix: Fix, says: str) -> Offered:
    """Returns a fix as it stands in the record."""
    place = fix.span
    return Offered(
        title=fix.title, file=fix.file, line=place.line, column=place.column,
        replacement=fix.replacement, torch=says,
    )  # fmt: skip


def bugs(programs: Iterable[Program]) -> list[Case]:
    """Returns the cases of programs that have a bug."""
    return [case for program in programs for case in program.cases() if case.bug is not None]


def outcomes(cases: Iterable[Case]) -> Iterator[tuple[Case, Entry]]:
    """Yields for each case what is offered, each fix run in real torch unless it is known."""
    with Servers(SERVER, 1) as servers, ThreadPoolExecutor(1) as pool:
        for case in cases:
            fixes, known = offered(case), _said(case)

            def judged(fix: Fix, case: Case = case, known: dict[Edit, str] = known) -> str:
                said = known.get((fix.file, fix.span.line, fix.span.column, fix.replacement))
                return crash(case, fix, servers) if said is None else said

            says = pool.map(judged, fixes)
            rows = [described(fix, text) for fix, text in zip(fixes, says, strict=True)]
            yield case, {"key": case.key(), "fixes": rows}


def _said(case: Case) -> dict[Edit, str]:
    """Returns what torch said of edits of the text that a case has now."""
    entry = read_record(case.program).get(case.label)
    if entry is None or entry["key"] != case.key():
        return {}
    return {(f["file"], f["line"], f["column"], f["replacement"]): f["torch"] for f in entry["fixes"]}


def _record(program: Program) -> Path:
    return program.root / "fixes.json"


def read_record(program: Program) -> dict[str, Entry]:
    """Returns the entries of the bugs of a program, by label."""
    path = _record(program)
    return cast("dict[str, Entry]", json.loads(path.read_text())) if path.exists() else {}


def main() -> None:
    """Writes the records of the named programs, or of all, and prints what torch refuses."""
    wanted = sys.argv[1:]
    for program in load_programs():
        if wanted and program.name not in wanted:
            continue
        entries = {case.label: entry for case, entry in outcomes(bugs([program]))}
        _record(program).write_text(json.dumps(entries, indent=1) + "\n")
        fixed = sum(bool(entry["fixes"]) for entry in entries.values())
        print(f"{program.name}: {fixed} of {len(entries)} bugs have a fix", flush=True)
        for label, entry in entries.items():
            for fix in entry["fixes"]:
                if fix["torch"]:
                    print(f"  {label}: {fix['title']}: {fix['torch']}", flush=True)


if __name__ == "__main__":
    main()
