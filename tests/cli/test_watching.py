"""``--watch``: checks again when a file changes, and ends with Ctrl-C."""

from __future__ import annotations

import queue
import signal
import subprocess
import threading
from pathlib import Path
from typing import IO

import pytest

from tests.cli.programs import BAD, GOOD
from tests.command import command, environment, pytea

#: Seconds that one answer may take.
PATIENCE = 60


def without_watchfiles(folder: Path) -> str:
    (folder / "watchfiles.py").write_text("raise ImportError('hidden by the test')\n")
    return str(folder)


def test_without_the_library(tmp_path: Path) -> None:
    (tmp_path / "good.py").write_text(GOOD)
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    here = environment(tmp_path)["PYTHONPATH"]
    done = pytea(
        tmp_path, "check", "good.py", "--watch", PYTHONPATH=f"{without_watchfiles(hidden)}:{here}"
    )
    assert (done.status, done.out) == (2, "")
    assert done.err == "pytea: --watch needs watchfiles: pip install watchfiles\n"


@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_what_is_done_once_is_not_watched(tmp_path: Path, option: str) -> None:
    (tmp_path / "good.py").write_text(GOOD)
    done = pytea(tmp_path, "check", "good.py", "--watch", option)
    assert (done.status, done.err) == (2, f"pytea: --watch cannot be combined with {option}\n")


class Watching:
    """A process that watches, and the lines that it prints."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.process = subprocess.Popen(
            command("check", "--watch", *words), cwd=folder, env=environment(folder.parent / "cache"),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
        )  # fmt: skip
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        assert self.process.stdout is not None
        threading.Thread(target=self._read, args=(self.process.stdout,), daemon=True).start()

    def _read(self, stream: IO[str]) -> None:
        for line in stream:
            self._lines.put(line.rstrip("\n"))

    def until(self, part: str) -> list[str]:
        """The lines up to the one that holds this text."""
        found: list[str] = []
        while not (found and part in found[-1]):
            found.append(self._lines.get(timeout=PATIENCE))
        return found


def test_it_checks_again_and_ends_with_control_c(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "train.py").write_text("import net\n")
    (project / "net.py").write_text(GOOD)
    watching = Watching(project, "train.py", "--concise")
    try:
        first = watching.until("Ctrl-C ends")
        assert any("no errors" in line for line in first)
        (project / "net.py").write_text(BAD)
        second = watching.until("Ctrl-C ends")
        assert second[0] == "pytea: net.py changed"
        assert any(line.startswith("net.py:5:12 error[shape-mismatch]") for line in second)
        (project / "pytea.toml").write_text("selct = []\n")
        assert any("unknown key 'selct'" in line for line in watching.until("Ctrl-C ends"))
        watching.process.send_signal(signal.SIGINT)
        assert watching.until("pytea: interrupted")
        assert watching.process.wait(PATIENCE) == 130
    finally:
        watching.process.kill()
        watching.process.wait()
