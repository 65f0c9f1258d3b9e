"""Square roots of sizes: ``h = w = int(N ** 0.5)`` for the tokens of a square grid.

The root itself is a number that is not followed; the integer that ``int`` makes of it is a symbol ``s``
with ``s*s <= N <= s*s + 2*s``, the same one wherever the root of ``N`` is taken.
"""

from __future__ import annotations

import math

from pytea.machine.machine import Machine
from pytea.solver import Verdict
from pytea.symbolic import Int, SymInt, SymKind, fresh_int, render, sprod, symbols_of
from pytea.values.unknown import Unknown


def square_root(m: Machine, square: SymInt) -> Unknown:
    """Returns the square root of a size; ``whole_root`` knows what ``int`` makes of it."""
    root = Unknown("the square root of a symbolic size", "float")
    m.program.roots[root.serial] = square
    return root


def whole_root(m: Machine, root: Unknown) -> Int | None:
    """Returns the integer part of a square root; None for a number that is none."""
    square = m.program.roots.get(root.serial)
    return None if square is None else integer_root(m, square)


def integer_root(m: Machine, square: Int) -> Int | None:
    """Returns ``math.isqrt``; None for a symbolic size that depends on anything but inputs."""
    if isinstance(square, int):
        return math.isqrt(square) if square >= 0 else None
    exact = _exact_root(square)
    if exact is not None and m.verdict(exact >= 0) is Verdict.HOLDS:
        return exact
    if any(symbol.kind is not SymKind.INPUT for symbol in symbols_of(square)):
        return None
    if m.verdict(square >= 0) is not Verdict.HOLDS:
        return None
    if square.serial not in m.program.whole_roots:
        least = 1 if m.verdict(square >= 1) is Verdict.HOLDS else 0
        fresh = fresh_int(f"isqrt({render(square)})", SymKind.INPUT, least)
        m.program.whole_roots[square.serial] = (fresh, square)
    root, _ = m.program.whole_roots[square.serial]
    for fact in (root * root <= square, square <= root * root + 2 * root):
        m.state.learn(fact)
        if not isinstance(fact, bool):
            m.program.granted.add(fact)
    return root


def _exact_root(square: SymInt) -> Int | None:
    """Returns ``3*h`` for ``9*h*h``; None where no monomial squared is the size."""
    if square.const or len(square.terms) != 1:
        return None
    monomial, factor = square.terms[0]
    root = math.isqrt(factor) if factor > 0 else 0
    if root * root != factor or monomial[::2] != monomial[1::2]:
        return None
    return root * sprod(atom.expr for atom in monomial[::2])
