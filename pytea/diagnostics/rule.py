"""What is known of a rule beside the findings that bear its code."""

from __future__ import annotations

from dataclasses import dataclass

from pytea.diagnostics.model import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding: what it means, with a program that has it and one that has not."""

    #: One line, lower case, no full stop.
    summary: str
    #: Paragraphs of Markdown: what torch demands, and how programs come to break it.
    explanation: str
    #: A program that gives exactly findings of this code, and real torch agrees.
    failing: str
    #: The same program without the fault: it runs in real torch and gives no finding.
    corrected: str
    #: The highest severity of its findings; one that is not certain is a warning in any case.
    severity: Severity = Severity.ERROR
    #: Whether it is reported only where it is selected: see ``registry.OPTIONAL``.
    optional: bool = False
    #: The version of pytea that had it first.
    since: str = "0.1"
    #: Why real torch or Python cannot be asked about the examples; empty when it is.
    no_run: str = ""
