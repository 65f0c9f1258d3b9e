"""Edits of the calls that made a layer: its sizes, its number of dims, where its batch is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from pytea.analysis.fixing.exchanges import swapped
from pytea.analysis.fixing.literals import value_of
from pytea.analysis.fixing.numbers import (
    divisors_near,
    numbers_of,
    replaced_numbers,
    replaced_value,
)
from pytea.analysis.fixing.operands import keywords_of, name_of, shapes_in
from pytea.analysis.fixing.source import Source
from pytea.analysis.fixing.tracing import Files, literals_behind, made_by
from pytea.diagnostics import Diagnostic, Fix

_CONSTRUCTOR = re.compile(r"nn\.\w+\(([\d, ]*)\)")
_RECURRENT = ("LSTM", "GRU", "RNN", "MultiheadAttention", "TransformerEncoderLayer",
              "TransformerDecoderLayer", "Transformer")  # fmt: skip
_IS_RECURRENT = re.compile(r": nn\.(?:LSTM|GRU|RNN)\(")
_PADDING = ("pad_sequence", "pack_padded_sequence", "pad_packed_sequence")
_ABOUT_SIZES = ("shape-mismatch", "not-broadcastable", "loss-broadcast")
_GOT_DIMS = re.compile(r"got (\d)D input|\d-d, got (\d)-d")
_CLASSES = re.compile(r"^target (\d+) is out of bounds for (\d+) classes")
_ENDS_WITH_LAYER = re.compile(r"F\.(linear|conv\w*|embedding) in ")
_OUTPUTS = ("out_features", "out_channels", "embedding_dim")
_OF_DIMS = re.compile(r"[123]d$")


def behind(source: Source, call: ast.Call) -> Iterator[ast.Call]:
    """Yields the calls that made what a call calls: ``nn.GRU(...)`` for ``self.gru(x)``."""
    for made in made_by(source, call.func):
        if isinstance(made, ast.Call):
            yield made
            yield from _stacked(source, made)


def _stacked(source: Source, made: ast.Call) -> Iterator[ast.Call]:
    """Yields the layer of which a stack is made: ``layer`` in ``nn.TransformerEncoder(layer, 6)``."""
    if name_of(made) in ("TransformerEncoder", "TransformerDecoder"):
        for layer in made.args[:1]:
            yield from ([layer] if isinstance(layer, ast.Call) else _bound_calls(source, layer))


def _bound_calls(source: Source, node: ast.expr) -> list[ast.Call]:
    """Returns the calls whose result a name is bound to."""
    return [made for made in made_by(source, node) if isinstance(made, ast.Call)]


def of_layer(
    diagnostic: Diagnostic, source: Source, made: ast.Call, told: str, files: Files
) -> Iterator[Fix]:
    """Yields edits of the call that made a layer, which ``told`` names with its sizes."""
    match = _CONSTRUCTOR.search(told)
    is_layer = match is not None if told else name_of(made)[:1].isupper()
    if is_layer and diagnostic.code in _ABOUT_SIZES and not _lacks_dim(diagnostic):
        known = [int(digits) for digits in match[1].split(",") if digits.strip()] if match else []
        numbers = numbers_of(diagnostic.message)
        yield from swapped(source, made, numbers, known)
        yield from replaced_numbers(source, made, numbers, known, files)
        yield from _dims(diagnostic, source, made)


def of_outputs(
    diagnostic: Diagnostic, source: Source, call: ast.Call, told: str, files: Files
) -> Iterator[Fix]:
    """Yields edits of the layer that a call ends with, so that it gives another number of features."""
    classes = _CLASSES.search(diagnostic.message)
    if _ENDS_WITH_LAYER.search(told) is None or not (classes or diagnostic.code in _ABOUT_SIZES):
        return
    numbers = numbers_of(diagnostic.message)
    if classes is not None:
        numbers = (int(classes[2]), int(classes[1]) + 1)
    for made in behind(source, call):
        layer = _last_layer(made)
        values = [*layer.args[1:2], *(k.value for k in layer.keywords if k.arg in _OUTPUTS)]
        for value in values:
            call_of_it = ast.Call(layer.func, [value], [])
            yield from replaced_numbers(source, call_of_it, numbers, _given(told), files)


def _given(told: str) -> list[int]:
    """Returns the features or channels of what a layer gives, as a note tells them."""
    shapes = shapes_in(told)
    if not shapes:
        return []
    size = shapes[-1][1] if "F.conv" in told and len(shapes[-1]) > 2 else shapes[-1][-1]
    return [] if size is None else [size]


def _last_layer(made: ast.Call) -> ast.Call:
    """Returns the last layer of a Sequential, or the layer itself."""
    if name_of(made) != "Sequential":
        return made
    layers = [item for item in made.args if isinstance(item, ast.Call)]
    sized = [layer for layer in layers if layer.args and not name_of(layer).startswith("Batch")]
    return sized[-1] if sized else made


def _lacks_dim(diagnostic: Diagnostic) -> bool:
    """Returns whether the batch was taken for the channels: then these are not the mistake."""
    told = shapes_in(diagnostic.message)
    return "channels" in diagnostic.message and len(told) == 2 and len(told[0]) < len(told[1])


def of_batch(source: Source, made: ast.Call, told: str = "") -> Iterator[Fix]:
    """Yields the edit with which a recurrent layer, or what pads for one, has the batch first.

    ``told`` names the layer where the call does not, as in ``cells[kind](...)``.
    """
    known = name_of(made) in (*_RECURRENT, *_PADDING) or _IS_RECURRENT.search(told) is not None
    if known and "batch_first" not in keywords_of(made):
        yield source.add_argument(made, "batch_first=True")


def of_direction(diagnostic: Diagnostic, source: Source, call: ast.Call) -> Iterator[Fix]:
    """Yields the edit with which a recurrent layer on the way runs in both directions."""
    numbers = numbers_of(diagnostic.message)
    if diagnostic.code == "shape-mismatch" and any(2 * number in numbers for number in numbers):
        for made in behind(source, call):
            if name_of(made) in ("LSTM", "GRU", "RNN") and "bidirectional" not in keywords_of(made):
                yield source.add_argument(made, "bidirectional=True")


def of_divisor(
    diagnostic: Diagnostic, source: Source, call: ast.Call, files: Files
) -> Iterator[Fix]:
    """Yields edits of a number of heads or groups that does not divide a width."""
    numbers = numbers_of(diagnostic.message)
    if "must be divisible" not in diagnostic.message or len(numbers) < 2:
        return
    width, parts = numbers[:2]
    values = [*call.args, *(keyword.value for keyword in call.keywords)]
    for argument in values:
        for literal in literals_behind(source, argument, files):
            if value_of(literal.node) == parts:
                for number in divisors_near(width, parts):
                    yield from replaced_value(literal.source, literal.node, parts, number)


def _dims(diagnostic: Diagnostic, source: Source, made: ast.Call) -> Iterator[Fix]:
    """Yields the layer of the same kind for as many dims as the input has."""
    match = _GOT_DIMS.search(diagnostic.message)
    name = name_of(made)
    if match is None or _OF_DIMS.search(name) is None:
        return
    for dims in _spatial(int(next(filter(None, match.groups()))), name):
        new = f"{name[:-2]}{dims}d"
        if new != name and 0 < dims < 4:
            text = source.source_of(made.func)
            yield source.replace(made.func, text.removesuffix(name) + new, f"use {new}")


def _spatial(got: int, name: str) -> Sequence[int]:
    """Returns for how many spatial dims a layer may be that is given so many dims."""
    return (max(got - 2, 1),) if name.startswith("Batch") else (got - 2, got - 1)
