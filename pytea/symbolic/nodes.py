"""Decision diagrams: SymBool (leaves True and False), Choice (any leaves), and the operations on both.

A diagram tests its atoms from the newest (on top) to the oldest and is hash-consed: diagrams that mean the same are
one object.  Newest on top keeps a chain of hundreds of independent flags linear.  Atoms are independent here; that
`x >= 3` implies `x >= 2` is the solver's knowledge.  All walks keep their own stack, because the depth of a diagram
grows with the analysed program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final, TypeVar

from pytea.symbolic.arena import register
from pytea.symbolic.atoms import Symbol, SymKind, Test

V = TypeVar("V")


class UndecidedError(Exception):
    """The truth of a SymBool was asked for where nobody decides (see `set_decider`)."""


class SymBool:
    """An unknown truth value; immutable.  `a is b` exactly when both are the same function of their atoms."""

    __slots__ = ("atom", "high", "low", "serial")

    def __init__(self, atom: Test, high: Bool, low: Bool) -> None:
        self.atom = atom
        self.high = high
        self.low = low
        self.serial = atom.serial

    def __and__(self, other: Bool) -> Bool:
        if isinstance(other, SymBool | bool):
            return _bool(select(self, other, False))
        return NotImplemented

    __rand__ = __and__

    def __or__(self, other: Bool) -> Bool:
        if isinstance(other, SymBool | bool):
            return _bool(select(self, True, other))
        return NotImplemented

    __ror__ = __or__

    def __xor__(self, other: Bool) -> Bool:
        if isinstance(other, SymBool | bool):
            return _bool(select(self, negate(other), other))
        return NotImplemented

    __rxor__ = __xor__

    def __invert__(self) -> Bool:
        return _bool(select(self, False, True))

    def __bool__(self) -> bool:
        if _decider is None:
            raise UndecidedError(f"the truth of {self} is not known")
        return _decider(self)

    def __repr__(self) -> str:
        return _renderer(self)


#: A truth value, known or not.
Bool = bool | SymBool


class Choice:
    """A value that depends on conditions; `high` where `atom` is true, `low` where it is false.

    The type of the leaves is not tracked: functions on diagrams return the type of value that they are given,
    which is meant to be a union that includes Choice.
    """

    __slots__ = ("atom", "high", "low", "serial")

    def __init__(self, atom: Test, high: object, low: object) -> None:
        self.atom = atom
        self.high = high
        self.low = low
        self.serial = atom.serial

    def __repr__(self) -> str:
        return f"Choice(#{self.serial}, {self.high!r}, {self.low!r})"


Node = SymBool | Choice

_MISSING: Final = object()
_SCALARS: Final = frozenset({int, float, complex, str, bytes})

_nodes: dict[tuple[Test, int, int], Node] = register({})
_selected: dict[tuple[SymBool, int, int], object] = register({})
_restricted: dict[tuple[Node, SymBool], object] = register({})
_scalars: dict[tuple[type, object], object] = register({})
_node_lists: dict[Node, tuple[Node, ...]] = register({})
_long_lists: dict[Node, tuple[Node, ...]] = register({})

#: Of diagrams with more nodes the last few are remembered: those of a growing guard would take quadratic memory.
_REMEMBERED_NODES: Final = 32
_LONG_LISTS: Final = 256

_decider: Callable[[SymBool], bool] | None = None


def _no_renderer(cond: SymBool) -> str:
    return f"SymBool(#{cond.serial})"


_renderer: Callable[[SymBool], str] = _no_renderer


def set_renderer(render: Callable[[SymBool], str]) -> None:
    """Install what `repr` of a SymBool prints."""
    global _renderer
    _renderer = render


def set_decider(decide: Callable[[SymBool], bool] | None) -> None:
    """Install what answers `bool(cond)` for an undecided condition; None means UndecidedError."""
    global _decider
    _decider = decide


@contextmanager
def deciding(decide: Callable[[SymBool], bool] | None) -> Iterator[None]:
    """Install a decider for the duration of a `with` block."""
    before = _decider
    set_decider(decide)
    try:
        yield
    finally:
        set_decider(before)


def _bool(value: object) -> Bool:
    """Narrow the result of an operation whose operands were all truth values."""
    return value  # type: ignore[return-value]


def is_node(value: object) -> bool:
    """Return whether `value` is a diagram with a test on top."""
    kind = type(value)
    return kind is SymBool or kind is Choice


def canonical_leaf(value: object) -> object:
    """Return the one object that stands for an equal scalar of the same type; other values unchanged."""
    kind = type(value)
    if kind not in _SCALARS:
        return value
    key = repr(value) if kind is float or kind is complex else value
    return _scalars.setdefault((kind, key), value)


def node(atom: Test, high: object, low: object) -> object:
    """Return the diagram `high if atom else low`, where both test only older atoms."""
    if high is low:
        return high
    key = (atom, id(high), id(low))
    found = _nodes.get(key)
    if found is None:
        if isinstance(high, bool | SymBool) and isinstance(low, bool | SymBool):
            found = SymBool(atom, high, low)
        else:
            found = Choice(atom, high, low)
        _nodes[key] = found
    return found


def literal(atom: Test) -> SymBool:
    """Return the condition that `atom` is true."""
    return node(atom, True, False)  # type: ignore[return-value]


def fresh_bool(name: str, kind: SymKind = SymKind.INPUT) -> SymBool:
    """Return a new unknown truth value."""
    return literal(Symbol(name, kind, None, None))


def negate(cond: Bool) -> Bool:
    """Return `not cond` without deciding it."""
    return (not cond) if isinstance(cond, bool) else ~cond


def all_of(conds: Iterable[Bool]) -> Bool:
    """Return whether all `conds` hold; True for none."""
    result: Bool = True
    for cond in conds:
        result = cond & result
    return result


def any_of(conds: Iterable[Bool]) -> Bool:
    """Return whether some of `conds` holds; False for none."""
    result: Bool = False
    for cond in conds:
        result = cond | result
    return result


def implies(a: Bool, b: Bool) -> Bool:
    """Return `b or not a`."""
    return _bool(select(a, b, True))


def _select_known(cond: Bool, high: object, low: object) -> object:
    """Return `select` where it takes no walk, else _MISSING."""
    if cond is True or high is low:
        return high
    if cond is False:
        return low
    if high is True and low is False:
        return cond
    return _selected.get((cond, id(high), id(low)), _MISSING)


def select(cond: Bool, high: object, low: object) -> object:
    """Return `high` where `cond` holds and `low` elsewhere; both are diagrams or canonical leaves."""
    result = _select_known(cond, high, low)
    if result is not _MISSING:
        return result
    stack: list[tuple[SymBool, object, object]] = [(cond, high, low)]  # type: ignore[list-item]
    while stack:
        c, h, w = stack[-1]
        top: Node = c
        if is_node(h) and h.serial > top.serial:  # type: ignore[attr-defined]
            top = h  # type: ignore[assignment]
        if is_node(w) and w.serial > top.serial:  # type: ignore[attr-defined]
            top = w  # type: ignore[assignment]
        atom = top.atom
        c1, c0 = (c.high, c.low) if c.atom is atom else (c, c)
        h1, h0 = (h.high, h.low) if is_node(h) and h.atom is atom else (h, h)  # type: ignore[attr-defined]
        l1, l0 = (w.high, w.low) if is_node(w) and w.atom is atom else (w, w)  # type: ignore[attr-defined]
        above = _select_known(c1, h1, l1)
        if above is _MISSING:
            stack.append((c1, h1, l1))  # type: ignore[arg-type]
            continue
        below = _select_known(c0, h0, l0)
        if below is _MISSING:
            stack.append((c0, h0, l0))  # type: ignore[arg-type]
            continue
        stack.pop()
        result = _selected[c, id(h), id(w)] = node(atom, above, below)
    return result


def _restrict_known(value: object, guard: Bool) -> object:
    """Return `restrict` where it takes no walk, else _MISSING."""
    if isinstance(guard, bool) or not is_node(value):
        return value
    return _restricted.get((value, guard), _MISSING)  # type: ignore[arg-type]


def restrict(value: V, guard: Bool) -> V:
    """Return a diagram, no larger in tests, that equals `value` wherever `guard` holds.

    It is a single leaf when only one leaf of `value` can be reached under `guard` (the restrict operator of Coudert
    and Madre, 1990).  An impossible guard leaves `value` as it is.
    """
    result = _restrict_known(value, guard)
    if result is not _MISSING:
        return result  # type: ignore[return-value]
    stack: list[tuple[Node, SymBool]] = [(value, guard)]  # type: ignore[list-item]
    while stack:
        v, g = stack[-1]
        todo, finish = _restrict_step(v, g)
        parts = []
        for part, under in todo:
            known = _restrict_known(part, under)
            if known is _MISSING:
                stack.append((part, under))  # type: ignore[arg-type]
                break
            parts.append(known)
        else:
            stack.pop()
            result = parts[0] if finish is None else node(finish, parts[0], parts[1])
            _restricted[v, g] = result
    return result  # type: ignore[return-value]


def _restrict_step(value: Node, guard: SymBool) -> tuple[list[tuple[object, Bool]], Test | None]:
    """Return the smaller restrictions needed, and the test that joins them (None: there is only one)."""
    if guard.serial > value.serial:
        return [(value, guard.high | guard.low)], None
    if value.serial > guard.serial:
        return [(value.high, guard), (value.low, guard)], value.atom
    if guard.high is False:
        return [(value.low, guard.low)], None
    if guard.low is False:
        return [(value.high, guard.high)], None
    return [(value.high, guard.high), (value.low, guard.low)], value.atom


def nodes_of(value: object) -> tuple[Node, ...]:
    """Return the nodes of a diagram, oldest test first; a leaf has none."""
    if not is_node(value):
        return ()
    found = _node_lists.get(value) or _long_lists.get(value)  # type: ignore[call-overload]
    if found is None:
        found = _walked(value)  # type: ignore[arg-type]
        if len(found) <= _REMEMBERED_NODES:
            _node_lists[value] = found  # type: ignore[index]
        else:
            if len(_long_lists) >= _LONG_LISTS:
                _long_lists.clear()
            _long_lists[value] = found  # type: ignore[index]
    return found  # type: ignore[no-any-return]


def _walked(top: Node) -> tuple[Node, ...]:
    seen: dict[int, Node] = {}
    stack: list[object] = [top]
    while stack:
        item = stack.pop()
        if is_node(item) and id(item) not in seen:
            seen[id(item)] = item  # type: ignore[assignment]
            stack.append(item.low)  # type: ignore[attr-defined]
            stack.append(item.high)  # type: ignore[attr-defined]
    return tuple(sorted(seen.values(), key=_serial_of))


def _serial_of(item: Node) -> int:
    return item.serial


def assign(value: object, known: Mapping[Test, object]) -> object:
    """Return the diagram with each atom in `known` replaced by its truth value (a Bool)."""
    results: dict[int, object] = {}
    for item in nodes_of(value):
        high = results.get(id(item.high), item.high)
        low = results.get(id(item.low), item.low)
        truth = known.get(item.atom, _MISSING)
        if truth is not _MISSING:
            results[id(item)] = select(_bool(truth), high, low)
        elif high is item.high and low is item.low:
            results[id(item)] = item
        else:
            results[id(item)] = select(literal(item.atom), high, low)
    return results.get(id(value), value)
