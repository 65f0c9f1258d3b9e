"""Processes that analyse files side by side; what they give comes in the order of the questions.

A worker that dies costs the file that it had, and nothing else.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, TypeAlias, TypeVar

from pytea.analysis.memory import collect_rarely
from pytea.errors import PyteaError, UsageError

Result = TypeVar("Result")
#: The display name of a file, and what is to be done for it; it travels to another process.
Call: TypeAlias = "tuple[str, Callable[[], Result]]"


class WorkerDied(PyteaError):
    """The process that analysed a file has ended before its time."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection


class Workers:
    """Up to ``count`` processes, started when there is work for them; 0: one for each CPU."""

    def __init__(self, count: int) -> None:
        self._count = count or len(_usable_cpus())
        self._idle: list[_Worker] = []
        self._busy: dict[Connection, tuple[_Worker, int]] = {}

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for worker in (*self._idle, *(worker for worker, _ in self._busy.values())):
            worker.process.kill()
            worker.process.join()
            worker.connection.close()

    def results(self, calls: Sequence[Call[Result]]) -> Iterator[Result | UsageError | WorkerDied]:
        """Yields what each call returns, in their order; a UsageError that it raises is a result.

        With one process, or one call, the work is done in this process.
        """
        if min(self._count, len(calls)) <= 1:
            yield from (_attempt(call) for _, call in calls)
            return
        waiting = deque(range(len(calls)))
        found: dict[int, Any] = {}
        for number in range(len(calls)):
            while number not in found:
                while waiting and len(self._busy) < self._count:
                    self._hand_out(calls, waiting.popleft())
                found |= self._answers(calls)
            yield found.pop(number)

    def _hand_out(self, calls: Sequence[Call[Result]], number: int) -> None:
        worker = self._idle.pop() if self._idle else _started()
        self._busy[worker.connection] = worker, number
        worker.connection.send(calls[number][1])

    def _answers(self, calls: Sequence[Call[Result]]) -> dict[int, object]:
        """Waits for the next answers; returns them by the numbers of their calls."""
        found: dict[int, object] = {}
        for connection in wait(list(self._busy)):
            assert isinstance(connection, Connection)
            worker, number = self._busy.pop(connection)
            try:
                found[number] = connection.recv()
                self._idle.append(worker)
            except (EOFError, OSError, pickle.UnpicklingError):
                connection.close()
                worker.process.join()
                found[number] = _death(calls[number][0], worker.process.exitcode or 0)
        return found


def _usable_cpus() -> Sequence[int]:
    if hasattr(os, "sched_getaffinity"):
        return tuple(os.sched_getaffinity(0))
    return range(os.cpu_count() or 1)


def _started() -> _Worker:
    # A fork would copy the thread of the progress bar in the middle of what it does.
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _serve(connection: Connection) -> None:
    """Answers calls until the other side is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_rarely()
    while True:
        try:
            call = connection.recv()
            connection.send(_attempt(call))
        except (EOFError, BrokenPipeError, ConnectionResetError):
            return


def _attempt(call: Callable[[], Result]) -> Result | UsageError:
    try:
        return call()
    except UsageError as error:
        return error


def _death(name: str, status: int) -> WorkerDied:
    how = f"ended with status {status}"
    if status < 0:
        known = signal.Signals(-status).name if -status in set(signal.Signals) else str(-status)
        how = f"was ended by {known}"
    return WorkerDied(f"{name}: the process that analysed it {how}; it is not checked")
