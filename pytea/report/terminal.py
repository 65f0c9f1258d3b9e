"""The door to rich: colours and the progress bar. Imported only when there is a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from pytea.report.styled import Line

_STYLES = {
    "plain": "",
    "place": "bold",
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold cyan",
    "source": "",
    "margin": "blue",
    "faint": "dim",
    "good": "green",
}


def print_lines(lines: Iterable[Line], stream: IO[str]) -> None:
    """Prints lines in colour; the terminal breaks those that are too long."""
    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    for line in lines:
        text = Text()
        for piece in line:
            text.append(piece.text, _STYLES[piece.role])
        console.print(text, soft_wrap=True)


class Bar:
    """A progress bar with the name of what is under way; it is gone when it is closed."""

    def __init__(self, stream: IO[str]) -> None:
        console = Console(file=stream, highlight=False)
        columns = (TextColumn("checking {task.description}"), BarColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, console=console, transient=True)
        self._task = self._progress.add_task("", total=None)
        self._progress.start()

    def update(self, done: int, total: int, name: str) -> None:
        """Shows that ``done`` of ``total`` entries are checked, and which is next."""
        known_total = total if total > 1 else None
        self._progress.update(self._task, completed=done, total=known_total, description=name)

    def close(self) -> None:
        """Removes the bar from the terminal."""
        self._progress.stop()
