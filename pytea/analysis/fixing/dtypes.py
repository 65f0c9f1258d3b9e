"""Edits of a dtype: where a tensor is made, where it is converted, else where it does not fit."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from pytea.analysis.fixing.operands import Operand, name_of
from pytea.analysis.fixing.source import Source
from pytea.diagnostics import Diagnostic, Fix, Note

_LONG = re.compile(r"int64|Long|class indices|indices")
#: Methods that change the dtype.
CASTS = ("float", "long", "int", "half", "double")
#: Calls that make floats where nobody says otherwise.
_FACTORIES = ("tensor", "as_tensor", "zeros", "ones", "full", "empty")


def of_dtypes(
    diagnostic: Diagnostic, source: Source, operands: list[Operand], places: list[Note]
) -> Iterator[Fix]:
    """Yields edits that give an operand the dtype that is wanted."""
    wants_index = _LONG.search(diagnostic.message) is not None
    dtype = "torch.long" if wants_index else "torch.float32"
    found: list[Fix] = []
    for note in places:
        call = source.at(note.span) if note.file == source.file and note.span else None
        if not isinstance(call, ast.Call):
            continue
        given = [keyword.value for keyword in call.keywords if keyword.arg == "dtype"]
        found += [source.replace(value, dtype, f"write dtype={dtype}") for value in given]
        if wants_index and not given and name_of(call) in _FACTORIES:
            found.append(source.add_argument(call, f"dtype={dtype}"))
    yield from found
    suffixes = (".long()", ".float()") if wants_index else (".float()", ".long()")
    plain = [operand.node for operand in operands if not _is_cast(operand.node)]
    for suffix in suffixes if not found else ():
        yield from (source.wrap(node, suffix) for node in plain)


def _is_cast(node: ast.expr) -> bool:
    """Returns whether an expression ends with a change of the dtype, which may be left out."""
    return isinstance(node, ast.Call) and not node.args and name_of(node) in CASTS
