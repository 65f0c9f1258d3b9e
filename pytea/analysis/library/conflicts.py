"""Which inputs' numbers of dims a failure hangs on: no other number of the others helps.

A search that knows this leaves the others alone, as conflict-directed backjumping does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pytea.analysis.library.contradictions import certain_faults
from pytea.analysis.library.outcome import Outcome
from pytea.machine.findings import Finding, Operand
from pytea.symbolic import Symbol, symbols_of
from pytea.values.origin import Origin
from pytea.values.tensor import Size

#: How a program asks how many dims a tensor has, and goes on as they are.
_ASKING = re.compile(r"\.ndim\b|\.(n?dim|ndimension|dim)\(\)|\blen\([^()]*(\.shape|\.size\(\))")
#: What operators call the tensors of a list that they are given.
_LISTED = re.compile(r"^(\w+)\[\d+\]$")
#: What is wrong with numbers beside a tensor, which may be parts of the shape of another one.
_ARGUMENTS = "bad-argument"


def asks_for_dims(text: str) -> bool:
    """Returns whether a program asks tensors for their number of dims."""
    return _ASKING.search(text) is not None


def conflict(outcome: Outcome) -> frozenset[str]:
    """Returns inputs with whose numbers of dims a call fails, whatever those of the others are.

    These are the inputs from which the tensors come that are refused. All of them where that is
    not known.
    """
    known = frozenset(name for name, ndim in outcome.dims.items() if ndim is not None)
    faults = certain_faults(outcome)
    if not faults:
        return known
    found: set[str] = set()
    for fault in faults:
        sizes = _sizes(fault)
        if sizes is None or fault.code == _ARGUMENTS:
            return known
        symbols = {symbol for size in sizes for part in size for symbol in symbols_of(part)}
        symbols |= symbols_of(fault.guard) | symbols_of(fault.cond if fault.cond is not None else 0)
        found.update(_owners(outcome, symbols))
        if any(not size for size in sizes):
            found |= {name for name in known if outcome.dims[name] == 0}
    return frozenset(found)


def is_bound_by_others(outcome: Outcome, name: str) -> bool:
    """Returns whether all that speaks against a hypothesis is what other inputs demand of a batch.

    They do so whatever the number of dims of the named one is.
    """
    if outcome.fails or outcome.is_faulty or outcome.is_odd or outcome.is_strange:
        return False
    return any(name not in _owners(outcome, set(sizes)) for sizes in outcome.bindings)


def _owners(outcome: Outcome, symbols: set[Symbol]) -> Iterator[str]:
    """Yields the inputs that have one of these sizes."""
    for name, sizes in outcome.inputs.sizes.items():
        if any(symbols & symbols_of(size) for size in sizes.values()):
            yield name


def _sizes(fault: Finding) -> list[Size] | None:
    """Returns the shapes of all that the refused tensors were made from; None if it is not known."""
    found: list[Size] = []
    pending: list[tuple[Size | None, Origin | None]] = [
        (operand.sizes, operand.origin) for operand in _refused(fault.operands)
    ]
    if not pending:
        return None
    seen: set[int] = set()
    while pending:
        sizes, origin = pending.pop()
        if sizes is None or (origin is not None and origin.is_cut()):
            return None
        found.append(sizes)
        if origin is not None and id(origin) not in seen:
            seen.add(id(origin))
            pending += origin.operands
    return found


def _refused(operands: Sequence[Operand]) -> Iterable[Operand]:
    """Returns the operands that are to blame: two of a list, where their numbers of dims differ."""
    lists: dict[str, Operand] = {}
    for operand in operands:
        listed = _LISTED.match(operand.parameter)
        if listed is None:
            continue
        first = lists.setdefault(listed[1], operand)
        if len(first.sizes) != len(operand.sizes) and first.sizes != (0,):
            return first, operand
    return operands
