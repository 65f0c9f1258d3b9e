"""Formats, output files, baselines, rules and comments through the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.programs import BAD, GOOD
from tests.command import pytea, without_rights

WARNED = """\
import torch
import torch.nn.functional as F

F.mse_loss(torch.zeros(4, 1), torch.zeros(4))
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "bad.py").write_text(BAD)
    (tmp_path / "good.py").write_text(GOOD)
    (tmp_path / "warned.py").write_text(WARNED)
    return tmp_path


def test_one_line_per_finding(project: Path) -> None:
    for words in (["--concise"], ["--format", "concise"]):
        done = pytea(project, "check", "bad.py", "-q", *words)
        assert done.status == 1
        (line,) = done.out.splitlines()
        assert line.startswith("bad.py:5:12 error[shape-mismatch] ")


def test_several_formats_at_once(project: Path) -> None:
    done = pytea(
        project, "check", "bad.py", "--format", "concise", "--format", "sarif", "--output-file",
        "a.sarif", "--output-file", "json=b.json", "--output-file", "gitlab=c.json",
    )  # fmt: skip
    assert (done.status, done.err) == (1, "")
    assert done.out.startswith("bad.py:5:12 error")
    assert json.loads((project / "a.sarif").read_text())["version"] == "2.1.0"
    assert json.loads((project / "b.json").read_text())["version"] == 1
    assert json.loads((project / "c.json").read_text())[0]["check_name"] == "shape-mismatch"


def test_a_file_without_a_format_gets_the_text(project: Path) -> None:
    done = pytea(project, "check", "bad.py", "-q", "--output-file", "report.txt")
    assert (done.status, done.out) == (1, "")
    assert (project / "report.txt").read_text().startswith("bad.py:5:12 error[shape-mismatch]")


def test_two_formats_cannot_be_printed(project: Path) -> None:
    done = pytea(project, "check", "bad.py", "--format", "json", "--format", "sarif")
    assert done.status == 2
    assert "json and sarif cannot both be printed" in done.err


def test_two_formats_do_not_go_into_one_file(project: Path) -> None:
    done = pytea(
        project, "check", "bad.py", "--output-file", "json=r", "--output-file", "sarif=./r"
    )
    assert (done.status, done.out) == (2, "")
    assert done.err == "pytea: json and sarif cannot both be written to r\n"
    assert not (project / "r").exists()


def test_a_dash_is_standard_output(project: Path) -> None:
    done = pytea(project, "check", "bad.py", "--format", "json", "--output-file", "-")
    assert json.loads(done.out)["version"] == 1
    assert not (project / "-").exists()


def test_an_unknown_format_of_a_file_is_told(project: Path) -> None:
    done = pytea(project, "check", "bad.py", "--output-file", "sarfi=r")
    assert done.status == 2
    assert "--output-file: unknown format 'sarfi', did you mean 'sarif'?" in done.err
    done = pytea(project, "check", "bad.py", "-q", "--output-file", "run=1.txt")
    assert (project / "run=1.txt").exists()


def test_a_remark_is_said_once(project: Path) -> None:
    (project / "alone.py").write_text("def double(x):\n    return x + x\n")
    for name in ("text", "concise"):
        done = pytea(project, "check", "alone.py", "--format", name)
        assert "alone.py: 0 functions analysed through entries, 1 alone" in done.out
        assert done.err == ""


def test_the_format_may_stand_in_the_configuration(project: Path) -> None:
    (project / "pytea.toml").write_text('format = "github"\n')
    assert pytea(project, "check", "bad.py").out.startswith("::error file=bad.py,")
    assert pytea(project, "check", "bad.py", "--format", "concise").out.startswith("bad.py:5:12")


def test_a_file_that_cannot_be_written_is_told_and_the_rest_is_done(project: Path) -> None:
    closed = project / "closed"
    closed.mkdir(mode=0o500)
    done = pytea(
        project, "check", "bad.py", "--format", "concise", "--output-file", "json=closed/r.json",
        "--output-file", "json=no/such/r.json", "--output-file", "json=ok.json",
        prefix=without_rights(),
    )  # fmt: skip
    assert done.status == 2
    assert done.out.startswith("bad.py:5:12 error")
    assert "closed/r.json: cannot be written: permission denied" in done.err
    assert "no/such/r.json: cannot be written: no such file or directory" in done.err
    assert (project / "ok.json").exists()


def test_strict_fails_for_warnings(project: Path) -> None:
    assert pytea(project, "check", "warned.py").status == 0
    assert pytea(project, "check", "warned.py", "--strict").status == 1
    assert pytea(project, "check", "good.py", "--strict").status == 0
    (project / "pytea.toml").write_text("strict = true\n")
    assert pytea(project, "check", "warned.py").status == 1


def test_a_baseline_hides_what_is_known(project: Path) -> None:
    done = pytea(project, "check", "bad.py", "--baseline", "b.json", "--update-baseline")
    assert (done.status, done.out) == (0, "b.json: 1 finding\n")
    (project / "bad.py").write_text("# a new line\n" + BAD)
    done = pytea(project, "check", "bad.py", "--baseline", "b.json")
    assert done.status == 0
    assert done.out.splitlines()[-1] == "1 finding of the baseline left out"
    (project / "bad.py").write_text(BAD.replace("a @ b", "b @ a"))
    done = pytea(project, "check", "bad.py", "--baseline", "b.json")
    assert done.status == 1
    assert "1 finding of the baseline gone" in done.out


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "not valid JSON"),
        ("[]", "it has no table of findings"),
        ('{"version": 9, "findings": {}}', "version 9 is not 1"),
        (None, "no such file or directory"),
    ],
)
def test_a_malformed_baseline_is_kept(project: Path, text: str | None, sentence: str) -> None:
    file = project / "b.json"
    if text is not None:
        file.write_text(text)
    done = pytea(project, "check", "bad.py", "--baseline", "b.json")
    assert (done.status, done.out) == (2, "")
    assert sentence in done.err
    assert (file.read_text() if file.exists() else None) == text


def test_a_baseline_keeps_what_was_not_looked_at(project: Path) -> None:
    (project / "user.py").write_text("import bad\n")
    (project / "other.py").write_text(BAD)
    words = ["--baseline", "b.json"]
    done = pytea(project, "check", "bad.py", "other.py", *words, "--update-baseline")
    assert done.out == "b.json: 2 findings\n"
    done = pytea(project, "check", "good.py", *words)
    assert "gone" not in done.out
    done = pytea(project, "check", "good.py", *words, "--update-baseline")
    assert done.out == "b.json: 2 findings\n"
    (project / "bad.py").write_text(GOOD)
    done = pytea(project, "check", "user.py", *words)
    assert "1 finding of the baseline gone: --update-baseline forgets it" in done.out
    (project / "other.py").unlink()
    done = pytea(project, "check", "user.py", *words, "--update-baseline")
    assert done.out == "b.json: 0 findings\n"


def test_what_is_no_baseline_is_not_written_over(project: Path) -> None:
    (project / "report.json").write_text('{"diagnostics": []}')
    words = ["--baseline", "report.json", "--update-baseline"]
    done = pytea(project, "check", "bad.py", *words)
    assert (done.status, done.out) == (2, "")
    assert (project / "report.json").read_text() == '{"diagnostics": []}'


def test_more_reports_do_not_take_the_place_of_the_printed_one(project: Path) -> None:
    done = pytea(project, "check", "bad.py", "--concise", "--output-file", "json=b.json")
    assert done.out.startswith("bad.py:")
    assert (project / "b.json").exists()


def test_a_baseline_is_not_written_when_something_failed(project: Path) -> None:
    words = ["--baseline", "b.json", "--update-baseline"]
    done = pytea(project, "check", "bad.py", "gone.py", *words)
    assert done.status == 2
    assert not (project / "b.json").exists()
    assert pytea(project, "check", "bad.py", "--update-baseline").status == 2


def test_a_program_may_come_through_stdin(project: Path) -> None:
    done = pytea(project, "check", "-", "-q", stdin=BAD)
    assert done.status == 1
    assert done.out.startswith("<stdin>:5:12 error[shape-mismatch]")
    assert "5 │     return a @ b" in done.out
    done = pytea(
        project, "check", "-", "--concise", "-q", "--stdin-filename", "sub/new.py", stdin=BAD
    )
    assert done.out.startswith("sub/new.py:5:12 error[shape-mismatch]")
    assert pytea(project, "check", "good.py", "--stdin-filename", "x.py").status == 2


def test_explain_and_rules(project: Path) -> None:
    done = pytea(project, "explain", "last-batch")
    assert done.status == 0
    assert done.out.startswith("# last-batch\n")
    assert "drop_last=True" in done.out
    done = pytea(project, "explain", "last-bach")
    assert (done.status, done.out) == (2, "")
    assert "did you mean 'last-batch'?" in done.err
    lines = pytea(project, "rules").out.splitlines()
    assert [line.split()[0] for line in lines] == sorted(line.split()[0] for line in lines)
    rules = json.loads(pytea(project, "rules", "--format", "json").out)
    assert {"code", "summary", "severity", "since", "explanation"} <= set(rules[0])


def test_an_unknown_code_is_wrong_usage(project: Path) -> None:
    done = pytea(project, "check", "good.py", "--ignore", "last-batch,shape-mismach")
    assert done.status == 2
    assert "--ignore: unknown rule 'shape-mismach', did you mean 'shape-mismatch'?" in done.err
