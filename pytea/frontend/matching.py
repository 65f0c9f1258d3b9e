"""``match``: every pattern is a run of tests that jump to the next case when they fail.

Captures go to temporaries and are stored when the whole pattern matches, before the guard.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import libcst as cst

from pytea.frontend.conditions import test
from pytea.frontend.lowerer import Lowerer, Place, statement
from pytea.ir import instructions as ir

#: Mangled name -> register of the captured value.
Captures = dict[str, int]


@statement(cst.Match)
def _match(lowerer: Lowerer, node: cst.Match) -> None:
    builder = lowerer.builder
    subject = builder.temporary()
    # A copy: a capture of an earlier case may rebind the name that is matched.
    lowerer.value(node.subject, subject)
    end = builder.label()
    for case in node.cases:
        if not builder.reachable:
            break
        mark = builder.next_temporary
        following = builder.label()
        captures: Captures = {}
        _pattern(lowerer, case.pattern, subject, following, captures)
        for name, register in captures.items():
            lowerer.store(name, register, lowerer.place(case.pattern))
        if case.guard is not None:
            passed = builder.label()
            test(lowerer, case.guard, passed, following)
            builder.place(passed)
        builder.next_temporary = mark
        lowerer.run(case.body)
        builder.jump(end, lowerer.place(case.pattern))
        builder.place(following)
    builder.place(end)


def _pattern(
    lowerer: Lowerer, node: cst.CSTNode, subject: int, failed: int, captures: Captures
) -> None:
    """Emits the test of ``subject`` against ``node``; goes on at ``failed`` unless it matches."""
    rule = _PATTERNS.get(type(node))
    if rule is None:
        lowerer.unsupported(node, -1, f"pattern {type(node).__name__}")
    else:
        rule(lowerer, node, subject, failed, captures)


def _require(lowerer: Lowerer, condition: int, failed: int, place: Place) -> None:
    passed = lowerer.builder.label()
    lowerer.builder.branch(condition, passed, failed, place)
    lowerer.builder.place(passed)


def _require_some(lowerer: Lowerer, value: int, failed: int, place: Place) -> None:
    """Emits a test that ``value`` is not None."""
    builder = lowerer.builder
    missing = builder.temporary()
    builder.emit(ir.Compare(missing, "is", value, lowerer.const(None, place)), place)
    passed = builder.label()
    builder.branch(missing, failed, passed, place)
    builder.place(passed)


def _value(
    lowerer: Lowerer, node: cst.MatchValue, subject: int, failed: int, captures: Captures
) -> None:
    place = lowerer.place(node)
    value = lowerer.value(node.value)
    equal = lowerer.builder.temporary()
    lowerer.builder.emit(ir.Compare(equal, "==", subject, value), place)
    _require(lowerer, equal, failed, place)


def _singleton(
    lowerer: Lowerer, node: cst.MatchSingleton, subject: int, failed: int, captures: Captures
) -> None:
    place = lowerer.place(node)
    value = lowerer.value(node.value)
    same = lowerer.builder.temporary()
    lowerer.builder.emit(ir.Compare(same, "is", subject, value), place)
    _require(lowerer, same, failed, place)


def _as(lowerer: Lowerer, node: cst.MatchAs, subject: int, failed: int, captures: Captures) -> None:
    if node.pattern is not None:
        _pattern(lowerer, node.pattern, subject, failed, captures)
    if node.name is not None:
        captures[lowerer.mangle(node.name.value)] = subject


def _or(lowerer: Lowerer, node: cst.MatchOr, subject: int, failed: int, captures: Captures) -> None:
    builder = lowerer.builder
    place = lowerer.place(node)
    matched = builder.label()
    shared: Captures = {}
    for position, element in enumerate(node.patterns):
        last = position == len(node.patterns) - 1
        following = failed if last else builder.label()
        own: Captures = {}
        _pattern(lowerer, element.pattern, subject, following, own)
        for name, register in own.items():
            if name not in shared:
                shared[name] = builder.temporary()
            builder.emit(ir.Move(shared[name], register), place)
        builder.jump(matched, place)
        if not last:
            builder.place(following)
    builder.place(matched)
    captures.update(shared)


def _sequence(
    lowerer: Lowerer,
    node: cst.MatchList | cst.MatchTuple,
    subject: int,
    failed: int,
    captures: Captures,
) -> None:
    builder = lowerer.builder
    place = lowerer.place(node)
    star = -1
    for position, element in enumerate(node.patterns):
        if isinstance(element, cst.MatchStar):
            star = position
    fits = builder.temporary()
    length = len(node.patterns) - (star >= 0)
    builder.emit(ir.MatchSequence(fits, subject, length, star >= 0), place)
    _require(lowerer, fits, failed, place)
    items = tuple(builder.temporary() for _ in node.patterns)
    if items:
        builder.emit(ir.Unpack(items, subject, star), place)
    for item, element in zip(items, node.patterns, strict=True):
        if not isinstance(element, cst.MatchStar):
            _pattern(lowerer, element.value, item, failed, captures)
        elif element.name is not None:
            captures[lowerer.mangle(element.name.value)] = item


def _mapping(
    lowerer: Lowerer, node: cst.MatchMapping, subject: int, failed: int, captures: Captures
) -> None:
    builder = lowerer.builder
    place = lowerer.place(node)
    fits = builder.temporary()
    builder.emit(ir.MatchMapping(fits, subject), place)
    _require(lowerer, fits, failed, place)
    if not node.elements and node.rest is None:
        return
    keys = tuple(lowerer.value(element.key) for element in node.elements)
    values = builder.temporary()
    rest = builder.temporary() if node.rest is not None else -1
    builder.emit(ir.MatchKeys(values, subject, keys, rest), place)
    _require_some(lowerer, values, failed, place)
    patterns = [element.pattern for element in node.elements]
    _parts(lowerer, patterns, values, failed, captures, place)
    if node.rest is not None:
        captures[lowerer.mangle(node.rest.value)] = rest


def _class(
    lowerer: Lowerer, node: cst.MatchClass, subject: int, failed: int, captures: Captures
) -> None:
    builder = lowerer.builder
    place = lowerer.place(node)
    cls = lowerer.value(node.cls)
    values = builder.temporary()
    names = tuple(element.key.value for element in node.kwds)
    builder.emit(ir.MatchClass(values, subject, cls, len(node.patterns), names), place)
    _require_some(lowerer, values, failed, place)
    patterns: list[cst.CSTNode] = [element.value for element in node.patterns]
    patterns += [element.pattern for element in node.kwds]
    _parts(lowerer, patterns, values, failed, captures, place)


def _parts(
    lowerer: Lowerer,
    patterns: Sequence[cst.CSTNode],
    values: int,
    failed: int,
    captures: Captures,
    place: Place,
) -> None:
    """Emits the tests of the items of the tuple ``values``."""
    items = tuple(lowerer.builder.temporary() for _ in patterns)
    if items:
        lowerer.builder.emit(ir.Unpack(items, values, -1), place)
    for item, pattern in zip(items, patterns, strict=True):
        _pattern(lowerer, pattern, item, failed, captures)


_PATTERNS: dict[type[cst.CSTNode], Callable[[Lowerer, Any, int, int, Captures], None]] = {
    cst.MatchValue: _value,
    cst.MatchSingleton: _singleton,
    cst.MatchAs: _as,
    cst.MatchOr: _or,
    cst.MatchList: _sequence,
    cst.MatchTuple: _sequence,
    cst.MatchMapping: _mapping,
    cst.MatchClass: _class,
}
