"""The formats for other tools, against their schemas and rules."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from pytea.diagnostics import Report
from pytea.report.fingerprints import fingerprint
from pytea.report.formats import render
from pytea.report.frames import SourceTexts
from pytea.report.places import posix_name, uri
from tests.report.reports import TEXT, report, sources

SCHEMAS = Path(__file__).parent / "schemas"


def sarif(given: Report) -> dict[str, object]:
    data = json.loads(render("sarif", given, sources()))
    schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.validate(data, schema, format_checker=jsonschema.FormatChecker())
    return data["runs"][0]


def test_sarif_satisfies_the_official_schema() -> None:
    assert sarif(Report((), ()))["results"] == []
    run = sarif(report())
    warning, error, info = run["results"]
    assert [r["level"] for r in run["results"]] == ["warning", "error", "note"]
    assert run["tool"]["driver"]["rules"][error["ruleIndex"]]["id"] == error["ruleId"]
    place = error["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "train.py"
    assert place["region"] == {"startLine": 4, "startColumn": 5, "endLine": 4, "endColumn": 16}
    assert warning["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%2C%20b.py"
    assert len(error["codeFlows"][0]["threadFlows"][0]["locations"]) == 2
    assert [n["message"]["text"] for n in error["relatedLocations"]] == ["x: (64, 3)"]
    assert 'when args.pool == "avg"' in error["message"]["text"]
    assert error["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"] == {
        "text": "f(x)"
    }
    assert run["invocations"][0]["executionSuccessful"] is False
    assert "codeFlows" not in info


def test_fingerprints_survive_a_shift_of_lines_and_tell_equal_lines_apart() -> None:
    _, error, _ = report().diagnostics
    span = error.span
    lower = replace(error, span=replace(span, line=6, end_line=6))
    shifted = SourceTexts({"train.py": ("import a", "", *TEXT)})
    assert fingerprint(error, sources()) == fingerprint(lower, shifted)
    twice = SourceTexts({"train.py": (*TEXT[:4], "", "x = self.fc1(x)")})
    assert fingerprint(error, twice) != fingerprint(lower, twice)
    assert fingerprint(error, sources()) != fingerprint(replace(error, code="bad-call"), sources())
    indented = SourceTexts({"train.py": (*TEXT[:3], "    x = self.fc1(x)")})
    moved = replace(error, span=replace(span, column=9, end_column=20))
    assert fingerprint(error, sources()) == fingerprint(moved, indented)


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("C:\\Users\\me\\a b.py", "file:///C:/Users/me/a%20b.py"),
        ("\\\\server\\share\\a.py", "file://server/share/a.py"),
        ("/home/me/a b.py", "file:///home/me/a%20b.py"),
        ("src\\net.py", "src/net.py"),
        ("ü/100%.py", "%C3%BC/100%25.py"),
    ],
)
def test_uris(file: str, expected: str) -> None:
    assert uri(file, windows="\\" in file) == expected


def test_a_backslash_is_an_ordinary_letter_elsewhere() -> None:
    assert uri("a\\b.py", windows=False) == "a%5Cb.py"
    assert posix_name("a\\b.py", windows=False) == "a\\b.py"
    assert posix_name("a\\b.py", windows=True) == "a/b.py"


def test_github_commands_are_escaped() -> None:
    warning, error, info = render("github", report(), sources()).split("\n")
    assert warning == (
        "::warning file=a%2C b.py,line=1,endLine=1,col=1,endColumn=1,"
        "title=pytea[loss-broadcast]::two%0Alines \x1b"
    )
    assert error == (
        "::error file=train.py,line=4,endLine=4,col=5,endColumn=16,title=pytea[shape-mismatch]::"
        "input has 3, 100%25 more: <than> 2%0Ax: (64, 3)%0Ano place"
    )
    assert info.startswith("::notice file=train.py,line=3,endLine=4,title=")


def test_gitlab_issues() -> None:
    issues = json.loads(render("gitlab", report(), sources()))
    assert [issue["severity"] for issue in issues] == ["minor", "major", "info"]
    assert len({issue["fingerprint"] for issue in issues}) == 3
    assert issues[1]["location"] == {"path": "train.py", "lines": {"begin": 4, "end": 4}}
    assert json.loads(render("gitlab", Report((), ()), sources())) == []


def test_junit_counts_what_it_holds() -> None:
    root = ET.fromstring(render("junit", report(), sources()).partition("\n")[2])
    (suite,) = root
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("5", "1", "1")
    failure = suite.find("testcase/failure")
    assert failure is not None
    assert failure.get("message") == "input has 3, 100% more: <than> 2"
    assert "self.fc1(x)" in (failure.text or "")
    assert ET.fromstring(render("junit", Report((), ()), sources()).partition("\n")[2]) is not None
