"""The open documents: their paths, their texts, and notebooks as one text.

A file has its own path. An untitled document gets a path in the workspace that does not exist, and
a notebook is the text of its code cells under the path of the notebook. Other schemes (``git:`` and
the like) show copies of files and are not analysed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path

from pytea.frontend.magics import plain_cell
from pytea_lsp.texts import lines_of

PYTHON = "python"


@dataclass(slots=True)
class Document:
    """An open text that is analysed under ``path``."""

    uri: str
    path: Path
    text: str
    version: int | None
    lines: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.lines = lines_of(self.text)


@dataclass(slots=True)
class Cell:
    """A code cell: which lines of its notebook it makes, from 0."""

    uri: str
    text: str
    start: int = 0

    @property
    def count(self) -> int:
        """The number of its lines."""
        return len(lines_of(self.text))


@dataclass(slots=True)
class Notebook:
    """An open notebook and its code cells in their order."""

    uri: str
    path: Path
    cells: list[Cell] = field(default_factory=list)

    def document(self) -> Document:
        """Returns the code of all cells as one document; magics do nothing in it."""
        rows: list[str] = []
        for cell in self.cells:
            cell.start = len(rows)
            rows += plain_cell(lines_of(cell.text))
        return Document(self.uri, self.path, "\n".join(rows) + "\n", None)


class Documents:
    """All open documents by URI, and the way from URIs to paths and back."""

    def __init__(self) -> None:
        self.root = Path.cwd()
        self.open: dict[str, Document] = {}
        self.notebooks: dict[str, Notebook] = {}
        self._uris: dict[Path, str] = {}

    def path_of(self, uri: str) -> Path | None:
        """Returns the path under which a URI is analysed, or None when it is not."""
        scheme = urlsplit(uri).scheme
        if scheme == "file":
            name = to_fs_path(uri)
            return Path(name) if name else None
        if scheme == "untitled":
            name = unquote(uri).partition(":")[2].strip("/").replace("/", "-") or "untitled"
            return self.root / (name if name.endswith(".py") else f"{name}.py")
        if scheme == "vscode-notebook-cell":
            for notebook in self.notebooks.values():
                if any(cell.uri == uri for cell in notebook.cells):
                    return notebook.path
        return None

    def uri_of(self, path: Path) -> str:
        """Returns the URI of a path: as the client wrote it when the document is open."""
        known = self._uris.get(path)
        if known is not None:
            return known
        return from_fs_path(str(path)) or "file://" + quote(str(path))

    def put(self, uri: str, text: str, version: int | None) -> Document | None:
        """Opens or changes a document; returns None for what is not analysed."""
        path = self.path_of(uri)
        if path is None:
            return None
        document = self.open[uri] = Document(uri, path, text, version)
        self._uris[path] = uri
        return document

    def put_notebook(self, notebook: Notebook) -> Document:
        """Opens or changes a notebook."""
        self.notebooks[notebook.uri] = notebook
        document = self.open[notebook.uri] = notebook.document()
        self._uris[notebook.path] = notebook.uri
        return document

    def close(self, uri: str) -> Path | None:
        """Closes a document or notebook; returns its path."""
        document = self.open.pop(uri, None)
        self.notebooks.pop(uri, None)
        if document is None:
            return None
        self._uris.pop(document.path, None)
        return document.path

    def at(self, path: Path) -> Document | None:
        """Returns the open document with a path."""
        uri = self._uris.get(path)
        return self.open.get(uri) if uri is not None else None

    def overlay(self) -> dict[Path, str]:
        """Returns the texts of all open documents."""
        return {document.path: document.text for document in self.open.values()}

    def cell_at(self, uri: str) -> tuple[Notebook, Cell] | None:
        """Returns the cell with a URI and its notebook."""
        for notebook in self.notebooks.values():
            for cell in notebook.cells:
                if cell.uri == uri:
                    return notebook, cell
        return None

    def split(self, uri: str, line: int) -> tuple[str, int]:
        """Returns the cell of a notebook that holds a line (from 0), and the line in the cell."""
        notebook = self.notebooks.get(uri)
        for cell in notebook.cells if notebook is not None else ():
            if cell.start <= line < cell.start + cell.count:
                return cell.uri, line - cell.start
        return uri, line


def is_python(item: types.TextDocumentItem) -> bool:
    """Returns whether a document is to be analysed."""
    return item.language_id == PYTHON or item.uri.endswith((".py", ".pyw"))
