"""Compares what was seen in a run with the shapes that comments tell.

A name in a comment means one size within a call: that of the variable of this name, else that of
the first comment with it. A comment is wrong if in every call that was seen it cannot be right.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from pytea.analysis.comments import CODE
from pytea.analysis.comments.reading import ShapeComment
from pytea.analysis.library.units import conjuncts
from pytea.diagnostics import Diagnostic, Severity
from pytea.machine.observer import Observation, shape_of
from pytea.records import mutable
from pytea.solver import Solver, Verdict
from pytea.span import Span
from pytea.symbolic import Bool, Int, Symbol, SymInt, SymKind, render, same
from pytea.values.tensor import Tensor

#: First axes of shapes that are told with the batch.
_BATCHES = frozenset(["b", "bs", "bz", "bsz", "n", "batch", "batch_size", "_", "..."])

#: The sizes that names mean in one call; None for one that means several.
Names = dict[str, Int | None]


@mutable()
class _Call:
    """What was seen of one call of a function."""

    names: Names = field(default_factory=dict)
    seen: list[Observation] = field(default_factory=list)


def wrong_comments(
    file: str, comments: Sequence[ShapeComment], seen: Iterable[Observation], solver: Solver
) -> list[Diagnostic]:
    """Returns a warning for each comment that is wrong in every call in which it was reached."""
    calls = _calls(file, seen)
    verdicts: dict[ShapeComment, list[str]] = {}
    for call in calls:
        for comment in comments:
            for problem in _problems(comment, call, solver):
                verdicts.setdefault(comment, []).append(problem)
    found = []
    for comment, problems in verdicts.items():
        if all(problems):
            end = comment.column + len(comment.text)
            span = Span(comment.line, comment.column, comment.line, end)
            found.append(Diagnostic(file, span, Severity.WARNING, CODE, problems[0]))
    return found


def names_in_comments(
    file: str, comments: Sequence[ShapeComment], seen: Iterable[Observation]
) -> dict[Symbol, str]:
    """Returns the names that comments give to sizes of inputs."""
    found: dict[Symbol, str] = {}
    for call in _calls(file, seen):
        for comment in comments:
            for _, observation in _matching(comment, call):
                for axis, size in _pairs(comment.axes, _sizes(observation)) or ():
                    symbol = _symbol(size)
                    if symbol is not None and axis.isidentifier() and axis != "_":
                        found.setdefault(symbol, axis)
    return found


def _symbol(size: Int) -> Symbol | None:
    if not isinstance(size, SymInt) or size.const or len(size.terms) != 1:
        return None
    monomial, factor = size.terms[0]
    atom = monomial[0]
    if factor != 1 or len(monomial) != 1 or not isinstance(atom, Symbol):
        return None
    return atom if atom.kind is SymKind.INPUT else None


def _calls(file: str, seen: Iterable[Observation]) -> list[_Call]:
    calls: dict[object, _Call] = {}
    for observation in seen:
        if observation.place.file != file:
            continue
        key = (observation.function, observation.context)
        call = calls.setdefault(key, _Call())
        if isinstance(observation.value, (int, SymInt)):
            _note(call.names, observation.name, observation.value)
        else:
            call.seen.append(observation)
    return list(calls.values())


def _note(names: Names, name: str, size: Int) -> None:
    known = names.get(name, size)
    names[name] = known if known is not None and same(known, size) else None


def _sizes(observation: Observation) -> tuple[Int, ...]:
    value = observation.value
    return tuple(value.sizes or ()) if isinstance(value, Tensor) else ()


def _matching(comment: ShapeComment, call: _Call) -> list[tuple[int, Observation]]:
    """Returns what a comment may be about, with the group of which one must be as it says."""
    inside = [
        (o.place.span.line, o) for o in call.seen
        if comment.first <= o.place.span.line <= comment.last and isinstance(o.value, Tensor)
        and o.value.sizes is not None
    ]  # fmt: skip
    if comment.documents:
        kind = "return" if comment.name == "return" else "parameter"
        return [
            (line, o) for line, o in inside
            if o.kind == kind and (kind == "return" or o.name == comment.name)
        ]  # fmt: skip
    told = [(line, o) for line, o in inside if o.kind in ("assign", "return")]
    if comment.name:
        return [(line, o) for line, o in told if o.name == comment.name]
    return told


def _problems(comment: ShapeComment, call: _Call, solver: Solver) -> list[str]:
    """Returns for each thing that a comment is about in a call what is wrong; "" for nothing."""
    found = []
    names = call.names
    for _, observation in _matching(comment, call):
        sizes = _sizes(observation)
        pairs = _pairs(comment.axes, sizes)
        if pairs is None:
            found.append(_sentence(comment, observation, ""))
            continue
        facts = (*observation.facts, *conjuncts(observation.guard))
        wrong = ""
        for axis, size in pairs:
            if wrong or axis in ("_", "..."):
                continue
            if axis.isidentifier() and axis not in names:
                names[axis] = size
                continue
            holds = _holds(axis, size, names)
            if holds is not None and solver.check(facts, holds) is Verdict.FAILS:
                meant = names.get(axis)
                reason = f" ({axis} is {render(meant)})" if meant is not None else ""
                wrong = _sentence(comment, observation, reason)
        found.append(wrong)
    return found


def _sentence(comment: ShapeComment, observation: Observation, reason: str) -> str:
    what = {"return": "the result", "parameter": comment.name}.get(observation.kind)
    what = what or observation.name
    shown = ", ".join(comment.axes) + ("," if len(comment.axes) == 1 else "")
    return f"{what} is {shape_of(observation.value)}, but the comment says ({shown}){reason}"


def _pairs(axes: Sequence[str], sizes: Sequence[Int]) -> list[tuple[str, Int]] | None:
    """Returns each axis with its size; None where the numbers of dims cannot go together."""
    if "..." in axes:
        at = axes.index("...")
        front, back = axes[:at], axes[at + 1 :]
        if len(front) + len(back) > len(sizes) or "..." in back:
            return [] if "..." in back else None
        pairs = list(zip(front, sizes, strict=False))
        return pairs + list(zip(back, sizes[len(sizes) - len(back) :], strict=True))
    if len(axes) == len(sizes):
        return list(zip(axes, sizes, strict=True))
    if len(axes) == len(sizes) - 1 and axes[0].lower() not in _BATCHES:
        return list(zip(axes, sizes[1:], strict=True))
    is_named = any(axis.isidentifier() for axis in axes)
    return None if is_named else []


def _holds(axis: str, size: Int, names: Mapping[str, Int | None]) -> Bool | None:
    """Returns when a size is what an axis says; None where the axis has other names in it.

    A division without ``//`` is rounded either way.
    """
    node = ast.parse(axis, mode="eval").body
    down, up = _value(node, names, False), _value(node, names, True)
    if down is None or up is None:
        return None
    return (size == down) | (size == up)


def _value(node: ast.expr, names: Mapping[str, Int | None], up: bool) -> Int | None:
    match node:
        case ast.Constant(value=value) if type(value) is int:
            return value
        case ast.Name(id=name):
            return names.get(name)
        case ast.BinOp(left=left, op=op, right=right):
            a, b = _value(left, names, up), _value(right, names, up)
            if a is None or b is None:
                return None
            match op:
                case ast.Add():
                    return a + b
                case ast.Sub():
                    return a - b
                case ast.Mult():
                    return a * b
                case ast.Div() | ast.FloorDiv() if isinstance(b, int) and b > 0:
                    return -(-a // b) if up and isinstance(op, ast.Div) else a // b
    return None
