"""Walking through symbolic values: what they depend on, their bounds under facts, and substitution.

An atom is older than everything that contains it, so all walks go through the reachable atoms in order of their
serials; no walk recurses.
"""

from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter

from pytea.records import immutable
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
from pytea.symbolic.nodes import Bool, Choice, SymBool, assign, nodes_of
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
_operands: dict[Atom, tuple[Atom, ...]] = register({})
_closures: dict[SymInt | SymBool, tuple[Atom, ...]] = register({})

#: More atoms than these are collected every time: remembering those of a growing guard would take quadratic memory.
_REMEMBERED_ATOMS = 64


@immutable()
class Interval:
    """The integers from `lo` to `hi`, both included; None is unbounded."""

    lo: int | None
    hi: int | None


def _direct_atoms(value: object) -> Iterator[Atom]:
    """Yield the atoms at the top level of an Int, a diagram or an atom's operands."""
    kind = type(value)
    if kind is SymInt:
        for monomial, _ in value.terms:  # type: ignore[attr-defined]
            yield from monomial
    elif kind is SymBool or kind is Choice:
        for item in nodes_of(value):
            yield item.atom
            for leaf in (item.high, item.low):
                if type(leaf) is SymInt:
                    yield from _direct_atoms(leaf)
    elif isinstance(value, Operation):
        for arg in value.args:
            yield from _direct_atoms(arg)
    elif kind is Comparison:
        yield from _direct_atoms(value.poly)  # type: ignore[attr-defined]
    elif kind is Ite:
        yield from _direct_atoms(value.diagram)  # type: ignore[attr-defined]


def operands_of(atom: Atom) -> tuple[Atom, ...]:
    """Return the atoms that `atom` is made of, each once; none for a symbol."""
    if type(atom) is Symbol:
        return ()
    found = _operands.get(atom)
    if found is None:
        found = _operands[atom] = tuple(dict.fromkeys(_direct_atoms(atom)))
    return found


def dependencies(*values: object) -> tuple[Atom, ...]:
    """Return every atom inside the values, operands before what contains them."""
    if len(values) == 1:
        return _dependencies(values[0])
    seen: set[Atom] = set()
    for value in values:
        seen.update(_dependencies(value))
    return tuple(sorted(seen, key=_serial_of))


def _dependencies(value: object) -> tuple[Atom, ...]:
    remembered = type(value) is SymInt or type(value) is SymBool
    found = _closures.get(value) if remembered else None  # type: ignore[call-overload]
    if found is None:
        found = _collected(value)
        if remembered and len(found) <= _REMEMBERED_ATOMS:
            _closures[value] = found  # type: ignore[index]
    return found


def _collected(value: object) -> tuple[Atom, ...]:
    seen = set(_direct_atoms(value))
    stack = list(seen)
    while stack:
        for atom in operands_of(stack.pop()):
            if atom not in seen:
                seen.add(atom)
                stack.append(atom)
    return tuple(sorted(seen, key=_serial_of))


_serial_of = attrgetter("serial")


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
    env: dict[Atom, object] = {}
    for atom in dependencies(x):
        if type(atom) is Symbol:
            if atom in mapping:
                env[atom] = mapping[atom]
        elif any(operand in env for operand in operands_of(atom)):
            env[atom] = _substituted_atom(atom, env)
    if not env:
        return x
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
        if type(atom) is not Symbol:
            env[atom] = _rewritten_atom(atom, env, rule)
    result = _in_diagram(x, env) if isinstance(x, SymBool) else _ruled(x, env, rule)
    if result is _NO_VALUE:
        raise ZeroDivisionError("integer division or modulo by zero")
    return result  # type: ignore[return-value]


def _rewritten_atom(atom: Atom, env: dict[Atom, object], rule: Callable[[SymInt], Int]) -> object:
    if isinstance(atom, Ite):
        return _substituted_atom(atom, env)
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


def _substituted_atom(atom: Atom, env: Mapping[Atom, object]) -> object:
    """Return the value of `atom`, some operand of which has another value: a Bool for a test, else an Int."""
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


def _in_poly(x: object, env: Mapping[Atom, object]) -> object:
    """Return a polynomial with the values of `env`; atoms that have none there stay."""
    if type(x) is not SymInt:
        return x
    result: Int = x.const
    for monomial, coefficient in x.terms:
        product: Int = coefficient
        for atom in monomial:
            value = env.get(atom, atom)
            if value is _NO_VALUE:
                return _NO_VALUE
            product = product * (atom.expr if value is atom else value)  # type: ignore[operator]
        result = result + product
    return result


def _in_diagram(value: object, env: Mapping[Atom, object]) -> object:
    """Substitute in the tests and the leaves of a diagram; arms that cannot be reached need no value."""
    known: dict[Test, object] = {}
    undefined: set[Test] = set()
    for item in nodes_of(value):
        if item.atom in env:
            truth = env[item.atom]
            if truth is _NO_VALUE:
                undefined.add(item.atom)
            else:
                known[item.atom] = truth
    fixed = assign(value, known) if known else value
    if undefined and any(item.atom in undefined for item in nodes_of(fixed)):
        return _NO_VALUE
    return _map_reached(fixed, env)


def _map_reached(value: object, env: Mapping[Atom, object]) -> object:
    found = {id(leaf): _in_poly(leaf, env) for leaf in leaf_values(value)}
    if any(result is _NO_VALUE for result in found.values()):
        return _NO_VALUE
    if not any(type(leaf) is SymInt for leaf in leaf_values(value)):
        return value

    def substituted(leaf: object) -> object:
        return found[id(leaf)]

    return map_leaves(value, substituted)
