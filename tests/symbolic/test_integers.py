"""SymInt: identity, folding of shape idioms, operators, rendering."""

from functools import reduce
from itertools import pairwise, permutations
from operator import add

import pytest

from pytea.symbolic import (
    SymBool,
    SymInt,
    all_of,
    ceil_div,
    define,
    fresh_bool,
    fresh_int,
    ite,
    render,
    render_whole,
    same,
    smax,
    smin,
    sprod,
    ssum,
    substitute,
    symbols_of,
)
from pytea.symbolic.integers import MAX_DEGREE


@pytest.fixture
def sizes():
    return [fresh_int(name, lo=1) for name in "BCHW"]


def last(size, count):
    """Returns how many items ``[-count:]`` leaves."""
    return size - smax(size - count, 0)


IDIOMS = [
    (
        "convolution that keeps the size",
        lambda B, C, H, W: (H + 2 * 1 - 1 * (3 - 1) - 1) // 1 + 1,
        "H",
    ),
    ("pooling", lambda B, C, H, W: (H - 2) // 2 + 1, "H // 2"),
    ("strided convolution", lambda B, C, H, W: (H + 2 - 2 - 1) // 2 + 1, "(H + 1) // 2"),
    ("two poolings", lambda B, C, H, W: (H // 2) // 2, "H // 4"),
    ("five strides", lambda B, C, H, W: ((((H + 1) // 2 + 1) // 2) + 1) // 2, "(H + 7) // 8"),
    ("flatten and back", lambda B, C, H, W: B * C * H * W // (H * W), "B*C"),
    ("exact multiple", lambda B, C, H, W: (B * C) % B, "0"),
    ("heads", lambda B, C, H, W: 8 * C // 8, "C"),
    ("quotient and remainder", lambda B, C, H, W: 8 * (C // 8) + C % 8, "C"),
    ("remainder by hand", lambda B, C, H, W: C - 8 * (C // 8), "C % 8"),
    ("rounding up", lambda B, C, H, W: -(-H // 2), "(H + 1) // 2"),
    ("ceil_div", lambda B, C, H, W: ceil_div(H, 2), "(H + 1) // 2"),
    ("ceil_div_whole", lambda B, C, H, W: ceil_div(4 * (H // 3), H // 3), "4"),
    ("padding to a multiple", lambda B, C, H, W: (32 - H % 32) % 32, "-H % 32"),
    ("common factor", lambda B, C, H, W: (B * H) // (B * W), "H // W"),
    ("constant factor", lambda B, C, H, W: (6 * H) // 4, "H + H // 2"),
    ("constant factor, modulo", lambda B, C, H, W: (6 * H) % 4, "2*(H % 2)"),
    ("negative divisor", lambda B, C, H, W: H // -2, "-((H + 1) // 2)"),
    ("index below the size", lambda B, C, H, W: (H - 1) % H, "H - 1"),
    ("sum divisor", lambda B, C, H, W: (H * W + H) // (W + 1), "H"),
    ("equal products", lambda B, C, H, W: B * 4 == B * 4, "True"),
    ("constants cancel", lambda B, C, H, W: B * 4 == 4 * C, "B == C"),
    ("positive factor cancels", lambda B, C, H, W: B * H == B * W, "H == W"),
    ("positive factor cancels in an order", lambda B, C, H, W: B * H < B * W, "H < W"),
    ("never equal", lambda B, C, H, W: 2 * B == 2 * C + 1, "False"),
    ("even", lambda B, C, H, W: H // 2 * 2 == H, "H % 2 == 0"),
    ("kernel fits", lambda B, C, H, W: (H - 3) // 2 + 1 >= 1, "H >= 3"),
    ("divisible", lambda B, C, H, W: B % 8 == 0, "B % 8 == 0"),
    ("not divisible", lambda B, C, H, W: B % 8 != 0, "B % 8 != 0"),
    ("at least", lambda B, C, H, W: H >= 32, "H >= 32"),
    ("less", lambda B, C, H, W: H < 32, "H < 32"),
    ("reflected", lambda B, C, H, W: H >= 32, "H >= 32"),
    ("equal to a number", lambda B, C, H, W: H == 5, "H == 5"),
    ("two sides", lambda B, C, H, W: H > W, "H > W"),
    ("with a distance", lambda B, C, H, W: H + 3 <= W, "H + 3 <= W"),
    ("lower end", lambda B, C, H, W: H <= 1, "H == 1"),
    ("absolute", lambda B, C, H, W: abs(-H), "H"),
    ("power", lambda B, C, H, W: (H + 1) ** 2, "H**2 + 2*H + 1"),
    ("product of a quotient", lambda B, C, H, W: 2 * (H // 2), "2*(H // 2)"),
    ("minimum", lambda B, C, H, W: smin(H, W, 3), "min(H, W, 3)"),
    ("cut off at a number", lambda B, C, H, W: H - smax(H - 6, 0), "min(H, 6)"),
    ("cut off twice", lambda B, C, H, W: last(last(H, 6) + 4, 8), "min(H, 4) + 4"),
    ("twice what is cut off", lambda B, C, H, W: 2 * last(H, 6) + 1, "2*min(H, 6) + 1"),
    ("cut off beside", lambda B, C, H, W: W - smax(H - 6, 0), "W - max(H - 6, 0)"),
    ("filled up", lambda B, C, H, W: H + smax(smax(H, W) - H, 0), "max(H, W)"),
    ("filled up less one", lambda B, C, H, W: H - 1 + smax(W - H, 0), "max(H, W) - 1"),
    ("what is left of a limit", lambda B, C, H, W: B - smin(B - H, W), "max(H, B - W)"),
    ("both", lambda B, C, H, W: (B >= 3) & (C < 3), "B >= 3 and C < 3"),
    ("negated", lambda B, C, H, W: ~((B >= 3) & (C < 4)), "B < 3 or C >= 4"),
    ("sum", lambda B, C, H, W: ssum([B, 1, B]), "2*B + 1"),
    ("product", lambda B, C, H, W: sprod([B, 2, C]), "2*B*C"),
    ("constant first when it is positive", lambda B, C, H, W: 3 - H, "3 - H"),
]


@pytest.mark.parametrize(
    ("make", "text"), [row[1:] for row in IDIOMS], ids=[row[0] for row in IDIOMS]
)
def test_idiom(sizes, make, text):
    assert render(make(*sizes)) == text


def test_a_symbol_is_shown_as_what_it_is_equal_to():
    H, W, k = (fresh_int(name, lo=1) for name in "HWk")
    windows = 16 * (H // 2) * (W // 2) - k
    define(next(iter(symbols_of(H))), 30)
    assert render(windows) == "240*(W // 2) - k"
    define(next(iter(symbols_of(k))), 2 * W)
    assert render(windows) == "240*(W // 2) - 2*W"
    assert render(H // k) == "30 // (2*W)"


def test_a_whole_expression_is_not_cut():
    sizes = [fresh_int(f"a_long_name_{index}", lo=1) for index in range(40)]
    cond = all_of(first * second >= 7 for first, second in pairwise(sizes))
    assert render(cond).endswith("…")
    whole = render_whole(cond)
    values = {f"a_long_name_{index}": 3 for index in range(40)}
    assert len(whole) > 400 and eval(whole, values) is True
    assert eval(whole, values | {"a_long_name_39": 2}) is False


def test_what_is_longer_than_any_expression_is_none():
    sizes = [fresh_int(f"a_long_name_{index}", lo=1) for index in range(300)]
    assert render_whole(ssum(sizes)) is None


def test_symbolic_window():
    H, k, p, s = (fresh_int(name, lo=1) for name in "Hkps")
    assert render((H + 2 * p - k) // s + 1) == "(H - k + 2*p) // s + 1"


def test_conditional():
    flag, a, b = fresh_bool("flag"), fresh_int("a"), fresh_int("b")
    assert str(~flag) == "not flag"
    assert str(ite(flag, a, b) + 1) == "(a if flag else b) + 1"
    assert same(ite(flag, 3, 4) == 3, flag)
    assert same(ite(flag, 3, 4) != 3, ~flag)


def test_twelve_flags_that_add_one():
    size = start = fresh_int("n")
    flags = [fresh_bool(f"f{index}") for index in range(12)]
    for flag in flags:
        size = ite(flag, size + 1, size)
    everything = size == start + 12
    for _ in flags:
        assert everything.low is False
        everything = everything.high
    assert everything is True


def test_equal_is_identical(sizes):
    B, C, _, _ = sizes
    assert B + C is C + B
    assert (B + 1) * (C + 1) is B * C + B + C + 1
    assert (B + C) // 3 is (C + B) // 3
    assert same(B - B, 0)
    assert type(B - B) is int
    assert not same(1, True)


def test_no_hidden_value(sizes):
    B = sizes[0]
    for use in (int, lambda x: [0][x], range, lambda x: x / 2, lambda x: 2 / x, lambda x: 2**x):
        with pytest.raises(TypeError):
            use(B)
    with pytest.raises(ZeroDivisionError):
        B // 0
    with pytest.raises(ZeroDivisionError):
        B % 0
    assert divmod(B, 2) == (B // 2, B % 2)
    assert isinstance(3 // B, SymInt)


def test_a_division_by_zero_matters_only_if_it_is_chosen():
    x, d = fresh_int("x"), fresh_int("d", lo=0)
    quotient = ite(d == 0, -1, x // d)
    (x_symbol,), (d_symbol,) = symbols_of(x), symbols_of(d)
    assert substitute(quotient, {x_symbol: 7, d_symbol: 0}) == -1
    assert substitute(quotient, {x_symbol: 7, d_symbol: 2}) == 3
    with pytest.raises(ZeroDivisionError):
        substitute(x // d, {x_symbol: 7, d_symbol: 0})


def test_the_factor_that_may_be_zero():
    n, a, b = fresh_int("n", lo=0), fresh_int("a"), fresh_int("b")
    assert str(n * a == n * b) == "n == 0 or a == b"


def test_large_powers_stay_small():
    n = fresh_int("n", lo=2)
    power = (n + 1) ** (4 * MAX_DEGREE)
    assert isinstance(power, SymInt)
    assert len(power.terms) <= 2
    (symbol,) = symbols_of(power)
    assert substitute(power, {symbol: 2}) == 3 ** (4 * MAX_DEGREE)


def test_deep_expressions_do_not_recurse(sizes):
    _, _, H, W = sizes
    size = H
    for _ in range(3000):
        size = (size + W) // 2 + 1
    values = dict.fromkeys(symbols_of(size), 9)
    assert substitute(size, values) == 10
    assert render(size).endswith("…")
    assert isinstance(size == 7, SymBool)


def test_single_value_is_the_int():
    assert fresh_int("n", lo=4, hi=4) == 4
    assert type(fresh_int("n", lo=4, hi=4)) is int


def test_a_text_leaves_expressions_what_they_are():
    size = fresh_int("size", lo=0)
    rest = smax(size - 6, 0)
    assert str(size - rest) == "min(size, 6)"
    assert same(rest + 1 - 1, rest)


def test_a_numerator_between_its_quotient_and_remainder_has_one_form_in_every_order():
    p, w = fresh_int("P", lo=1), fresh_int("W", lo=1)
    parts = [2 * ((p + 1) // 2), -p, w, -((p + 1) % 2), -2]
    sums = {reduce(add, order) for order in permutations(parts)}
    sums |= {reduce(add, order[:2]) + reduce(add, order[2:]) for order in permutations(parts)}
    assert {render(total) for total in sums} == {"W - 2*((P + 1) % 2) - 1"}
    assert len(sums) == 1
