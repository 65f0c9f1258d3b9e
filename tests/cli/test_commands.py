"""The other commands, wrong usage, and what surrounds a program: pipes, terminals, signals."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pytea import __version__
from pytea.cli import main
from tests.cli.programs import BAD, GOOD
from tests.command import TIME_LIMIT, command, environment, pytea

ENDLESS = "import torch\n\nx = torch.zeros(2)\nwhile True:\n    x = x + 1\n"


def test_version(tmp_path: Path) -> None:
    done = pytea(tmp_path, "--version")
    assert (done.status, done.out) == (0, f"pytea {__version__}\n")


def test_help_names_the_commands(tmp_path: Path) -> None:
    done = pytea(tmp_path, "--help")
    assert done.status == 0
    assert "check" in done.out
    assert "ir" in done.out
    assert "SCRIPT-ARGS" in pytea(tmp_path, "check", "--help").out


def test_without_a_path_the_folder_is_checked(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(BAD)
    assert pytea(tmp_path, "check", "--concise").out.startswith("bad.py:")


def test_paths_may_stand_between_options(tmp_path: Path) -> None:
    for name in ("a.py", "b.py"):
        (tmp_path / name).write_text(BAD)
    done = pytea(tmp_path, "check", "a.py", "--concise", "b.py", "-q")
    assert [line[:4] for line in done.out.splitlines()] == ["a.py", "b.py"]


def test_arguments_that_the_script_refuses_are_told(tmp_path: Path) -> None:
    text = "import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument('--lr')\n"
    (tmp_path / "a.py").write_text(f"{text}parser.parse_args()\n")
    done = pytea(tmp_path, "check", "a.py", "--", "--lrr", "1")
    assert "the script refuses its arguments: unrecognized arguments: --lrr 1" in done.out
    assert "incomplete" in done.out
    assert "incomplete" not in pytea(tmp_path, "check", "a.py", "--", "--lr", "1").out


def test_no_command_shows_the_help(tmp_path: Path) -> None:
    done = pytea(tmp_path)
    assert done.status == 2
    assert "COMMAND" in done.out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["check", "a.py", "--frmat", "json"], "--frmat json, did you mean --format?"),
        (["check", "a.py", "--show-unknwon"], "--show-unknwon, did you mean --show-unknown?"),
        (["check", "a.py", "--format", "xml"], "invalid choice: 'xml'"),
        (["chek", "a.py"], "invalid choice: 'chek'"),
        (["ir", "a.py", "--", "x"], "only 'pytea check' takes script arguments after --"),
    ],
)
def test_wrong_usage_is_one_sentence(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert sentence in err
    assert err.count("\n") == 1


def test_ir_prints_a_function(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(BAD)
    done = pytea(tmp_path, "ir", "bad.py", "--function", "product")
    assert (done.status, done.err) == (0, "")
    first, *rest = done.out.splitlines()
    assert first == "function product(a, b)"
    assert any("return" in line and "5:5" in line for line in rest)
    assert "<module>" in pytea(tmp_path, "ir", "bad.py").out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["none.py"], "none.py: no such file or directory"),
        (["broken.py"], "broken.py:1:6: '(' was never closed"),
        (["good.py", "--function", "f"], "good.py: no function, method or class is called 'f'"),
    ],
)
def test_ir_says_what_it_cannot_do(tmp_path: Path, words: list[str], sentence: str) -> None:
    (tmp_path / "good.py").write_text(GOOD)
    (tmp_path / "broken.py").write_text("print(1\n")
    done = pytea(tmp_path, "ir", *words)
    assert (done.status, done.out, done.err) == (2, "", f"pytea: {sentence}\n")


def test_an_internal_failure_is_not_taken_for_an_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a wall fell down")

    monkeypatch.setattr("pytea.cli.check.check", broken)
    assert main(["check", "a.py"]) == 2
    assert capsys.readouterr().err.endswith("internal failure: RuntimeError: a wall fell down\n")


def test_a_reader_may_stop_reading(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(BAD)
    process = subprocess.Popen(
        command("check", "bad.py"), cwd=tmp_path, env=environment(tmp_path / "cache"),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read()
    assert process.wait(TIME_LIMIT) == 1
    assert errors == ""
    process.stderr.close()


def test_an_encoding_without_our_signs_is_no_crash(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(BAD)
    done = pytea(tmp_path, "check", "bad.py", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.status == 1
    assert "5 |     return a @ b" in done.out


def terminal(folder: Path, columns: int, *words: str, **changes: str) -> tuple[int, str]:
    """Runs pytea on a terminal; returns its status and what the terminal got."""
    ours, theirs = pty.openpty()
    variables = environment(folder / ".cache", COLUMNS=str(columns), TERM="xterm", **changes)
    process = subprocess.Popen(
        command(*words), cwd=folder, env=variables, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    received = b""
    end = time.monotonic() + TIME_LIMIT
    while time.monotonic() < end:
        if not select.select([ours], [], [], 1)[0]:
            continue
        try:
            chunk = os.read(ours, 65536)
        except OSError:
            break
        if not chunk:
            break
        received += chunk
    os.close(ours)
    return process.wait(TIME_LIMIT), received.decode().replace("\r\n", "\n")


def test_a_terminal_gets_colours(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(BAD)
    status, text = terminal(tmp_path, 80, "check", "bad.py")
    assert status == 1
    assert re.search(r"\x1b\[1;31merror\[shape-mismatch\]", text)


def test_no_color_is_honoured(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(BAD)
    _, text = terminal(tmp_path, 80, "check", "bad.py", NO_COLOR="1")
    assert "error[shape-mismatch]" in text
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]m", text)


def test_colours_may_be_asked_for_in_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(BAD)
    done = pytea(tmp_path, "check", "bad.py", FORCE_COLOR="1", TERM="xterm")
    assert re.search(r"\x1b\[1;31merror\[shape-mismatch\]", done.out)
    written = pytea(tmp_path, "check", "bad.py", "--output-file", "a.txt", FORCE_COLOR="1")
    assert written.out == ""
    assert "\x1b" not in (tmp_path / "a.txt").read_text()


def test_a_narrow_terminal_gets_the_marked_part(tmp_path: Path) -> None:
    long = BAD.replace("return a @ b", f"return {'(' * 30}a @ b{')' * 30}")
    (tmp_path / "bad.py").write_text(long)
    status, text = terminal(tmp_path, 24, "check", "-q", "bad.py", NO_COLOR="1")
    assert status == 1
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    frame = [line for line in plain.splitlines() if "│" in line]
    assert max(map(len, frame)) <= 24
    assert any("a @ b" in line for line in frame)


def test_progress_is_shown_when_it_takes_long(tmp_path: Path) -> None:
    slow = "\n".join(f"def f{n}(x):\n    return x + {n}" for n in range(12_000))
    (tmp_path / "slow.py").write_text(slow + "\nprint(f1(1))\n")
    status, text = terminal(tmp_path, 80, "check", "slow.py")
    assert status == 0
    assert "checking" in text
    assert "slow.py" in text


def test_an_interrupt_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "endless.py").write_text(ENDLESS)
    long = "\n".join(f"x{n} = [{n}]" for n in range(40_000))
    names = [f"long{number}.py" for number in range(12)]
    for name in names:
        (tmp_path / name).write_text(long + f"\n# {name}")
    process = subprocess.Popen(
        command("check", *names, "endless.py"), cwd=tmp_path,
        env=environment(tmp_path / "cache"), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    time.sleep(6.0)
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, "", "pytea: interrupted\n")


def test_starting_loads_none_of_the_heavy_libraries(tmp_path: Path) -> None:
    (tmp_path / "good.py").write_text(GOOD)
    show = "import sys; from pytea.cli import main; main(sys.argv[1:]); print(sorted(sys.modules))"
    pytea(tmp_path, "check", "good.py")
    done = subprocess.run(
        [sys.executable, "-P", "-c", show, "check", "good.py"], cwd=tmp_path, text=True,
        env=environment(tmp_path.parent / f"{tmp_path.name}-cache"), capture_output=True,
        check=True, timeout=TIME_LIMIT,
    )  # fmt: skip
    modules = done.stdout.splitlines()[-1]
    for heavy in ("torch", "libcst", "z3", "rich", "pygls", "asyncio", "numpy"):
        assert f"'{heavy}'" not in modules, heavy
