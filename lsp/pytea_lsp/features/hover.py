"""Hover: shape, dtype and device, where the shape came from, and what an operator demands."""

from __future__ import annotations

from lsprotocol import types

from pytea_lsp.messages import OperatorCard, Value
from pytea_lsp.server import PyteaServer
from pytea_lsp.view import View, contains
from pytea_lsp.wording import contexts, made_by

#: Sorts smaller spans first.
_Size = tuple[int, int]


def register(server: PyteaServer) -> None:
    """Registers textDocument/hover."""

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(ls: PyteaServer, params: types.HoverParams) -> types.Hover | None:
        view = ls.view(params.text_document.uri)
        if view is None:
            return None
        values = innermost(ls, view, params.position)
        if not values:
            return None
        text = _text(ls, view, values)
        return types.Hover(
            contents=types.MarkupContent(kind=types.MarkupKind.Markdown, value=text),
            range=view.range(values[0].span),
        )


def innermost(ls: PyteaServer, view: View, position: types.Position) -> list[Value]:
    """Returns the values of the smallest expression at a position."""
    place = view.place(position)
    found = [v for v in ls.results.values(view.document.path) if contains(v.span, place)]
    if not found:
        return []
    smallest = min(found, key=_size)
    return [value for value in found if value.span == smallest.span]


def _size(value: Value) -> _Size:
    span = value.span
    return span.end_line - span.line, span.end_column - span.column


def _text(ls: PyteaServer, view: View, values: list[Value]) -> str:
    first = values[0]
    shapes = list(dict.fromkeys(value.shape for value in values))
    name = first.name or _source(view, first)
    kind = " ".join(word for word in (first.dtype, first.device) if word)
    head = " | ".join(shapes)
    blocks = [f"```python\n{name}: {head}{'  # ' + kind if kind else ''}\n```"]
    made = made_by(first)
    if made:
        blocks.append(made)
    if len(shapes) > 1 or first.context:
        blocks += contexts(values)
    if first.where:
        blocks.append("where " + ", ".join(f"`{fact}`" for fact in first.where))
    card = _card(ls, view, first)
    if card is not None:
        blocks.append(_card_text(card))
    return "\n\n".join(blocks)


def _source(view: View, value: Value) -> str:
    lines = view.document.lines
    span = value.span
    if span.line > len(lines):
        return "value"
    end = span.end_column - 1 if span.end_line == span.line else None
    text = lines[span.line - 1][span.column - 1 : end]
    return text if len(text) <= 60 else text[:59] + "…"


def _card(ls: PyteaServer, view: View, value: Value) -> OperatorCard | None:
    """Returns the card of an operator where it is called, not where its result is used."""
    if value.kind != "value" or value.made_at is None or value.made_at.line != value.span.line:
        return None
    for outcome in ls.results.outcomes(view.document.path):
        if value.operator in outcome.cards:
            return outcome.cards[value.operator]
    return None


def _card_text(card: OperatorCard) -> str:
    lines = [f"---\n`{card.name}{card.parameters}`"]
    if card.document:
        lines.append(card.document)
    if card.requirements:
        lines.append("requires " + ", ".join(f"`{text}`" for text in card.requirements))
    return "\n\n".join(lines)
