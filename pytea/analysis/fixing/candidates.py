"""Edits that could make a finding go away, from its code, its sizes and the source around it.

They are guesses: ``offering`` keeps those with which the program is found right.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from pytea.analysis.fixing.arrangements import arrangements, is_product, unbatched, usual
from pytea.analysis.fixing.convolutions import of_convolutions
from pytea.analysis.fixing.dims import dims_in_range, flattened, joined, other_dims
from pytea.analysis.fixing.dtypes import CASTS, of_dtypes
from pytea.analysis.fixing.exchanges import joined_otherwise, listed, sized_otherwise
from pytea.analysis.fixing.gathering import PICKING, of_gather
from pytea.analysis.fixing.layers import (
    behind,
    of_batch,
    of_direction,
    of_divisor,
    of_layer,
    of_outputs,
)
from pytea.analysis.fixing.losses import of_loss
from pytea.analysis.fixing.numbers import numbers_of, replaced_numbers
from pytea.analysis.fixing.operands import (
    Operand,
    is_function,
    keywords_of,
    name_of,
    operands_of,
    shapes_in,
)
from pytea.analysis.fixing.ordering import Sources, in_order
from pytea.analysis.fixing.sizes import of_batch_size, of_made
from pytea.analysis.fixing.slices import of_slices
from pytea.analysis.fixing.source import Source
from pytea.analysis.fixing.tracing import Files
from pytea.analysis.fixing.transforms import of_colours, of_means
from pytea.analysis.fixing.tuples import of_tuples
from pytea.analysis.fixing.views import batch_of_view, of_view, parts_of_view
from pytea.diagnostics import Diagnostic, Fix, Note

#: Operations whose dim decides how the result is arranged.
_ARRANGING = ("cat", "concat", "concatenate", "stack", "unsqueeze", "flatten", "softmax")
#: What is said of the numbers in a batch, which are as wrong in any other.
_OF_VALUES = re.compile(r"out of bounds|class -?\d+ is|the embedding has")
#: Callers that may have forgotten the batch.
_CALLERS = 4
#: Calls of a chain whose dims are tried.
_LAST_DIMS = 2
#: Operations that lose a dim.
_REDUCING = ("argmax", "argmin", "mean", "sum", "max", "min", "amax", "squeeze", "select")
_ABOUT_SHAPES = ("shape-mismatch", "not-broadcastable", "last-batch", "bad-reshape")
_ABOUT_OPERANDS = ("shape-mismatch", "not-broadcastable", "loss-broadcast")
#: Methods that a call may do without.
_REMOVABLE = (*CASTS, "unsqueeze", "squeeze", "flatten", "t", "transpose", "permute", "view",
              "reshape", "contiguous", "mT", "T")  # fmt: skip


def candidates(diagnostic: Diagnostic, sources: Sources, own: Sequence[str]) -> list[list[Fix]]:
    """Returns the edits that are worth a try: of the operation that fails and its layers, as the
    sizes tell; of how its tensors are made, for the case that none of these helps; what is usual.

    In each of these lists, the smallest change comes first. ``own`` are the files of the program.
    """
    source = sources(diagnostic.file)
    if source is None:
        return []
    near = [sources(name) for name in _files(diagnostic, own)]
    files = [file for file in near if file is not None]
    node = source.node_at(diagnostic.span)
    batches = [*_batches(diagnostic, sources), *_masked(diagnostic, source, node)]
    told = [*_told(diagnostic, sources, source, node, files)]
    made = [*_made(diagnostic, sources, files)]
    guessed = [*_guessed(diagnostic, sources, source, node, files)]
    return in_order([batches, told], [made], [guessed], sources=sources)


def _files(diagnostic: Diagnostic, own: Sequence[str]) -> list[str]:
    """Returns the files of the program, first those that have to do with a finding."""
    notes = [note.file for note in _places(diagnostic)]
    trace = [entry.file for entry in diagnostic.trace if not entry.library]
    return [file for file in dict.fromkeys([diagnostic.file, *notes, *trace, *own]) if file]


def _places(diagnostic: Diagnostic) -> Iterator[Note]:
    for note in diagnostic.notes:
        yield note
        yield from note.steps


def _calls(diagnostic: Diagnostic, sources: Sources) -> Iterator[tuple[Source, ast.Call, str]]:
    """Yields the calls that the notes point at, with what they say, each place once."""
    seen = set()
    for note in _places(diagnostic):
        source = sources(note.file)
        node = source.at(note.span) if source is not None and note.span is not None else None
        if source is not None and isinstance(node, ast.Call) and id(node) not in seen:
            seen.add(id(node))
            yield source, node, note.message


def _batches(diagnostic: Diagnostic, sources: Sources) -> Iterator[Fix]:
    """Yields edits that make a batch of an image, or keep one, on the way to what fails behind it."""
    if diagnostic.code not in _ABOUT_SHAPES:
        return
    for file, call, _ in _calls(diagnostic, sources):
        yield from flattened(file, call)
    found = [
        fix
        for file, call, told in _calls(diagnostic, sources)
        for fix in unbatched(file, call, told)
    ]
    yield from found
    for entry in [*reversed(diagnostic.trace)][:_CALLERS] if found else ():
        source = sources(entry.file)
        node = source.at(entry.span) if source is not None else None
        if source is not None and isinstance(node, ast.Call) and len(node.args) == 1:
            yield source.wrap(node.args[0], ".unsqueeze(0)")


def _masked(diagnostic: Diagnostic, source: Source, node: ast.AST | None) -> Iterator[Fix]:
    """Yields edits for a mask with the batch first of what has it second."""
    if "key_padding_mask" in diagnostic.message and isinstance(node, ast.Call):
        for made in behind(source, node):
            yield from of_batch(source, made)


def _told(
    diagnostic: Diagnostic, sources: Sources, source: Source, node: ast.AST | None, files: Files
) -> Iterator[Fix]:
    """Yields edits that follow from what the finding says."""
    yield from of_means(diagnostic, files)
    for file, call, told in _calls(diagnostic, sources):
        yield from of_layer(diagnostic, file, call, told, files)
        if diagnostic.code == "last-batch":
            yield from batch_of_view(file, call)
            yield from of_batch_size(diagnostic, file, call, told)
        if diagnostic.code == "dtype-mismatch" and name_of(call) in CASTS and not call.args:
            yield from _without_method(file, call)
    if node is not None:
        yield from _at_place(diagnostic, sources, source, node, files)
    if diagnostic.code == "last-batch" and not _OF_VALUES.search(diagnostic.message):
        for file in files:
            yield from _dropped_last(file)


def _made(diagnostic: Diagnostic, sources: Sources, files: Files) -> Iterator[Fix]:
    """Yields edits of how tensors are made on the way to what fails."""
    calls = [*_calls(diagnostic, sources)]
    yield from of_made(diagnostic, calls, files)
    for file, call, _ in calls:
        yield from of_direction(diagnostic, file, call)
    if diagnostic.code in _ABOUT_SHAPES:
        for file, call, _ in calls:
            yield from joined_otherwise(file, call)
        yield from listed(diagnostic, files)


def _at_place(
    diagnostic: Diagnostic, sources: Sources, source: Source, node: ast.AST, files: Files
) -> Iterator[Fix]:
    """Yields edits of the expression that fails."""
    operands = operands_of(diagnostic, source, node)
    code = diagnostic.code
    if code in (*_ABOUT_SHAPES, "index-out-of-range"):
        yield from sized_otherwise(source, node)
    if isinstance(node, ast.Call):
        yield from of_view(diagnostic, source, node)
        yield from parts_of_view(diagnostic, source, node, files)
        yield from of_gather(diagnostic, source, node)
        yield from of_loss(diagnostic, source, node)
        yield from dims_in_range(diagnostic, source, node)
        yield from joined(diagnostic, source, node, operands)
        yield from of_divisor(diagnostic, source, node, files)
        for made in behind(source, node):
            yield from of_divisor(diagnostic, source, made, files)
            yield from of_layer(diagnostic, source, made, "", files)
        if code == "shape-mismatch":
            yield from replaced_numbers(source, node, numbers_of(diagnostic.message))
    yield from of_tuples(diagnostic, source, node)
    if code == "dtype-mismatch":
        yield from of_dtypes(diagnostic, source, operands, [*_places(diagnostic)])
    yield from of_slices(diagnostic, source, operands)
    if code in _ABOUT_OPERANDS:
        found = [*arrangements(diagnostic, source, node, operands)]
        yield from found
        yield from _where_it_is_made(diagnostic, sources, source, operands, found)
    if code != "last-batch":
        yield from _without(source, operands)


def _where_it_is_made(
    diagnostic: Diagnostic,
    sources: Sources,
    source: Source,
    operands: Sequence[Operand],
    found: Sequence[Fix],
) -> Iterator[Fix]:
    """Yields edits that arrange an operand anew at the call that made it, not where it is used."""
    for operand in operands:
        text = source.source_of(operand.node)
        if not isinstance(operand.node, (ast.Name, ast.Attribute)):
            continue
        made = next((n for n in diagnostic.notes if n.message.startswith(f"{text}: ")), None)
        file = sources(made.file) if made is not None else None
        call = file.at(made.span) if file is not None and made is not None and made.span else None
        for fix in found if isinstance(call, ast.Call) and file is not None else ():
            if fix.span == source.span(operand.node) and fix.replacement.startswith(text + "."):
                assert isinstance(call, ast.Call)
                assert file is not None
                yield file.wrap(call, fix.replacement[len(text) :])


def _guessed(
    diagnostic: Diagnostic, sources: Sources, source: Source, node: ast.AST | None, files: Files
) -> Iterator[Fix]:
    """Yields edits that often help."""
    calls = [*_calls(diagnostic, sources)]
    yield from of_convolutions(diagnostic, calls)
    yield from of_colours(diagnostic, files)
    for file, call, told in calls:
        yield from of_batch(file, call, told)
        yield from of_outputs(diagnostic, file, call, told, files)
    last, line = {note.span for note in diagnostic.notes}, diagnostic.span.line
    dims = [
        (file, call, 0 if name_of(call) in _REDUCING else _dims_told(told))
        for file, call, told in calls
        if name_of(call) in _ARRANGING
        or (name_of(call) in _REDUCING and (file.span(call) in last or call.lineno == line))
    ]
    for file, call, ndim in dims[-_LAST_DIMS:] if diagnostic.code in _ABOUT_SHAPES else ():
        yield from other_dims(file, call, ndim)
    if isinstance(node, ast.Call):
        for made in behind(source, node):
            yield from of_batch(source, made)
        if diagnostic.code in ("shape-mismatch", "unpack-mismatch"):
            yield from other_dims(source, node)
    picks = isinstance(node, ast.Call) and name_of(node) in PICKING
    if node is not None and diagnostic.code == "shape-mismatch" and not (picks or is_product(node)):
        yield from usual(source, node, operands_of(diagnostic, source, node))


def _dims_told(told: str) -> int:
    """Returns the number of dims of the shape that a note tells; 0 when it tells none."""
    shapes = shapes_in(told)
    return len(shapes[-1]) if shapes else 0


def _without(source: Source, operands: Sequence[Operand]) -> Iterator[Fix]:
    for operand in operands:
        yield from _without_method(source, operand.node)


def _without_method(source: Source, node: ast.expr) -> Iterator[Fix]:
    """Yields the edit that leaves out the last method called on an operand."""
    inner = node.func if isinstance(node, ast.Call) else node
    if isinstance(inner, ast.Attribute) and inner.attr in _REMOVABLE:
        if isinstance(node, ast.Call) and is_function(node):
            return
        text = source.source_of(node)
        receiver = source.source_of(inner.value)
        yield source.replace(node, receiver, f"leave out {text[len(receiver) :]}")


def _dropped_last(source: Source) -> Iterator[Fix]:
    for call in source.calls():
        if name_of(call) == "DataLoader" and "drop_last" not in keywords_of(call):
            yield source.add_argument(call, "drop_last=True")
