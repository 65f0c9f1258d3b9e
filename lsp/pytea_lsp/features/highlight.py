"""Document highlight: the values whose shape has the same symbol."""

from __future__ import annotations

from lsprotocol import types

from pytea_lsp.features.hover import innermost
from pytea_lsp.server import PyteaServer

_WRITTEN = ("assign", "parameter")


def register(server: PyteaServer) -> None:
    """Registers textDocument/documentHighlight."""

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    def highlight(
        ls: PyteaServer, params: types.DocumentHighlightParams
    ) -> list[types.DocumentHighlight] | None:
        view = ls.view(params.text_document.uri)
        if view is None:
            return None
        symbols = {s for v in innermost(ls, view, params.position) for s in v.symbols}
        if not symbols:
            return None
        found: dict[tuple[int, int], types.DocumentHighlight] = {}
        for value in ls.results.values(view.document.path):
            if value.kind not in (*_WRITTEN, "use") or not symbols & value.symbols:
                continue
            where = view.range(value.span)
            if where is not None:
                written = value.kind in _WRITTEN
                kind = types.DocumentHighlightKind
                found[(where.start.line, where.start.character)] = types.DocumentHighlight(
                    range=where, kind=kind.Write if written else kind.Read
                )
        return [found[key] for key in sorted(found)]
