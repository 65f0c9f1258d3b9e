"""Programs with a typical error and the report on it, as a page that people can read.

``python -m tests.report.snapshots`` writes the reports into the page anew: read the difference.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from pytea.analysis.check import check
from pytea.config import Options
from pytea.report.frames import SourceTexts
from pytea.report.styled import plain
from pytea.report.text import TextStyle, render_text

PAGE = Path(__file__).with_name("typical_errors.md")
_CASE = re.compile(r"^## (.+?)\n(.*?)^```py\n(.*?)^```\n\n```text\n(.*?)^```$", re.M | re.S)


def cases() -> list[tuple[str, str, str]]:
    """Returns (title, program, report) of every heading of the page."""
    return [(m[1], m[3], m[4]) for m in _CASE.finditer(PAGE.read_text(encoding="utf-8"))]


def reported(program: str, folder: Path) -> str:
    """Returns the text report on a program without its summary, 100 columns wide."""
    (folder / "train.py").write_text(program, encoding="utf-8")
    before = Path.cwd()
    os.chdir(folder)
    try:
        report = check([Path("train.py")], lambda _: Options(use_cache=False))
        lines = render_text(report, SourceTexts(), TextStyle(quiet=True, width=100))
        return "".join(plain(line) + "\n" for line in lines)
    finally:
        os.chdir(before)


def main() -> None:
    """Writes the reports into the page."""

    def anew(match: re.Match[str]) -> str:
        with tempfile.TemporaryDirectory() as name:
            text = reported(match[3], Path(name))
        return f"## {match[1]}\n{match[2]}```py\n{match[3]}```\n\n```text\n{text}```"

    PAGE.write_text(_CASE.sub(anew, PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
