"""Finds the rules. A rule is a file in ``rules/``: its name is the code, its content is loaded late."""

from __future__ import annotations

import difflib
import importlib
from functools import cache
from pathlib import Path

from pytea.diagnostics.rule import Rule
from pytea.errors import UsageError

#: Rules that are reported only where ``select`` or ``extend-select`` names them.
OPTIONAL = frozenset({"shape-comment"})

_FOLDER = Path(__file__).parent / "rules"


@cache
def codes() -> tuple[str, ...]:
    """Returns the codes of all rules, sorted; loads none of them."""
    names = (file.stem for file in _FOLDER.glob("[!_]*.py"))
    return tuple(sorted(name.replace("_", "-") for name in names))


def rule(code: str) -> Rule:
    """Returns the rule of a code; raises UsageError, with the nearest code, for an unknown one."""
    known_code(code)
    module = importlib.import_module(f"pytea.diagnostics.rules.{code.replace('-', '_')}")
    found = module.RULE
    assert isinstance(found, Rule)
    return found


def known_code(code: str, where: str = "") -> str:
    """Returns ``code``; raises UsageError when no rule has it. ``where`` names who asked for it."""
    if code not in codes():
        close = difflib.get_close_matches(code, codes(), 1)
        hint = f", did you mean '{close[0]}'?" if close else "; 'pytea rules' lists them"
        raise UsageError(f"{where}unknown rule '{code}'{hint}")
    return code
