"""Walking through symbolic values: what they depend on, their bounds under facts, and substitution.

An atom is older than everything that contains it, so all walks go through the reachable atoms in order of their
serials; no walk recurses.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pytea.symbolic import intervals
from pytea.symbolic.arena import register
from pytea.symbolic.arms import from_arms, smax, smin
from pytea.symbolic.atoms import (
    Atom,
    Comparison,
    FloorDiv,
    Ite,
    Max,
    Min,
    Mod,
    Operation,
    Product,
    Symbol,
    Test,
)
from pytea.symbolic.diagram import leaf_values, map_leaves
from pytea.symbolic.folding import eq_zero, floor_div, le_zero, modulo
from pytea.symbolic.integers import Int, SymInt, poly_bounds
from pytea.symbolic.intervals import Bounds
from pytea.symbolic.nodes import Bool, Choice, SymBool, assign, literal, nodes_of
from pytea.symbolic.polynomial import opposite, without_constant

#: Tells that an operand divides by zero; an error only if the result depends on it.
_NO_VALUE = object()

_EVALUATE: dict[type[Operation], Callable[..., Int]] = {
    FloorDiv: floor_div,
    Mod: modulo,
    Min: smin,
    Max: smax,
    Product: lambda a, b: a * b,
}


_symbols: dict[SymInt | SymBool, frozenset[Symbol]] = register({})


@dataclass(frozen=True, slots=True)
class Interval:
    """The integers from `lo` to `hi`, both included; None is unbounded."""

    lo: int | None
    hi: int | None


def _direct_atoms(value: object) -> Iterator[Atom]:
    """Yield the atoms at the top level of an Int, a diagram or an atom's operands."""
    if isinstance(value, SymInt):
        for monomial, _ in value.terms:
            yield from monomial
    elif isinstance(value, SymBool | Choice):
        for item in nodes_of(value):
            yield item.atom
            for leaf in (item.high, item.low):
                if isinstance(leaf, SymInt):
                    yield from _direct_atoms(leaf)
    elif isinstance(value, Operation):
        for arg in value.args:
            yield from _direct_atoms(arg)
    elif isinstance(value, Comparison):
        yield from _direct_atoms(value.poly)
    elif isinstance(value, Ite):
        yield from _direct_atoms(value.diagram)


def dependencies(*values: object) -> list[Atom]:
    """Return every atom inside the values, operands before what contains them."""
    seen: set[Atom] = set()
    stack: list[object] = list(values)
    while stack:
        for atom in _direct_atoms(stack.pop()):
            if atom not in seen:
                seen.add(atom)
                stack.append(atom)
    return sorted(seen, key=lambda atom: atom.serial)


def symbols_of(x: Int | Bool) -> frozenset[Symbol]:
    """Return the symbols inside `x`, at any depth."""
    if not isinstance(x, SymInt | SymBool):
        return frozenset()
    found = _symbols.get(x)
    if found is None:
        atoms = dependencies(x)
        found = _symbols[x] = frozenset(a for a in atoms if isinstance(a, Symbol))
    return found


def atoms_of(cond: Bool) -> tuple[Test, ...]:
    """Return the tests of a condition, oldest first."""
    return tuple(dict.fromkeys(item.atom for item in nodes_of(cond)))


def interval(x: Int, facts: Mapping[SymInt, Bounds] | None = None) -> Interval:
    """Return bounds of `x`.

    `facts` may bound any atom (`atom.expr`) or any sum of terms (a SymInt with constant 0 and a positive first
    coefficient); bounds that contradict each other give an interval with lo > hi.
    """
    if isinstance(x, int):
        return Interval(x, x)
    return Interval(*(bounds_under(x, facts) if facts else x.bounds()))


class _Empty(Exception):
    """The facts leave no value for some part."""


def bounds_under(x: SymInt, facts: Mapping[SymInt, Bounds]) -> Bounds:
    """Return the bounds of `x` under `facts`, as `interval` does; (1, 0) when no value is left."""
    known: dict[Atom, Bounds] = {}
    try:
        for atom in dependencies(x):
            bounds: Bounds = atom.lo, atom.hi
            if isinstance(atom, Operation):
                args = [_poly_under(arg, known, facts) for arg in atom.args]
                bounds = _meet(bounds, atom.bounds(args))
            is_bool = isinstance(atom, Comparison) or (isinstance(atom, Symbol) and atom.is_bool)
            fact = None if is_bool else facts.get(atom.expr)
            known[atom] = bounds if fact is None else _meet(bounds, fact)
        return _poly_under(x, known, facts)
    except _Empty:
        return 1, 0


def _meet(a: Bounds, b: Bounds) -> Bounds:
    lo, hi = bounds = intervals.meet(a, b)
    if lo is not None and hi is not None and lo > hi:
        raise _Empty
    return bounds


def _poly_under(x: Int, known: Mapping[Atom, Bounds], facts: Mapping[SymInt, Bounds]) -> Bounds:
    """Return the bounds of a polynomial whose atoms have the bounds `known`."""
    if isinstance(x, int):
        return x, x
    bounds = _meet(x.bounds(), poly_bounds(x, known.__getitem__))
    form = without_constant(x)
    fact = facts.get(form)
    if fact is None and form.terms[0][1] < 0:
        fact = facts.get(opposite(form))
        fact = None if fact is None else intervals.scaled(fact, -1)
    return bounds if fact is None else _meet(bounds, intervals.plus(fact, (x.const, x.const)))


def substitute(x: Int | Bool, mapping: Mapping[Symbol, Int | Bool]) -> Int | Bool:
    """Return `x` with `mapping[symbol]` for each symbol in it, folded.

    With a number for every symbol this evaluates `x`.  Raises ZeroDivisionError if the value divides by zero.
    """
    atoms = dependencies(x)
    if not any(atom in mapping for atom in atoms):
        return x
    env: dict[Atom, object] = {}
    for atom in atoms:
        env[atom] = _substituted_atom(atom, mapping, env)
    result = _in_diagram(x, env) if isinstance(x, SymBool) else _in_poly(x, env)
    if result is _NO_VALUE:
        raise ZeroDivisionError("integer division or modulo by zero")
    return result  # type: ignore[return-value]


def rewritten(x: Int | Bool, rule: Callable[[SymInt], Int]) -> Int | Bool:
    """Return `x` with `rule` applied to every polynomial in it, innermost first, folded.

    Raises ZeroDivisionError if the value divides by zero then.
    """
    env: dict[Atom, object] = {}
    for atom in dependencies(x):
        env[atom] = _rewritten_atom(atom, env, rule)
    result = _in_diagram(x, env) if isinstance(x, SymBool) else _ruled(x, env, rule)
    if result is _NO_VALUE:
        raise ZeroDivisionError("integer division or modulo by zero")
    return result  # type: ignore[return-value]


def _rewritten_atom(atom: Atom, env: dict[Atom, object], rule: Callable[[SymInt], Int]) -> object:
    if isinstance(atom, Symbol | Ite):
        return _substituted_atom(atom, {}, env)
    if isinstance(atom, Comparison):
        poly = _ruled(atom.poly, env, rule)
        if poly is _NO_VALUE:
            return _NO_VALUE
        return (eq_zero if atom.equality else le_zero)(poly)  # type: ignore[arg-type]
    assert isinstance(atom, Operation)
    args = [_ruled(arg, env, rule) for arg in atom.args]
    if any(arg is _NO_VALUE for arg in args):
        return _NO_VALUE
    try:
        return _EVALUATE[type(atom)](*args)
    except ZeroDivisionError:
        return _NO_VALUE


def _ruled(x: object, env: Mapping[Atom, object], rule: Callable[[SymInt], Int]) -> object:
    result = _in_poly(x, env)
    return rule(result) if isinstance(result, SymInt) else result


def _substituted_atom(
    atom: Atom, mapping: Mapping[Symbol, Int | Bool], env: dict[Atom, object]
) -> object:
    """Return the value of `atom`: a Bool for a test, else an Int."""
    if isinstance(atom, Symbol):
        return mapping.get(atom, _itself(atom))
    if isinstance(atom, Ite):
        arms = _in_diagram(atom.diagram, env)
        return arms if arms is _NO_VALUE else from_arms(arms)  # type: ignore[arg-type]
    if isinstance(atom, Comparison):
        poly = _in_poly(atom.poly, env)
        if poly is _NO_VALUE:
            return _NO_VALUE
        return (eq_zero if atom.equality else le_zero)(poly)  # type: ignore[arg-type]
    assert isinstance(atom, Operation)
    args = [_in_poly(arg, env) for arg in atom.args]
    if any(arg is _NO_VALUE for arg in args):
        return _NO_VALUE
    try:
        return _EVALUATE[type(atom)](*args)
    except ZeroDivisionError:
        return _NO_VALUE


def _itself(symbol: Symbol) -> Int | Bool:
    return literal(symbol) if symbol.is_bool else symbol.expr


def _in_poly(x: object, env: Mapping[Atom, object]) -> object:
    if not isinstance(x, SymInt):
        return x
    result: Int = x.const
    for monomial, coefficient in x.terms:
        product: Int = coefficient
        for atom in monomial:
            value = env[atom]
            if value is _NO_VALUE:
                return _NO_VALUE
            product = product * value  # type: ignore[operator]
        result = result + product
    return result


def _in_diagram(value: object, env: Mapping[Atom, object]) -> object:
    """Substitute in the tests and the leaves of a diagram; arms that cannot be reached need no value."""
    undefined = [atom for atom in _tests(value) if env[atom] is _NO_VALUE]
    fixed = assign(value, {atom: env[atom] for atom in _tests(value) if env[atom] is not _NO_VALUE})
    if undefined and set(_tests(fixed)) & set(undefined):
        return _NO_VALUE
    return _map_reached(fixed, env)


def _tests(value: object) -> Iterable[Test]:
    return dict.fromkeys(item.atom for item in nodes_of(value))


def _map_reached(value: object, env: Mapping[Atom, object]) -> object:
    found = {id(leaf): _in_poly(leaf, env) for leaf in leaf_values(value)}
    if any(result is _NO_VALUE for result in found.values()):
        return _NO_VALUE

    def substituted(leaf: object) -> object:
        return found[id(leaf)]

    return map_leaves(value, substituted)
