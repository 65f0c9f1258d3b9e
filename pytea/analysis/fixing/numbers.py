"""Edits of literals: the number that does not fit becomes the one that does."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterator, Sequence

from pytea.analysis.fixing.literals import value_of
from pytea.analysis.fixing.source import Source
from pytea.analysis.fixing.tracing import literals_behind
from pytea.diagnostics import Fix

_NUMBER = re.compile(r"(?<![\w.])-?\d+(?![\w.])")
#: Numbers of a message that are tried, and the greatest power that equal factors form.
NUMBERS = 8
_POWER = 3


def numbers_in(text: str) -> tuple[int, ...]:
    """Returns the whole numbers of a sentence, each once, as far as they may be sizes."""
    found = dict.fromkeys(int(digits) for digits in _NUMBER.findall(text))
    return tuple(found)[:NUMBERS]


def replaced_numbers(
    source: Source, call: ast.Call, numbers: Sequence[int], known: Sequence[int] = ()
) -> Iterator[Fix]:
    """Yields edits of the arguments of a call that turn one of ``numbers`` into another.

    ``known`` are the values of the first arguments, for those that are no literals. Where such a
    name has its value from a literal elsewhere in the file, that one is changed first.
    """
    values = [*call.args, *(keyword.value for keyword in call.keywords)]
    for index, node in enumerate(values):
        for argument in node.elts if isinstance(node, (ast.Tuple, ast.List)) else (node,):
            value = value_of(argument)
            if value is None and index < len(known) and _is_arithmetic(argument):
                value = known[index]
            for wanted in numbers if value is not None and value in numbers else ():
                if wanted != value and wanted > 0:
                    for literal in literals_behind(source, argument):
                        if literal is not argument and value_of(literal) == value:
                            yield from replaced_value(source, literal, value or 0, wanted)
                    yield from replaced_value(source, argument, value or 0, wanted)


def _is_arithmetic(node: ast.expr) -> bool:
    return isinstance(node, (ast.BinOp, ast.Name, ast.Attribute, ast.Subscript))


def replaced_value(source: Source, node: ast.expr, value: int, wanted: int) -> Iterator[Fix]:
    """Yields edits of an expression that give it another value: of a factor, and of all of it."""
    text = source.source_of(node)
    for old, new in _factors(node, value, wanted):
        inner = re.sub(rf"(?<![\w.]){old}(?![\w.])", str(new), text)
        yield source.replace(node, inner, f"write {inner} for {text}")
    yield source.replace(node, str(wanted), f"write {wanted} for {text}")


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


def product(sizes: Sequence[int]) -> int:
    """Returns the number of elements of a shape."""
    return math.prod(sizes)
