"""Torch's own samples of its modules: our result has torch's shapes and dtypes, or is refused too."""

from __future__ import annotations

import ast
import warnings
from pathlib import Path

import pytest
import torch

from pytea.analysis.entry import analyze_entry
from pytea.config import Options
from tests.stubs.programs import CLASSES, PROLOGUE, Sample, class_name, refusals, samples

torch.set_num_threads(1)

#: Modules of which torch has no sample that can be written as an expression: this one is made from
#: a layer, which is an object; tests/mdtest/nn has programs with it.
UNSPELLED = frozenset({"nn.TransformerEncoder"})


def _report(folder: Path, listed: list[Sample], prefix: str) -> dict[int, list[str]]:
    """Returns what is reported on the line of each sample."""
    program = folder / "program.py"
    lines = [f"{prefix}({sample.text}))" if prefix else sample.text for sample in listed]
    program.write_text(PROLOGUE + "\n".join(lines) + "\n", encoding="utf-8")
    first = PROLOGUE.count("\n") + 1
    found: dict[int, list[str]] = {}
    for diagnostic in analyze_entry(program, Options(use_cache=False)).diagnostics:
        text = diagnostic.message
        if diagnostic.code != "revealed-value":
            text = f"{diagnostic.severity.value}: {text}"
        found.setdefault(diagnostic.span.line - first, []).append(text)
    return found


def _equal(text: str, facts: object) -> bool:
    try:
        return ast.literal_eval(text) == facts
    except (SyntaxError, ValueError):
        return False


@pytest.mark.parametrize("info", CLASSES, ids=class_name)
def test_samples(info: object, tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        listed = [*samples(info, training=True), *samples(info, training=False)]
    assert bool(listed) != (class_name(info) in UNSPELLED)
    found = _report(tmp_path, listed, "reveal_value(facts")
    problems = []
    for index, sample in enumerate(listed):
        reported = found.get(index, [])
        if len(reported) != 1 or not _equal(reported[0], sample.facts):
            problems.append(f"{sample.text}\n  torch: {sample.facts}\n  pytea: {reported}")
    assert not problems, f"{len(problems)} of {len(listed)}\n" + "\n".join(problems[:10])


@pytest.mark.parametrize("info", CLASSES, ids=class_name)
def test_refusals(info: object, tmp_path: Path) -> None:
    accepted = []
    for sample in refusals(info):
        reported = _report(tmp_path, [sample], "").get(0, [])
        if not any(text.startswith("error") for text in reported):
            accepted.append(sample.text)
    assert not accepted
