"""SymBool and Choice against truth tables; sizes of long chains; memory across analyses."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytea.symbolic import (
    Choice,
    SymBool,
    UndecidedError,
    all_of,
    any_of,
    atoms_of,
    choose,
    cofactor,
    deciding,
    fresh_bool,
    fresh_int,
    implies,
    leaf_values,
    leaves,
    map_leaves,
    negate,
    reset_symbolic,
    restrict,
    substitute,
    symbols_of,
    top_condition,
)
from pytea.symbolic.arena import current_arena, table_sizes, use_arena

NAMES = "abcd"

conditions = st.recursive(
    st.sampled_from([*NAMES, True, False]),
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(["and", "or", "xor", "implies"]), inner, inner),
        st.tuples(st.just("not"), inner),
    ),
    max_leaves=8,
)
choices = st.recursive(
    st.sampled_from([0, 1, True, 1.0, "x", None]),
    lambda inner: st.tuples(conditions, inner, inner),
    max_leaves=6,
)

SYMBOLIC = {
    "and": lambda a, b: a & b,
    "or": lambda a, b: a | b,
    "xor": lambda a, b: a ^ b,
    "implies": implies,
    "not": negate,
}
PLAIN = SYMBOLIC | {"implies": lambda a, b: b if a else True, "not": lambda a: not a}


def condition(tree, env, fns):
    if isinstance(tree, bool):
        return tree
    if isinstance(tree, str):
        return env[tree]
    return fns[tree[0]](*[condition(part, env, fns) for part in tree[1:]])


def choice(tree, env):
    if not isinstance(tree, tuple):
        return tree
    return choose(condition(tree[0], env, SYMBOLIC), choice(tree[1], env), choice(tree[2], env))


def chosen(tree, row):
    if not isinstance(tree, tuple):
        return tree
    return chosen(tree[1] if condition(tree[0], row, PLAIN) else tree[2], row)


def rows():
    return [dict(zip(NAMES, values, strict=True)) for values in product([False, True], repeat=4)]


def value_at(value, env, row):
    """Follow the tests of a diagram."""
    truth = {atom: row[name] for name in NAMES for atom in atoms_of(env[name])}
    while isinstance(value, SymBool | Choice):
        value = value.high if truth[value.atom] else value.low
    return value


def identical(a, b):
    return type(a) is type(b) and a == b


def variables():
    reset_symbolic()
    return {name: fresh_bool(name) for name in NAMES}


@given(conditions)
def test_truth_tables(tree):
    env = variables()
    cond = condition(tree, env, SYMBOLIC)
    table = [condition(tree, row, PLAIN) for row in rows()]
    assert [value_at(cond, env, row) for row in rows()] == table
    if len(set(table)) == 1:
        assert cond is table[0]


@given(conditions, conditions)
def test_equal_functions_are_one_object(left, right):
    env = variables()
    tables = [[condition(tree, row, PLAIN) for row in rows()] for tree in (left, right)]
    conds = [condition(tree, env, SYMBOLIC) for tree in (left, right)]
    assert (conds[0] is conds[1]) == (tables[0] == tables[1])


@given(choices)
def test_choose(tree):
    env = variables()
    value = choice(tree, env)
    for row in rows():
        assert identical(value_at(value, env, row), chosen(tree, row))
    for guard, leaf in leaves(value):
        for row in rows():
            assert value_at(guard, env, row) == identical(chosen(tree, row), leaf)


@given(choices, conditions)
def test_restrict(tree, guard_tree):
    env = variables()
    value, guard = choice(tree, env), condition(guard_tree, env, SYMBOLIC)
    restricted = restrict(value, guard)
    inside = [row for row in rows() if value_at(guard, env, row)]
    for row in inside:
        assert identical(value_at(restricted, env, row), value_at(value, env, row))
    reached = [value_at(value, env, row) for row in inside]
    if reached and all(identical(reached[0], other) for other in reached):
        assert identical(restricted, reached[0])


@given(choices)
def test_map_leaves_with_new_conditions(tree):
    env = variables()
    value = choice(tree, env)
    newer = fresh_bool("newer")
    mapped = map_leaves(value, lambda leaf: choose(newer, (leaf,), leaf))
    assert restrict(mapped, ~newer) is value
    assert len(leaf_values(restrict(mapped, newer))) == len(leaf_values(value))


def test_cofactors_are_the_branches():
    a, b = fresh_bool("a"), fresh_bool("b")
    value = choose(a & b, "yes", "no")
    assert top_condition(value) is b
    assert cofactor(value, b.atom, False) == "no"
    assert cofactor(value, b.atom, True) is choose(a, "yes", "no")


def test_scalars_of_different_types_are_different_leaves():
    a, b = fresh_bool("a"), fresh_bool("b")
    value = choose(a, True, choose(b, 1, 1.0))
    assert [type(leaf) for leaf in leaf_values(value)] == [int, bool, float] or len(
        leaf_values(value)
    ) == 3
    assert choose(a, 0.0, -0.0) != 0.0
    assert choose(a, 10**20, 10**20) == 10**20


def test_a_truth_value_is_never_a_choice():
    a, b = fresh_bool("a"), fresh_bool("b")
    assert choose(a, True, False) is a
    assert choose(a, b, False) is a & b
    mixed = choose(a, b, 5)
    assert set(leaf_values(mixed)) == {True, False, 5}


def test_complementary_comparisons_share_their_atom():
    x, y = fresh_int("x"), fresh_int("y")
    assert (x > 0) is ~(x <= 0)
    assert (x - y >= 3) is ~(y > x - 3)
    assert atoms_of(x > 0) == atoms_of(x < 1)
    assert ((x > 0) | (x <= 0)) is True


def test_deciding():
    a = fresh_bool("a")
    with pytest.raises(UndecidedError):
        bool(a)
    asked = []
    with deciding(lambda cond: asked.append(cond) or True):
        assert fresh_int("n")
        assert a
    assert len(asked) == 2
    with pytest.raises(UndecidedError):
        bool(a)


def test_a_long_chain_of_flags_stays_linear():
    """Newest on top: 900 flags, each merged into a value, a path and an alternative."""
    flags = [fresh_bool(f"f{index}") for index in range(900)]
    before = table_sizes()
    value, path, either = 0, True, False
    for index, flag in enumerate(flags):
        value = choose(flag, index, value)
        path = path & flag
        either = either | flag
        merged = (path & flag) | (path & ~flag)
        assert merged is path
    assert table_sizes() - before < 20 * len(flags)
    assert restrict(value, all_of(flags)) == 899
    assert restrict(value, negate(any_of(flags))) == 0
    assert table_sizes() - before < 50 * len(flags)
    assert substitute(path, dict.fromkeys(symbols_of(path), True)) is True
    assert str(~either).startswith("not f0 and not f1")


def test_an_analysis_goes_on_after_another_one():
    reset_symbolic()
    n = fresh_int("n", lo=1)
    half, arena = n // 2, current_arena()
    reset_symbolic()
    other = fresh_int("n", lo=1) // 2
    assert other is not half
    use_arena(arena)
    assert n // 2 is half
    assert fresh_int("m").serial > n.serial
    use_arena(arena)
    assert n // 2 is half


def test_memory_is_bounded_by_one_analysis():
    sizes = []
    for _ in range(3):
        reset_symbolic()
        assert table_sizes() == 0
        n, flag = fresh_int("n", lo=1), fresh_bool("flag")
        value = choose(flag & (n > 3), n // 2, n % 3)
        assert str(restrict(value, flag & (n > 3))) == "n // 2"
        sizes.append((table_sizes(), n.serial, value.serial))
    assert len(set(sizes)) == 1
