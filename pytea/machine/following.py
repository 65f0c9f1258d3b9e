"""Findings that follow from an earlier one: an operand comes from what was only guessed.

Behind a refused operation the path goes on with what was probably meant. What does not fit there may
be no fault at all. Only of features more is known: a layer settles them, whatever it was given.
"""

from __future__ import annotations

from collections.abc import Iterator

from pytea.machine.findings import Finding
from pytea.values.origin import Origin

_SETTLING = ("F.linear", "F.conv", "F.embedding")
_OF_FEATURES = ("features", "channels", "input_size")


def follows_fault(finding: Finding) -> bool:
    """Returns whether a finding may be nothing but what an earlier one led to."""
    of_features = any(word in finding.message for word in _OF_FEATURES)
    origins = [operand.origin for operand in finding.operands if operand.origin is not None]
    if of_features:
        return any(o.guessed and not _settles(o) for o in _behind(origins, of_features))
    return any(origin.refused for origin in _behind(origins, of_features))


def _settles(origin: Origin) -> bool:
    return origin.operator.startswith(_SETTLING)


def _behind(origins: list[Origin], of_features: bool) -> Iterator[Origin]:
    """Yields what operands were made from; what lies behind a layer only where it matters."""
    seen: set[int] = set()
    waiting = list(origins)
    while waiting:
        origin = waiting.pop()
        if id(origin) in seen:
            continue
        seen.add(id(origin))
        yield origin
        if not (of_features and _settles(origin)):
            waiting += [before for _, before in origin.operands if before is not None]
