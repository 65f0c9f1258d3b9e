"""Findings of all paths to diagnostics: one per fault, with the severity that its guards allow."""

from __future__ import annotations

from collections import defaultdict

from pytea.analysis.explaining import Explainer
from pytea.analysis.fixing.numbers import numbers_of
from pytea.analysis.same_fault import told_before
from pytea.diagnostics import Diagnostic, Severity
from pytea.machine.findings import Finding, Findings
from pytea.machine.program import Program
from pytea.machine.uncaught import PYTHON_FAULTS
from pytea.symbolic import Bool, SymBool, SymKind, any_of, symbols_of

#: Faults of lists and tuples, where no tensor is among the operands.
_CONTAINER_FAULTS = frozenset(["index-out-of-range", "unpack-mismatch"])
_SEVERITIES = {severity.value: severity for severity in Severity}


def diagnostics_of(findings: Findings, program: Program, explainer: Explainer) -> list[Diagnostic]:
    """Returns one diagnostic per place and severity, sorted; of equal ones on a line the first."""
    groups: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    told: list[Finding] = []
    left_out: set[object] = set()
    for finding in findings.found:
        fault = (finding.place, numbers_of(finding.message))
        if fault in left_out or (finding.round is not None and finding.place in left_out):
            continue
        if told_before(finding, told):
            left_out |= {fault, finding.place}
        else:
            told.append(finding)
            groups[(finding.place, finding.severity)].append(finding)
    result = [
        _diagnostic(group, findings, program, explainer)
        for group in groups.values()
        if not _is_guesswork(group)
    ]
    for place, code, text in dict.fromkeys(program.revealed):
        result.append(Diagnostic(place.file, place.span, Severity.INFO, code, text))
    result.sort(key=lambda d: (d.file, d.span.line, d.span.column, repr(d.sort_key)))
    first: dict[object, Diagnostic] = {}
    for diagnostic in result:
        first.setdefault(_sentence(diagnostic), diagnostic)
    return sorted(first.values(), key=lambda d: repr(d.sort_key))


def _sentence(diagnostic: Diagnostic) -> object:
    """Returns what is equal for faults that a reader takes for one: an error said of a line."""
    said = (diagnostic.file, diagnostic.span.line, diagnostic.code, diagnostic.message)
    return said if diagnostic.severity is not Severity.INFO else diagnostic.sort_key


def _diagnostic(
    group: list[Finding], findings: Findings, program: Program, explainer: Explainer
) -> Diagnostic:
    """Makes one diagnostic of the same fault on several paths: that which torch meets first."""
    best = next((f for f in group if f.round is None or f.round.certain), group[0])
    severity = _SEVERITIES[best.severity]
    if severity is Severity.ERROR and not _is_certain(group, findings.covered):
        severity = Severity.WARNING
    code = best.code
    facts: tuple[tuple[str, object], ...] = ()
    if best.round is not None:
        # a suspicion keeps its own code, by which it is switched off
        code = "last-batch" if best.severity == "error" else code
        facts = tuple(pair for pair in best.round.facts if isinstance(pair[1], int))
        if not best.round.certain:
            severity = Severity.WARNING
    return Diagnostic(
        best.place.file, best.place.span, severity, code, best.message,
        explainer.notes(best), best.trace, explainer.decisions(group, program.decisions),
        tuple((name, _plain(value)) for name, value in best.witness),
        facts=tuple((name, _plain(value)) for name, value in facts),
    )  # fmt: skip


def _plain(value: object) -> object:
    return value if isinstance(value, (bool, int, float, str, type(None))) else str(value)


def _is_guesswork(group: list[Finding]) -> bool:
    """Returns whether a fault of plain Python rests on values that the machine does not know.

    A tensor operation says what its operands must be; that a list of files may be empty or a count
    may be zero is the program's business. So are arguments that are no tensors (a list of tensors
    that no round of a loop has filled is one), and the order in which a list is filled by what the
    data of the run decides. What becomes of the paths that passed the place does not make a fault of
    the others more likely.
    """
    first, covered = group[0], group[-1].before
    if first.code == "bad-argument" and not first.operands:
        return bool(_kinds(group, covered) & {SymKind.OPAQUE, SymKind.INPUT, SymKind.VARYING})
    of_plain_python = not first.operands or first.code == "unpack-mismatch"
    of_container = first.code in _CONTAINER_FAULTS and of_plain_python and first.cond is None
    if first.code not in PYTHON_FAULTS and not of_container:
        return False
    kinds = _kinds(group, covered)
    if of_container and first.code == "index-out-of-range" and SymKind.CHOICE in kinds:
        return True
    return bool(kinds & {SymKind.OPAQUE, SymKind.INPUT, SymKind.VARYING})


def _is_certain(group: list[Finding], covered: Bool) -> bool:
    """Returns whether the fault occurs whatever the branches that could not be followed do.

    One path that hangs on chance alone is enough, whatever becomes of the others.
    """
    return any(
        not kinds & {SymKind.OPAQUE, SymKind.INPUT}
        for kinds in (
            _kinds(group, covered),
            *(_kinds([finding], covered=False) for finding in group),
        )
    )


def _kinds(group: list[Finding], covered: Bool) -> set[SymKind]:
    """Returns the kinds of symbols on which it depends that one of the findings occurs."""
    union = covered | any_of(finding.guard for finding in group)
    return {symbol.kind for symbol in symbols_of(union)} if isinstance(union, SymBool) else set()
