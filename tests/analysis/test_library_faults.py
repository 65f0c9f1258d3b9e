"""What a library raises: a complaint about arguments is a finding, trouble with itself is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytea.analysis.entry import EntryResult, analyze_entry
from pytea.config import Options
from pytea.ir import instructions as ir
from pytea.machine.dispatch import HANDLERS

LIBRARY = """\
import torch

def broken(x):
    y = x.shape.no_such_attribute
    return torch.relu(x)

def picky(x, size):
    assert x.shape[-1] == size, f"the last size must be {size}"
    return x

def multiply(x):
    return x @ torch.ones(3, 4)

def wander(thing, questions):
    done = []
    for i in range(10):
        if questions.ask(i):
            done.append(i)
        else:
            done = [done, i]
    thing.result = done
    return done

def inward(x):
    assert type(x).__name__ == "Other"
    return x

def guarded(kind):
    if kind == "a":
        raise ValueError("not a")
    raise ImportError("not installed")

def unavailable(x):
    raise NotImplementedError("needs a compiler")
"""


@pytest.fixture
def check(tmp_path: Path):
    """Returns a function that analyses a program beside an environment with ``shapelib``."""
    site = tmp_path / "env" / "lib" / "python3.11" / "site-packages"
    site.mkdir(parents=True)
    (site.parents[2] / "pyvenv.cfg").write_text("home = /usr/bin\n")
    (site / "shapelib.py").write_text(LIBRARY)
    (site / "failinglib.py").write_text("raise RuntimeError('no driver')\n")

    def run(text: str, budgets: tuple[tuple[str, int], ...] = ()) -> EntryResult:
        script = tmp_path / "train.py"
        script.write_text(text)
        options = Options(python=tmp_path / "env", use_cache=False, budgets=budgets)
        return analyze_entry(script, options)

    return run


def found(result: EntryResult) -> list[tuple[int, str, str]]:
    return [(d.span.line, d.severity.value, d.message) for d in result.diagnostics]


def test_python_faults_of_a_library_are_unknown(check) -> None:
    result = check(
        "import shapelib, torch\nx = shapelib.broken(torch.ones(2, 3))\nreveal_shape(x)\n"
    )
    assert found(result) == [(3, "info", "(2, 3)")]
    assert any("no_such_attribute" in use.reason for use in result.file.unknowns)


def test_an_assertion_without_a_sentence_is_no_complaint(check) -> None:
    result = check("import shapelib, torch\nshapelib.inward(torch.ones(2))\n")
    assert found(result) == []
    assert any("a library raises" in use.reason for use in result.file.unknowns)


def test_a_library_that_asks_torch_for_what_it_lacks_is_no_finding(check, tmp_path: Path) -> None:
    site = tmp_path / "env" / "lib" / "python3.11" / "site-packages"
    (site / "private.py").write_text("import torch\ntorch.cuda._no_such_state\nWIDTH = 3\n")
    result = check("import private, torch\nreveal_shape(torch.ones(private.WIDTH))\n")
    assert found(result) == [(2, "info", "(3,)")]


def test_what_an_operator_demands_in_a_library_is_a_finding(check) -> None:
    result = check(
        "import shapelib, torch\nshapelib.multiply(torch.ones(2, 5))\ntorch.ones(2) + torch.ones(3)\n"
    )
    assert [(line, kind) for line, kind, _ in found(result)] == [(2, "error"), (3, "error")]


def test_a_complaint_about_arguments_is_a_finding_and_the_program_goes_on(check) -> None:
    result = check(
        "import shapelib, torch\nx = shapelib.picky(torch.ones(2, 5), 4)\ntorch.ones(2) + torch.ones(3)\n"
    )
    assert [(line, kind) for line, kind, _ in found(result)] == [(2, "error"), (3, "error")]


@pytest.mark.parametrize(
    "call", ["shapelib.unavailable(torch.ones(2))", "__import__('failinglib')"]
)
def test_trouble_of_a_library_with_itself_is_not_a_finding(check, call: str) -> None:
    result = check(f"import shapelib, torch\nx = {call}\ntorch.ones(2) + torch.ones(3)\n")
    assert [(line, kind) for line, kind, _ in found(result)] == [(3, "error")]


@pytest.mark.parametrize(
    "statement", ["import failinglib", "from failinglib import name", "from failinglib import *"]
)
def test_a_library_that_cannot_be_imported_is_unknown(check, statement: str) -> None:
    result = check(f"import torch\n{statement}\ntorch.ones(2) + torch.ones(3)\n")
    assert [(line, kind) for line, kind, _ in found(result)] == [(3, "error")]
    assert any("no driver" in use.reason for use in result.file.unknowns)


def test_a_call_that_forks_without_end_is_left(check) -> None:
    result = check(
        "import shapelib, torch, no_such_module\n"
        "class Thing: pass\n"
        "thing = Thing()\n"
        "shapelib.wander(thing, no_such_module.questions)\n"
        "thing.result, thing.other\n"
        "torch.ones(2) + torch.ones(3)\n",
        budgets=(("library-forks", 5),),
    )
    assert [(line, kind) for line, kind, _ in found(result)] == [(6, "error")]
    assert any("too many conditions" in use.reason for use in result.file.unknowns)


def test_what_an_unknown_call_was_given_may_have_new_attributes(check) -> None:
    result = check(
        "import torch, no_such_module\n"
        "class Thing: pass\n"
        "thing, inner, other = Thing(), Thing(), Thing()\n"
        "thing.inner = inner\n"
        "no_such_module.register(thing)\n"
        "thing.name, inner.name\n"
        "other.name\n"
    )
    assert [(line, kind) for line, kind, _ in found(result)] == [(7, "error")]


def test_a_failure_of_ours_costs_one_value(check, monkeypatch: pytest.MonkeyPatch) -> None:
    execute = HANDLERS[ir.Binary]
    places: list[object] = []

    def fail_once(machine, frame, instruction):
        places.append(instruction)
        if len(places) == 1:
            raise KeyError("defect")
        return execute(machine, frame, instruction)

    monkeypatch.setitem(HANDLERS, ir.Binary, fail_once)
    result = check(
        "import torch\ndef f(x):\n    return x @ x\nf(1)\ntorch.ones(2) + torch.ones(3)\n"
    )
    assert result.file.status == "failed"
    assert [(line, kind) for line, kind, _ in found(result)] == [(3, "warning"), (5, "error")]
    assert "Binary in f failed" in result.diagnostics[0].message


def test_the_last_path_goes_on_behind_a_library_that_raises_on_all(check) -> None:
    result = check(
        "import os, shapelib, torch\nshapelib.guarded(os.environ['KIND'])\n"
        "torch.ones(2) @ torch.ones(3)\n"
    )
    assert [line for line, severity, _ in found(result) if severity == "error"] == [3]
    assert any("not installed" in use.reason for use in result.file.unknowns)
