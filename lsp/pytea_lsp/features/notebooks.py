"""Notebooks: the code cells are one program, in their order."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types
from pygls.uris import to_fs_path

from pytea_lsp.documents import Cell, Notebook
from pytea_lsp.server import PyteaServer


def register(server: PyteaServer) -> None:
    """Registers the synchronisation of notebook documents."""

    @server.feature(types.NOTEBOOK_DOCUMENT_DID_OPEN)
    def opened(ls: PyteaServer, params: types.DidOpenNotebookDocumentParams) -> None:
        take(ls, params.notebook_document.uri)

    @server.feature(types.NOTEBOOK_DOCUMENT_DID_CHANGE)
    def changed(ls: PyteaServer, params: types.DidChangeNotebookDocumentParams) -> None:
        take(ls, params.notebook_document.uri, ls.settings.debounce / 1000)

    @server.feature(types.NOTEBOOK_DOCUMENT_DID_SAVE)
    def saved(ls: PyteaServer, params: types.DidSaveNotebookDocumentParams) -> None:
        take(ls, params.notebook_document.uri)

    @server.feature(types.NOTEBOOK_DOCUMENT_DID_CLOSE)
    def closed(ls: PyteaServer, params: types.DidCloseNotebookDocumentParams) -> None:
        path = ls.documents.close(params.notebook_document.uri)
        if path is not None:
            ls.reconsider([path])


def take(ls: PyteaServer, uri: str, pause: float = 0.0) -> None:
    """Takes the cells of a notebook as they are now."""
    source = ls.workspace.get_notebook_document(notebook_uri=uri)
    name = to_fs_path(uri)
    if source is None or not name:
        return
    notebook = Notebook(uri, Path(name))
    for cell in source.cells:
        text = ls.workspace.text_documents.get(cell.document)
        is_code = cell.kind is types.NotebookCellKind.Code
        if is_code and text is not None and text.language_id in (None, "python"):
            notebook.cells.append(Cell(cell.document, text.source))
    document = ls.documents.put_notebook(notebook)
    ls.reconsider([document.path], pause)
