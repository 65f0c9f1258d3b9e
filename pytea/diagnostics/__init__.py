"""What an analysis reports: diagnostics, their parts, and the report of a run."""

from pytea.diagnostics.model import (
    Diagnostic,
    FileReport,
    Fix,
    Note,
    Report,
    Severity,
    TraceEntry,
    UnknownUse,
)

__all__ = [
    "Diagnostic",
    "FileReport",
    "Fix",
    "Note",
    "Report",
    "Severity",
    "TraceEntry",
    "UnknownUse",
]
