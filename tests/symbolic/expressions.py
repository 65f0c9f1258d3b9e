"""Random programs over integers and conditions, run both symbolically and on numbers."""

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from pytea.symbolic import Symbol, fresh_bool, fresh_int, ite, negate, smax, smin, symbols_of

BOUNDS = [(None, None), (0, None), (1, None), (1, 9), (-4, 3)]
FLAGS = 2

leaves = st.one_of(
    st.integers(-6, 12),
    st.sampled_from([f"i{index}" for index in range(len(BOUNDS))]),
)
tests = st.sampled_from(["<=", "<", "==", "!=", ">=", ">"])


def _integers(children: Any) -> Any:
    ints, conds = children, _conditions(children)
    return st.one_of(
        st.tuples(st.sampled_from(["+", "-", "*", "//", "%", "min", "max"]), ints, ints),
        st.tuples(st.sampled_from(["//", "%"]), ints, st.sampled_from([-3, 2, 3, 4, 8])),
        st.tuples(st.just("neg"), ints),
        st.tuples(st.just("ite"), conds, ints, ints),
    )


def _conditions(ints: Any) -> Any:
    simple = st.one_of(
        st.tuples(tests, ints, ints), st.sampled_from([f"b{index}" for index in range(FLAGS)])
    )
    return st.recursive(
        simple,
        lambda inner: st.one_of(
            st.tuples(st.sampled_from(["and", "or", "xor"]), inner, inner),
            st.tuples(st.just("not"), inner),
        ),
        max_leaves=3,
    )


trees = st.deferred(lambda: st.recursive(leaves, _integers, max_leaves=10))


def run(tree: Any, env: dict[str, Any], fns: dict[str, Any]) -> Any:
    """Evaluate a tree with Python's operators on whatever `env` holds."""
    if isinstance(tree, int):
        return tree
    if isinstance(tree, str):
        return env[tree]
    name, *parts = tree
    args = [run(part, env, fns) for part in parts]
    return fns[name](*args)


OPERATORS: dict[str, Any] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "//": lambda a, b: a // b,
    "%": lambda a, b: a % b,
    "neg": lambda a: -a,
    "<=": lambda a, b: a <= b,
    "<": lambda a, b: a < b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    ">=": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
    "and": lambda a, b: a & b,
    "or": lambda a, b: a | b,
    "xor": lambda a, b: a ^ b,
}
SYMBOLIC = OPERATORS | {"min": smin, "max": smax, "ite": ite, "not": negate}
NUMERIC = OPERATORS | {
    "min": min,
    "max": max,
    "ite": lambda cond, a, b: a if cond else b,
    "not": lambda a: not a,
}


@dataclass
class Program:
    """A tree and the values of its variables."""

    tree: Any
    values: dict[str, int | bool]

    def __post_init__(self) -> None:
        self.env: dict[str, Any] = {
            f"i{n}": fresh_int(f"i{n}", lo=lo, hi=hi) for n, (lo, hi) in enumerate(BOUNDS)
        }
        self.env |= {f"b{n}": fresh_bool(f"b{n}") for n in range(FLAGS)}

    def symbolic(self) -> Any:
        """Return the symbolic result, or None if it certainly divides by zero."""
        try:
            return run(self.tree, self.env, SYMBOLIC)
        except ZeroDivisionError:
            return None

    def number(self) -> Any:
        """Return the result on the numbers, or None if it divides by zero."""
        try:
            return run(self.tree, self.values, NUMERIC)
        except ZeroDivisionError:
            return None

    def model(self) -> dict[Symbol, int | bool]:
        """Return the numbers, by symbol."""
        return {
            symbol: self.values[name]
            for name, value in self.env.items()
            for symbol in symbols_of(value)
        }


def _values() -> Any:
    numbers = {
        f"i{n}": st.integers(-9 if lo is None else lo, 20 if hi is None else hi)
        for n, (lo, hi) in enumerate(BOUNDS)
    }
    return st.fixed_dictionaries(numbers | {f"b{n}": st.booleans() for n in range(FLAGS)})


def integer_programs() -> Any:
    """Programs with an integer result."""
    return st.builds(Program, trees, _values())


def condition_programs() -> Any:
    """Programs with a truth value as result."""
    return st.builds(Program, _conditions(trees), _values())
