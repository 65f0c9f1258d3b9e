"""Opening, changing, saving and closing documents."""

from __future__ import annotations

from lsprotocol import types

from pytea_lsp.documents import is_python
from pytea_lsp.server import PyteaServer


def register(server: PyteaServer) -> None:
    """Registers the synchronisation of text documents."""

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(ls: PyteaServer, params: types.DidOpenTextDocumentParams) -> None:
        item = params.text_document
        if not is_python(item):
            return
        document = ls.documents.put(item.uri, item.text, item.version)
        if document is not None:
            ls.opened(document)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(ls: PyteaServer, params: types.DidChangeTextDocumentParams) -> None:
        item = params.text_document
        if item.uri not in ls.documents.open:
            return
        text = ls.workspace.get_text_document(item.uri).source
        document = ls.documents.put(item.uri, text, item.version)
        if document is not None:
            ls.reconsider([document.path], ls.settings.debounce / 1000)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(ls: PyteaServer, params: types.DidSaveTextDocumentParams) -> None:
        document = ls.documents.open.get(params.text_document.uri)
        if document is not None:
            ls.scan([document.path])

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(ls: PyteaServer, params: types.DidCloseTextDocumentParams) -> None:
        path = ls.documents.close(params.text_document.uri)
        if path is None:
            return
        if path.exists():
            ls.scan([path])
        else:
            ls.project.forget(path)
            ls.schedule.forget(path)
            ls.reconsider([path])
