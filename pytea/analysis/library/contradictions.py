"""Tells when a function cannot run whatever its inputs are: two of its requirements conflict."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pytea.analysis.explaining import Explainer
from pytea.analysis.library.inputs import Inputs
from pytea.analysis.library.outcome import Outcome
from pytea.analysis.library.session import DRIVER
from pytea.diagnostics import Diagnostic, Note, Severity
from pytea.machine.annotated import CODE as MISMATCH
from pytea.machine.findings import Finding, Place
from pytea.solver import Solver, Verdict
from pytea.symbolic import Bool, Symbol, SymBool, any_of, negate, symbols_of


def fails_everywhere(outcomes: Sequence[Outcome]) -> bool:
    """Returns whether a tensor operation fails under every hypothesis that needs no other one.

    A number of dims that the program refuses itself is none that its caller could mean.
    """
    whole = [o for o in outcomes if o.run.demand is None or o.is_doomed]
    refused = [_refusals(o) for o in whole if o.run.demand is None]
    if refused and frozenset.intersection(*refused):
        return False  # whatever the number of dims: something else is not as a caller has it
    whole = [o for o in whole if o.is_doomed or not _refusals(o)]
    if not whole or not all(o.fails and bool(certain_faults(o)) for o in whole):
        return False
    deepest = max(whole, key=lambda o: sum(ndim or 0 for ndim in o.dims.values()))
    return not any(_asks_for_more_dims(f, deepest) for f in certain_faults(deepest))


def fail_alike(best: Outcome, outcomes: Sequence[Outcome]) -> bool:
    """Returns whether every outcome fails where the best one does, or where that one goes on.

    Where a tensor has too few dims for what is asked of it, the best one went on if it came further.
    """
    places = _places(best)
    passed = best.run.findings.checked | places
    return bool(places) and all(
        o.fails and _places(o) and (_places(o) <= passed or _lacks_dims(o, best)) for o in outcomes
    )


def _places(outcome: Outcome) -> set[Place]:
    return {finding.place for finding in certain_faults(outcome)}


def _lacks_dims(outcome: Outcome, best: Outcome) -> bool:
    faults = certain_faults(outcome)
    return outcome.reached <= best.reached and all(f.code == "dim-out-of-range" for f in faults)


def _refusals(outcome: Outcome) -> frozenset[Place]:
    """Returns where the program itself asserts that a hypothesis does not hold."""
    found = outcome.run.findings.found
    return frozenset(f.place for f in found if f.code == "assertion-failed" and _always(f.guard))


def _asks_for_more_dims(finding: Finding, outcome: Outcome) -> bool:
    """Returns whether a tensor with more dims than were tried might do.

    Not where the number of values hangs on a size, as that of chunks does.
    """
    few = finding.code == "unpack-mismatch" and finding.message.startswith("not enough values")
    return few and not symbols_of(finding.guard) & outcome.order().keys()


def contradictions(outcome: Outcome, explainer: Explainer) -> tuple[Diagnostic, ...]:
    """Returns the errors for a function that fails with every input, with what they conflict with.

    None when a fault rests on what an input was merely taken to be.
    """
    found = certain_faults(outcome)
    if any(_rests_on_guesses(finding, outcome.inputs) for finding in found):
        return ()
    return tuple(_error(finding, outcome, explainer) for finding in found)


def mismatches(outcome: Outcome, explainer: Explainer) -> tuple[Diagnostic, ...]:
    """Returns the warnings for tensors that never have the shape of an annotation."""
    found = [f for f in outcome.run.findings.found if f.code == MISMATCH and _always(f.guard)]
    # what we made up for a parameter is nobody's mistake
    found = [f for f in found if f.place.file != DRIVER]
    return tuple(_error(finding, outcome, explainer, Severity.WARNING) for finding in found)


def _error(
    finding: Finding, outcome: Outcome, explainer: Explainer, severity: Severity = Severity.ERROR
) -> Diagnostic:
    notes = (*_earlier(finding, outcome), *explainer.notes(finding))
    return Diagnostic(
        finding.place.file, finding.place.span, severity, finding.code, finding.message,
        notes, finding.trace,
    )  # fmt: skip


#: What messages call the dtypes of different precision.
_FLOATS = re.compile(r"\b(?:bfloat16|float(?:16|32|64))\b")


def _is_of_precision(finding: Finding) -> bool:
    """Returns whether floats of two precisions meet: who makes the module may convert it."""
    return finding.code == "dtype-mismatch" and len(set(_FLOATS.findall(finding.message))) > 1


def certain_faults(outcome: Outcome) -> list[Finding]:
    """Returns the fault that no path avoids, or the first ones of which every path meets one."""
    faults = tuple(fault for fault in outcome.faults if not _is_of_precision(fault))
    for finding in faults:
        same = any_of(other.guard for other in faults if other.place == finding.place)
        if _always(same):
            return [finding]
    chosen: list[Finding] = []
    met: Bool = False
    for finding in faults:
        if (finding.guard & negate(met)) is False:
            continue
        met = met | finding.guard
        if all(finding.place != other.place for other in chosen):
            chosen.append(finding)
        if _always(met):
            return chosen
    return []


def _always(guard: Bool) -> bool:
    return not isinstance(guard, SymBool) and bool(guard)


#: What a sequence meets that has other items than a caller would give.
_OF_SEQUENCES = frozenset(["index-out-of-range", "unpack-mismatch"])


#: What is wrong with sizes, whatever the number of dims.
_OF_SIZES = frozenset(["shape-mismatch", "not-broadcastable", "bad-reshape"])

#: A size among others that is None: a default that whoever makes the module replaces.
_NO_SIZE = re.compile(r"got \([^)]*\bNoneType\b")

#: A call whose arguments are not those of the method that a tensor has.
_NO_SIGNATURE = re.compile(r"\(\): (missing the argument|got an unexpected keyword argument) ")


def _rests_on_guesses(finding: Finding, inputs: Inputs) -> bool:
    if inputs.guesses and not _is_beside(finding, inputs, inputs.guessed_tensors):
        return True
    of_sequences = inputs.has_placeholders or inputs.has_lists or inputs.other_lengths
    if finding.code in _OF_SEQUENCES and of_sequences:
        return True
    if finding.code == "bad-argument":
        if _NO_SIZE.search(finding.message):
            return True
        judged = [p.judged for p in inputs.parameters if p.judged is not None]
        if _NO_SIGNATURE.search(finding.message):
            # an array of numpy has methods of the same names that take other arguments
            judged = [replace(kind, clear=bool(kind.annotation)) for kind in judged]
        return not all(kind.clear for kind in judged)
    names = {
        name
        for name, sizes in inputs.sizes.items()
        if _concerns(finding, {s for size in sizes.values() for s in symbols_of(size)})
    }
    return any(
        names.intersection(parameter.tensors)
        and parameter.judged is not None
        and not (parameter.judged.certain or (parameter.judged.is_list and parameter.judged.clear))
        for parameter in inputs.parameters
    )


def _concerns(finding: Finding, own: set[Symbol]) -> bool:
    """Returns whether what failed is about an input with these sizes: by the requirement, or since a
    tensor that has no other sizes, and so is the input or a part of it, is refused for no told reason.
    """
    if finding.cond is not None:
        return bool(symbols_of(finding.cond) & own)
    return any(
        bool(operand.sizes) and all(symbols_of(s) and symbols_of(s) <= own for s in operand.sizes)
        for operand in finding.operands
    )


def _is_beside(finding: Finding, inputs: Inputs, names: frozenset[str] | None) -> bool:
    """Returns whether the sizes that conflict have nothing to do with some tensors.

    None for ``names`` tells that other things than tensors were guessed, too.
    """
    if names is None or finding.code not in _OF_SIZES or not finding.operands:
        return False
    told = [size for operand in finding.operands for size in operand.sizes]
    symbols = {s for part in (*told, finding.guard) for s in symbols_of(part)}
    if finding.cond is not None:
        symbols |= symbols_of(finding.cond)
    owned = {
        symbol
        for name in names
        for size in inputs.sizes.get(name, {}).values()
        for symbol in symbols_of(size)
    }
    return not symbols & owned


def _earlier(finding: Finding, outcome: Outcome) -> list[Note]:
    """Returns a note on the earlier requirement that the failed one contradicts."""
    if finding.cond is None:
        return []
    for place, cond in outcome.run.assumptions:
        if _conflict(outcome.solver, cond, finding.cond):
            text = f"it was required before that {cond}"
            return [Note(text, place.file, place.span)]
    return []


def _conflict(solver: Solver, earlier: SymBool, later: SymBool) -> bool:
    """Returns whether two requirements contradict each other for sizes that are not 1."""
    symbols = symbols_of(earlier) | symbols_of(later)
    if not symbols_of(earlier) & symbols_of(later):
        return False
    if solver.check((earlier,), later) is Verdict.FAILS:
        return True
    larger = (symbol.expr != 1 for symbol in symbols if not symbol.is_bool)
    facts = [fact for fact in larger if isinstance(fact, SymBool)]
    possible = solver.feasible((earlier, *facts)) is not False
    return possible and solver.check((earlier, *facts), later) is Verdict.FAILS
