"""Modules as bytes and back: ``marshal`` of plain tuples, one blob for each nested Code.

An instruction is written as the number of its class and its fields. A nested Code is a blob inside
the blob of the Code around it, so that reading a module touches only what is used.
"""

from __future__ import annotations

import hashlib
import marshal
from array import array
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from pytea.ir import instructions as ir
from pytea.ir.code import Code, Loop, Module, Parameters
from pytea.span import Span

#: To be raised when the layout of the bytes changes.
_FORMAT = 1


def _all_classes() -> tuple[type[ir.Instruction], ...]:
    return tuple(sorted(ir.Instruction.__subclasses__(), key=lambda kind: kind.__name__))


CLASSES = _all_classes()
_NUMBER = {kind: number for number, kind in enumerate(CLASSES)}
_FIELDS = {kind: kind.__match_args__ for kind in CLASSES}
#: Class number -> position of the nested Code in the encoded tuple.
_CODE_AT = {
    _NUMBER[kind]: names.index("code") + 1 for kind, names in _FIELDS.items() if "code" in names
}


def _fingerprint() -> str:
    layout = [(kind.__name__, _FIELDS[kind]) for kind in CLASSES]
    shapes = [[field.name for field in fields(kind)] for kind in (Code, Parameters, Loop, Module)]
    return hashlib.blake2b(repr((_FORMAT, layout, shapes)).encode(), digest_size=8).hexdigest()


#: Changes with every change of the instruction set.
FINGERPRINT = _fingerprint()


def encode_module(module: Module) -> bytes:
    """Returns ``module`` as bytes."""
    faults = tuple((_pack((span,)), text) for span, text in module.faults)
    return marshal.dumps((module.name, _encode_code(module.code), faults))


def decode_module(data: bytes) -> Module:
    """Returns the module; raises ValueError, TypeError or EOFError for bytes of another kind.

    The caller vouches with a checksum that the bytes come from ``encode_module``.
    """
    name, code, faults = marshal.loads(data)
    spans = tuple((_unpack(packed)[0], text) for packed, text in faults)
    return Module(name, _decode_code(code), spans)


def _encode_code(code: Code) -> bytes:
    rows = []
    for instruction in code.instructions:
        kind = type(instruction)
        row = [_NUMBER[kind], *[getattr(instruction, name) for name in _FIELDS[kind]]]
        at = _CODE_AT.get(row[0])
        if at is not None:
            row[at] = _encode_code(row[at])
        rows.append(tuple(row))
    parameters = code.parameters
    return marshal.dumps(
        (
            code.name,
            code.qualname,
            code.kind,
            tuple(getattr(parameters, field.name) for field in fields(Parameters)),
            marshal.dumps(tuple(rows)),
            _pack(code.spans),
            code.registers,
            code.free_cells,
            tuple((loop.head, loop.end, loop.parent) for loop in code.loops),
            _pack((code.span,)),
            code.is_generator,
            code.is_async,
            code.docstring,
        )
    )


def _decode_code(data: bytes) -> Code:
    row = marshal.loads(data)
    code = Code.__new__(Code)
    put = object.__setattr__
    put(code, "name", row[0])
    put(code, "qualname", row[1])
    put(code, "kind", row[2])
    put(code, "parameters", Parameters(*row[3]))
    put(code, "pending", _Pending(row[4], row[5]))
    put(code, "registers", row[6])
    put(code, "free_cells", row[7])
    put(code, "loops", tuple([Loop(*loop) for loop in row[8]]))
    put(code, "span", _unpack(row[9])[0])
    put(code, "is_generator", row[10])
    put(code, "is_async", row[11])
    put(code, "docstring", row[12])
    return code


class _Pending:
    """Makes the large fields of a Code on demand."""

    __slots__ = ("rows", "spans")

    def __init__(self, rows: bytes, spans: bytes) -> None:
        self.rows = rows
        self.spans = spans

    def __call__(self, name: str) -> tuple[Any, ...]:
        return _unpack(self.spans) if name == "spans" else _decode_rows(self.rows)


def _decode_rows(data: bytes) -> tuple[ir.Instruction, ...]:
    classes: tuple[Callable[..., ir.Instruction], ...] = CLASSES
    found = []
    for row in marshal.loads(data):
        number, *values = row
        at = _CODE_AT.get(number)
        if at is not None:
            values[at - 1] = _decode_code(values[at - 1])
        found.append(classes[number](*values))
    return tuple(found)


def _pack(spans: tuple[Span, ...]) -> bytes:
    numbers = array("I")
    for span in spans:
        numbers.extend((span.line, span.column, span.end_line, span.end_column))
    return numbers.tobytes()


def _unpack(data: bytes) -> tuple[Span, ...]:
    numbers = array("I")
    numbers.frombytes(data)
    memo: dict[tuple[int, int, int, int], Span] = {}
    found = []
    each = iter(numbers)
    for place in zip(each, each, each, each, strict=True):
        span = memo.get(place)
        if span is None:
            span = memo[place] = Span(*place)
        found.append(span)
    return tuple(found)
