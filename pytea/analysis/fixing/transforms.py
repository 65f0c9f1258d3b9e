"""Edits of the transforms of a data set: how many channels its pictures have."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from pytea.analysis.fixing.operands import name_of
from pytea.analysis.fixing.source import Source
from pytea.analysis.fixing.tracing import Files
from pytea.diagnostics import Diagnostic, Fix

_MEANS = re.compile(r"has (\d+) channels, but mean has (\d+) values")
_CHANNELS = re.compile(r"has (\d+) channels, but weight .* expects (\d+)")
#: Channels of pictures.
_PICTURES = ((1, 3), (3, 1))


def of_means(diagnostic: Diagnostic, files: Files) -> Iterator[Fix]:
    """Yields edits that normalize pictures by as many means as they have channels."""
    match = _MEANS.search(diagnostic.message)
    for source in files if match is not None else ():
        for call in source.calls():
            if match is not None and name_of(call) == "Normalize":
                yield from _normalized(source, call, int(match[1]), int(match[2]))


def of_colours(diagnostic: Diagnostic, files: Files) -> Iterator[Fix]:
    """Yields edits of the transforms with which a picture has the channels that are wanted."""
    match = _CHANNELS.search(diagnostic.message)
    if match is None or (int(match[1]), int(match[2])) not in _PICTURES:
        return
    for source in files:
        for call in source.calls():
            yield from _coloured(source, call, int(match[2]))


def _normalized(source: Source, call: ast.Call, channels: int, values: int) -> Iterator[Fix]:
    """Yields the call with as many means and deviations as there are channels."""
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    lists = [item for item in given if isinstance(item, (ast.Tuple, ast.List))]
    if len(lists) != 2 or any(len(item.elts) != values for item in lists):
        return
    whole, text = source.span(call), source.source_of(call)
    if whole.line != whole.end_line or (channels > 1 and values != 1):
        return
    for item in sorted(lists, key=lambda item: -item.col_offset):
        old, span = source.source_of(item), source.span(item)
        elements = [source.source_of(element) for element in item.elts]
        chosen = elements[:channels] if channels < values else elements * channels
        inner = ", ".join(chosen)
        if old[0] == "(":
            inner = f"({inner},)" if len(chosen) == 1 else f"({inner})"
        else:
            inner = f"[{inner}]"
        start, end = span.column - whole.column, span.end_column - whole.column
        text = f"{text[:start]}{inner}{text[end:]}"
    yield source.replace(call, text, f"write {text}")


def _coloured(source: Source, call: ast.Call, wanted: int) -> Iterator[Fix]:
    """Yields the edits that make pictures grey, or as many channels of grey as are wanted."""
    name = name_of(call)
    if name == "Grayscale" and wanted == 3 and not call.args and not call.keywords:
        yield source.add_argument(call, "num_output_channels=3")
    if name != "Compose" or wanted != 1 or not call.args:
        return
    steps = call.args[0]
    if isinstance(steps, ast.List) and steps.elts and isinstance(steps.elts[0], ast.Call):
        first = steps.elts[0]
        assert isinstance(first, ast.Call)
        text = source.source_of(first)
        module = source.source_of(first.func)[: -len(name_of(first))]
        if all(isinstance(e, ast.Call) and name_of(e) != "Grayscale" for e in steps.elts):
            new = f"{module}Grayscale(), {text}"
            yield source.replace(first, new, f"add {module}Grayscale()")
