"""Division, remainder and comparison with zero: the rule tables applied, results interned.

This is the engine of `rules.py` and knows no algebra itself.  An operand that depends on conditions is opened first:
the operation is done on each arm, so that `ite(c, 4, 6) // 2` is `ite(c, 2, 3)` and `ite(c, 4, 6) == 4` is `c`.
"""

from collections.abc import Callable

from pytea.symbolic.arena import register
from pytea.symbolic.arms import arms_of, from_arms, map_arms
from pytea.symbolic.atoms import ITE, Comparison, FloorDiv, Mod
from pytea.symbolic.diagram import Choice, leaf_values, map_leaves
from pytea.symbolic.integers import Int, SymInt, atom_int, bounds_of, hooks
from pytea.symbolic.nodes import Bool, literal
from pytea.symbolic.rules import EQ_ZERO, FLOOR_DIV, LE_ZERO, MODULO, SUM, Rule

#: The most arms of an operand whose comparisons, undecided, are told apart.
MAX_UNDECIDED = 8

_quotients: dict[tuple[Int, Int], Int] = register({})
_remainders: dict[tuple[Int, Int], Int] = register({})
_divisions: dict[tuple[type[FloorDiv | Mod], Int, Int], SymInt] = register({})
_below: dict[SymInt, Bool] = register({})
_zero: dict[SymInt, Bool] = register({})
_comparisons: dict[tuple[SymInt, bool], Bool] = register({})


def floor_div(x: Int, d: Int) -> Int:
    """Return x // d, rounded down; raises ZeroDivisionError for the constant 0."""
    return _divide(x, d, FloorDiv, FLOOR_DIV, _quotients, floor_div)


def modulo(x: Int, d: Int) -> Int:
    """Return x % d, with the sign of d; raises ZeroDivisionError for the constant 0."""
    return _divide(x, d, Mod, MODULO, _remainders, modulo)


def _divide(
    x: Int,
    d: Int,
    kind: type[FloorDiv | Mod],
    rules: tuple[Rule, ...],
    memo: dict[tuple[Int, Int], Int],
    again: Callable[[Int, Int], Int],
) -> Int:
    if isinstance(d, int):
        if d == 0:
            raise ZeroDivisionError("integer division or modulo by zero")
        if isinstance(x, int):
            return x // d if kind is FloorDiv else x % d
    key = (x, d)
    result = memo.get(key)
    if result is None:
        result = _divide_arms(x, d, again)
        if result is None:
            result = _apply(x, d, kind, rules)
        memo[key] = result
    return result


def _apply(x: Int, d: Int, kind: type[FloorDiv | Mod], rules: tuple[Rule, ...]) -> Int:
    for rule in rules:
        values = rule.match(x, d)
        if values is not None:
            return rule.result(*values)
    key = (kind, x, d)
    expr = _divisions.get(key)
    if expr is None:
        bounds = kind.bounds((bounds_of(x), bounds_of(d)))
        expr = _divisions[key] = atom_int(kind((x, d), bounds))
    return expr


def _divide_arms(x: Int, d: Int, again: Callable[[Int, Int], Int]) -> Int | None:
    """Divide arm by arm if an operand has arms; an arm that divides by 0 keeps the whole division as it is."""
    arms = arms_of(x) if isinstance(x, SymInt) and x.marks & ITE else x
    divisors = arms_of(d) if isinstance(d, SymInt) and d.marks & ITE else d
    if arms is None or divisors is None or (arms is x and divisors is d):
        return None
    try:
        if divisors is d:
            return from_arms(map_arms(arms, lambda arm: again(arm, d)))
        if arms is x:
            return from_arms(map_arms(divisors, lambda divisor: again(x, divisor)))
    except ZeroDivisionError:
        pass
    return None


def relate(x: SymInt) -> Int:
    """Return an equal polynomial with fewer terms if a quotient meets its remainder, else `x`.

    A rule has fewer terms when all of its result is added up. What is left beside the quotient, or is
    added first, must not be related by itself: it could become what the rule began with, without end.
    """
    result: Int = x
    plainly, hooks.adds_plainly = hooks.adds_plainly, True
    try:
        for rule in SUM:
            values = rule.match(x)
            if values is not None:
                result = rule.result(*values)
                break
    finally:
        hooks.adds_plainly = plainly
    if isinstance(result, SymInt) and len(result.terms) < len(x.terms):
        return relate(result)
    return x if isinstance(result, SymInt) else result


def le_zero(x: Int) -> Bool:
    """Return x <= 0."""
    if isinstance(x, int):
        return x <= 0
    result = _below.get(x)
    if result is None:
        result = _below[x] = _le_zero(x)
    return result


def _le_zero(x: SymInt) -> Bool:
    lo, hi = x.bounds()
    if hi is not None and hi <= 0:
        return True
    if lo is not None and lo > 0:
        return False
    arms = arms_of(x) if x.marks & ITE else None
    if isinstance(arms, Choice) and _few_undecided(arms, le_zero):
        return map_leaves(arms, le_zero)  # type: ignore[return-value]
    for rule in LE_ZERO:
        values = rule.match(x)
        if values is not None:
            return rule.result(*values)
    return _comparison(x, equality=False)


def eq_zero(x: Int) -> Bool:
    """Return x == 0."""
    if isinstance(x, int):
        return x == 0
    result = _zero.get(x)
    if result is None:
        result = _zero[x] = _eq_zero(x)
    return result


def _eq_zero(x: SymInt) -> Bool:
    lo, hi = x.bounds()
    if (lo is not None and lo > 0) or (hi is not None and hi < 0):
        return False
    arms = arms_of(x) if x.marks & ITE else None
    if isinstance(arms, Choice) and _few_undecided(arms, eq_zero):
        return map_leaves(arms, eq_zero)  # type: ignore[return-value]
    for rule in EQ_ZERO:
        values = rule.match(x)
        if values is not None:
            return rule.result(*values)
    return _comparison(x, equality=True)


def _few_undecided(arms: Choice, test: Callable[[Int], Bool]) -> bool:
    """Return whether few arms leave a test open: with many, the diagram of all tests may explode."""
    left = 0
    for arm in leaf_values(arms):
        left += not isinstance(test(arm), bool)  # type: ignore[arg-type]
        if left > MAX_UNDECIDED:
            return False
    return True


def _comparison(poly: SymInt, equality: bool) -> Bool:
    key = (poly, equality)
    cond = _comparisons.get(key)
    if cond is None:
        cond = _comparisons[key] = literal(Comparison(poly, equality))
    return cond


hooks.floor_div = floor_div
hooks.modulo = modulo
hooks.relate = relate
hooks.le_zero = le_zero
hooks.eq_zero = eq_zero
