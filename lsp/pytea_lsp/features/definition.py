"""From a tensor to the operation that made its shape."""

from __future__ import annotations

from lsprotocol import types

from pytea_lsp.features.hover import innermost
from pytea_lsp.server import PyteaServer


def register(server: PyteaServer) -> None:
    """Registers textDocument/definition and textDocument/typeDefinition; a setting chooses one."""

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def definition(ls: PyteaServer, params: types.DefinitionParams) -> list[types.Location]:
        wanted = ls.settings.go_to_shape == "definition"
        return origins(ls, params.text_document.uri, params.position) if wanted else []

    @server.feature(types.TEXT_DOCUMENT_TYPE_DEFINITION)
    def type_definition(
        ls: PyteaServer, params: types.TypeDefinitionParams
    ) -> list[types.Location]:
        wanted = ls.settings.go_to_shape != "off"
        return origins(ls, params.text_document.uri, params.position) if wanted else []


def origins(ls: PyteaServer, uri: str, position: types.Position) -> list[types.Location]:
    """Returns where the shapes of the tensor at a position were made."""
    view = ls.view(uri)
    if view is None:
        return []
    found: list[types.Location] = []
    for value in innermost(ls, view, position):
        place = ls.location(value.made_in, value.made_at)
        if place is not None and place not in found:
            found.append(place)
    return found
