"""Asks the client to ask again for what depends on results: inlay hints and code lenses."""

from __future__ import annotations

from pytea_lsp.server import PyteaServer


def register(server: PyteaServer) -> None:
    """Registers for changed results."""

    def changed() -> None:
        workspace = server.client_capabilities.workspace
        if workspace is None:
            return
        if workspace.inlay_hint is not None and workspace.inlay_hint.refresh_support:
            server.workspace_inlay_hint_refresh(None)
        if workspace.code_lens is not None and workspace.code_lens.refresh_support:
            server.workspace_code_lens_refresh(None)

    server.listeners.append(changed)
