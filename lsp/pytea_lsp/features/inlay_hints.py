"""Inlay hints: the shape after each assignment of a tensor, and of parameters where they stand."""

from __future__ import annotations

from lsprotocol import types

from pytea.span import Span
from pytea_lsp.messages import Value
from pytea_lsp.server import PyteaServer
from pytea_lsp.wording import contexts, made_by

#: Different shapes that one hint shows.
SHAPES = 2
KINDS = {"off": (), "assignments": ("assign",), "all": ("assign", "parameter")}


def register(server: PyteaServer) -> None:
    """Registers textDocument/inlayHint."""

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    def inlay_hints(ls: PyteaServer, params: types.InlayHintParams) -> list[types.InlayHint]:
        view = ls.view(params.text_document.uri)
        kinds = KINDS[ls.settings.inlay_hints]
        if view is None or not kinds:
            return []
        by_place: dict[Span, list[Value]] = {}
        for value in ls.results.values(view.document.path):
            if value.kind in kinds and value.is_tensor and value.shape != "?":
                by_place.setdefault(value.span, []).append(value)
        hints = []
        for span, values in sorted(by_place.items()):
            where = view.shows(span, params.range)
            if where is not None:
                hints.append(_hint(ls, where.end, values))
        return hints


def _hint(ls: PyteaServer, at: types.Position, values: list[Value]) -> types.InlayHint:
    by_shape: dict[str, Value] = {}
    for value in values:
        by_shape.setdefault(value.shape, value)
    shapes = list(by_shape)
    parts = [types.InlayHintLabelPart(value=": ")]
    for number, shape in enumerate(shapes[:SHAPES]):
        if number:
            parts.append(types.InlayHintLabelPart(value=" | "))
        value = by_shape[shape]
        parts.append(
            types.InlayHintLabelPart(
                value=shape,
                location=ls.location(value.made_in, value.made_at),
            )
        )
    if len(shapes) > SHAPES:
        parts.append(types.InlayHintLabelPart(value=" | …"))
    return types.InlayHint(
        position=at,
        label=parts,
        kind=types.InlayHintKind.Type,
        tooltip=types.MarkupContent(kind=types.MarkupKind.Markdown, value=_tooltip(values)),
        padding_right=True,
    )


def _tooltip(values: list[Value]) -> str:
    first = values[0]
    lines = [f"**{first.name}** {first.dtype} {first.device}".strip()]
    lines += contexts(values)
    made = made_by(first)
    if made:
        lines.append(made)
    return "\n\n".join(lines)
