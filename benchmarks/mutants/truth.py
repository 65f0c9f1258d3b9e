"""Asks real torch what the mutants of a subject do."""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from benchmarks.mutants import kinds
from benchmarks.mutants.edits import Edit, proposed, sample
from benchmarks.mutants.facts import Fact, place
from benchmarks.mutants.reached import Lines
from benchmarks.mutants.subjects import Subject
from tests.corpus.forking import Answer, Died, Servers

WORKERS = 2
#: What a run says of an environment that was not complete, and not of the mutant.
ABSENT = "ModuleNotFoundError"
#: Importing the kinds registers them.
_REGISTERED = kinds


def chosen_edits(subject: Subject, count: int) -> list[Edit]:
    """The edits of a subject that are tried: the same ones every time."""
    proposals = proposed(subject.sources())
    allowed = {
        kind: [edit for edit in edits if subject.allows(edit)] for kind, edits in proposals.items()
    }
    return sample(allowed, count, subject.name)


@cache
def edits_by_hash(subject: Subject) -> dict[str, Edit]:
    """All edits that the kinds propose for a subject: those with facts are valid Python."""
    proposals = proposed(subject.sources(), tried=False)
    return {edit.hash: edit for edits in proposals.values() for edit in edits}


def _run(servers: Servers, subject: Subject, edit: Edit | None, *, trace: bool) -> Answer:
    args: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        entry = subject.materialise(root, edit)
        if subject.program is not None:
            subject.program.shorten(root)
            args += subject.program.truth_args
        return servers.ask({"entry": str(entry), "root": str(root), "args": args, "trace": trace})


def _ask(servers: Servers, subject: Subject, edit: Edit | None) -> Fact | None:
    """What happened; None where a run took too long or too much memory to tell."""
    try:
        answer = _run(servers, subject, edit, trace=False)
    except Died:
        return None
    if answer["exception"] in ("MemoryError", "OutOfMemoryError") or "alloc" in answer["message"]:
        return None
    if not answer["crashed"]:
        return Fact(*place(edit))
    return Fact(*place(edit), answer["exception"], answer["file"], answer["line"])


def ask_reached(servers: Servers, subject: Subject) -> Lines:
    """The lines of its files that the unchanged program executes."""
    lines: Lines = _run(servers, subject, None, trace=True)["reached"]
    return lines


def torch_servers(libraries: Path | None) -> Servers:
    """Processes with real torch, and with the packages of a folder if there is one."""
    return Servers("benchmarks.mutants.server", WORKERS, [str(libraries)] if libraries else [])


def ask_torch(servers: Servers, subject: Subject, count: int, known: dict[str, Fact]) -> list[Fact]:
    """The facts of the clean program and of `count` mutants, and all that are known; runs the others.

    What a package that was absent stopped is not known.
    """
    known = {name: fact for name, fact in known.items() if fact.exception != ABSENT}
    edits = [None, *chosen_edits(subject, count)]
    missing = [edit for edit in edits if place(edit)[0] not in known]
    with ThreadPoolExecutor(WORKERS) as pool:
        answers = list(pool.map(lambda edit: _ask(servers, subject, edit), missing))
    facts = {**known, **{fact.edit: fact for fact in answers if fact is not None}}
    return sorted(facts.values(), key=lambda fact: (fact.file, fact.line, fact.kind, fact.edit))
