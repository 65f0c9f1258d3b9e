"""Processes that analyse files side by side; what they give comes in the order of the questions.

A worker that dies costs the file that it had, and nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from types import TracebackType
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from pytea.errors import PyteaError, UsageError

if TYPE_CHECKING:
    from pytea.analysis.processes import Processes

Result = TypeVar("Result")
#: The display name of a file, and what is to be done for it; it travels to another process.
Call: TypeAlias = "tuple[str, Callable[[], Result]]"


class WorkerDied(PyteaError):
    """The process that analysed a file has ended before its time."""


class Workers:
    """Up to ``count`` processes, started when there is work for them; 0: one for each CPU."""

    def __init__(self, count: int) -> None:
        self._count = count or len(_usable_cpus())
        self._processes: Processes | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._processes is not None:
            self._processes.close()

    def results(self, calls: Sequence[Call[Result]]) -> Iterator[Result | UsageError | WorkerDied]:
        """Yields what each call returns, in their order; a UsageError that it raises is a result.

        With one process, or one call, the work is done in this process.
        """
        if min(self._count, len(calls)) <= 1:
            yield from (attempt(call) for _, call in calls)
            return
        if self._processes is None:
            self._processes = import_module("pytea.analysis.processes").Processes(self._count)
        assert self._processes is not None
        yield from self._processes.results(calls)


def _usable_cpus() -> Sequence[int]:
    if hasattr(os, "sched_getaffinity"):
        return tuple(os.sched_getaffinity(0))
    return range(os.cpu_count() or 1)


def attempt(call: Callable[[], Result]) -> Result | UsageError:
    """Returns what a call returns, or the UsageError that it raises."""
    try:
        return call()
    except UsageError as error:
        return error
