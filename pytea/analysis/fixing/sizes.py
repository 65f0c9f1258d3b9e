"""Edits of the sizes with which a tensor was made or repeated on its way to a fault."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from pytea.analysis.fixing.literals import value_of
from pytea.analysis.fixing.numbers import at_odds, changed_value, numbers_of
from pytea.analysis.fixing.operands import Shape, is_function, name_of, shapes_in
from pytea.analysis.fixing.source import Source
from pytea.analysis.fixing.tracing import Files, function_around
from pytea.diagnostics import Diagnostic, Fix

_MAKING = frozenset(
    ["zeros", "ones", "empty", "full", "rand", "randn", "randint", "eye", "arange", "hann_window",
     "hamming_window", "new_zeros", "new_ones", "new_empty", "new_full"]
)  # fmt: skip
_REPEATING = frozenset(["repeat", "expand", "tile"])
_ABOUT_SHAPES = ("shape-mismatch", "not-broadcastable", "index-out-of-range")
#: What tells which of two shapes is the right one: the first.
_EXPECTED = re.compile(r"expected .*size \(.*\), got \(")
#: Names that may tell the size of the batch.
_NAMES = 3


def of_made(
    diagnostic: Diagnostic, calls: Sequence[tuple[Source, ast.Call, str]], files: Files
) -> Iterator[Fix]:
    """Yields edits of the sizes of the calls that made tensors; with each stands what it gave.

    Where either of two tensors could be made like the other, nobody knows which one is wrong, unless
    the message says what was expected.
    """
    if diagnostic.code not in _ABOUT_SHAPES:
        return
    for pair in at_odds(diagnostic.message):
        expected = _EXPECTED.search(diagnostic.message) is not None
        ways = [
            [fix for call in calls for fix in _with_size(*call, value, wanted, files)]
            for value, wanted in ((pair[::-1],) if expected else (pair, pair[::-1]))
        ]
        if expected or not all(ways):
            yield from (fix for way in ways for fix in way)


def _with_size(
    source: Source, call: ast.Call, told: str, value: int, wanted: int, files: Files
) -> Iterator[Fix]:
    """Yields edits with which a size is another one."""
    shapes = shapes_in(told)
    if name_of(call) not in _MAKING or not shapes:
        return
    sizes = _sizes(call)
    known = _known(name_of(call), sizes, shapes[-1]) or [-1] * len(sizes)
    for size, number in zip(sizes, known, strict=True):
        if value_of(size) == value or (value_of(size) is None and number == value):
            yield from changed_value(source, size, value, wanted, files)


def _sizes(call: ast.Call) -> list[ast.expr]:
    """Returns the expressions of the sizes that a call names."""
    named = [k.value for k in call.keywords if k.arg == "size"]
    given = named or [a for a in call.args if not isinstance(a, ast.Starred)]
    listed = next((a for a in given if isinstance(a, (ast.Tuple, ast.List))), None)
    return given if listed is None else [*listed.elts]


def _known(name: str, sizes: list[ast.expr], shape: Shape) -> list[int]:
    """Returns the values of the sizes, as far as the shape of the result tells them."""
    if name in ("eye", "hann_window", "hamming_window") or (name == "arange" and len(sizes) == 1):
        shape = shape[:1] * len(sizes)
    if len(sizes) != len(shape):
        return []
    return [-1 if size is None else size for size in shape]


def of_batch_size(
    diagnostic: Diagnostic, source: Source, call: ast.Call, told: str
) -> Iterator[Fix]:
    """Yields edits with which what is made or repeated for a batch has the size of a real one."""
    name, shapes = name_of(call), shapes_in(told)
    if name not in _MAKING | _REPEATING or not shapes:
        return
    sizes = _sizes(call)
    known = _known(name, sizes, shapes[-1])
    full = dict((*diagnostic.facts, *diagnostic.witness)).get("batch_size")
    names = [*dict.fromkeys(_with_batch(source, call))][:_NAMES]
    for size, value in zip(sizes, known, strict=False):
        if value == full or value in numbers_of(diagnostic.message):
            for name in names:
                title = f"take the batch size from {name}"
                yield source.replace(size, f"{name}.size(0)", title)


def _with_batch(source: Source, call: ast.Call) -> Iterator[str]:
    """Yields the names that may be batches: what a method is called on, else the parameters."""
    if isinstance(call.func, ast.Attribute) and not is_function(call):
        receiver = call.func.value
        if isinstance(receiver, ast.Name) and name_of(call) not in _REPEATING:
            yield receiver.id
    function = function_around(source, call)
    if function is not None:
        yield from (p.arg for p in function.args.args if p.arg != "self")
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and node.end_lineno is not None:
                names = (t.id for t in node.targets if isinstance(t, ast.Name))
                yield from names if node.end_lineno < call.lineno else ()
