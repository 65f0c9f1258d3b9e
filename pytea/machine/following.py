"""Findings that follow from an earlier one: an operand comes from what was only guessed.

Behind a refused operation the path goes on with what was probably meant. What does not fit there may
be no fault at all. Only of features more is known: a layer settles them, whatever it was given. And
a dtype that is refused is wrong for any shape. The number of dims is that of what was refused, where a
layer with features refused it that was not read in another way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pytea.machine.findings import Finding, Findings, Operand
from pytea.symbolic import same
from pytea.values.origin import Origin
from pytea.values.tensor import Size

_SETTLING = ("F.linear", "F.conv", "F.embedding")
#: Layers that settle the last size.
_SETTLING_LAST = ("F.linear", "F.embedding")
_OF_FEATURES = ("features", "channels", "input_size", "normalized_shape")
#: What says of an operand that it has too many or too few dims.
_OF_DIMS = re.compile(r"\bexpected .*\dD input|\b\d-d tensor")


def follows_fault(finding: Finding) -> bool:
    """Returns whether a finding may be nothing but what an earlier one led to."""
    operands = finding.operands
    if finding.code == "dtype-mismatch":
        words = finding.message.replace("(", " ").split()
        operands = tuple(o for o in operands if o.parameter in words) or operands
    of_features = any(word in finding.message for word in _OF_FEATURES)
    origins = [operand.origin for operand in operands if operand.origin is not None]
    if of_features:
        return any(o.guessed and not _settles(o) for o in _behind(origins, of_features))
    behind = list(_behind(origins, of_features))
    if not any(origin.refused for origin in behind):
        return False
    if finding.code == "dim-out-of-range" or _OF_DIMS.search(finding.message):
        return any(o.guessed or (o.refused and not _settles(o)) for o in behind)
    return not _is_about_settled_sizes(finding)


def is_behind_guess(finding: Finding) -> bool:
    """Returns whether a finding follows from one behind which little was known, or only guessed.

    With another repair of the earlier fault it need not be there. A layer settles the features of
    what it gives, however its input was read.
    """
    origins = [operand.origin for operand in finding.operands if operand.origin is not None]
    behind = _behind(origins, of_features=False)
    return any(o.loose or (o.guessed and not _settles(o)) for o in behind)


def fails_in_last_batch_alone(finding: Finding, findings: Findings) -> bool:
    """Returns whether a finding behind a refused operation is a fault of the last batch by itself.

    Every other batch passes there, with what the refused operation was meant to give, and that was
    read in one way only.
    """
    if finding.round is None or finding.place in findings.consequences:
        return False
    if any(finding.place == other.place for other in findings.found):
        return False
    origins = [operand.origin for operand in finding.operands if operand.origin is not None]
    return not any(o.loose or o.guessed for o in _behind(origins, of_features=False))


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


def _is_about_settled_sizes(finding: Finding) -> bool:
    """Returns whether two shapes are at odds in their last size alone, which a layer settled."""
    if finding.code != "not-broadcastable" or len(finding.operands) != 2:
        return False
    left, right = finding.operands
    if not left.sizes or not right.sizes or same(left.sizes[-1], right.sizes[-1]):
        return False
    pairs = zip(left.sizes[-2::-1], right.sizes[-2::-1], strict=False)
    fits = all(same(a, b) or same(a, 1) or same(b, 1) for a, b in pairs)
    return fits and all(map(_is_settled, (left, right)))


def _is_settled(operand: Operand) -> bool:
    """Returns whether nothing was refused behind the layer, or the data, that made the last size."""
    sizes: Size | None = operand.sizes
    origin = operand.origin
    while origin is not None and not origin.operator.startswith(_SETTLING_LAST):
        if not origin.taint:
            return True
        kept = [pair for pair in origin.operands if _is_kept(pair[0], sizes)]
        if origin.refused or origin.selector is not None or not kept:
            return False
        sizes, origin = max(kept, key=lambda pair: pair[1].taint if pair[1] is not None else 0)
    return True


def _is_kept(before: Size | None, after: Size | None) -> bool:
    if not before or not after or len(before) != len(after):
        return False
    return all(same(a, b) for a, b in zip(before, after, strict=True))
