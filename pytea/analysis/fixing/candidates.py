"""Edits that could make a finding go away, from its code, its sizes and the source around it.

They are guesses: ``offering`` keeps those with which the program is found right.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from pytea.analysis.fixing.literals import value_of
from pytea.analysis.fixing.numbers import (
    numbers_in,
    product,
    replaced_numbers,
    replaced_value,
)
from pytea.analysis.fixing.source import Source
from pytea.diagnostics import Diagnostic, Fix, Note

#: Returns a file of the user by its display name; None when it is no such file.
Sources = Callable[[str], Source | None]

_SHAPE = re.compile(r"\((\d+(?:, \d+)*),?\)")
_CONSTRUCTOR = re.compile(r"nn\.\w+\(([\d, ]*)\)")
_RECURRENT = ("LSTM", "GRU", "RNN", "MultiheadAttention", "TransformerEncoderLayer",
              "TransformerDecoderLayer", "Transformer")  # fmt: skip
#: Operations whose dim decides how the result is arranged.
_ARRANGING = ("cat", "concat", "concatenate", "stack", "unsqueeze", "flatten", "softmax")
_ABOUT_SHAPES = ("shape-mismatch", "not-broadcastable", "last-batch", "bad-reshape")
#: Methods that a call may do without.
_REMOVABLE = ("unsqueeze", "squeeze", "flatten", "t", "float", "long", "int", "half", "double",
              "transpose", "permute", "view", "reshape", "contiguous", "mT", "T")  # fmt: skip
#: Calls that make floats where nobody says otherwise.
_FACTORIES = ("tensor", "as_tensor", "zeros", "ones", "full", "empty")
_LONG = re.compile(r"int64|Long|class indices|indices")


def candidates(diagnostic: Diagnostic, sources: Sources) -> list[Fix]:
    """Returns the edits that are worth a try, the smallest change first."""
    source = sources(diagnostic.file)
    if source is None:
        return []
    found = [*_constructors(diagnostic, sources)]
    node = source.at(diagnostic.span)
    if node is not None:
        found += _at_place(diagnostic, source, node)
    if diagnostic.code == "last-batch":
        found += _dropped_last(source)
    unique = {(fix.file, fix.span, fix.replacement): fix for fix in found}
    return sorted(unique.values(), key=lambda fix: _cost(fix, sources))


def _cost(fix: Fix, sources: Sources) -> int:
    """Returns how many characters change; one number for another counts as one."""
    source = sources(fix.file)
    old = "" if source is None else _old(source, fix)
    if old.lstrip("-").isdigit() and fix.replacement.lstrip("-").isdigit():
        return 1
    return max(len(old), len(fix.replacement)) - len(_common(old, fix.replacement))


def _old(source: Source, fix: Fix) -> str:
    lines = source.lines[fix.span.line - 1 : fix.span.end_line]
    return lines[0][fix.span.column - 1 : fix.span.end_column - 1] if len(lines) == 1 else ""


def _common(old: str, new: str) -> str:
    """Returns what two texts begin and end with."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return old[:start] + (old[len(old) - end :] if end else "")


def _constructors(diagnostic: Diagnostic, sources: Sources) -> Iterator[Fix]:
    """Yields edits of the calls that made an operand: a layer, a tensor, a recurrent network."""
    numbers = numbers_in(diagnostic.message)
    for note in _places(diagnostic):
        source = sources(note.file)
        node = source.at(note.span) if source is not None and note.span is not None else None
        if source is None or not isinstance(node, ast.Call):
            continue
        match = _CONSTRUCTOR.search(note.message)
        if match is not None and diagnostic.code in ("shape-mismatch", "not-broadcastable"):
            known = [int(digits) for digits in match[1].split(",") if digits.strip()]
            yield from replaced_numbers(source, node, numbers, known)
        if _name(node) in _RECURRENT and "batch_first" not in _keywords(node):
            yield source.add_argument(node, "batch_first=True")
        if _name(node) in _ARRANGING and diagnostic.code in _ABOUT_SHAPES:
            yield from _other_dims(source, node)


def _places(diagnostic: Diagnostic) -> Iterator[Note]:
    for note in diagnostic.notes:
        yield note
        yield from note.steps


def _at_place(diagnostic: Diagnostic, source: Source, node: ast.expr) -> Iterator[Fix]:
    """Yields edits of the expression that fails."""
    operands = _operands(node)
    code = diagnostic.code
    if isinstance(node, ast.Call):
        yield from _of_call(diagnostic, source, node)
    if code == "dtype-mismatch":
        yield from _of_dtypes(diagnostic, source, operands)
    if code in ("shape-mismatch", "not-broadcastable", "loss-broadcast"):
        yield from _of_operands(diagnostic, source, node, operands)
    if code != "last-batch":
        yield from _without_method(source, operands)


def _of_dtypes(diagnostic: Diagnostic, source: Source, operands: list[ast.expr]) -> Iterator[Fix]:
    """Yields edits of the dtype where a tensor is made, else where it does not fit."""
    wants_index = _LONG.search(diagnostic.message) is not None
    dtype = "torch.long" if wants_index else "torch.float32"
    found: list[Fix] = []
    for note in _places(diagnostic):
        call = source.at(note.span) if note.file == source.file and note.span else None
        if not isinstance(call, ast.Call):
            continue
        given = [keyword.value for keyword in call.keywords if keyword.arg == "dtype"]
        found += [source.replace(value, dtype, f"write dtype={dtype}") for value in given]
        if wants_index and not given and _name(call) in _FACTORIES:
            found.append(source.add_argument(call, f"dtype={dtype}"))
    yield from found
    suffixes = (".long()", ".float()") if wants_index else (".float()", ".long()")
    for suffix in suffixes if not found else ():
        yield from (source.wrap(operand, suffix) for operand in operands)


def _of_call(diagnostic: Diagnostic, source: Source, call: ast.Call) -> Iterator[Fix]:
    name, code = _name(call), diagnostic.code
    if code == "bad-reshape" and name == "view" and isinstance(call.func, ast.Attribute):
        receiver = source.source_of(call.func.value)
        arguments = source.source_of(call)[len(source.source_of(call.func)) :]
        title = "use reshape, which copies where it must"
        yield source.replace(call, f"{receiver}.reshape{arguments}", title)
    if name in ("view", "reshape") and code in ("bad-reshape", "last-batch"):
        yield from _sizes_of_view(diagnostic, source, call)
    if code == "shape-mismatch":
        yield from replaced_numbers(source, call, numbers_in(diagnostic.message))
    if code in ("dim-out-of-range", "shape-mismatch", "unpack-mismatch"):
        yield from _other_dims(source, call)


def _sizes_of_view(diagnostic: Diagnostic, source: Source, call: ast.Call) -> Iterator[Fix]:
    sizes = [s for s in call.args if not isinstance(s, ast.Starred)]
    if len(sizes) == 1 and isinstance(sizes[0], (ast.Tuple, ast.List)):
        sizes = list(sizes[0].elts)
    elif sizes and _is_function(call):
        sizes = sizes[1:]
    has_free = any(value_of(size) == -1 for size in sizes)
    shape = _SHAPE.search(diagnostic.message)
    features = product([int(s) for s in shape[1].split(",")[1:]]) if shape else 0
    for size in sizes:
        text = source.source_of(size)
        if not has_free:
            yield source.replace(size, "-1", f"write -1 for {text}")
        value = value_of(size)
        if features and value not in (-1, None) and len(sizes) == 2:
            yield from replaced_value(source, size, value or 0, features)
    if (
        has_free
        and shape
        and isinstance(call.func, ast.Attribute)
        and diagnostic.code == "last-batch"
    ):
        receiver = source.source_of(call.func.value)
        rest = ", ".join("-1" for _ in sizes[1:])
        if len(sizes) == 2:
            new = f"{receiver}.{call.func.attr}({receiver}.size(0), {rest})"
            yield source.replace(call, new, "take the batch size from the tensor")


def _is_function(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and (
        isinstance(call.func.value, ast.Name) and call.func.value.id in ("torch", "F")
    )


def _other_dims(source: Source, call: ast.Call) -> Iterator[Fix]:
    """Yields edits of the dims that a call names, and of one that it does not name."""
    named = [k.value for k in call.keywords if k.arg in ("dim", "axis", "start_dim", "end_dim")]
    literals = named or [a for a in call.args if value_of(a) is not None][:2]
    for literal in literals:
        value = value_of(literal)
        for dim in (-1, 1, 0, 2) if value is not None else ():
            if dim != value:
                text = source.source_of(literal)
                yield source.replace(literal, str(dim), f"use dim {dim} instead of {text}")
    if not named and _name(call) in ("cat", "concat", "concatenate") and len(call.args) == 1:
        yield from (source.add_argument(call, f"dim={dim}") for dim in (1, -1, 2))


def _of_operands(
    diagnostic: Diagnostic, source: Source, node: ast.expr, operands: list[ast.expr]
) -> Iterator[Fix]:
    product_of_two = isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult)
    if product_of_two or (isinstance(node, ast.Call) and _name(node) in ("matmul", "mm", "bmm")):
        for operand in reversed(operands):
            yield source.wrap(operand, ".mT" if diagnostic.message.count(",") > 4 else ".T")
            yield source.wrap(operand, ".mT")
        return
    for operand in operands:
        if isinstance(operand, ast.Call) and _reduces(operand):
            yield source.add_argument(operand, "keepdim=True")
        if diagnostic.code == "loss-broadcast":
            yield from (source.wrap(operand, f".{how}") for how in ("squeeze(1)", "unsqueeze(1)"))
        elif isinstance(node, ast.Call) and diagnostic.code == "shape-mismatch":
            yield source.wrap(operand, ".flatten(1)")
            yield source.wrap(operand, ".unsqueeze(0)")
            yield source.wrap(operand, ".unsqueeze(1)")
            yield source.wrap(operand, ".mT")


def _without_method(source: Source, operands: list[ast.expr]) -> Iterator[Fix]:
    """Yields edits that leave out the last method called on an operand."""
    for operand in operands:
        inner = operand.func if isinstance(operand, ast.Call) else operand
        if isinstance(inner, ast.Attribute) and inner.attr in _REMOVABLE and not _is_module(inner):
            text = source.source_of(operand)
            receiver = source.source_of(inner.value)
            yield source.replace(operand, receiver, f"leave out {text[len(receiver) :]}")


def _is_module(node: ast.Attribute) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id in ("torch", "F", "np", "nn")


def _reduces(call: ast.Call) -> bool:
    known = [
        "mean",
        "sum",
        "std",
        "var",
        "amax",
        "amin",
        "norm",
        "prod",
        "logsumexp",
        "median",
        "min",
        "max",
        "any",
        "all",
    ]
    return _name(call) in known and "keepdim" not in _keywords(call) and bool(call.args)


def _operands(node: ast.expr) -> list[ast.expr]:
    match node:
        case ast.BinOp(left=left, right=right):
            return [left, right]
        case ast.Call(args=args, func=func):
            plain = [a for a in args if not isinstance(a, (ast.Starred, ast.Constant))]
            if isinstance(func, ast.Attribute) and not plain and not _is_function(node):
                return [func.value]
            return plain
    return []


def _dropped_last(source: Source) -> Iterator[Fix]:
    for call in source.calls():
        if _name(call) == "DataLoader" and "drop_last" not in _keywords(call):
            yield source.add_argument(call, "drop_last=True")


def _name(call: ast.Call) -> str:
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def _keywords(call: ast.Call) -> set[str | None]:
    return {keyword.arg for keyword in call.keywords}
