"""The registry: every code has a rule, and every rule tells the truth about pytea and torch."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from pytea.analysis.check import check
from pytea.config import Options
from pytea.diagnostics import Diagnostic, Severity
from pytea.diagnostics.registry import OPTIONAL, codes, rule
from pytea.errors import UsageError
from tests.command import ROOT
from tests.mdtest.documents import PROGRAM, Block, Expectation
from tests.mdtest.reality import observe_all
from tests.mdtest.runner import check_reality

#: Calls whose arguments name the code of a finding.
REPORTING = re.compile(
    r"(require|fail|warn|raise_\w*|refuse|make|Diagnostic|StubFailure|Finding|_?demand\w*)$"
)
_CODE = re.compile(r"[a-z]+(-[a-z]+)+")
#: Texts of that form which are arguments of such calls and no codes.
OTHER = {"nearest-exact"}
EXAMPLES = [code for code in codes() if rule(code).failing.strip()]


def findings(text: str, folder: Path, code: str) -> tuple[Diagnostic, ...]:
    file = folder / PROGRAM
    file.write_text(text)
    return check([file], lambda _: Options(use_cache=False, extend_select=(code,))).diagnostics


def block(text: str, found: tuple[Diagnostic, ...]) -> Block:
    """The example as a document would write it, with the errors that pytea reports."""
    errors = [
        Expectation(PROGRAM, d.span.line, "error") for d in found if d.severity.value == "error"
    ]
    return Block("rules", "example", 0, ((PROGRAM, text),), tuple(errors), "")


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_failing_example_gives_the_code_and_the_corrected_one_nothing(
    code: str, tmp_path: Path
) -> None:
    described = rule(code)
    found = findings(described.failing, tmp_path, code)
    assert [(d.code, d.severity) for d in found] == [(code, described.severity)]
    assert findings(described.corrected, tmp_path, code) == ()


@pytest.mark.parametrize("code", [code for code in EXAMPLES if not rule(code).no_run])
def test_real_torch_agrees_with_the_examples(code: str, tmp_path: Path) -> None:
    described = rule(code)
    failing = block(described.failing, findings(described.failing, tmp_path, code))
    corrected = block(described.corrected, ())
    blocks = [failing, corrected] if code != "syntax-error" else [corrected]
    for example, observed in zip(blocks, observe_all(blocks), strict=True):
        assert check_reality(example, observed) == []


def test_every_code_that_is_reported_has_a_rule() -> None:
    used = set()
    for folder in ("pytea", "stubs"):
        for file in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_bytes())):
                if isinstance(node, ast.Call) and REPORTING.search(ast.unparse(node.func)):
                    used |= {text for text in _texts(node) if _CODE.fullmatch(text)}
    assert {"bad-reshape", "last-batch", "undefined-name"} & used
    assert used - OTHER <= set(codes())


def _texts(call: ast.Call) -> list[str]:
    values = [*call.args, *(keyword.value for keyword in call.keywords)]
    return [v.value for v in values if isinstance(v, ast.Constant) and isinstance(v.value, str)]


@pytest.mark.parametrize("code", codes())
def test_a_rule_says_what_it_is_in_one_line(code: str) -> None:
    described = rule(code)
    assert 10 < len(described.summary) < 80
    assert not described.summary.endswith(".")
    assert described.explanation.strip().endswith((".", "`"))
    assert bool(described.failing.strip()) is bool(described.corrected.strip())
    assert described.failing.strip() or described.no_run
    assert described.severity in Severity


def test_the_optional_rules_are_those_that_say_so(tmp_path: Path) -> None:
    assert {code for code in codes() if rule(code).optional} == OPTIONAL
    for code in OPTIONAL:
        assert findings(rule(code).failing, tmp_path, "bad-reshape") == ()


def test_an_unknown_code_is_told_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="unknown rule 'bad-shape', did you mean 'bad-reshape'"):
        rule("bad-shape")
