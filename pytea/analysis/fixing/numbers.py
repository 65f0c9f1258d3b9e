"""Edits of literals: the number that does not fit becomes the one that does."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from pytea.analysis.fixing.literals import value_of
from pytea.analysis.fixing.source import Source
from pytea.analysis.fixing.tracing import (
    Files,
    Literal,
    given_for,
    literals_behind,
    names_for,
)
from pytea.diagnostics import Fix

_NUMBER = re.compile(r"(?<![\w.])-?\d+(?![\w.]|-d)")
_SHAPE = re.compile(r"\([^()]*\)")
#: Numbers of a message that are tried, and the greatest power that equal factors form.
NUMBERS = 8
_POWER = 3
#: By how much a number may be too small or too large to be counted wrong.
_STEPS = 2
#: Divisors that are tried for a number that does not divide.
_DIVISORS = 3


def numbers_of(text: str) -> tuple[int, ...]:
    """Returns the whole numbers of a sentence, each once, as far as they may be at odds.

    Those inside of shapes are left out where the sentence names others, or where two shapes of as
    many sizes differ only in some.
    """
    outside = _numbers(_SHAPE.sub("", text))
    if len(outside) > 1:
        return outside
    for left, right in combinations([_numbers_at(found) for found in _SHAPE.findall(text)], 2):
        if len(left) == len(right) and left != right:
            differ = [pair for pair in zip(left, right, strict=True) if pair[0] != pair[1]]
            pairs = [pair for pair in differ if 1 not in pair] or differ
            return tuple(dict.fromkeys(number for pair in pairs for number in pair))[:NUMBERS]
    return _numbers(text)


def at_odds(text: str) -> list[tuple[int, int]]:
    """Returns the pairs of numbers of a sentence of which one should be the other.

    Of two shapes these are the sizes that differ, aligned as broadcasting does.
    """
    outside = _numbers(_SHAPE.sub("", text))
    if len(outside) > 1:
        return list(combinations(outside, 2))[:NUMBERS]
    shapes = [_numbers_at(found) for found in _SHAPE.findall(text)]
    for left, right in combinations(shapes, 2):
        pairs = [*zip(reversed(left), reversed(right), strict=False)]
        differ = [pair for pair in pairs if pair[0] != pair[1]]
        if differ:
            return [pair for pair in differ if 1 not in pair] or differ
    return []


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(_numbers_at(text)))[:NUMBERS]


def _numbers_at(text: str) -> list[int]:
    return [int(digits) for digits in _NUMBER.findall(text)]


def divisors_near(number: int, wanted: int) -> list[int]:
    """Returns the divisors of a number nearest to another one."""
    divisors = [part for part in range(1, min(number, 4096) + 1) if number % part == 0]
    return sorted(divisors, key=lambda part: (abs(part - wanted), part))[:_DIVISORS]


def replaced_numbers(
    source: Source,
    call: ast.Call,
    numbers: Sequence[int],
    known: Sequence[int] = (),
    files: Files = (),
) -> Iterator[Fix]:
    """Yields edits of the arguments of a call that turn one of ``numbers`` into another.

    ``known`` are the values of the first arguments, for those that are no literals. Where such a
    name has its value from a literal elsewhere in the files, that one is changed first.
    """
    values = [*call.args, *(keyword.value for keyword in call.keywords)]
    for index, node in enumerate(values):
        for argument in node.elts if isinstance(node, (ast.Tuple, ast.List)) else (node,):
            value = value_of(argument)
            if value is None and index < len(known) and _is_arithmetic(argument):
                value = known[index]
            for wanted in numbers if value is not None and value in numbers else ():
                if wanted != value and wanted > 0:
                    yield from changed_value(source, argument, value or 0, wanted, files)


def changed_value(
    source: Source, argument: ast.expr, value: int, wanted: int, files: Files
) -> Iterator[Fix]:
    """Yields edits that give an argument another value: where that comes from, then in its place."""
    if wanted <= 0:
        return
    for literal in literals_behind(source, argument, files):
        if literal.node is not argument and value_of(literal.node) == value:
            yield from replaced_value(literal.source, literal.node, value, wanted)
    givens = [*given_for(source, argument, files)]
    for given in (Literal(source, argument), *givens):
        for name in names_for(given.source, given.node, wanted, files):
            yield given.source.replace(given.node, name, f"write {name} for {_text(given)}")
    for given in givens:
        if isinstance(given.node, ast.BinOp) and value_of(given.node) is None:
            yield from replaced_value(given.source, given.node, value, wanted)
    yield from replaced_value(source, argument, value, wanted)


def _text(literal: Literal) -> str:
    return literal.source.source_of(literal.node)


def _is_arithmetic(node: ast.expr) -> bool:
    return isinstance(node, (ast.BinOp, ast.Name, ast.Attribute, ast.Subscript, ast.Call))


def replaced_value(source: Source, node: ast.expr, value: int, wanted: int) -> Iterator[Fix]:
    """Yields edits of an expression that give it another value: of a factor, and of all of it."""
    text = source.source_of(node)
    again = wanted // value if value > 0 and wanted % value == 0 else 1
    repeated = again > 1 and isinstance(node, ast.BinOp) and again in _product(node)
    texts = [f"{text} * {again}"] if repeated else []
    texts += [*_shifted(source, node, text, wanted - value)]
    texts += [*_rewritten(text, node, value, wanted)]
    # of products that are equal, the first one
    meant = {_meaning(each): each for each in reversed(texts)}
    for inner in reversed(meant.values()):
        yield source.replace(node, inner, f"write {inner} for {text}")
    yield source.replace(node, str(wanted), f"write {wanted} for {text}")


def _meaning(text: str) -> tuple[int, tuple[str, ...]]:
    """Returns the number and the names that a product consists of; else the text itself."""
    waiting, number, names = [ast.parse(f"({text})", mode="eval").body], 1, []
    while waiting:
        match waiting.pop():
            case ast.BinOp(left=left, op=ast.Mult(), right=right):
                waiting += [left, right]
            case ast.Constant(value=int(factor)):
                number *= factor
            case other:
                names.append(ast.unparse(other))
    return number, tuple(sorted(names))


def _shifted(source: Source, node: ast.expr, text: str, by: int) -> Iterator[str]:
    """Yields the text of an expression that gives a little more or less."""
    match node:
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as op, right=ast.Constant(value=int(n))):
            by += n if isinstance(op, ast.Add) else -n
            text = source.source_of(left)
        case ast.BinOp(op=ast.Add() | ast.Sub()):
            return
        case _ if not _is_arithmetic(node) or abs(by) > _STEPS:
            return
    yield text if not by else f"{text} {'+' if by > 0 else '-'} {abs(by)}"


def _rewritten(text: str, node: ast.expr, value: int, wanted: int) -> Iterator[str]:
    """Yields the text of an expression with one factor changed, left out or added."""
    for old, new in _factors(node, value, wanted):
        if new == 1 and text.endswith((f" // {old}", f" * {old}")):
            yield text.removesuffix(f" // {old}").removesuffix(f" * {old}")
        elif new == 1 and f"{old} * " in text:
            yield text.replace(f"{old} * ", "", 1)
        else:
            yield re.sub(rf"(?<![\w.]){old}(?![\w.])", str(new), text)
    if value_of(node) is not None or value <= 0:
        return
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        yield from _one_more(text, node, value, wanted)
    is_product = not isinstance(node, ast.BinOp) or isinstance(node.op, ast.Mult)
    if is_product and wanted % value == 0:
        yield f"{wanted // value} * {text}"
    if is_product and value % wanted == 0 and value // wanted not in _product(node):
        yield f"{text} // {value // wanted}"


def _one_more(text: str, node: ast.BinOp, value: int, wanted: int) -> Iterator[str]:
    """Yields a product in which a name counts one more or one less."""
    if value == wanted or value % abs(wanted - value):
        return
    step = "+ 1" if wanted > value else "- 1"
    for side in (node.right, node.left):
        if isinstance(side, (ast.Name, ast.Attribute)):
            name = ast.unparse(side)
            yield re.sub(rf"(?<![\w.]){re.escape(name)}(?![\w.])", f"({name} {step})", text)


def _factors(node: ast.expr, value: int, wanted: int) -> Iterator[tuple[int, int]]:
    """Yields (old, new) factors with which a product gets the value that is wanted."""
    factors = [item for item in _product(node) if item > 1]
    for factor in dict.fromkeys(factors):
        power = factors.count(factor)
        whole, rest = divmod(wanted * factor**power, value) if value else (0, 1)
        if rest or power > _POWER or whole <= 0:
            continue
        root = round(whole ** (1 / power))
        if root**power == whole and len(factors) > power - 1 and isinstance(node, ast.BinOp):
            yield factor, root
    yield from _divided(node, value, wanted)


def _divided(node: ast.expr, value: int, wanted: int) -> Iterator[tuple[int, int]]:
    """Yields (old, new) for the divisor of a quotient."""
    match node:
        case ast.BinOp(op=ast.FloorDiv(), right=ast.Constant(value=int(divisor))):
            if wanted and (value * divisor) % wanted == 0:
                yield divisor, value * divisor // wanted


def _product(node: ast.expr) -> Iterator[int]:
    match node:
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            yield from _product(left)
            yield from _product(right)
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            base, power = value_of(left), value_of(right)
            if base is not None and power is not None and 0 < power <= _POWER:
                yield from [base] * power
        case ast.Constant(value=int(number)):
            yield number
