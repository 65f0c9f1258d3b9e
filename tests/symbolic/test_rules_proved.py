"""Every rewrite rule is a theorem about Python's integers, and every match found by running code fits its rule."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest
import z3
from hypothesis import given

from pytea.solver.z3_solver import floor_div, modulo
from pytea.symbolic import SymInt, rules, same
from pytea.symbolic.atoms import Comparison, FloorDiv, Mod
from pytea.symbolic.traversal import dependencies

from .algebra import Term, definition, definitions, divide, forget, refuted, term
from .expressions import Program, integer_programs

#: What an operation means, by the table that rewrites it.
OPERATIONS: dict[str, Callable[..., Any]] = {
    "FLOOR_DIV": lambda x, d: divide(x, d)[0],
    "MODULO": lambda x, d: divide(x, d)[1],
    "SUM": lambda x: x,
    "LE_ZERO": lambda x: x <= 0,
    "EQ_ZERO": lambda x: x == 0,
}
TABLES = [
    name for name, value in vars(rules).items() if name.isupper() and isinstance(value, tuple)
]
ROWS = [(table, rule) for table in TABLES for rule in getattr(rules, table)]


def test_every_table_has_a_meaning():
    assert sorted(TABLES) == sorted(OPERATIONS)


def test_names_are_unique():
    names = [rule.name for _, rule in ROWS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("table", "rule"), ROWS, ids=[rule.name for _, rule in ROWS])
def test_rule(table, rule):
    forget()
    variables = [Term(z3.Int(name)) for name in inspect.signature(rule.operands).parameters]
    left = OPERATIONS[table](*[Term(term(x)) for x in rule.operands(*variables)])
    right = rule.result(*variables)
    premises = [term(rule.given(*variables)), *definitions()]
    assert not refuted(*premises), "the side condition can never hold, so the rule says nothing"
    assert refuted(*premises, term(left) != term(right))


@pytest.mark.parametrize("sign", [1, -1])
def test_translation_of_division(sign):
    x, size = z3.Ints("x size")
    d = sign * size
    wrong = z3.Not(definition(x, d, floor_div(x, d), modulo(x, d)))
    assert refuted(size > 0, z3.simplify(wrong))


@pytest.mark.parametrize("d", [-7, -1, 1, 2, 8])
def test_translation_of_division_by_a_constant(d):
    x, d_term = z3.Int("x"), z3.IntVal(d)
    assert refuted(z3.Not(definition(x, d_term, floor_div(x, d_term), modulo(x, d_term))))


@given(integer_programs())
def test_matches_fit_their_rules(program: Program):
    """Matchers are run on what random programs produce; their values must give back the operands."""
    value = program.symbolic()
    if value is None:
        return
    for atom in dependencies(value):
        if isinstance(atom, FloorDiv | Mod):
            x, d = atom.args
            for operands in (
                (3 * x + 2, d),
                (-x, 3 * d),
                (x * d + x, d),
                (2 * x, -2 * d),
                (x // 2, 6),
            ):
                check_match(rules.FLOOR_DIV, operands)
                check_match(rules.MODULO, operands)
        if isinstance(atom, Comparison):
            for factor, addend in ((1, 0), (-6, 2), (3, -3)):
                check_match(rules.LE_ZERO, (atom.poly * factor + addend,))
                check_match(rules.EQ_ZERO, (atom.poly * factor + addend,))
    if isinstance(value, SymInt):
        for table in (rules.SUM, rules.LE_ZERO, rules.EQ_ZERO):
            check_match(table, (value,))


def check_match(table, operands):
    """Check the first rule that matches, as the engine uses it."""
    for rule in table:
        values = rule.match(*operands)
        if values is not None:
            for pattern, operand in zip(rule.operands(*values), operands, strict=True):
                assert same(pattern, operand), rule.name
            assert rule.given(*values) is not False, rule.name
            break
