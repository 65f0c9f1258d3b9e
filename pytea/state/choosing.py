"""A value that differs between two paths: a Choice, as long as telling the paths apart has an end."""

from __future__ import annotations

from pytea.state import budgets
from pytea.symbolic import Bool
from pytea.symbolic.diagram import choose, exceeds
from pytea.values.objects import Value
from pytea.values.unknown import TOO_MANY_PATHS, Unknown


def chosen(selector: Bool, x: Value, y: Value) -> Value:
    """Returns the value that is ``x`` where ``selector`` holds and ``y`` elsewhere."""
    if exceeds(x, budgets.VALUE_NODES) or exceeds(y, budgets.VALUE_NODES):
        return Unknown(TOO_MANY_PATHS)
    return choose(selector, x, y)
