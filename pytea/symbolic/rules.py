"""The rewrite rules: what a division, a remainder, a sum or a comparison folds to.

A rule is data: `match` finds values for the pattern variables in the operands, `operands` is the pattern itself,
`result` replaces the operation, and `given` is what the match guarantees.  `tests/symbolic/test_rules_proved.py`
proves operation(*operands(v)) == result(v) for all integers v that satisfy `given`, and that every match found by
running code satisfies its own `operands` and `given`.  A division by zero has no value, so the divisor is taken to be
non-zero.  Rules are tried in order; the first match wins.  Results are built with the ordinary operators, so they are
folded again; each result is smaller or closer to normal form than the operands, which is why this ends.
"""

from collections.abc import Callable

from pytea.records import immutable
from pytea.symbolic import matching as m
from pytea.symbolic.integers import Int
from pytea.symbolic.nodes import Bool

Values = tuple[Int, ...]


@immutable()
class Rule:
    """One rewrite of an integer operation."""

    #: What the rule says, in a few words; the table may hold a name once.
    name: str
    #: Returns the values of the pattern variables, or None.
    match: Callable[..., Values | None]
    #: The operands as functions of the pattern variables.
    operands: Callable[..., Values]
    #: What the operation equals.
    result: Callable[..., Int]
    #: The side condition on the pattern variables.
    given: Callable[..., Bool]


@immutable()
class ZeroRule:
    """One rewrite of a comparison with zero; fields as in Rule."""

    name: str
    match: Callable[[Int], Values | None]
    operands: Callable[..., Values]
    result: Callable[..., Bool]
    given: Callable[..., Bool]


def _is_max(x: Int, a: Int, b: Int) -> Bool:
    return (x >= a) & (x >= b) & ((x == a) | (x == b))


#: x // d
FLOOR_DIV = (
    Rule(
        "zero divided",
        m.zero,
        lambda d: (0, d),
        lambda d: 0,  # 0 // d -> 0
        lambda d: d != 0,
    ),
    Rule(
        "divided by one",
        m.by_one,
        lambda x: (x, 1),
        lambda x: x,  # x // 1 -> x
        lambda x: True,
    ),
    Rule(
        "negative divisor",
        m.negative_divisor,
        lambda x, d: (x, -d),
        lambda x, d: -x // d,  # x // -d -> (-x) // d
        lambda x, d: d != 0,
    ),
    Rule(
        "less than the divisor",
        m.below_divisor,
        lambda x, d: (x, d),
        lambda x, d: 0,  # x // d -> 0 for 0 <= x < d
        lambda x, d: (x >= 0) & (x < d),
    ),
    Rule(
        "just below zero",
        m.just_below_zero,
        lambda x, d: (x, d),
        lambda x, d: -1,  # x // d -> -1 for -d <= x < 0
        lambda x, d: (x >= -d) & (x < 0),
    ),
    Rule(
        "multiple of the divisor",
        m.multiple_for_quotient,
        lambda p, d, r: (p * d + r, d),
        lambda p, d, r: p + r // d,  # (p*d + r) // d -> p + r // d
        lambda p, d, r: d != 0,
    ),
    Rule(
        "common constant factor",
        m.constant_factor,
        lambda g, x, c, d: (g * x + c, g * d),
        lambda g, x, c, d: x // d,  # (g*x + c) // (g*d) -> x // d for 0 <= c < g
        lambda g, x, c, d: (d > 0) & (c >= 0) & (c < g),
    ),
    Rule(
        "common factor",
        m.symbolic_factor,
        lambda g, x, d: (g * x, g * d),
        lambda g, x, d: x // d,  # (g*x) // (g*d) -> x // d
        lambda g, x, d: (g != 0) & (d != 0),
    ),
    Rule(
        "quotient of a quotient",
        m.nested_quotient,
        lambda x, a, r, d: (x // a + r, d),
        lambda x, a, r, d: (x + a * r) // (a * d),  # (x//a + r) // d -> (x + a*r) // (a*d)
        lambda x, a, r, d: (a > 0) & (d > 0),
    ),
    Rule(
        "rounding up",
        m.negative_numerator,
        lambda x, d: (-x, d),
        lambda x, d: -((x + d - 1) // d),  # (-x) // d -> -((x + d - 1) // d)
        lambda x, d: d > 0,
    ),
)

#: x % d
MODULO = (
    Rule(
        "zero modulo",
        m.zero,
        lambda d: (0, d),
        lambda d: 0,  # 0 % d -> 0
        lambda d: d != 0,
    ),
    Rule(
        "modulo one",
        m.by_one,
        lambda x: (x, 1),
        lambda x: 0,  # x % 1 -> 0
        lambda x: True,
    ),
    Rule(
        "negative modulus",
        m.negative_divisor,
        lambda x, d: (x, -d),
        lambda x, d: -(-x % d),  # x % -d -> -((-x) % d)
        lambda x, d: d != 0,
    ),
    Rule(
        "less than the modulus",
        m.below_divisor,
        lambda x, d: (x, d),
        lambda x, d: x,  # x % d -> x for 0 <= x < d
        lambda x, d: (x >= 0) & (x < d),
    ),
    Rule(
        "just below zero, modulo",
        m.just_below_zero,
        lambda x, d: (x, d),
        lambda x, d: x + d,  # x % d -> x + d for -d <= x < 0
        lambda x, d: (x >= -d) & (x < 0),
    ),
    Rule(
        "multiple of the modulus",
        m.multiple_for_remainder,
        lambda p, d, r: (p * d + r, d),
        lambda p, d, r: r % d,  # (p*d + r) % d -> r % d
        lambda p, d, r: d != 0,
    ),
    Rule(
        "remainder of a remainder",
        m.nested_remainder,
        lambda k, x, a, r, d: (k * (x % (a * d)) + r, d),
        lambda k, x, a, r, d: (k * x + r) % d,  # (k*(x % (a*d)) + r) % d -> (k*x + r) % d
        lambda k, x, a, r, d: (a > 0) & (d > 0),
    ),
    Rule(
        "common constant factor, modulo",
        m.constant_factor,
        lambda g, x, c, d: (g * x + c, g * d),
        lambda g, x, c, d: g * (x % d) + c,  # (g*x + c) % (g*d) -> g*(x % d) + c
        lambda g, x, c, d: (d > 0) & (c >= 0) & (c < g),
    ),
    Rule(
        "common factor, modulo",
        m.symbolic_factor,
        lambda g, x, d: (g * x, g * d),
        lambda g, x, d: g * (x % d),  # (g*x) % (g*d) -> g*(x % d)
        lambda g, x, d: (g != 0) & (d != 0),
    ),
)

#: a sum in which a quotient meets its remainder, or its numerator; or a maximum what one of its arms lacks
SUM = (
    Rule(
        "quotient and remainder",
        m.remainder_in_sum,
        lambda k, x, d, r: (k * (x % d) + r,),
        lambda k, x, d, r: r - k * d * (x // d) + k * x,  # d*(x//d) + x%d -> x
        lambda k, x, d, r: d != 0,
    ),
    Rule(
        "numerator and quotient",
        m.quotient_in_sum,
        lambda k, x, d, r: (k * d * (x // d) + r,),
        lambda k, x, d, r: r + k * x - k * (x % d),  # x - d*(x//d) -> x%d
        lambda k, x, d, r: d != 0,
    ),
    Rule(
        "what an arm of a maximum lacks",
        m.maximum_in_sum,
        lambda k, t, a, b, m, n, r: (k * (t + m) + r,),
        lambda k, t, a, b, m, n, r: k * n + r,  # t + max(a - t, b) -> max(a, b + t)
        lambda k, t, a, b, m, n, r: _is_max(m, a - t, b) & _is_max(n, a, b + t),
    ),
    Rule(
        "what an arm of a minimum lacks",
        m.minimum_in_sum,
        lambda k, t, a, b, m, n, r: (k * (t + m) + r,),
        lambda k, t, a, b, m, n, r: k * n + r,  # t + min(a - t, b) -> min(a, b + t)
        lambda k, t, a, b, m, n, r: _is_max(-m, t - a, -b) & _is_max(-n, -a, -b - t),
    ),
)

#: x <= 0
LE_ZERO = (
    ZeroRule(
        "an arm is low enough",
        m.arm_not_positive,
        lambda x, y: (x,),
        lambda x, y: True,  # min(a, b) + c <= 0 -> True for a + c <= 0
        lambda x, y: (x <= y) & (y <= 0),
    ),
    ZeroRule(
        "an arm is too high",
        m.arm_positive,
        lambda x, y: (x,),
        lambda x, y: False,  # max(a, b) + c <= 0 -> False for a + c > 0
        lambda x, y: (x >= y) & (y > 0),
    ),
    ZeroRule(
        "tightened",
        m.tightened,
        lambda g, x, c: (g * x + c,),
        lambda g, x, c: x + -(-c // g) <= 0,  # g*x + c <= 0 -> x + ceil(c / g) <= 0
        lambda g, x, c: g > 0,
    ),
    ZeroRule(
        "positive factor",
        m.positive_factor,
        lambda k, x: (k * x,),
        lambda k, x: x <= 0,  # k*x <= 0 -> x <= 0 for k >= 1
        lambda k, x: k > 0,
    ),
    ZeroRule(
        "positive factor, strict",
        m.positive_factor_strict,
        lambda k, x: (k * x + 1,),
        lambda k, x: x < 0,  # k*x < 0 -> x < 0 for k >= 1
        lambda k, x: k > 0,
    ),
    ZeroRule(
        "quotient from above",
        m.quotient_above,
        lambda x, d, r: (x // d - r,),
        lambda x, d, r: x <= d * r + d - 1,  # x // d <= r -> x <= d*r + d - 1
        lambda x, d, r: d > 0,
    ),
    ZeroRule(
        "quotient from below",
        m.quotient_below,
        lambda x, d, r: (r - x // d,),
        lambda x, d, r: x >= d * r,  # x // d >= r -> x >= d*r
        lambda x, d, r: d > 0,
    ),
    ZeroRule(
        "canonical sign",
        m.negative_leading,
        lambda x: (-x,),
        lambda x: (x <= -1) ^ True,  # -x <= 0 -> not x + 1 <= 0
        lambda x: True,
    ),
    ZeroRule(
        "lower end",
        m.never_negative,
        lambda x: (x,),
        lambda x: x == 0,  # x <= 0 -> x == 0 for x >= 0
        lambda x: x >= 0,
    ),
    ZeroRule(
        "upper end",
        m.at_most_one,
        lambda x: (x,),
        lambda x: (x == 1) ^ True,  # x <= 0 -> x != 1 for x <= 1
        lambda x: x <= 1,
    ),
)

#: x == 0
EQ_ZERO = (
    ZeroRule(
        "never a multiple",
        m.not_divisible,
        lambda g, x, c: (g * x + c,),
        lambda g, x, c: False,  # g*x + c == 0 -> False for 0 < c < g
        lambda g, x, c: (c > 0) & (c < g),
    ),
    ZeroRule(
        "common constant factor of a test",
        m.divisible,
        lambda g, x: (g * x,),
        lambda g, x: x == 0,  # g*x == 0 -> x == 0
        lambda g, x: g > 0,
    ),
    ZeroRule(
        "canonical sign of a test",
        m.negative_leading,
        lambda x: (-x,),
        lambda x: x == 0,  # -x == 0 -> x == 0
        lambda x: True,
    ),
    ZeroRule(
        "non-zero factor",
        m.nonzero_factor,
        lambda k, x: (k * x,),
        lambda k, x: x == 0,  # k*x == 0 -> x == 0 for k != 0
        lambda k, x: k != 0,
    ),
    ZeroRule(
        "product is zero",
        m.any_factor,
        lambda k, x: (k * x,),
        lambda k, x: (k == 0) | (x == 0),  # k*x == 0 -> k == 0 or x == 0
        lambda k, x: True,
    ),
    ZeroRule(
        "quotient at its lower end",
        m.quotient_at_low_end,
        lambda x, d, r: (x // d - r,),
        lambda x, d, r: x <= d * r + d - 1,  # x // d == r -> x <= d*r + d - 1 for x >= d*r
        lambda x, d, r: (d > 0) & (x >= d * r),
    ),
    ZeroRule(
        "one of two values",
        m.zero_or_minus_one,
        lambda x: (x,),
        lambda x: (x == -1) ^ True,  # x == 0 -> x != -1 for -1 <= x <= 0
        lambda x: (x >= -1) & (x <= 0),
    ),
)
