"""Our own failures. A fault of the analysed program is never one of these: it is a Diagnostic."""

from __future__ import annotations

from pytea.span import NOWHERE, Span

#: The code under which a defect of ours is told.
INTERNAL_FAILURE = "internal-failure"


class PyteaError(Exception):
    """Root of everything that pytea raises on purpose."""


class UsageError(PyteaError):
    """The user asked for something that cannot be done; the text is shown as it is."""


class InternalError(PyteaError):
    """A defect of pytea: names the construct and the span at which the analysis stopped."""

    def __init__(self, message: str, span: Span = NOWHERE, file: str = "") -> None:
        super().__init__(message)
        self.span = span
        self.file = file
