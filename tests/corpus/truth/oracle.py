"""Truth for many cases, from the committed cache or from fresh runs in real torch.

`truth.json` beside each program holds {label of the case: entry}; an entry is an Outcome plus the
key of what was run. An entry with another key is out of date.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypedDict, cast

from ..forking import SERVERS, Died, Servers
from ..programs import Case, Program


class Entry(TypedDict):
    key: str
    crashed: bool
    exception: str
    message: str
    file: str
    line: int


def _run(servers: Servers, case: Case) -> Entry:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        entry = case.materialise(root)
        case.program.shorten(root)
        args = [*case.args, *case.program.truth_args]
        try:
            answer = servers.ask({"entry": str(entry), "root": str(root), "args": args})
        except Died as death:
            answer = {
                "crashed": True,
                "exception": "RunnerFailure",
                "message": str(death),
                "file": "",
                "line": 0,
            }
    answer.pop("modules", None)
    return cast(Entry, {"key": case.key(), **answer})


def run_fresh(cases: Iterable[Case]) -> Iterator[tuple[Case, Entry]]:
    """Runs every case in real torch; yields the truth in the order of `cases`."""
    with Servers("tests.corpus.truth.server") as servers, ThreadPoolExecutor(SERVERS) as pool:
        yield from pool.map(lambda case: (case, _run(servers, case)), cases)


def _cache_file(program: Program) -> Path:
    return program.root / "truth.json"


def read_cache(program: Program) -> dict[str, Entry]:
    """The entries that are up to date, by label of their case."""
    path = _cache_file(program)
    entries = json.loads(path.read_text()) if path.exists() else {}
    keys = {case.label: case.key() for case in program.cases()}
    return {label: entry for label, entry in entries.items() if keys.get(label) == entry["key"]}


def write_cache(program: Program, entries: dict[str, Entry]) -> None:
    """Writes the entries of all cases of `program`, in their order."""
    data = {case.label: entries[case.label] for case in program.cases()}
    _cache_file(program).write_text(json.dumps(data, indent=1) + "\n")


def contradiction(case: Case, entry: Entry) -> str:
    """What in `entry` contradicts `bugs.toml`; empty if nothing does."""
    name = f"{case.program.name}: {case.label}"
    what = f"{entry['file']}:{entry['line']} {entry['exception']}: {entry['message']}"
    if case.bug is None:
        return f"{name}: crashes at {what}" if entry["crashed"] else ""
    if not entry["crashed"]:
        return f"{name}: does not crash"
    if (entry["file"], entry["line"]) != (case.bug.line_file, case.bug.line):
        return f"{name}: crashes at {what}, not at {case.bug.line_file}:{case.bug.line}"
    return ""
