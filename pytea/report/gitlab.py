"""The report as GitLab reads code quality: a list of issues with fingerprints."""

from __future__ import annotations

import json

from pytea.diagnostics import Report, Severity
from pytea.report.fingerprints import fingerprint
from pytea.report.frames import SourceTexts
from pytea.report.places import outside_cells, posix_name

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render_gitlab(report: Report, sources: SourceTexts) -> str:
    """Returns one JSON document, without a line end."""
    data = [
        {
            "type": "issue",
            "description": diagnostic.message,
            "check_name": diagnostic.code,
            "fingerprint": fingerprint(found, sources),
            "severity": _SEVERITIES[diagnostic.severity],
            "categories": ["Bug Risk"],
            "location": {
                "path": posix_name(diagnostic.file),
                "lines": {
                    "begin": max(diagnostic.span.line, 1),
                    "end": max(diagnostic.span.end_line, 1),
                },
            },
        }
        for found, diagnostic in ((d, outside_cells(d)) for d in report.diagnostics)
    ]
    return json.dumps(data, indent=2, ensure_ascii=False)
