"""Decides what is analysed when: after a pause in typing, nearest first, the stale stopped."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

from pytea_lsp.messages import EntryKey

#: Analyses one entry.
Run = Callable[[EntryKey, int], Awaitable[None]]


class Schedule:
    """Entries that wait for their analysis."""

    def __init__(self, run: Run, stop: Callable[[], None], idle: Callable[[], None]) -> None:
        self._run, self._stop, self._idle = run, stop, idle
        #: The entries that wait, the next one first.
        self.waiting: list[EntryKey] = []
        self.running: EntryKey | None = None
        #: Whether what runs now may wait until everything else is done.
        self.unhurried = False
        self._ready_at = 0.0
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begins to work."""
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._work())

    def ask(self, keys: Iterable[EntryKey], pause: float = 0.0, *, first: bool = False) -> None:
        """Puts entries on the list; nothing starts within ``pause`` seconds from now.

        An entry that is running is stopped and starts again.
        """
        wanted = list(keys)
        rest = [key for key in self.waiting if key not in wanted]
        new = [key for key in wanted if key not in self.waiting]
        self.waiting = [*wanted, *rest] if first else [*self.waiting, *new]
        if self.running in wanted or (wanted and self.unhurried):
            self._stop()
        self._ready_at = asyncio.get_running_loop().time() + pause
        self._wake.set()

    def forget(self, path: Path) -> None:
        """Takes an entry off the list."""
        self.waiting = [key for key in self.waiting if key[0] != path]
        if self.running is not None and self.running[0] == path:
            self._stop()

    def keep(self, wanted: set[EntryKey]) -> None:
        """Takes off the list what is not wanted."""
        self.waiting = [key for key in self.waiting if key in wanted]
        if self.running is not None and self.running not in wanted:
            self._stop()

    async def close(self) -> None:
        """Ends the work."""
        task, self._task = self._task, None
        self.waiting = []
        self._stop()
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _work(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            while not self.waiting:
                self._wake.clear()
                await self._wake.wait()
            while (left := self._ready_at - loop.time()) > 0:
                await asyncio.sleep(left)
            if not self.waiting:
                continue
            self.running = self.waiting.pop(0)
            try:
                await self._run(self.running, len(self.waiting))
            finally:
                self.running = None
            if not self.waiting:
                self._idle()
