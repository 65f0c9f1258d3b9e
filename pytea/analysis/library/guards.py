"""Requirements as a user writes them, and under which condition they hold."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pytea.analysis.library.factors import in_factors
from pytea.analysis.library.units import conjuncts
from pytea.symbolic import Bool, Comparison, Symbol, SymBool, atoms_of, negate, render_whole
from pytea.symbolic.nodes import assign, literal

#: What ends a requirement that holds under a condition only, so that it is an expression.
OTHERWISE = " else True"
#: Conditions that are told apart in one requirement.
_MOST = 6


def requirements(conds: Iterable[SymBool]) -> tuple[tuple[str, ...], int]:
    """Returns the texts of conditions: ``dim == C``, or ``N == 4 if pool == 'flat' else True``.

    And how many take too many characters to be written out.
    """
    under: dict[SymBool, Bool] = {}
    for cond in conds:
        for part, guard in _parts(cond):
            under[part] = under.get(part, False) | guard
    texts = [_guarded(part, guard) for part, guard in under.items()]
    return tuple(dict.fromkeys(text for text in texts if text is not None)), texts.count(None)


def _guarded(part: Bool, guard: Bool) -> str | None:
    """Returns the text of what is demanded under a choice."""
    text, under = condition_text(part), guard_text(guard)
    if text is None or under is None:
        return None
    return text if guard is True else f"{_wrapped(text)} if {under}{OTHERWISE}"


def _parts(cond: SymBool) -> list[tuple[SymBool, Bool]]:
    """Returns what a condition demands, and under which choices."""
    leaves = _leaves(cond, True)
    if len(leaves) < 2 or len(leaves) > _MOST or any(rest is False for _, rest in leaves):
        return [(cond, True)]
    return [(part, guard) for guard, rest in leaves for part in conjuncts(rest)]


def _wrapped(text: str) -> str:
    return f"({text})" if " or " in text or " if " in text else text


def _leaves(cond: Bool, guard: Bool) -> list[tuple[Bool, Bool]]:
    """Returns what is left of a condition for each answer to the choices that it begins with."""
    tests = [a for a in atoms_of(cond) if isinstance(a, Symbol)] if guard is not False else []
    if not tests:
        return [] if guard is False else [(guard, cond)]
    test = literal(tests[0])
    return [
        *_leaves(assign(cond, {tests[0]: True}), guard & test),  # type: ignore[arg-type]
        *_leaves(assign(cond, {tests[0]: False}), guard & negate(test)),  # type: ignore[arg-type]
    ]


def guard_text(guard: Bool) -> str | None:
    """Returns a condition in which ``not a == 'b'`` is ``a != 'b'``; None when it is too long."""
    text = render_whole(guard)
    return None if text is None else _NOT_EQUAL.sub(r"\1 != ", text)


def condition_text(cond: Bool) -> str | None:
    """Returns a condition as a user writes it: ``N <= 5000`` and not ``N < 5001``; None when it is too long."""
    least = _above_least(cond)
    if least is not None:
        return f"{least.name} >= {(least.lo or 0) + 1}"
    whole = render_whole(in_factors(cond))
    if whole is None:
        return None
    text = _BELOW.sub(lambda found: f"<= {int(found[1]) - 1}", whole)
    return _NOT_EQUAL.sub(r"\1 != ", text)


def _above_least(cond: Bool) -> Symbol | None:
    """Returns the symbol of which ``cond`` says that it is not the least that it can be."""
    if not isinstance(cond, SymBool) or cond.high is not False or cond.low is not True:
        return None
    atom = cond.atom
    if not isinstance(atom, Comparison) or not atom.equality or len(atom.poly.terms) != 1:
        return None
    monomial, factor = atom.poly.terms[0]
    symbol = monomial[0]
    if len(monomial) != 1 or abs(factor) != 1 or not isinstance(symbol, Symbol):
        return None
    return symbol if symbol.lo is not None and atom.poly.const == -factor * symbol.lo else None


_BELOW = re.compile(r"(?<![<>=!])< (\d+)\b(?! *[*/+%-])")
_NOT_EQUAL = re.compile(r"\bnot ([\w.]+) == ")
