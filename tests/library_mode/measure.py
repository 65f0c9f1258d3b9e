"""Measures library mode: the signatures of the programs against torch, and the seeded contradictions."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from pytea.report.signatures import render_signatures_json

from .judge import Verdicts, judge, load
from .programs import analyzed, is_found, programs, seeds


@dataclass(slots=True)
class Measured:
    """What a measurement gave."""

    modules: int = 0
    signatures: int = 0
    verdicts: Verdicts = field(default_factory=Verdicts)
    #: Errors in clean programs.
    false_errors: list[str] = field(default_factory=list)
    found: int = 0
    missed: list[str] = field(default_factory=list)


def measure_clean(measured: Measured) -> None:
    """Judges the signature of each module and function of the clean programs."""
    for file in programs():
        result = analyzed(file)
        measured.false_errors += [f"{d.file}: {d.message}" for d in result.diagnostics]
        module = load(file)
        for function in json.loads(render_signatures_json([result]))["functions"]:
            measured.signatures += 1
            judge(module, function, measured.verdicts)


def measure_seeds(measured: Measured, every: int = 1) -> None:
    """Counts the contradictions that are reported on their line."""
    for seed in seeds()[::every]:
        if is_found(seed):
            measured.found += 1
        else:
            measured.missed.append(seed.label)
