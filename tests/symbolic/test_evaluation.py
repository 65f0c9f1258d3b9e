"""Symbolic results, evaluated by substitution, equal Python's; bounds contain every value."""

import contextlib

from hypothesis import given

from pytea.symbolic import evaluate, interval, render, substitute
from pytea.symbolic.arena import reset_symbolic

from .expressions import NUMERIC, Program, condition_programs, integer_programs


@given(integer_programs())
def test_integers(program: Program):
    expected, value = program.number(), program.symbolic()
    if expected is not None:
        assert value is not None
        assert substitute(value, program.model()) == expected
        assert evaluate(value, program.model()) == expected
        bounds = interval(value)
        assert bounds.lo is None or bounds.lo <= expected
        assert bounds.hi is None or bounds.hi >= expected
    reset_symbolic()


@given(condition_programs())
def test_conditions(program: Program):
    expected, cond = program.number(), program.symbolic()
    if expected is not None:
        assert substitute(cond, program.model()) is expected
        assert evaluate(cond, program.model()) is expected
    reset_symbolic()


@given(integer_programs())
def test_bounds_under_facts(program: Program):
    expected, value = program.number(), program.symbolic()
    if expected is not None:
        facts = {
            program.env[name]: (number - 1, number + 1)
            for name, number in program.values.items()
            if name.startswith("i")
        }
        bounds = interval(value, facts)
        assert bounds.lo is None or bounds.lo <= expected
        assert bounds.hi is None or bounds.hi >= expected
    reset_symbolic()


@given(integer_programs())
def test_rendered_text_is_python(program: Program):
    expected, value = program.number(), program.symbolic()
    if expected is not None:
        text = render(value)
        if not text.endswith("…") and "…" not in text:
            with contextlib.suppress(ZeroDivisionError):
                assert eval(text, {"min": min, "max": max}, program.values) == expected
    reset_symbolic()


@given(condition_programs())
def test_rendered_condition_is_python(program: Program):
    expected, cond = program.number(), program.symbolic()
    if expected is not None:
        text = render(cond)
        if "…" not in text:
            with contextlib.suppress(ZeroDivisionError):
                assert eval(text, {"min": min, "max": max}, program.values) == expected
    reset_symbolic()


def test_the_operators_under_test_are_pythons():
    assert NUMERIC["//"](-7, 2) == -4
    assert NUMERIC["%"](-7, -2) == -1
