"""The formats for machines by their names; each is loaded when it is asked for."""

from __future__ import annotations

import importlib

from pytea.diagnostics import Report
from pytea.report.frames import SourceTexts

_WITH_SOURCES = frozenset({"sarif", "gitlab", "junit"})


def render(name: str, report: Report, sources: SourceTexts) -> str:
    """Returns the report as one document in a format for machines."""
    module = importlib.import_module(f"pytea.report.{name}")
    function = getattr(module, f"render_{name}")
    text = function(report, sources) if name in _WITH_SOURCES else function(report)
    assert isinstance(text, str)
    return text
