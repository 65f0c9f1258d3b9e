"""Tells where an input may have any number of further dims in front: ``(*batch, dim)``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pytea.analysis.library.inputs import Dims
from pytea.analysis.library.outcome import Outcome
from pytea.diagnostics import Diagnostic
from pytea.records import immutable
from pytea.state.state import State
from pytea.symbolic import Choice, Int, restrict, same
from pytea.values.objects import Ref, Value
from pytea.values.records import ListRecord, TensorRecord

#: How many more dims are tried.
_MORE = 2
#: With so many dims an input has everything that it is meant to have.
_WHOLE = 4


@immutable()
class Starred:
    """An outcome and the inputs before whose dims any number of others may stand."""

    outcome: Outcome
    inputs: tuple[str, ...] = ()
    #: The errors of a function that fails whatever its inputs are.
    errors: tuple[Diagnostic, ...] = ()


def generalized(
    best: Outcome,
    run: Callable[[Dims], Outcome],
    tensors: Sequence[str],
    least: Mapping[str, int],
) -> Starred:
    """Returns the outcome with the fewest dims to which any number of dims may be added.

    ``least`` are the numbers of dims below which an input never has.
    """
    known = [name for name in tensors if best.dims.get(name)]
    if not known or best.fails or best.is_faulty:
        return Starred(best)
    group, steps = tuple(known), [best]
    while len(steps) <= _MORE:
        more = _shifted(steps[-1].dims, group, 1)
        if max(more[name] or 0 for name in group) > 6:
            return Starred(best)
        found = run(more)
        if not _continues(steps[-1], found, group):
            return Starred(best)
        steps.append(found)
    base = best
    while all((base.dims[name] or 0) > max(1, least.get(name, 0)) for name in group):
        fewer = run(_shifted(base.dims, group, -1))
        if not _continues(fewer, base, group):
            break
        base = fewer
    if max(base.dims[name] or 0 for name in group) >= _WHOLE:
        return Starred(best)  # a batch of images, and not whatever else may stand before images
    return Starred(base, group)


def _shifted(dims: Dims, group: Sequence[str], by: int) -> Dims:
    return {n: (d or 0) + by if n in group and d is not None else d for n, d in dims.items()}


def _continues(less: Outcome, more: Outcome, group: Sequence[str]) -> bool:
    """Returns whether one more dim in front changes nothing but that it is there."""
    if less.fails or more.fails or less.is_faulty or more.is_faulty or more.run.demand is not None:
        return False
    if set(less.solution.conds) != set(more.solution.conds):
        return False
    fronts = [more.solution.apply(_front(more, name)) for name in group]
    if not all(same(front, fronts[0]) for front in fronts):
        return False
    for name in group:
        for index in range(-(less.dims[name] or 0), 0):
            size = less.inputs.size(name, index)
            if not same(less.solution.apply(size), more.solution.apply(size)):
                return False
    return _results_agree(less, more, fronts[0])


def _front(outcome: Outcome, name: str) -> Int:
    return outcome.inputs.size(name, -(outcome.dims[name] or 0))


def _results_agree(less: Outcome, more: Outcome, front: Int) -> bool:
    a, b = less.finals(), more.finals()
    if len(a) != 1 or len(b) != 1:
        return False
    before = _shapes(a[0][0].state, restrict(a[0][0].value, a[0][1]), less)
    after = _shapes(b[0][0].state, restrict(b[0][0].value, b[0][1]), more)
    if before is None or after is None or len(before) != len(after) or not before:
        return False
    return all(
        len(y) == len(x) + 1 and same(y[0], front) and all(map(same, x, y[1:]))
        for x, y in zip(before, after, strict=True)
    )


def _shapes(state: State, value: Value, outcome: Outcome) -> list[tuple[Int, ...]] | None:
    """Returns the shapes of all tensors of a result; None when one is not known."""
    if isinstance(value, Choice):
        return None
    items: Sequence[Value] = ()
    if isinstance(value, tuple):
        items = value
    elif isinstance(value, Ref):
        record = state.heap.read(value)
        if isinstance(record, TensorRecord):
            sizes = record.tensor.sizes
            if sizes is None:
                return None
            return [tuple(outcome.solution.apply(size) for size in sizes)]
        if not isinstance(record, ListRecord):
            return None
        items = record.items
    elif value is not None:
        return None
    found: list[tuple[Int, ...]] = []
    for item in items:
        inner = _shapes(state, item, outcome)
        if inner is None:
            return None
        found += inner
    return found
