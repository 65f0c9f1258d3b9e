"""Integers and conditions that are not known yet, folded as far as algebra alone can.

`SymInt` is a polynomial in normal form, `SymBool` a decision diagram over comparisons and flags, `Choice` a diagram
over arbitrary values.  All are immutable and hash-consed: equal means identical.  What algebra and the symbols' own
bounds do not decide stays undecided here; `pytea.solver` decides it under facts.
"""

from pytea.symbolic.arena import (
    Arena,
    current_arena,
    keep_symbolic,
    next_serial,
    reset_symbolic,
    restore_symbolic,
    table_sizes,
    use_arena,
)
from pytea.symbolic.arms import between, ceil_div, is_concrete, ite, smax, smin, sprod, ssum
from pytea.symbolic.atoms import Comparison, Symbol, SymKind
from pytea.symbolic.diagram import (
    Choice,
    choose,
    cofactor,
    leaf_values,
    leaves,
    map_leaves,
    restrict,
    top_condition,
)
from pytea.symbolic.evaluation import evaluate, satisfies
from pytea.symbolic.integers import Int, SymInt, fresh_int
from pytea.symbolic.nodes import (
    Bool,
    SymBool,
    UndecidedError,
    all_of,
    any_of,
    deciding,
    fresh_bool,
    implies,
    negate,
    set_decider,
)
from pytea.symbolic.rendering import define, rename, render, render_whole
from pytea.symbolic.traversal import Interval, atoms_of, interval, rewritten, substitute, symbols_of

__all__ = [
    "Arena",
    "Bool",
    "Choice",
    "Comparison",
    "Int",
    "Interval",
    "SymBool",
    "SymInt",
    "SymKind",
    "Symbol",
    "UndecidedError",
    "all_of",
    "any_of",
    "atoms_of",
    "between",
    "ceil_div",
    "choose",
    "cofactor",
    "current_arena",
    "deciding",
    "define",
    "evaluate",
    "fresh_bool",
    "fresh_int",
    "implies",
    "interval",
    "is_concrete",
    "ite",
    "keep_symbolic",
    "leaf_values",
    "leaves",
    "map_leaves",
    "negate",
    "next_serial",
    "rename",
    "render",
    "render_whole",
    "reset_symbolic",
    "restore_symbolic",
    "restrict",
    "rewritten",
    "same",
    "satisfies",
    "set_decider",
    "smax",
    "smin",
    "sprod",
    "ssum",
    "substitute",
    "symbols_of",
    "table_sizes",
    "top_condition",
    "use_arena",
]


def same(a: Int | Bool, b: Int | Bool) -> bool:
    """Return whether `a` and `b` are structurally identical, without deciding anything.

    True and 1 are not the same; for a SymInt or SymBool this is identity.
    """
    return a is b or (type(a) is type(b) and isinstance(a, int) and a == b)
