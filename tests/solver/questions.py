"""Random questions over small domains, where trying all values gives the true verdict."""

from dataclasses import dataclass
from itertools import product
from typing import Any

from hypothesis import strategies as st

from pytea.solver import Verdict
from pytea.symbolic import Bool, SymBool, fresh_bool, fresh_int, ite, negate, smax, smin

NAMES = {"a": (1, 9), "b": (0, 7), "c": (-3, 4)}

integers = st.recursive(
    st.one_of(st.sampled_from(sorted(NAMES)), st.integers(-3, 9)),
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(["+", "-", "*", "min", "max"]), inner, inner),
        st.tuples(st.sampled_from(["//", "%"]), inner, st.sampled_from([2, 3, 4, 8, -2])),
        st.tuples(st.sampled_from(["//", "%"]), inner, st.just("a")),
        st.tuples(st.just("ite"), st.just("flag"), inner, inner),
    ),
    max_leaves=4,
)
tests = st.one_of(
    st.tuples(st.sampled_from(["<=", "<", "==", "!=", ">="]), integers, integers),
    st.tuples(st.sampled_from(["==", "<="]), st.sampled_from(sorted(NAMES)), integers),
    st.tuples(
        st.just("=="),
        st.tuples(st.just("%"), st.sampled_from(sorted(NAMES)), st.sampled_from([2, 3, 4])),
        st.integers(0, 3),
    ),
    st.just("flag"),
)
conditions = st.recursive(
    tests,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(["and", "or"]), inner, inner),
        st.tuples(st.just("not"), inner),
    ),
    max_leaves=3,
)
questions = st.tuples(st.lists(conditions, max_size=3), conditions)

OPERATORS: dict[str, Any] = {
    "+": lambda x, y: x + y,
    "-": lambda x, y: x - y,
    "*": lambda x, y: x * y,
    "//": lambda x, y: x // y,
    "%": lambda x, y: x % y,
    "<=": lambda x, y: x <= y,
    "<": lambda x, y: x < y,
    "==": lambda x, y: x == y,
    "!=": lambda x, y: x != y,
    ">=": lambda x, y: x >= y,
    "and": lambda x, y: x & y,
    "or": lambda x, y: x | y,
}
SYMBOLIC = OPERATORS | {"min": smin, "max": smax, "ite": ite, "not": negate}
NUMERIC = OPERATORS | {
    "min": min,
    "max": max,
    "ite": lambda cond, x, y: x if cond else y,
    "not": lambda x: not x,
}


def run(tree: Any, env: dict[str, Any], fns: dict[str, Any]) -> Any:
    if isinstance(tree, int):
        return tree
    if isinstance(tree, str):
        return env[tree]
    return fns[tree[0]](*[run(part, env, fns) for part in tree[1:]])


@dataclass
class Question:
    """Facts and a condition, with their true verdict."""

    facts: tuple[SymBool, ...]
    cond: Bool
    verdict: Verdict
    feasible: bool


def question(fact_trees: Any, cond_tree: Any) -> Question | None:
    """Return the question, or None if a fact folds to False."""
    env: dict[str, Any] = {name: fresh_int(name, lo=lo, hi=hi) for name, (lo, hi) in NAMES.items()}
    env["flag"] = fresh_bool("flag")
    facts = [run(tree, env, SYMBOLIC) for tree in fact_trees]
    if any(fact is False for fact in facts):
        return None
    outcomes = set()
    for values in product(*[range(lo, hi + 1) for lo, hi in NAMES.values()], [False, True]):
        row = dict(zip([*NAMES, "flag"], values, strict=True))
        if all(run(tree, row, NUMERIC) for tree in fact_trees):
            outcomes.add(run(cond_tree, row, NUMERIC))
            if len(outcomes) == 2:
                break
    verdict = Verdict.DEPENDS
    if len(outcomes) < 2:
        verdict = Verdict.FAILS if outcomes == {False} else Verdict.HOLDS
    kept = tuple(fact for fact in facts if isinstance(fact, SymBool))
    return Question(kept, run(cond_tree, env, SYMBOLIC), verdict, bool(outcomes))
