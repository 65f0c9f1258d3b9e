"""Facts that a question does not touch are left out; those that it touches stay, however many there are."""

from pytea.solver import Verdict, default_solver
from pytea.solver.relevance import relevant
from pytea.symbolic import SymBool, fresh_int


def _unrelated(count: int) -> list[SymBool]:
    facts = [fresh_int("other") < fresh_int("another") for _ in range(count)]
    return [fact for fact in facts if isinstance(fact, SymBool)]


def test_unconnected_facts_are_left_out() -> None:
    width = fresh_int("W", lo=0)
    wanted = width >= 3
    assert isinstance(wanted, SymBool)
    facts = (*_unrelated(20), wanted, *_unrelated(20))
    assert relevant(facts, width >= 2) == (wanted,)


def test_connected_facts_keep_their_order() -> None:
    a, b, c = fresh_int("a"), fresh_int("b"), fresh_int("c")
    chain = (a < b, b < c)
    facts = (chain[0], *_unrelated(10), chain[1])
    cond = c > a + 1
    assert relevant(facts, cond) == chain
    assert default_solver().check(relevant(facts, cond), cond) is Verdict.HOLDS


def test_a_hub_does_not_crowd_out_what_is_asked_about() -> None:
    length = fresh_int("len", lo=0)
    index = fresh_int("i", lo=0)
    bound = index < length
    later = tuple(fresh_int("i", lo=0) < length for _ in range(200))
    chosen = relevant((bound, *later), bound)
    assert bound in chosen
    assert len(chosen) < 60


def test_the_guard_stands_before_the_facts_that_it_is_connected_with() -> None:
    a, b, c = fresh_int("a"), fresh_int("b"), fresh_int("c")
    chain = (a < b, b < c)
    guard = a > 0
    facts = (chain[0], *_unrelated(10), chain[1])
    assert relevant(facts, c > a + 1, guard) == (guard, *chain)
    assert relevant(facts, c > a + 1, fresh_int("far") > 0) == chain


def test_paths_that_part_share_what_is_known_of_their_facts() -> None:
    a, b, c = fresh_int("a"), fresh_int("b"), fresh_int("c")
    shared = (a < b, *_unrelated(10))
    on_one, on_other = b < c, c < a
    for facts, wanted in (
        ((*shared, on_one), (shared[0], on_one)),
        ((*shared, on_other), (shared[0], on_other)),
        (shared, (shared[0],)),
        ((*shared, on_one), (shared[0], on_one)),
    ):
        assert relevant(facts, a > 1) == wanted
