"""What is raised for a text that is not Python."""

from __future__ import annotations

from pytea.errors import PyteaError
from pytea.span import Span


class SourceError(PyteaError):
    """The text is not Python: ``message`` says why and ``span`` says where."""

    def __init__(self, message: str, span: Span, *, ours: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.span = span
        #: Python accepts the text and only our parser does not.
        self.ours = ours
