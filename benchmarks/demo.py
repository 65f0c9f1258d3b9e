"""``make demo``: pytea on a clean program of the corpus, and on the same one with a seeded bug."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.corpus.programs import Case, load_programs

PROGRAM = "mnist_cnn"


def check(case: Case, folder: Path) -> int:
    """Shows and runs ``pytea check`` on a case; returns its exit status."""
    entry = case.materialise(folder)
    arguments = ["--", *case.args] if case.args else []
    print(f"\n$ pytea check {entry.name} {' '.join(arguments)}".rstrip(), flush=True)
    command = [sys.executable, "-m", "pytea", "check", entry.name, *arguments]
    status = subprocess.run(command, cwd=folder, check=False).returncode
    print(f"(exit status {status})", flush=True)
    return status


def main() -> int:
    """Returns 0 when the clean program passes and the bug is found."""
    program = next(program for program in load_programs() if program.name == PROGRAM)
    bug = program.bugs[0]
    print(f"A program that runs: corpus/{PROGRAM}")
    with tempfile.TemporaryDirectory() as folder:
        clean = check(Case(program, bug.args, None), Path(folder))
    print(f"\nThe same with a bug: {bug.edit.old!r} became {bug.edit.new!r}")
    with tempfile.TemporaryDirectory() as folder:
        broken = check(Case(program, bug.args, bug), Path(folder))
    return 0 if (clean, broken) == (0, 1) else 1


if __name__ == "__main__":
    sys.exit(main())
