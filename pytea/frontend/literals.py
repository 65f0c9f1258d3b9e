"""Numbers, strings, bytes and f-strings: from their text to constants and FormatValue."""

from __future__ import annotations

import re
import unicodedata

import libcst as cst

from pytea.frontend.lowerer import Lowerer, Place, expression
from pytea.ir import instructions as ir

_ESCAPE = re.compile(
    r"\\(\n|[\\'\"abfnrtv]|[0-7]{1,3}|x[0-9A-Fa-f]{2}|N\{[^}]*\}"
    r"|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})"
)
_BYTE_ESCAPE = re.compile(r"\\(\n|[\\'\"abfnrtv]|[0-7]{1,3}|x[0-9A-Fa-f]{2})")
_SIMPLE = {
    "\n": "",
    "\\": "\\",
    "'": "'",
    '"': '"',
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
}

#: A piece of a string: its text, or a replacement field.
Piece = str | cst.FormattedStringExpression


def number(node: cst.Integer | cst.Float | cst.Imaginary) -> int | float | complex:
    """Returns the value of a number; raises ValueError for an integer beyond Python's limit."""
    text = node.value.replace("_", "")
    if isinstance(node, cst.Integer):
        return int(text, 0)
    if isinstance(node, cst.Float):
        return float(text)
    return complex(text.lower())


@expression(cst.Integer, cst.Float, cst.Imaginary)
def _number(lowerer: Lowerer, node: cst.Integer | cst.Float | cst.Imaginary, dst: int) -> int:
    try:
        value = number(node)
    except ValueError:
        return lowerer.unsupported(node, dst, "integer literal that is too long")
    return lowerer.const(value, lowerer.place(node), dst)


@expression(cst.Ellipsis)
def _ellipsis(lowerer: Lowerer, node: cst.Ellipsis, dst: int) -> int:
    return lowerer.const(..., lowerer.place(node), dst)


# --- strings ----------------------------------------------------------------------------------


def _unescaped(match: re.Match[str]) -> str:
    code = match.group(1)
    simple = _SIMPLE.get(code)
    if simple is not None:
        return simple
    if code[0] == "N":
        return unicodedata.lookup(code[2:-1])
    if code[0] in "xuU":
        return chr(int(code[1:], 16))
    return chr(int(code, 8))


def decoded(text: str, prefix: str) -> str:
    """Returns the characters that the inside of a literal stands for; raises ValueError."""
    if "\\" not in text or "r" in prefix:
        return text
    try:
        return (_BYTE_ESCAPE if "b" in prefix else _ESCAPE).sub(_unescaped, text)
    except KeyError as error:
        raise ValueError(str(error)) from None


def literal(node: cst.SimpleString) -> str | bytes:
    """Returns the value of a plain string; raises ValueError where Python has a syntax error."""
    prefix = node.prefix
    quotes = len(node.quote)
    text = decoded(node.value[len(prefix) + quotes : -quotes], prefix)
    if "b" in prefix:
        # An octal escape above 377 keeps its low eight bits.
        return bytes([ord(character) & 255 for character in text])
    return text


def plain_string(node: cst.CSTNode) -> str | None:
    """Returns the value of a string without fields (a docstring), or None for anything else."""
    try:
        if isinstance(node, cst.SimpleString):
            value = literal(node)
            return value if isinstance(value, str) else None
        if isinstance(node, cst.ConcatenatedString):
            parts = [plain_string(part) for part in strings(node)]
            if all(part is not None for part in parts):
                return "".join(part for part in parts if part is not None)
    except ValueError:
        return None
    return None


def strings(node: cst.ConcatenatedString) -> list[cst.BaseExpression]:
    """Returns the strings that are written one after another."""
    found: list[cst.BaseExpression] = []
    rest: cst.BaseExpression = node
    while isinstance(rest, cst.ConcatenatedString):
        found.append(rest.left)
        rest = rest.right
    return [*found, rest]


@expression(cst.SimpleString)
def _simple_string(lowerer: Lowerer, node: cst.SimpleString, dst: int) -> int:
    try:
        value = literal(node)
    except ValueError as error:
        return lowerer.unsupported(node, dst, f"string literal: {error}")
    return lowerer.const(value, lowerer.place(node), dst)


@expression(cst.ConcatenatedString)
def _concatenated(lowerer: Lowerer, node: cst.ConcatenatedString, dst: int) -> int:
    parts = strings(node)
    try:
        if all(isinstance(part, cst.SimpleString) for part in parts):
            values = [literal(part) for part in parts if isinstance(part, cst.SimpleString)]
            value = _joined(values)
            if value is None:
                return lowerer.unsupported(node, dst, "bytes and text literals are mixed")
            return lowerer.const(value, lowerer.place(node), dst)
        pieces: list[Piece] = []
        for part in parts:
            if isinstance(part, cst.FormattedString):
                pieces.extend(_pieces(part.parts, part.prefix))
            elif isinstance(part, cst.SimpleString):
                pieces.append(str(literal(part)))
            else:
                return lowerer.unsupported(node, dst, "template string")
    except ValueError as error:
        return lowerer.unsupported(node, dst, f"string literal: {error}")
    return _build(lowerer, pieces, "", lowerer.place(node), dst)


def _joined(values: list[str | bytes]) -> str | bytes | None:
    texts = [value for value in values if isinstance(value, str)]
    if len(texts) == len(values):
        return "".join(texts)
    if texts:
        return None
    return b"".join(value for value in values if isinstance(value, bytes))


# --- f-strings --------------------------------------------------------------------------------


@expression(cst.FormattedString)
def _formatted(lowerer: Lowerer, node: cst.FormattedString, dst: int) -> int:
    try:
        pieces = _pieces(node.parts, node.prefix)
    except ValueError as error:
        return lowerer.unsupported(node, dst, f"string literal: {error}")
    return _build(lowerer, pieces, node.prefix, lowerer.place(node), dst)


def _pieces(parts: object, prefix: str) -> list[Piece]:
    pieces: list[Piece] = []
    for part in parts if isinstance(parts, (list, tuple)) else ():
        if isinstance(part, cst.FormattedStringText):
            text = part.value.replace("{{", "{").replace("}}", "}")
            pieces.append(decoded(text, prefix))
        elif isinstance(part, cst.FormattedStringExpression):
            pieces.append(part)
    return pieces


def _build(lowerer: Lowerer, pieces: list[Piece], prefix: str, place: Place, dst: int) -> int:
    parts: list[int] = []
    pending = ""
    for piece in pieces:
        if isinstance(piece, str):
            pending += piece
            continue
        if piece.equal is not None:
            pending += _label(lowerer, piece)
        if pending:
            parts.append(lowerer.const(pending, place))
            pending = ""
        parts.append(_field(lowerer, piece, prefix))
    if not parts:
        return lowerer.const(pending, place, dst)
    if pending:
        parts.append(lowerer.const(pending, place))
    dst = lowerer.target(dst)
    lowerer.builder.emit(ir.BuildString(dst, tuple(parts)), place)
    return dst


def _field(lowerer: Lowerer, node: cst.FormattedStringExpression, prefix: str) -> int:
    src = lowerer.value(node.expression)
    place = lowerer.place(node.expression)
    spec = -1
    if node.format_spec is not None:
        try:
            pieces = _pieces(node.format_spec, prefix)
        except ValueError:
            pieces = []
        spec = _build(lowerer, pieces, prefix, place, -1)
    conversion = node.conversion or ""
    if node.equal is not None and not conversion and spec < 0:
        conversion = "r"
    dst = lowerer.builder.temporary()
    lowerer.builder.emit(ir.FormatValue(dst, src, conversion, spec), place)
    return dst


def _label(lowerer: Lowerer, node: cst.FormattedStringExpression) -> str:
    """Returns the text that ``{x = }`` prints before the value."""
    code = lowerer.file.tree.module.code_for_node
    parts = [node.whitespace_before_expression, node.expression]
    text = "".join(code(part) for part in parts)
    equal = code(node.equal) if node.equal is not None else ""
    return text + equal + code(node.whitespace_after_expression)
