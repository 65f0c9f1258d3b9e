"""The bounds of an analysis that a project may change, by their names in the configuration."""

from __future__ import annotations

from collections.abc import Mapping

#: Name of the key: what it bounds. ``state/budgets.py`` has the constant of the same name.
BUDGETS: Mapping[str, str] = {
    "call-depth": "Frames of one path; a deeper recursion ends it as RecursionError does.",
    "findings": "Findings of one entry.",
    "forks": "Forks of one entry; after that one side of a branch is followed.",
    "item-steps": "Instructions of a loop over a list or dict whose rounds are run one by one.",
    "library-forks": "Forks inside calls of a library from one place.",
    "library-states": "Paths at one time inside a call of a library.",
    "live-states": "Paths of one entry at one time.",
    "loop-steps": "Instructions of a loop whose rounds are run one by one.",
    "steps": "Instructions of one entry over all paths.",
}
#: The greatest bound.
GREATEST = 10**12
