"""One mistake that is met several times: the same sizes are at odds in what one operation made.

Training fails where a layer's result meets the targets, and so does the evaluation; and one layer
refuses the same sizes wherever it is called. The reader needs to be told once, where the program
gets first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pytea.analysis.explaining import GIVE_DTYPE
from pytea.analysis.fixing.numbers import numbers_of
from pytea.machine.findings import Finding, Place
from pytea.symbolic import SymBool, implies
from pytea.values.origin import Origin

_JOINS = frozenset(["torch.cat", "torch.concat", "torch.concatenate", "torch.hstack"])
_CODES = frozenset(["shape-mismatch", "not-broadcastable", "loss-broadcast", "last-batch"])
#: Earlier faults with which one is compared.
_COMPARED = 50


def told_before(finding: Finding, earlier: Sequence[Finding]) -> bool:
    """Returns whether one of the earlier findings is of the same fault, and always comes first."""
    compared = _comparable(finding, earlier[:_COMPARED])
    if any(_is_same_layer(other, finding) for other in compared):
        return True
    if finding.code == "dtype-mismatch":
        return any(_is_same_dtype(other, finding) for other in compared)
    if finding.code not in _CODES or not finding.operands:
        return False
    odds = numbers_of(finding.message)
    places = set(_computed(finding))
    return len(odds) > 1 and any(
        other.severity == "error"
        and other.code in _CODES
        and _is_same(numbers_of(other.message), odds, (other, finding))
        and other.place != finding.place
        and _always_first(other, finding)
        and places & set(_computed(other))
        for other in compared
    )


def _comparable(finding: Finding, earlier: Sequence[Finding]) -> Sequence[Finding]:
    """Leaves out what fails with every batch where a finding is one of the last batch."""
    if finding.round is None:
        return earlier
    always = {other.place for other in earlier if other.round is None}
    return [other for other in earlier if other.place not in always]


def _is_same(first: Sequence[int], second: Sequence[int], findings: Iterable[Finding]) -> bool:
    """Returns whether sizes are at odds as others were: the same, or those with as much beside them.

    Where a layer was made for another number of features, so was the one behind a concatenation.
    """
    if frozenset(first) == frozenset(second):
        return True
    if len(first) != 2 or len(second) != 2 or first[1] - first[0] != second[1] - second[0]:
        return False
    origins = _origins(operand.origin for f in findings for operand in f.operands)
    return any(origin.operator in _JOINS for origin in origins)


def _is_same_layer(first: Finding, second: Finding) -> bool:
    """Returns whether one layer says the same of what it is given in two places."""
    if not first.layer or first.layer != second.layer or first.place == second.place:
        return False
    said = first.code == second.code and first.message == second.message
    return said and first.severity == "error" and _always_first(first, second)


def _is_same_dtype(first: Finding, second: Finding) -> bool:
    """Returns whether data that were made with a wrong dtype are refused once more."""
    if first.code != second.code or first.severity != "error" or first.place == second.place:
        return False
    made = {id(origin) for origin in _made(second)}
    return any(id(origin) in made for origin in _made(first)) and _always_first(first, second)


def _made(finding: Finding) -> Iterator[Origin]:
    """Yields what made the operands whose dtype is refused; not where a loader takes them from."""
    words = finding.message.replace("(", " ").split()
    refused = [o for o in finding.operands if str(o.dtype) in words]
    named = [o for o in refused if o.parameter in words]
    waiting = [operand.origin for operand in (named or refused)[:1]]
    while waiting:
        origin = waiting.pop()
        if origin is None:
            continue
        if origin.operator.rpartition(".")[2] in GIVE_DTYPE:
            yield origin
        elif origin.operands:
            waiting += [before for _, before in origin.operands]
        elif origin.operator.startswith(("torch.", "numpy.")):
            yield origin


def _always_first(first: Finding, second: Finding) -> bool:
    """Returns whether the first fault comes wherever the second does."""
    if (first.round is None) != (second.round is None):
        return False
    if first.round is not None and not first.round.certain:
        return False
    return not isinstance(first.guard, SymBool) or implies(second.guard, first.guard) is True


def _computed(finding: Finding) -> Iterator[Place]:
    """Yields where operands were computed; not where data came from or layers were made."""
    for origin in _origins(operand.origin for operand in finding.operands):
        if origin.operands and not origin.is_cut() and not origin.operator.startswith("nn."):
            yield Place(origin.file, origin.span)


def _origins(first: Iterable[Origin | None]) -> Iterator[Origin]:
    seen: set[int] = set()
    waiting = [origin for origin in first if origin is not None]
    while waiting:
        origin = waiting.pop()
        if id(origin) not in seen:
            seen.add(id(origin))
            yield origin
            waiting += [before for _, before in origin.operands if before is not None]
