"""Configuration, completion, the cache, the Python interface."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

import pytea
from pytea.diagnostics import Severity
from tests.cli.programs import BAD, GOOD
from tests.command import pytea as run

REQUIRED = """\
import argparse
import torch

parser = argparse.ArgumentParser()
parser.add_argument("--width", type=int, required=True)
args = parser.parse_args()
torch.nn.Linear(8, 2)(torch.zeros(1, args.width))
"""


def test_config_prints_values_with_their_origin(tmp_path: Path) -> None:
    file = tmp_path / "pytea.toml"
    file.write_text('select = ["bad-call"]\ndevice = "cpu"\n')
    done = run(tmp_path, "config", "--format", "json", "--device", "cuda")
    report = json.loads(done.out)
    assert report["file"] == str(file)
    assert report["options"]["select"] == {"value": ["bad-call"], "origin": str(file)}
    assert report["options"]["device"] == {"value": "cuda", "origin": "command line"}
    assert report["options"]["strict"] == {"value": False, "origin": "default"}
    lines = run(tmp_path, "config").out.splitlines()
    assert "--no-cache       = false  (default)" in lines
    assert f'select           = ["bad-call"]  ({file})' in lines


def test_inputs_may_be_given(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(REQUIRED)
    assert run(tmp_path, "check", "a.py").status == 0
    (tmp_path / "pytea.toml").write_text('inputs = {"args.width" = 9}\n')
    assert "9 features" in run(tmp_path, "check", "a.py").out
    (tmp_path / "pytea.toml").write_text("inputs = {width = [9, 20]}\n")
    assert run(tmp_path, "check", "a.py").status == 1
    (tmp_path / "pytea.toml").write_text("inputs = {width = [8, 20]}\n")
    assert run(tmp_path, "check", "a.py").status == 0


def test_an_input_stands_for_the_default_of_an_option(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(REQUIRED.replace("required=True", "default=8"))
    assert run(tmp_path, "check", "a.py").status == 0
    (tmp_path / "pytea.toml").write_text('inputs = {"args.width" = 9}\n')
    assert "9 features" in run(tmp_path, "check", "a.py").out
    assert run(tmp_path, "check", "a.py", "--", "--width", "8").status == 0


ENDS = """\
import torch

def build(name):
    if name == "small":
        return torch.nn.Linear(3, 4)
    raise NotImplementedError(f"{name} is not known")

net = build("large")
print(net(torch.zeros(1, 3)).shape)
print(net(torch.zeros(2, 3)).shape)
"""


def test_a_program_that_always_ends_early_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(ENDS)
    done = run(tmp_path, "check", "a.py")
    told = "the program ends in line 6 of a.py with NotImplementedError: large is not known"
    assert (done.status, told in done.out) == (0, True)
    for other in ('build("small")', 'build("large" if torch.rand(1) > 0.5 else "small")'):
        (tmp_path / "a.py").write_text(ENDS.replace('build("large")', other))
        assert "the program ends" not in run(tmp_path, "check", "a.py").out


ANSWERED = """\
import sys
import torch

net = torch.nn.Linear(3, 4)
try:
    net(torch.zeros(2, 5))
except RuntimeError as error:
    {answer}
print(net)
"""


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ('raise ValueError("bad shape") from error', 1),
        ("sys.exit(1)", 1),
        ("sys.exit(0)", 0),
        ("net = None", 0),
    ],
)
def test_a_fault_that_a_handler_gives_up_on_is_found(
    tmp_path: Path, answer: str, status: int
) -> None:
    (tmp_path / "a.py").write_text(ANSWERED.format(answer=answer))
    done = run(tmp_path, "check", "a.py")
    assert (done.status, "a.py:6:5 error[shape-mismatch]" in done.out) == (status, bool(status))


def test_files_may_be_excluded_from_a_folder(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "bad.py").write_text(BAD)
    (tmp_path / "good.py").write_text(GOOD)
    (tmp_path / "pytea.toml").write_text('exclude = ["old"]\n')
    assert run(tmp_path, "check", ".").status == 0
    assert run(tmp_path, "check", "old/bad.py").status == 1


def test_budgets_may_be_given_and_are_told_when_they_are_reached(tmp_path: Path) -> None:
    branch = "if random.random() > 0.5:\n    torch.zeros(2, 3).view(-1)\n"
    (tmp_path / "forks.py").write_text(f"import random\nimport torch\n\n{branch * 3}")
    assert "incomplete" not in run(tmp_path, "check", "forks.py").out
    (tmp_path / "pytea.toml").write_text("[budgets]\nforks = 1\n")
    done = run(tmp_path, "check", "forks.py")
    assert "incomplete" in done.out
    assert "more than 1 forks: one side was followed" in done.out
    shown = run(tmp_path, "config").out
    assert f'budgets          = {{"forks": 1}}  ({tmp_path / "pytea.toml"})' in shown


def test_clean_removes_the_cache_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "good.py").write_text(GOOD)
    cache = tmp_path / "kept"
    run(tmp_path, "check", "good.py", "--cache-dir", cache)
    (cache / "mine.txt").write_text("mine")
    assert len(list(cache.iterdir())) > 1
    assert run(tmp_path, "clean", "--cache-dir", cache).status == 0
    assert [file.name for file in cache.iterdir()] == ["mine.txt"]
    assert run(tmp_path, "clean", "--cache-dir", tmp_path / "none").out == "there is no cache\n"


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("pytea check --base", "--baseline"),
        ("pytea check --format jso", "json"),
        ("pytea check --ignore last", "last-batch"),
        ("pytea explain dim-", "dim-out-of-range"),
        ("pytea completion z", "zsh"),
        ("pytea summ", "summary"),
    ],
)
def test_completion_knows_commands_options_and_values(
    words: str, completed: str, tmp_path: Path
) -> None:
    script = run(tmp_path, "completion", "bash").out
    last = len(words.split()) - 1
    asked = f"COMP_WORDS=({words}); COMP_CWORD={last}; _pytea; echo ${{COMPREPLY[@]}}"
    done = subprocess.run(
        ["bash", "-c", f"{script}\n{asked}"], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{completed}\n"


def test_completion_for_fish_and_zsh(tmp_path: Path) -> None:
    fish = run(tmp_path, "completion", "fish").out.splitlines()
    seen = "complete -c pytea -n '__fish_seen_subcommand_from"
    assert f"{seen} check' -l baseline -r" in fish
    assert f"{seen} completion' -f -a 'bash zsh fish'" in fish
    assert run(tmp_path, "completion", "zsh").out.startswith("(( $+functions[compdef] ))")


def test_what_is_loaded_when_it_is_used_is_listed() -> None:
    assert "check" in dir(pytea)


def test_the_python_interface(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(BAD)
    (found,) = pytea.check(tmp_path / "bad.py", use_cache=False).diagnostics
    assert (found.code, found.severity) == ("shape-mismatch", Severity.ERROR)
    assert pytea.check(tmp_path / "bad.py", ignore=("shape-mismatch",)).errors == 0
    replaced = pytea.check(tmp_path / "bad.py", texts=[(tmp_path / "bad.py", GOOD)])
    assert replaced.errors == 0
