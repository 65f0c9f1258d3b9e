"""What pytea's report on a case is worth, given the truth."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from .adapter import Pytea, PyteaError
from .forking import SERVERS
from .programs import Bug, Case


class Found(Enum):
    ON_LINE = "found on line"
    ELSEWHERE = "found elsewhere"
    MISSED = "missed"


#: What `Judgement.verdict` says where there is nothing to say.
AS_ASKED = "as asked"


@dataclass(frozen=True, slots=True)
class Finding:
    """An error or a warning of pytea."""

    severity: str
    code: str
    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.severity}[{self.code}] {self.message}"


@dataclass(frozen=True, slots=True)
class Judgement:
    case: Case
    findings: tuple[Finding, ...]
    #: why pytea gave no report; empty if it did
    failure: str = ""

    @property
    def errors(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.severity == "error"]

    def on_line(self, bug: Bug) -> list[Finding]:
        """The errors at the place where torch crashes."""
        return [e for e in self.errors if (e.file, e.line) == (bug.line_file, bug.line)]

    def found(self, bug: Bug) -> Found:
        if self.on_line(bug):
            return Found.ON_LINE
        return Found.ELSEWHERE if self.errors else Found.MISSED

    def expected_code(self, bug: Bug) -> bool:
        return any(finding.code == bug.code for finding in self.on_line(bug))

    def verdict(self) -> str:
        """What pytea did with the case, in a few words."""
        bug = self.case.bug
        if self.failure:
            return f"pytea failed: {self.failure}"
        if bug is None:
            return "false report" if self.findings else AS_ASKED
        if self.expected_code(bug):
            return AS_ASKED
        found = self.found(bug)
        return "found with another code" if found is Found.ON_LINE else found.value

    def describe(self) -> str:
        return self.failure or "\n".join(map(str, self.findings)) or "nothing reported"


def _relative(file: str, root: Path) -> str:
    path = (root / file).resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else file


def _place(diagnostic: dict[str, Any], root: Path) -> str:
    file = _relative(diagnostic["file"], root)
    return f"{file}:cell {diagnostic['cell']}" if "cell" in diagnostic else file


def judge(pytea: Pytea, case: Case) -> Judgement:
    """Runs pytea on a copy of the case."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        entry = case.materialise(root)
        try:
            report = pytea.check(entry, case.args)
        except PyteaError as failure:
            return Judgement(case, (), str(failure))
        findings = tuple(
            Finding(d["severity"], d["code"], _place(d, root), d["line"], d["message"])
            for d in report["diagnostics"]
            if d["severity"] in ("error", "warning")
        )
    return Judgement(case, findings)


@contextmanager
def judging(cases: Iterable[Case]) -> Iterator[dict[Case, Future[Judgement]]]:
    """Starts judging all cases side by side; gives their judgements to come."""
    with Pytea() as pytea, ThreadPoolExecutor(SERVERS) as pool:
        try:
            yield {case: pool.submit(judge, pytea, case) for case in cases}
        finally:
            pool.shutdown(cancel_futures=True)
