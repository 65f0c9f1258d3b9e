"""`python -m benchmarks.mutants truth|score`: asks real torch, or pytea, about mutants."""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

from benchmarks.mutants.edits import Edit
from benchmarks.mutants.facts import Fact, read_facts, read_reached, write_facts
from benchmarks.mutants.report import write_report
from benchmarks.mutants.scoring import ON_LINE, QUIET, Score, scores
from benchmarks.mutants.subjects import Subject, load_subjects
from benchmarks.mutants.truth import ABSENT, ask_reached, ask_torch, edits_by_hash, torch_servers
from pytea.config import library_folders
from tests.corpus.adapter import Pytea


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutants", description=__doc__)
    add = parser.add_argument
    add("what", choices=("truth", "score"))
    add("names", nargs="*", help="programs; all if none is given")
    add("--python", type=Path, help="the environment with the packages whose models are mutated")
    add("--count", type=int, default=30, help="mutants of each program (truth)")
    add("--limit", type=int, help="score only that many mutants, chosen at random")
    add("--seed", type=int, default=0, help="of that choice")
    add("--workers", type=int, default=2)
    add("--write", action="store_true", help="write docs/accuracy.md (score)")
    return parser.parse_intermixed_args()


def _find_truth(subjects: list[Subject], count: int, libraries: Path | None) -> None:
    for packaged in (False, True):
        group = [subject for subject in subjects if subject.uses_libraries is packaged]
        if not group:
            continue
        with torch_servers(libraries if packaged else None) as servers:
            for subject in group:
                known = {fact.edit: fact for fact in read_facts(subject)}
                facts = ask_torch(servers, subject, count, known)
                reached = read_reached(subject)
                write_facts(
                    subject, facts, ask_reached(servers, subject) if reached is None else reached
                )
                crashed = sum(fact.crashed for fact in facts)
                print(f"{subject.name}: {len(facts)} runs, {crashed} crash", flush=True)
                if not facts or facts[0].kind != "clean" or facts[0].crashed:
                    print(f"{subject.name}: the unchanged program does not run", flush=True)


def _work(subjects: list[Subject]) -> list[tuple[Subject, Edit | None, Fact]]:
    work: list[tuple[Subject, Edit | None, Fact]] = []
    for subject in subjects:
        edits = edits_by_hash(subject)
        work += [
            (subject, edits.get(fact.edit), fact)
            for fact in read_facts(subject)
            if (not fact.edit or fact.edit in edits) and fact.exception != ABSENT
        ]
    return work


def _show(score: Score, edit: Edit | None) -> None:
    if score.verdict in (ON_LINE, QUIET):
        return
    fact = score.fact
    change = f"{edit.old!r} -> {edit.new!r}" if edit else "unchanged"
    truth = f"{fact.exception} {fact.crash_file}:{fact.crash_line}" if fact.crashed else "runs"
    print(f"{score.verdict}: {score.subject.name}:{fact.line} {fact.kind} {change} | {truth}")
    for text in score.findings[:4]:
        print(f"    {text}")
    sys.stdout.flush()


def _score(options: argparse.Namespace, subjects: list[Subject]) -> None:
    work = _work(subjects)
    if options.limit is not None and options.limit < len(work):
        chance = random.Random(options.seed)
        work = [work[i] for i in sorted(chance.sample(range(len(work)), options.limit))]
    found: list[Score] = []
    with Pytea(options.workers) as pytea:
        for score, job in zip(
            scores(pytea, work, options.python, options.workers), work, strict=True
        ):
            _show(score, job[1])
            found.append(score)
    write_report(found, keep=options.write)


def main() -> None:
    options = _arguments()
    libraries = None
    if options.python is not None:
        libraries = library_folders(options.python, Path.cwd())[0]
    subjects = [
        subject
        for subject in load_subjects(libraries)
        if not options.names or subject.name in options.names
    ]
    if options.what == "truth":
        _find_truth(subjects, options.count, libraries)
    else:
        _score(options, subjects)


if __name__ == "__main__":
    main()
