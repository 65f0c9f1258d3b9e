"""The processes behind ``--jobs``; they are loaded where there is more than one thing to do."""

from __future__ import annotations

import os
import pickle
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from pytea.analysis.memory import collect_rarely
from pytea.analysis.workers import Call, Result, WorkerDied, attempt
from pytea.errors import UsageError
from pytea.records import mutable


@mutable()
class _Worker:
    process: BaseProcess
    connection: Connection


class Processes:
    """Up to ``count`` processes, started when there is work for them."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._idle: list[_Worker] = []
        self._busy: dict[Connection, tuple[_Worker, int]] = {}

    def close(self) -> None:
        """Ends all of them."""
        for worker in (*self._idle, *(worker for worker, _ in self._busy.values())):
            worker.process.kill()
            worker.process.join()
            worker.connection.close()

    def results(self, calls: Sequence[Call[Result]]) -> Iterator[Result | UsageError | WorkerDied]:
        """Yields what each call returns, in their order; a UsageError that it raises is a result.

        The longest files go first, so that no process is left alone with one at the end.
        """
        sizes = [_size(name) for name, _ in calls]
        waiting = deque(sorted(range(len(calls)), key=lambda number: -sizes[number]))
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


def _size(name: str) -> int:
    try:
        return os.path.getsize(name)
    except OSError:
        return 0


def _started() -> _Worker:
    # A fork would copy the thread of the progress bar in the middle of what it does.
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True)
    with _uninterrupted():
        process.start()
    theirs.close()
    return _Worker(process, ours)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Lets an interrupt wait, also for a process that is started: it would tell where it was."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # what starts with the first process lets interrupts through again
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(connection: Connection) -> None:
    """Answers calls until the other side is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_rarely()
    while True:
        try:
            call = connection.recv()
            connection.send(attempt(call))
        except (EOFError, BrokenPipeError, ConnectionResetError):
            return


def _death(name: str, status: int) -> WorkerDied:
    how = f"ended with status {status}"
    if status < 0:
        known = signal.Signals(-status).name if -status in set(signal.Signals) else str(-status)
        how = f"was ended by {known}"
    return WorkerDied(f"{name}: the process that analysed it {how}; it is not checked")
