"""Programs that do not end, or lack something: the analysis ends, and says what it left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.command import pytea

ERROR = "torch.zeros(2) + torch.zeros(3)\n"


def report(project: Path, text: str, *words: str) -> tuple[int, dict[str, Any]]:
    (project / "train.py").write_text("import torch\n" + text)
    done = pytea(project, "check", "train.py", *words, "--format", "json")
    assert done.err == ""
    return done.status, json.loads(done.out)


def places(found: dict[str, Any]) -> list[tuple[str, int, str]]:
    return [(d["file"], d["line"], d["code"]) for d in found["diagnostics"]]


def test_an_endless_loop(project: Path) -> None:
    status, found = report(project, "x = torch.zeros(2)\nwhile True:\n    x = x + 1\n")
    assert (status, found["diagnostics"]) == (0, [])


def test_an_error_inside_an_endless_loop(project: Path) -> None:
    text = f"n = 0\nwhile True:\n    n += 1\n    if n > 5:\n        {ERROR}"
    status, found = report(project, text)
    assert (status, places(found)) == (1, [("train.py", 6, "not-broadcastable")])


def test_a_loop_that_grows_a_tensor_for_ever(project: Path) -> None:
    text = "x = torch.zeros(1)\nwhile True:\n    x = torch.cat([x, x])\n"
    status, found = report(project, text)
    assert (status, found["diagnostics"]) == (0, [])


def test_an_endless_generator(project: Path) -> None:
    text = (
        "def batches():\n    while True:\n        yield torch.zeros(4, 8)\n\n"
        "for x in batches():\n    torch.nn.Linear(9, 1)(x)\n"
    )
    status, found = report(project, text)
    assert (status, places(found)) == (1, [("train.py", 7, "shape-mismatch")])


def test_recursion_without_end(project: Path) -> None:
    status, found = report(project, "def f(n):\n    return f(n + 1)\n\nf(0)\n")
    assert status in (0, 1)
    assert all(d["code"] != "internal-failure" for d in found["diagnostics"])


def test_recursion_without_end_can_be_caught(project: Path) -> None:
    text = f"def f(n):\n    return f(n + 1)\n\ntry:\n    f(0)\nexcept RecursionError:\n    {ERROR}"
    status, found = report(project, text)
    assert (status, places(found)) == (1, [("train.py", 8, "not-broadcastable")])


def test_an_import_cycle(project: Path) -> None:
    (project / "a.py").write_text("import b\n\ndef f(n):\n    return b.g(n)\n")
    (project / "b.py").write_text("import a\n\ndef g(n):\n    return n + 1\n")
    status, found = report(project, f"import a\n\nif a.f(1) == 2:\n    {ERROR}")
    assert (status, places(found)) == (1, [("train.py", 5, "not-broadcastable")])


def test_a_name_that_an_import_cycle_does_not_have_yet(project: Path) -> None:
    (project / "a.py").write_text("from b import g\n\ndef f(n):\n    return g(n)\n")
    (project / "b.py").write_text("from a import f\n\ndef g(n):\n    return n + 1\n")
    status, found = report(project, "import a\n")
    assert status in (0, 1)
    assert all(d["code"] != "internal-failure" for d in found["diagnostics"])


def test_a_missing_import_is_unknown_and_no_error(project: Path) -> None:
    status, found = report(project, f"import package_of_nobody as p\n\np.setup()\n{ERROR}")
    assert (status, places(found)) == (1, [("train.py", 5, "not-broadcastable")])
    (first, *_) = found["files"][0]["unknown"]
    assert "package_of_nobody" in first["name"] + first["reason"]
    assert first["line"] == 2


def test_nothing_of_the_program_is_executed(project: Path) -> None:
    (project / "conftest.py").write_text("open('conftest-ran', 'w')\n")
    (project / "sitecustomize.py").write_text("open('site-ran', 'w')\n")
    (project / "torch.py").write_text("open('torch-ran', 'w')\n")
    (project / "helper.py").write_text("open('helper-ran', 'w').write('x')\n")
    text = (
        "import os, subprocess, pickle, helper\n"
        "open('program-ran', 'w').write('x')\n"
        "os.system('touch system-ran')\n"
        "subprocess.run(['touch', 'subprocess-ran'])\n"
        "exec(\"open('exec-ran', 'w')\")\n"
        "eval(\"open('eval-ran', 'w')\")\n"
        "__import__('helper')\n"
        "torch.load('model.pt')\n"
        "pickle.load(open('model.pt', 'rb'))\n"
    )
    (project / "model.pt").write_bytes(b"cos\nsystem\n(S'touch pickle-ran'\ntR.")
    before = {path.name for path in project.iterdir()} | {"train.py"}
    report(project, text)
    assert {path.name for path in project.iterdir()} == before
