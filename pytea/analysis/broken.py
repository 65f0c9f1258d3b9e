"""What is told of what could not be analysed: texts that are not Python, defects of ours."""

from __future__ import annotations

from collections.abc import Mapping

from pytea.diagnostics import Diagnostic, Severity
from pytea.errors import INTERNAL_FAILURE, InternalError
from pytea.frontend import SourceError
from pytea.span import NOWHERE, Span


def failures_of(failures: Mapping[str, InternalError], display: str) -> list[Diagnostic]:
    """Returns what is told of defects of ours; ``display`` is the file of those that name none."""
    return [
        Diagnostic(error.file or display, error.span, Severity.WARNING, INTERNAL_FAILURE, text)
        for text, error in failures.items()
    ]


def syntax_error(display: str, error: SourceError) -> Diagnostic:
    """Returns the finding for a text that is not Python."""
    span = getattr(error, "span", None)
    place = span if isinstance(span, Span) else NOWHERE
    return Diagnostic(display, place, Severity.ERROR, "syntax-error", str(error))
