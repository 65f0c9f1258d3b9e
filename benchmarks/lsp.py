"""``make bench-lsp``: how long after a keystroke the editor knows, and what the server needs for it.

Three programs of the corpus are edited as a person types: lines are typed character by character,
with a pause after some of them. After each pause the time from the last keystroke to the result is
taken, and that of a hover and of all inlay hints, while the analysis runs and after it. Then one
program gets 1,000 edits, and the memory of the server and of its worker is looked at. ``import
torch`` is timed between the programs: it tells how fast the machine was. Writes ``benchmarks/lsp.md``.
"""

from __future__ import annotations

import asyncio
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from pytea_lsp.settings import Settings

from tests.lsp.editor import Editor

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "benchmarks" / "lsp.md"
#: Milliseconds that the server waits after a keystroke.
PAUSE = Settings().debounce
#: Seconds between two keystrokes.
TYPING = 0.03
EDITS = 1_000
#: Edits from one result to the next.
BURST = 5


@dataclass(frozen=True, slots=True)
class Session:
    """A program, where in it something is typed, and what: a pause comes after each piece."""

    program: str
    file: str
    #: The text is typed on new lines below the first line that contains this.
    anchor: str
    pieces: tuple[str, ...]


SESSIONS = (
    Session("mnist_cnn", "digits.py", "seen = self.eye(pictures)",
            ("wide = seen.mean(", "dim=1)", "\nflat = wide.flatten(1)", "\nboth = flat + 1")),
    Session("multifile_project", "imgcls/model.py", "grid = self.cells(x)",
            ("rows = grid.mean(", "dim=2)", "\nsums = rows.sum(dim=1)")),
    Session("resnet_cifar", "resnet.py", "def forward(self, ",
            ("half = 0.5", "\nscale = torch.ones(3)", "\nmore = scale * half")),
)  # fmt: skip


@dataclass(slots=True)
class Times:
    """Milliseconds of one session."""

    lines: int = 0
    results: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    hovers: list[float] = field(default_factory=list)
    hints: list[float] = field(default_factory=list)


async def measure(session: Session, folder: Path) -> Times:
    """Types a session and returns what it took."""
    source = ROOT / "corpus" / session.program
    path = folder / session.file
    for file in source.rglob("*.py"):
        copy = folder / file.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    editor = await Editor.start(folder / "cache", [folder], options={"debounce": PAUSE})
    text = path.read_text(encoding="utf-8")
    uri = path.as_uri()
    await editor.analysed(uri, text)
    times = Times(sum(len(file.read_text().splitlines()) for file in folder.rglob("*.py")))
    head, indent, tail = _split(text, session.anchor)
    typed = f"\n{indent}"
    await editor.changed(uri, head + typed + tail)
    for piece in session.pieces:
        seen = len(editor.status)
        for character in piece.replace("\n", f"\n{indent}"):
            typed += character
            editor.change(uri, head + typed + tail)
            await asyncio.sleep(TYPING)
        await _result(editor, uri, seen, times)
    await editor.stop()
    return times


def _split(text: str, anchor: str) -> tuple[str, str, str]:
    """Returns the text up to a line, the indentation of the line below it, and the rest."""
    end = text.index("\n", text.index(anchor))
    line = text[text.rindex("\n", 0, end) + 1 : end]
    indent = line[: len(line) - len(line.lstrip())]
    return text[:end], indent + "    " * line.rstrip().endswith(":"), text[end:]


async def _result(editor: Editor, uri: str, seen: int, times: Times) -> None:
    start = time.perf_counter()
    await editor.until(lambda: any(item.state == "checking" for item in editor.status[seen:]))
    for _ in range(3):
        times.busy.append(await _took(editor.hover(uri, 10, 5)))
    await editor.until(lambda: editor.status[-1].state == "idle")
    times.results.append((time.perf_counter() - start + TYPING) * 1000)
    for _ in range(3):
        times.hovers.append(await _took(editor.hover(uri, 10, 5)))
        times.hints.append(await _took(editor.hints(uri)))


async def _took(work: object) -> float:
    start = time.perf_counter()
    await work  # type: ignore[misc]
    return (time.perf_counter() - start) * 1000


# --- memory ---------------------------------------------------------------------------------------


async def memory(folder: Path) -> list[tuple[int, float]]:
    """Returns the mebibytes of the server and its worker after so many edits."""
    script = folder / "train.py"
    text = (ROOT / "docs" / "example" / "train.py").read_text(encoding="utf-8")
    script.write_text(text, encoding="utf-8")
    editor = await Editor.start(folder / "cache", [folder], options={"debounce": 0})
    uri = script.as_uri()
    await editor.analysed(uri, text)
    found = [(0, _resident(editor))]
    for number in range(1, EDITS + 1):
        edited = f"{text}\nvalue_{number} = torch.zeros({number})\n"
        if number % BURST:
            editor.change(uri, edited)
            continue
        await editor.changed(uri, edited)
        if number % 200 == 0:
            found.append((number, _resident(editor)))
    await editor.stop()
    return found


def _resident(editor: Editor) -> float:
    pid = editor.client._server.pid  # type: ignore[union-attr]
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    total = 0
    for process in (str(pid), *children):
        for row in Path(f"/proc/{process}/status").read_text().splitlines():
            if row.startswith("VmRSS:"):
                total += int(row.split()[1])
    return total / 1024


# --- the page -------------------------------------------------------------------------------------


def _quantiles(values: list[float]) -> str:
    ordered = sorted(values)
    last = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return f"{statistics.median(ordered):.0f} | {last:.0f}"


def import_torch() -> float:
    """Returns the milliseconds of ``import torch`` in a new process."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import torch"], check=True)
    return (time.perf_counter() - start) * 1000


def page(rows: dict[str, Times], imports: list[float], grown: list[tuple[int, float]]) -> str:
    """Returns the page with all figures."""
    lines = [
        "# What the editor waits for",
        "",
        f"`make bench-lsp` wrote this page (Python {platform.python_version()}). Milliseconds, median and 95th",
        f"percentile. A result is counted from the last keystroke, with the pause of {PAUSE} ms that the server makes.",
        "",
        "| program | lines | result | 95 % | hover while it runs | 95 % | hover | 95 % | inlay hints | 95 % |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, times in rows.items():
        columns = map(_quantiles, (times.results, times.busy, times.hovers, times.hints))
        lines.append(f"| {name} | {times.lines} | {' | '.join(columns)} |")
    middle = statistics.median(value for times in rows.values() for value in times.results)
    imported = statistics.median(imports)
    lines += [
        "",
        f"All results: median {middle:.0f} ms (aim 300), {middle / imported:.2f} of `import torch`, which took",
        f"{imported:.0f} ms in the same run.",
        "",
        "Memory of the server and its worker together (aim 250 MB, no growth):",
        "",
        "| edits | MB |",
        "| ---: | ---: |",
        *(f"| {edits} | {size:.0f} |" for edits, size in grown),
        "",
    ]
    return "\n".join(lines)


async def run() -> None:
    """Measures everything and writes the page."""
    rows: dict[str, Times] = {}
    imports = [import_torch()]
    for session in SESSIONS:
        with tempfile.TemporaryDirectory() as folder:
            rows[session.program] = await measure(session, Path(folder))
            print(session.program, rows[session.program])
        imports.append(import_torch())
    with tempfile.TemporaryDirectory() as folder:
        grown = await memory(Path(folder))
        print(grown)
    PAGE.write_text(page(rows, imports, grown), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(run())
