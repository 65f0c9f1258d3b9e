"""Questions that differ in the names of their symbols are one question for the search."""

from hypothesis import given

from pytea.solver import CheapSolver, Verdict, default_solver
from pytea.solver.renaming import Renaming
from pytea.symbolic import fresh_bool, fresh_int, reset_symbolic

from .questions import question, questions


@given(questions)
def test_an_answer_does_not_depend_on_names(trees):
    reset_symbolic()
    asked = question(*trees)
    if asked is None or not asked.feasible:
        return
    facts, cond = Renaming().renamed(asked.facts, asked.cond)
    assert CheapSolver().check(facts, cond) in (asked.verdict, Verdict.UNKNOWN)


def test_alike_questions_become_one():
    def asked():
        rows, width, heads = (fresh_int(name, lo=1) for name in ("rows", "width", "heads"))
        return (rows * width == 64,), rows * width // heads % 4 == 0

    renaming = Renaming()
    facts, cond = renaming.renamed(*asked())
    again, same = renaming.renamed(*asked())
    assert facts[0] is again[0]
    assert cond is same


def test_bounds_and_kinds_keep_questions_apart():
    renaming = Renaming()
    conds = [
        renaming.renamed((), left == 8)[1]
        for left in (fresh_int("n", lo=1), fresh_int("n", lo=2), fresh_int("n", lo=1, hi=9))
    ]
    assert len(set(map(id, conds))) == 3
    flag = renaming.renamed((), fresh_bool("flag"))[1]
    assert flag is renaming.renamed((), fresh_bool("other"))[1]


def test_the_search_is_asked_once_about_all_rounds_of_a_loop():
    solver = default_solver()
    searched = []
    for _ in range(5):
        rows, width, heads, other = (fresh_int("size", lo=1) for _ in range(4))
        area = rows * width * heads
        facts = (area == 16, area % other == 0)
        assert solver.check(facts, 24 * (area // other) % width == 0) is Verdict.DEPENDS
        searched.append(solver.statistics.work)
    assert searched == [searched[0]] * 5
