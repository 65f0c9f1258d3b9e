"""``pytea check``: what it prints, which files it takes, how it ends."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.cli.programs import ARGUMENT, BAD, GOOD
from tests.command import pytea


def without_seconds(text: str) -> str:
    return re.sub(r"\d+\.\d s$", "N s", text, flags=re.MULTILINE)


def test_a_program_without_fault(tmp_path: Path) -> None:
    (tmp_path / "good.py").write_text(GOOD)
    done = pytea(tmp_path, "check", "good.py")
    assert (done.status, done.err) == (0, "")
    assert without_seconds(done.out) == (
        "checked good.py: no errors · 3 operations checked, 0 unknown · 1 path · N s\n"
    )


def test_a_program_with_an_error(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(BAD)
    done = pytea(tmp_path, "check", "bad.py")
    assert (done.status, done.err) == (1, "")
    lines = without_seconds(done.out).splitlines()
    assert lines[0].startswith("bad.py:5:12 error[shape-mismatch] ")
    assert lines[1:4] == [
        "    4 │ def product(a, b):",
        "    5 │     return a @ b",
        "      │            ^^^^^",
    ]
    assert "   called from bad.py:8 in <module>" in lines
    assert lines[-2:] == [
        "",
        "checked bad.py: 1 error · 3 operations checked, 0 unknown · 1 path · N s",
    ]


def test_quiet_prints_the_findings_alone(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(BAD)
    (tmp_path / "good.py").write_text(GOOD)
    assert pytea(tmp_path, "check", "-q", "good.py").out == ""
    done = pytea(tmp_path, "check", "-q", "bad.py")
    assert done.status == 1
    assert "error[shape-mismatch]" in done.out
    assert "checked" not in done.out


def test_json_is_the_contract(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(BAD)
    done = pytea(tmp_path, "check", "--format", "json", "bad.py")
    assert (done.status, done.err) == (1, "")
    report = json.loads(done.out)
    assert list(report) == ["version", "diagnostics", "files", "seconds"]
    assert report["version"] == 1
    (diagnostic,) = report["diagnostics"]
    message, notes = diagnostic.pop("message"), diagnostic.pop("notes")
    assert "3" in message
    assert "4" in message
    assert {"file", "line", "column", "message"} == {key for note in notes for key in note}
    assert diagnostic == {
        "file": "bad.py",
        "line": 5,
        "column": 12,
        "end_line": 5,
        "end_column": 17,
        "severity": "error",
        "code": "shape-mismatch",
        "trace": [
            {"file": "bad.py", "line": 8, "function": "<module>"},
            {"file": "bad.py", "line": 5, "function": "product"},
        ],
        "witness": {},
        "fixes": [],
    }
    assert report["files"] == [
        {
            "file": "bad.py",
            "status": "complete",
            "paths": 1,
            "operations": {"checked": 3, "unknown": 0},
            "unknown": [],
        }
    ]
    assert isinstance(report["seconds"], float)


def test_arguments_of_the_script_stand_after_two_dashes(tmp_path: Path) -> None:
    (tmp_path / "train.py").write_text(ARGUMENT)
    assert pytea(tmp_path, "check", "train.py").status == 0
    assert pytea(tmp_path, "check", "train.py", "--", "--width", "8").status == 0
    done = pytea(tmp_path, "check", "train.py", "--", "--width", "9")
    assert done.status == 1
    assert "9 features" in done.out


def test_what_is_unknown_is_counted_and_listed_on_demand(tmp_path: Path) -> None:
    text = "import a_package_that_nobody_has as p\n\np.train()\n"
    (tmp_path / "train.py").write_text(text)
    done = pytea(tmp_path, "check", "train.py")
    assert done.status == 0
    assert "a_package_that_nobody_has" not in done.out
    done = pytea(tmp_path, "check", "train.py", "--show-unknown")
    assert re.search(r"train\.py:1 .*a_package_that_nobody_has", done.out)
    (tmp_path / "pytea.toml").write_text("show-unknown = true\n")
    assert "a_package_that_nobody_has" in pytea(tmp_path, "check", "train.py").out
    report = json.loads(pytea(tmp_path, "check", "train.py", "--format", "json").out)
    assert report["files"][0]["unknown"][0]["line"] == 1


def test_paths_are_shown_relative_to_the_working_directory(tmp_path: Path) -> None:
    inside, outside = tmp_path / "here", tmp_path / "there"
    (inside / "sub").mkdir(parents=True)
    outside.mkdir()
    (inside / "sub" / "bad.py").write_text(BAD)
    (outside / "bad.py").write_text(BAD)
    report = pytea(inside, "check", "--format", "json", inside / "sub", outside / "bad.py")
    files = [file["file"] for file in json.loads(report.out)["files"]]
    assert files == ["sub/bad.py", str(outside / "bad.py")]


def test_several_files_are_one_report(tmp_path: Path) -> None:
    (tmp_path / "good.py").write_text(GOOD)
    (tmp_path / "bad.py").write_text(BAD)
    done = pytea(tmp_path, "check", "good.py", "bad.py", "good.py")
    assert done.status == 1
    checked = [line.split(":")[0] for line in done.out.splitlines() if line.startswith("checked")]
    assert checked == ["checked good.py", "checked bad.py"]


def test_a_fault_that_two_entries_reach_is_reported_once(tmp_path: Path) -> None:
    (tmp_path / "shared.py").write_text(BAD.replace("\n\nproduct(", "\ndef run():\n    product("))
    for name in ("one.py", "two.py"):
        (tmp_path / name).write_text("import shared\n\nshared.run()\n")
    report = json.loads(pytea(tmp_path, "check", ".", "--format", "json").out)
    assert [d["file"] for d in report["diagnostics"]] == ["shared.py"]
    assert [file["file"] for file in report["files"]] == ["one.py", "two.py"]


def test_a_folder_is_its_entries_and_says_what_is_left(tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text("def used():\n    pass\n\n\ndef left():\n    pass\n")
    (tmp_path / "train.py").write_text("import model\n\nmodel.used()\n")
    done = pytea(tmp_path, "check", ".")
    assert done.status == 0
    said = "model.py: 1 function analysed through entries, 1 alone"
    assert done.out.splitlines()[-1] == said


def test_codes_can_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(BAD)
    assert pytea(tmp_path, "check", "bad.py", "--ignore", "bad-reshape,shape-mismatch").status == 0
    assert pytea(tmp_path, "check", "bad.py", "--select", "bad-reshape").status == 0
    assert pytea(tmp_path, "check", "bad.py", "--select", "shape-mismatch").status == 1


def test_the_configuration_is_read_and_the_command_line_wins(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(BAD)
    (tmp_path / "pytea.toml").write_text('ignore = ["shape-mismatch"]\n')
    assert pytea(tmp_path, "check", "bad.py").status == 0
    assert pytea(tmp_path, "check", "bad.py", "--ignore", "bad-reshape").status == 1


def test_entries_of_the_configuration_bring_their_arguments(tmp_path: Path) -> None:
    (tmp_path / "train.py").write_text(ARGUMENT)
    (tmp_path / "pyproject.toml").write_text(
        '[tool.pytea]\nentries = [{script = "train.py", arguments = ["--width", "9"]}]\n'
    )
    assert pytea(tmp_path, "check", ".").status == 1
    assert pytea(tmp_path, "check", ".", "--", "--width", "8").status == 0


def test_a_second_run_gives_the_same_report_from_the_cache(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(BAD)
    first, second = (pytea(tmp_path, "check", "bad.py", "--format", "json") for _ in range(2))
    fresh = pytea(tmp_path, "check", "bad.py", "--format", "json", "--no-cache")
    reports = [json.loads(done.out) | {"seconds": 0} for done in (first, second, fresh)]
    assert reports[0] == reports[1] == reports[2]
    assert list((tmp_path.parent / f"{tmp_path.name}-cache").rglob("*.ir"))


def test_nothing_is_written_beside_the_program(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(BAD)
    pytea(tmp_path, "check", "bad.py")
    assert [path.name for path in tmp_path.iterdir()] == ["bad.py"]


def test_libraries_of_an_environment_are_followed(tmp_path: Path) -> None:
    library = tmp_path / "env" / "lib" / "python3.11" / "site-packages"
    library.mkdir(parents=True)
    (library / "blocks.py").write_text(
        "import torch\n\ndef twice(x):\n    return torch.cat([x, x])\n"
    )
    project = tmp_path / "project"
    project.mkdir()
    (project / "train.py").write_text(
        "import torch\nfrom blocks import twice\n\nreveal_shape(twice(torch.zeros(2, 3)))\n"
    )
    assert "(4, 3)" in pytea(project, "check", "train.py", "--python", tmp_path / "env").out
    assert "(4, 3)" not in pytea(project, "check", "train.py").out
    active = pytea(project, "check", "train.py", VIRTUAL_ENV=str(tmp_path / "env"))
    assert "(4, 3)" in active.out


def test_arrays_need_no_import_of_numpy(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        "import torch\n\n"
        "a = torch.zeros(2, 3).numpy()\n"
        "print(a[0] + 1, a.mean(axis=0).shape)\n"
        "a.reshape(4)\n"
    )
    done = pytea(tmp_path, "check", "--concise", "a.py")
    assert done.status == 1
    assert [line.split()[0] for line in done.out.splitlines()[:-1]] == ["a.py:5:1"]
