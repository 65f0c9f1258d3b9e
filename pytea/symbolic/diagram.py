"""Choice: a value of the analysed program that depends on conditions.

The machine merges two paths into one by `choose`; on a path it looks at the value with `restrict`, and where one side
is needed it forks on `top_condition`.  Leaves are anything: scalars are compared by type and value, everything else
by identity.  A diagram whose leaves are only True and False is a SymBool, never a Choice.
"""

from collections.abc import Callable
from typing import TypeVar, cast

from pytea.symbolic.atoms import Test
from pytea.symbolic.nodes import (
    Bool,
    Choice,
    SymBool,
    canonical_leaf,
    is_node,
    literal,
    node,
    nodes_of,
    restrict,
    select,
)

__all__ = [
    "Choice",
    "choose",
    "cofactor",
    "exceeds",
    "has_more_tests_than_values",
    "leaf_values",
    "leaves",
    "map_leaves",
    "restrict",
    "top_condition",
]

V = TypeVar("V")
R = TypeVar("R")


def choose(guard: Bool, a: V, b: V) -> V | Choice:
    """Return the value that is `a` where `guard` holds and `b` elsewhere."""
    high = a if is_node(a) else canonical_leaf(a)
    low = b if is_node(b) else canonical_leaf(b)
    return select(guard, high, low)  # type: ignore[return-value]


def cofactor(value: V, atom: Test, holds: bool) -> V:
    """Return `value` where `atom` has the truth value `holds`."""
    cond = literal(atom)
    return restrict(value, cond if holds else ~cond)


def top_condition(value: object) -> SymBool:
    """Return the condition that a Choice or SymBool tests first, which is its newest."""
    if isinstance(value, SymBool | Choice):
        return literal(value.atom)
    raise TypeError(f"a {type(value).__name__} has no condition")


def exceeds(value: object, bound: int) -> bool:
    """Return whether a diagram has more than `bound` tests."""
    seen: set[int] = set()
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, SymBool | Choice) and id(item) not in seen:
            seen.add(id(item))
            if len(seen) > bound:
                return True
            stack += (item.low, item.high)
    return False


def leaf_values(value: V) -> list[V]:
    """Return the distinct leaves, those behind true conditions first."""
    found: dict[int, object] = {}
    seen: set[int] = set()
    stack: list[object] = [value]
    while stack:
        item = stack.pop()
        if not isinstance(item, SymBool | Choice):
            found.setdefault(id(item), item)
        elif id(item) not in seen:
            seen.add(id(item))
            stack.append(item.low)
            stack.append(item.high)
    return list(found.values())  # type: ignore[arg-type]


def has_more_tests_than_values(value: object) -> bool:
    """Return whether a diagram takes more tests to tell its leaves apart than there are leaves."""
    return exceeds(value, len(leaf_values(value)) - 1)


def leaves(value: V) -> list[tuple[Bool, V]]:
    """Return each distinct leaf with the condition under which it is the value; exactly one condition holds."""
    guards: dict[int, dict[int, Bool]] = {}
    for item in nodes_of(value):
        high = guards.get(id(item.high)) or {id(item.high): True}
        low = guards.get(id(item.low)) or {id(item.low): True}
        guards[id(item)] = {
            leaf: cast(Bool, node(item.atom, high.get(leaf, False), low.get(leaf, False)))
            for leaf in high | low
        }
    top = guards.get(id(value)) or {id(value): True}
    return [(top[id(leaf)], leaf) for leaf in leaf_values(value)]


def map_leaves(value: object, fn: Callable[[V], R]) -> R | Choice:
    """Return the diagram with `fn(leaf)` in place of each leaf; `fn` is called once per distinct leaf."""
    results: dict[int, object] = {}
    for leaf in leaf_values(value):
        mapped = fn(leaf)  # type: ignore[arg-type]
        results[id(leaf)] = mapped if is_node(mapped) else canonical_leaf(mapped)
    for item in nodes_of(value):
        results[id(item)] = select(
            literal(item.atom), results[id(item.high)], results[id(item.low)]
        )
    return results[id(value)]  # type: ignore[return-value]
