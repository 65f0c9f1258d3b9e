"""The one place where the corpus calls pytea."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from .forking import REPOSITORY, SERVERS, Died, Servers


class PyteaError(Exception):
    """pytea itself failed: exit status other than 0 and 1, or no JSON on stdout."""


def pytea_exists() -> bool:
    """True if there is a `pytea.cli` to call."""
    package = REPOSITORY / "pytea"
    return (package / "cli.py").is_file() or (package / "cli" / "__init__.py").is_file()


class Pytea:
    """pytea's command line in processes that have imported it; a context manager."""

    def __init__(self, count: int = SERVERS) -> None:
        self._servers = Servers("tests.corpus.worker", count)

    def check(
        self, path: Path, args: Sequence[str] = (), options: Sequence[str] = ()
    ) -> dict[str, Any]:
        """The JSON report of `pytea check path options -- args`, run in the folder of `path`.

        Raises PyteaError if pytea gives no report.
        """
        argv = ["check", path.name, "--format", "json", *options]
        argv += ["--", *args] if args else []
        try:
            done = self._servers.ask({"folder": str(path.parent), "argv": argv})
        except Died as death:
            raise PyteaError(str(death)) from death
        try:
            report = json.loads(done["stdout"])
        except json.JSONDecodeError as error:
            lines = done["stderr"].strip().splitlines() or [f"stdout is not JSON: {error}"]
            raise PyteaError(f"exit status {done['status']}: {lines[-1]}") from error
        if done["status"] not in (0, 1):
            messages = [d["message"] for d in report["diagnostics"] if d["severity"] == "warning"]
            raise PyteaError(f"exit status {done['status']}: {(messages or ['no message'])[0]}")
        return report

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._servers.__exit__(kind, error, trace)
