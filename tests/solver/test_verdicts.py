"""Verdicts against the truth found by trying all values; questions of real programs; who answers them."""

import subprocess
import sys

import pytest
from hypothesis import given

from pytea.solver import CheapSolver, Verdict, default_solver
from pytea.solver.z3_solver import Z3Solver
from pytea.symbolic import fresh_bool, fresh_int, reset_symbolic, smin, substitute, symbols_of

from .questions import question, questions

HOLDS, FAILS, DEPENDS, UNKNOWN = Verdict


@given(questions)
def test_cheap_is_never_wrong(trees):
    reset_symbolic()
    asked = question(*trees)
    if asked is None:
        return
    solver = CheapSolver()
    if asked.feasible:
        assert solver.check(asked.facts, asked.cond) in (asked.verdict, UNKNOWN)
    assert solver.feasible(asked.facts) in (asked.feasible, None)


@given(questions)
def test_z3_is_right(trees):
    reset_symbolic()
    asked = question(*trees)
    if asked is None:
        return
    solver = Z3Solver()
    verdict = solver.check(asked.facts, asked.cond)
    if asked.feasible:
        assert verdict in (asked.verdict, UNKNOWN)
    assert solver.feasible(asked.facts) in (asked.feasible, None)


@given(questions)
def test_a_witness_is_one(trees):
    reset_symbolic()
    asked = question(*trees)
    if asked is None:
        return
    possible = asked.feasible and asked.verdict is not FAILS
    for solver in (default_solver(), Z3Solver()):
        model = solver.witness(asked.facts, asked.cond)
        if model is not None:
            assert possible
            assert substitute(asked.cond, model) is True
            assert all(substitute(fact, model) is True for fact in asked.facts)
            for symbol, value in model.items():
                assert symbol.lo is None or symbol.lo <= value <= symbol.hi
        else:
            assert not possible


@pytest.fixture
def sizes():
    return [fresh_int(name, lo=1) for name in "BCHW"]


QUESTIONS = [
    ("bounds", lambda B, C, H, W: ((H >= 32,), H // 2 >= 16), HOLDS),
    ("bounds refute", lambda B, C, H, W: ((H >= 32,), H < 10), FAILS),
    ("nothing known", lambda B, C, H, W: ((), H >= 32), DEPENDS),
    ("still open", lambda B, C, H, W: ((H >= 16,), H >= 32), DEPENDS),
    ("divisible", lambda B, C, H, W: ((B % 8 == 0,), B % 4 == 0), HOLDS),
    ("divisible quotient", lambda B, C, H, W: ((B % 8 == 0,), B // 2 % 4 == 0), HOLDS),
    ("remainder", lambda B, C, H, W: ((B % 8 == 0,), B == 12), FAILS),
    ("even halves", lambda B, C, H, W: ((H % 2 == 0,), H // 2 * 2 == H), HOLDS),
    ("patches", lambda B, C, H, W: ((H % 16 == 0, W % 16 == 0), (H // 16) * 16 == H), HOLDS),
    ("heads", lambda B, C, H, W: ((C % 8 == 0,), 8 * (C // 8) == C), HOLDS),
    ("equal operands", lambda B, C, H, W: ((B == C,), B * H == C * H), HOLDS),
    ("chain of equals", lambda B, C, H, W: ((B == 5, C == B), C + 1 == 6), HOLDS),
    ("chain of equals refutes", lambda B, C, H, W: ((B == C, C == 2 * H), B == 7), FAILS),
    ("sum of equals", lambda B, C, H, W: ((B + C == H,), H - C == B), HOLDS),
    ("conjunction", lambda B, C, H, W: (((B == C) & (H > 3),), (H > 2) & (B == C)), HOLDS),
    ("last alternative", lambda B, C, H, W: (((B == 1) | (B == C), B > 1), B == C), HOLDS),
    ("difference", lambda B, C, H, W: ((H == W + 3, W >= 4), H >= 7), HOLDS),
    ("kernel fits", lambda B, C, H, W: (((H - 3) // 2 + 1 >= 4,), H >= 9), HOLDS),
    ("broadcast", lambda B, C, H, W: ((), (B == C) | (B == 1) | (C == 1)), DEPENDS),
    ("every tenth", lambda B, C, H, W: ((B <= 20,), (B + 1) % 10 == 0), DEPENDS),
    ("last of each hundred", lambda B, C, H, W: ((), B % 100 == 99), DEPENDS),
    ("minimum", lambda B, C, H, W: ((H >= 8, W >= 8), smin(H, W) >= 8), HOLDS),
]


@pytest.mark.parametrize(
    ("make", "verdict"), [row[1:] for row in QUESTIONS], ids=[row[0] for row in QUESTIONS]
)
def test_cheap_suffices_for(sizes, make, verdict):
    assert CheapSolver().check(*make(*sizes)) is verdict


@pytest.mark.parametrize(
    ("make", "verdict"), [row[1:] for row in QUESTIONS], ids=[row[0] for row in QUESTIONS]
)
def test_z3_agrees(sizes, make, verdict):
    assert Z3Solver().check(*make(*sizes)) is verdict


def test_what_needs_z3(sizes):
    B, C, H, W = sizes
    solver = default_solver()
    assert solver.check((), H - H // 2 == (H + 1) // 2) is HOLDS
    assert solver.check((B < C, C < H, H < W), B < W - 1) is HOLDS
    assert solver.statistics.asked == 2
    assert solver.statistics.unknown == 0


def test_flags():
    f, g, h = (fresh_bool(name) for name in "fgh")
    for solver in (CheapSolver(), Z3Solver()):
        assert solver.check((f | g, ~f), g) is HOLDS
        assert solver.check((f | g,), g) is DEPENDS
        assert solver.check((f & g & h,), ~g) is FAILS
        assert solver.feasible((f, ~f | g, ~g)) is False
        assert solver.feasible((f, ~f | g)) is True


def test_a_long_path_of_flags():
    flags = [fresh_bool(f"f{index}") for index in range(600)]
    solver = default_solver()
    path = True
    for flag in flags:
        path = path & flag
    assert solver.check((path,), flags[300]) is HOLDS
    assert solver.check((path,), ~flags[0]) is FAILS
    assert solver.statistics.z3 == 0


def test_contradicting_facts_imply_everything(sizes):
    B = sizes[0]
    for solver in (CheapSolver(), Z3Solver()):
        assert solver.check((B > 3, B < 3), B == 100) is HOLDS
        assert solver.feasible((B > 3, B < 3)) is False


def test_small_witness(sizes):
    B, _, H, W = sizes
    (b,), (h,), (w,) = (tuple(symbols_of(x)) for x in (B, H, W))
    assert Z3Solver().witness((), B % 64 != 0) == {b: 1}
    assert Z3Solver().witness((B > 100,), B % 64 == 0) == {b: 128}
    assert default_solver().witness((B > 100,), B % 64 == 0) == {b: 128}
    for solver in (Z3Solver(), default_solver()):
        model = solver.witness((), (H * W == 77) & (H > W))
        assert model in ({h: 11, w: 7}, {h: 77, w: 1})
    assert default_solver().witness((B < 3,), B > 3) is None


def test_facts_are_pushed_and_popped(sizes):
    B, C, _, _ = sizes
    solver = Z3Solver()
    assert solver.check((B > 3, C > B), C > 4) is HOLDS
    assert solver.check((B > 3, C < B), C > 4) is DEPENDS
    assert solver.check((B > 3,), C > 4) is DEPENDS
    assert solver.check((C > 7, B > 3), C > 4) is HOLDS
    assert solver.check((), C > 4) is DEPENDS


def test_the_budget_ends_a_question(sizes):
    B, C, H, _ = sizes
    cubes = B * B * B + C * C * C == H * H * H
    assert Z3Solver(rlimit=2000).check((B > 1, C > 1), cubes) is UNKNOWN


def test_same_questions_same_answers():
    def ask():
        reset_symbolic()
        B, C, H, W = (fresh_int(name, lo=1) for name in "BCHW")
        solver = default_solver()
        model = solver.witness((B * C == H * W, B > C), (H > W) & (B % 3 == 1) & (W % 2 == 0))
        verdicts = [solver.check((B * C > 10,), H * H != B), solver.check((), B * B - C != 3)]
        return verdicts, sorted((s.name, v) for s, v in (model or {}).items()), solver.statistics

    assert ask() == ask()


def test_importing_the_solver_does_not_import_z3():
    program = "import sys, pytea.solver; pytea.solver.default_solver(); print('z3' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True
    )
    assert done.stdout == "False\n", done.stderr


def test_statistics_add_up(sizes):
    B, _, H, _ = sizes
    solver = default_solver()
    for cond in (True, B > 3, H - H // 2 == (H + 1) // 2):
        solver.check((B > 5,), cond)
    counts = solver.statistics
    assert (counts.asked, counts.folded) == (3, 1)
    assert counts.asked == counts.folded + counts.cheap + counts.z3 + counts.unknown


def test_what_z3_decided_is_not_asked_again(sizes, monkeypatch):
    B, _, H, _ = sizes
    facts, cond = (B > 5,), H - H // 2 == (H + 1) // 2
    solver = default_solver()
    first = solver.check(facts, cond)
    asked = []
    monkeypatch.setattr(Z3Solver, "check", lambda *question: asked.append(question))
    assert solver.statistics.z3 == 1
    assert (solver.check(facts, cond), asked) == (first, [])
    assert (solver.statistics.z3, solver.statistics.cheap) == (1, 1)
