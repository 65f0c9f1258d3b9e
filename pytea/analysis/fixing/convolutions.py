"""Edits of the kernels, strides and paddings that decide how large a picture is behind a layer."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from pytea.analysis.fixing.literals import value_of
from pytea.analysis.fixing.operands import name_of
from pytea.analysis.fixing.source import Source
from pytea.analysis.fixing.tracing import loops_around, made_by
from pytea.diagnostics import Diagnostic, Fix

_STEP = re.compile(r"F\.(?:conv|max_pool|avg_pool)\w* in ")
_LAYER = re.compile(r"(?:Lazy)?(?:Conv|ConvTranspose|MaxPool|AvgPool)[123]d$")
_ABOUT_SHAPES = ("shape-mismatch", "not-broadcastable")
#: Names of a kernel, stride and padding, with the place of each among the arguments.
_CONVOLUTION = {"kernel_size": 2, "stride": 3, "padding": 4}
_POOLING = {"kernel_size": 0, "stride": 1, "padding": 2}
#: Layers whose sizes are tried, those nearest to the fault.
_LAYERS = 4


def of_convolutions(
    diagnostic: Diagnostic, calls: Sequence[tuple[Source, ast.Call, str]]
) -> Iterator[Fix]:
    """Yields edits of the layers on the way to a fault, with which a picture has another size."""
    if diagnostic.code not in _ABOUT_SHAPES or "channels" in diagnostic.message:
        return
    layers: dict[int, tuple[Source, ast.Call]] = {}
    for source, call, told in reversed(calls):
        for layer in _layers(source, call.func) if _STEP.search(told) else ():
            layers.setdefault(id(layer), (source, layer))
    for source, layer in [*layers.values()][:_LAYERS]:
        yield from _of_layer(source, layer)


def _layers(source: Source, called: ast.expr) -> Iterator[ast.Call]:
    """Yields the convolutions and poolings behind what is called: ``self.conv``, or a Sequential."""
    found = [*made_by(source, called)]
    if isinstance(called, ast.Name):
        for over in loops_around(source, called, called.id):
            found += made_by(source, over)
    for made in found:
        for node in ast.walk(made):
            if isinstance(node, ast.Call) and _LAYER.match(name_of(node)):
                yield node


def _of_layer(source: Source, layer: ast.Call) -> Iterator[Fix]:
    kernel, stride, padding = (_argument(layer, name) for name in _CONVOLUTION)
    side = None if kernel is None else value_of(kernel)
    pooled = "Pool" in name_of(layer)
    if side is not None and side % 2 and side > 1 and not pooled:
        yield from _padded(source, layer, padding, side // 2)
    if kernel is not None and side is not None and not pooled:
        kernels = [side - 1] if side % 2 == 0 else [1] if padding is None and side > 1 else []
        yield from (source.replace(kernel, str(k), f"write {k} for {side}") for k in kernels)
    if padding is not None and side is not None and side % 2 == 0:
        yield from _padded(source, layer, padding, side // 2 - 1)
    if side is None and padding is not None and not isinstance(padding, ast.Constant):
        if kernel is not None and stride is None:
            yield source.replace(padding, '"same"', 'write padding="same"')
    yield from _strided(source, layer, stride)


def _padded(source: Source, layer: ast.Call, given: ast.expr | None, wanted: int) -> Iterator[Fix]:
    """Yields the edit that pads by so much."""
    if given is None:
        yield source.add_argument(layer, f"padding={wanted}")
    elif value_of(given) not in (wanted, None):
        text = source.source_of(given)
        yield source.replace(given, str(wanted), f"write padding {wanted} for {text}")


def _strided(source: Source, layer: ast.Call, given: ast.expr | None) -> Iterator[Fix]:
    """Yields the edits that halve a picture, or do so no more."""
    if "Pool" in name_of(layer):
        return
    if given is None:
        yield source.add_argument(layer, "stride=2")
    elif value_of(given) != 1:
        text = source.source_of(given)
        yield source.replace(given, "1", f"write stride 1 for {text}")


def _argument(layer: ast.Call, name: str) -> ast.expr | None:
    """Returns the argument of a layer that has a name."""
    named = next((k.value for k in layer.keywords if k.arg == name), None)
    places = _POOLING if "Pool" in name_of(layer) else _CONVOLUTION
    place = places[name]
    return named or (layer.args[place] if place < len(layer.args) else None)
