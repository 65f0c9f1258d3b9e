"""The fixes of seeded bugs, applied and run in real torch.

``python -m tests.corpus.fixes [PROGRAM...]`` tries all bugs and prints a line for each.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from pytea.analysis.entry import analyze_entry
from pytea.analysis.fixing.source import applied
from pytea.cli.check import with_fixes
from pytea.config import Options
from pytea.diagnostics import Fix

from .forking import Servers
from .programs import Case, load_programs


def offered(case: Case, root: Path) -> tuple[Fix, ...]:
    """The fixes of all findings of a case, which is written into ``root``."""
    entry = case.materialise(root)
    options = Options(script_arguments=case.args, use_cache=False)
    result = with_fixes(entry, options, {}, analyze_entry(entry, options))
    return tuple(fix for diagnostic in result.diagnostics for fix in diagnostic.fixes)


def crash(case: Case, fix: Fix, servers: Servers) -> str:
    """What real torch says about the program with one fix; empty when it runs."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        entry = case.materialise(root)
        place = Path(fix.file)
        parts = [p for p in case.program.sources if p.name == place.name]
        target = root / parts[0].relative_to(case.program.root)
        target.write_text(applied(target.read_text(), fix))
        case.program.shorten(root)
        args = [*case.args, *case.program.truth_args]
        answer = servers.ask({"entry": str(entry), "root": str(root), "args": args})
    return f"{answer['exception']}: {answer['message']}" if answer["crashed"] else ""


def outcomes(cases: Sequence[Case]) -> Iterator[tuple[Case, Fix | None, str]]:
    """Yields every fix with what real torch says to it; None for a case without a fix."""
    with Servers("tests.corpus.truth.server") as servers:
        for case in cases:
            with tempfile.TemporaryDirectory() as folder:
                fixes = offered(case, Path(folder).resolve())
            for fix in fixes:
                yield case, fix, crash(case, fix, servers)
            if not fixes:
                yield case, None, ""


def main() -> None:
    """Prints what became of the bugs of the named programs, or of all."""
    wanted = sys.argv[1:]
    programs = [p for p in load_programs() if not wanted or p.name in wanted]
    cases = [case for program in programs for case in program.cases() if case.bug is not None]
    for case, fix, message in outcomes(cases):
        what = "no fix" if fix is None else f"{fix.title}: {message or 'runs'}"
        print(f"{case.program.name} {case.label}: {what}", flush=True)


if __name__ == "__main__":
    main()
