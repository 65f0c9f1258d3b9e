"""Identities that hold by construction: each is proved by z3, and both sides fold to the same object."""

from dataclasses import dataclass
from typing import Any

import pytest
import z3

from pytea import symbolic
from pytea.symbolic import fresh_bool, fresh_int, same

from . import algebra


@dataclass(frozen=True)
class Law:
    """left == right, where `given`; functions of an algebra (smin, smax, ite), integers a, b, c and a flag f."""

    name: str
    left: Any
    right: Any
    given: Any = lambda a, b, c: True


LAWS = [
    Law("min is idempotent", lambda o, a, b, c, f: o.smin(a, a), lambda o, a, b, c, f: a),
    Law("max is idempotent", lambda o, a, b, c, f: o.smax(a, a), lambda o, a, b, c, f: a),
    Law("min commutes", lambda o, a, b, c, f: o.smin(a, b), lambda o, a, b, c, f: o.smin(b, a)),
    Law(
        "max is associative",
        lambda o, a, b, c, f: o.smax(o.smax(a, b), c),
        lambda o, a, b, c, f: o.smax(a, o.smax(b, c)),
    ),
    Law(
        "min by bounds",
        lambda o, a, b, c, f: o.smin(a, a + b + 1),
        lambda o, a, b, c, f: a,
        lambda a, b, c: b >= 0,
    ),
    Law(
        "max by bounds",
        lambda o, a, b, c, f: o.smax(a, a + b),
        lambda o, a, b, c, f: a + b,
        lambda a, b, c: b >= 0,
    ),
    Law(
        "min of a common addend",
        lambda o, a, b, c, f: o.smin(a + c, b + c),
        lambda o, a, b, c, f: o.smin(a, b) + c,
    ),
    Law(
        "max of a common constant",
        lambda o, a, b, c, f: o.smax(a + 5, b + 7),
        lambda o, a, b, c, f: o.smax(a, b + 2) + 5,
    ),
    Law(
        "min of min and addend",
        lambda o, a, b, c, f: o.smin(o.smin(a, b) + 1, c),
        lambda o, a, b, c, f: (
            o.smin(a + 1, b + 1, c) if o is symbolic else o.smin(o.smin(a + 1, b + 1), c)
        ),
    ),
    Law("equal arms", lambda o, a, b, c, f: o.ite(f, a, a), lambda o, a, b, c, f: a),
    Law(
        "special case of an arm",
        lambda o, a, b, c, f: o.ite(a == 2, 2 * b + c, a * b + c),
        lambda o, a, b, c, f: a * b + c,
    ),
    Law(
        "nothing added in the special case",
        lambda o, a, b, c, f: o.ite(a == 1, c + a * b - b, c),
        lambda o, a, b, c, f: c,
    ),
    Law(
        "equal sizes",
        lambda o, a, b, c, f: o.ite(a + c == b, b, a + c),
        lambda o, a, b, c, f: a + c,
    ),
    Law(
        "cut and padded",
        lambda o, a, b, c, f: o.ite(o.ite(a > b, b, a) < b, b, o.ite(a > b, b, a)),
        lambda o, a, b, c, f: b,
    ),
    Law(
        "one of two, cut and padded to a number",
        lambda o, a, b, c, f: o.ite(
            o.ite(o.ite(f, a, b) > 70, 70, o.ite(f, a, b)) <= 69,
            70,
            o.ite(o.ite(f, a, b) > 70, 70, o.ite(f, a, b)),
        ),
        lambda o, a, b, c, f: 70,
    ),
    Law("one or mixed down", lambda o, a, b, c, f: o.ite(a == 1, a, 1), lambda o, a, b, c, f: 1),
    Law(
        "same condition inside",
        lambda o, a, b, c, f: o.ite(f, o.ite(f, a, b), c),
        lambda o, a, b, c, f: o.ite(f, a, c),
    ),
    Law(
        "quotient of arms",
        lambda o, a, b, c, f: o.ite(f, 2 * a, 4 * b) // 2,
        lambda o, a, b, c, f: o.ite(f, a, 2 * b),
    ),
    Law(
        "remainder of arms",
        lambda o, a, b, c, f: o.ite(f, 2 * a, 2 * b + 1) % 2,
        lambda o, a, b, c, f: o.ite(f, 0, 1),
    ),
    Law(
        "max of arms",
        lambda o, a, b, c, f: o.smax(o.ite(f, a, b), a),
        lambda o, a, b, c, f: o.ite(f, a, o.smax(b, a)),
    ),
    Law(
        "comparison of arms",
        lambda o, a, b, c, f: o.ite(f, a, b) + c == a + c,
        lambda o, a, b, c, f: f | (a == b),
    ),
]


@pytest.mark.parametrize("law", LAWS, ids=[law.name for law in LAWS])
def test_proved(law):
    algebra.forget()
    a, b, c = (algebra.Term(z3.Int(name)) for name in "abc")
    f = algebra.Term(z3.Bool("f"))
    left, right = law.left(algebra, a, b, c, f), law.right(algebra, a, b, c, f)
    premises = [algebra.term(law.given(a, b, c)), *algebra.definitions()]
    assert algebra.refuted(*premises, algebra.term(left) != algebra.term(right))


@pytest.mark.parametrize("law", LAWS, ids=[law.name for law in LAWS])
def test_folded(law):
    a, b, c = (fresh_int(name, lo=0) for name in "abc")
    f = fresh_bool("f")
    left, right = law.left(symbolic, a, b, c, f), law.right(symbolic, a, b, c, f)
    assert same(left, right), f"{left} is not {right}"
