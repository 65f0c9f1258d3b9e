"""The rule missing-key."""

from __future__ import annotations

from pytea.diagnostics.rule import Rule

RULE = Rule(
    summary="a dictionary or a set does not hold the key",
    explanation="""\
The key is looked up in a dictionary, a `ModuleDict` or a set whose content is known, and is not there.
""",
    failing="""\
sizes = {"small": 128, "large": 512}
width = sizes["medium"]
""",
    corrected="""\
sizes = {"small": 128, "large": 512}
width = sizes.get("medium", 256)
""",
)
