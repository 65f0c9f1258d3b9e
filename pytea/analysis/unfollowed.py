"""What an analysis did not follow, as reports tell it."""

from __future__ import annotations

from pytea.diagnostics import UnknownUse
from pytea.machine.findings import Findings


def unknown_uses(findings: Findings) -> tuple[UnknownUse, ...]:
    """Returns what was not followed: tensor operations first, then everything else."""
    rows = [
        UnknownUse(name, reason, place.file, place.span.line)
        for place, (name, reason) in findings.unchecked.items()
    ]
    hidden = {(row.file, row.line) for row in rows}
    rows += [
        UnknownUse(reason, reason, place.file, place.span.line)
        for place, reason in findings.unknowns
        if (place.file, place.span.line) not in hidden
    ]
    return tuple(sorted(set(rows), key=lambda row: (row.file, row.line, row.name, row.reason)))
