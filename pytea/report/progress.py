"""A progress bar for work that turns out to take long; rich is not loaded before that."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from pytea.report.terminal import Bar

#: Seconds of work after which the bar appears.
DELAY = 1.0


class DelayedProgress:
    """Shows the progress of a check on a terminal, once it has taken ``DELAY`` seconds."""

    def __init__(self, stream: IO[str], delay: float = DELAY) -> None:
        self._stream = stream
        self._timer = threading.Timer(delay, self._show)
        self._timer.daemon = True
        self._lock = threading.Lock()
        self._bar: Bar | None = None
        self._closed = False
        self._state = (0, 0, "")

    def __enter__(self) -> DelayedProgress:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        with self._lock:
            self._closed = True
            if self._bar is not None:
                self._bar.close()

    def update(self, done: int, total: int, name: str) -> None:
        """Says that ``done`` of ``total`` entries are checked, and which is next."""
        with self._lock:
            self._state = (done, total, name)
            if self._bar is not None:
                self._bar.update(done, total, name)

    def _show(self) -> None:
        from pytea.report.terminal import Bar  # noqa: PLC0415  (rich costs 50 ms)

        with self._lock:
            if not self._closed:
                self._bar = Bar(self._stream)
                self._bar.update(*self._state)
