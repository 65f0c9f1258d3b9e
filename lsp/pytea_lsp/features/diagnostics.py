"""Diagnostics, pushed or pulled, in every file that an entry reaches.

A client that can pull, and can be told to pull again, is asked to; what is not open is pushed to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lsprotocol import types

from pytea.diagnostics import Diagnostic, Severity
from pytea_lsp.rules import documentation
from pytea_lsp.server import PyteaServer

SOURCE = "pytea"
IDENTIFIER = "pytea"

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_BY_NAME = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "information": types.DiagnosticSeverity.Information,
    "hint": types.DiagnosticSeverity.Hint,
}
#: Codes whose text may simply be removed.
_UNNECESSARY = frozenset({"unused-ignore"})
#: Notes and calls that accompany a finding.
RELATED = 12

ByUri = dict[str, list[types.Diagnostic]]


def register(server: PyteaServer) -> None:
    """Registers both ways; ``Publisher`` decides which one a client gets."""
    publisher = Publisher(server)
    server.listeners.append(publisher.changed)

    @server.feature(
        types.TEXT_DOCUMENT_DIAGNOSTIC,
        types.DiagnosticOptions(
            inter_file_dependencies=True, workspace_diagnostics=False, identifier=IDENTIFIER
        ),
    )
    def pull(
        ls: PyteaServer, params: types.DocumentDiagnosticParams
    ) -> types.DocumentDiagnosticReport:
        items = publisher.all().get(params.text_document.uri, [])
        result_id = str(hash(repr(items)))
        if params.previous_result_id == result_id:
            return types.RelatedUnchangedDocumentDiagnosticReport(result_id=result_id)
        return types.RelatedFullDocumentDiagnosticReport(items=items, result_id=result_id)


class Publisher:
    """Sends what has changed since it was sent last."""

    def __init__(self, server: PyteaServer) -> None:
        self._server = server
        self._sent: ByUri = {}
        self._pulled: ByUri = {}

    def pulls(self) -> bool:
        """Returns whether the client pulls the diagnostics of open documents."""
        capabilities = self._server.client_capabilities
        document, workspace = capabilities.text_document, capabilities.workspace
        can_pull = document is not None and document.diagnostic is not None
        refresh = workspace.diagnostics if workspace is not None else None
        return can_pull and refresh is not None and bool(refresh.refresh_support)

    def changed(self) -> None:
        """Sends the diagnostics of all documents that have other ones now."""
        everything = self.all()
        pulled = self._server.documents.open if self.pulls() else {}
        cells = {
            cell.uri for book in self._server.documents.notebooks.values() for cell in book.cells
        }
        to_pull = {u: i for u, i in everything.items() if u in pulled or (pulled and u in cells)}
        to_send = {uri: items for uri, items in everything.items() if uri not in to_pull}
        for uri in sorted({*self._sent, *to_send}):
            items = to_send.get(uri, [])
            if items != self._sent.get(uri, []) or (uri in to_send and uri not in self._sent):
                self._send(uri, items)
        self._sent = to_send
        if to_pull != self._pulled:
            self._pulled = to_pull
            self._server.workspace_diagnostic_refresh(None)

    def _send(self, uri: str, items: list[types.Diagnostic]) -> None:
        document = self._server.documents.open.get(uri)
        self._server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(
                uri=uri, diagnostics=items, version=document.version if document else None
            )
        )

    def all(self) -> ByUri:
        """Returns the diagnostics of all documents; an open one without any has an empty list."""
        ls = self._server
        found: ByUri = {uri: [] for uri in ls.documents.open if uri not in ls.documents.notebooks}
        for book in ls.documents.notebooks.values():
            found |= {cell.uri: [] for cell in book.cells}
        for path, diagnostics in ls.results.diagnostics().items():
            self._add(found, path, diagnostics)
        for path, problem in ls.configuration.problems.items():
            lines = ls.lines(path)
            span = problem.place_in(lines)
            found.setdefault(ls.documents.uri_of(path), []).append(
                types.Diagnostic(
                    range=ls.units.range(lines, span),
                    message=problem.text,
                    severity=types.DiagnosticSeverity.Error,
                    code="configuration",
                    source=SOURCE,
                )
            )
        for (entry, _), kept in ls.results.kept.items():
            if kept.failure:
                found.setdefault(ls.documents.uri_of(entry), []).append(_failure(kept.failure))
        return found

    def _add(self, found: ByUri, path: Path, diagnostics: list[Diagnostic]) -> None:
        ls = self._server
        lines = ls.lines(path)
        uri = ls.documents.uri_of(path)
        for diagnostic in diagnostics:
            item = to_client(ls, diagnostic, lines)
            if item is None:
                continue
            place, line = ls.documents.split(uri, item.range.start.line)
            moved = item.range.start.line - line
            item.range.start.line -= moved
            item.range.end.line -= moved
            found.setdefault(place, []).append(item)


def _failure(text: str) -> types.Diagnostic:
    start = types.Position(line=0, character=0)
    return types.Diagnostic(
        range=types.Range(start=start, end=start),
        message=text,
        severity=types.DiagnosticSeverity.Warning,
        code="internal-failure",
        source=SOURCE,
    )


def to_client(
    ls: PyteaServer, diagnostic: Diagnostic, lines: tuple[str, ...]
) -> types.Diagnostic | None:
    """Returns a finding for the client, or None when the settings switch its rule off."""
    wanted = ls.settings.severity.get(diagnostic.code, "")
    if wanted == "off":
        return None
    href = documentation(diagnostic.code)
    unnecessary = diagnostic.code in _UNNECESSARY
    return types.Diagnostic(
        range=ls.units.range(lines, diagnostic.span),
        message=_message(diagnostic),
        severity=_BY_NAME.get(wanted, _SEVERITIES[diagnostic.severity]),
        code=diagnostic.code,
        code_description=types.CodeDescription(href=href) if href else None,
        source=SOURCE,
        tags=[types.DiagnosticTag.Unnecessary] if unnecessary else None,
        related_information=_related(ls, diagnostic),
        data=_data(ls, diagnostic),
    )


def _message(diagnostic: Diagnostic) -> str:
    """Returns the sentence, with what is known but has no place: the witness and the path."""
    lines = [diagnostic.message]
    lines += [note.message for note in diagnostic.notes if note.span is None]
    lines += diagnostic.circumstances
    if diagnostic.path:
        lines.append("on the path: " + ", ".join(diagnostic.path))
    return "\n".join(dict.fromkeys(lines))


def _related(ls: PyteaServer, diagnostic: Diagnostic) -> list[types.DiagnosticRelatedInformation]:
    places = [(note.message, ls.location(note.file, note.span)) for note in diagnostic.notes]
    places += [
        (f"called here, in {call.function}", ls.location(call.file, call.span))
        for call in diagnostic.trace[:-1]
    ]
    return [
        types.DiagnosticRelatedInformation(location=place, message=text)
        for text, place in places[:RELATED]
        if place is not None
    ]


def _data(ls: PyteaServer, diagnostic: Diagnostic) -> Mapping[str, object]:
    """Returns what code actions need to know: the fixes as edits."""
    fixes = []
    for fix in diagnostic.fixes:
        place = ls.location(fix.file, fix.span)
        if place is not None:
            fixes.append(
                {
                    "title": fix.title,
                    "uri": place.uri,
                    "range": _plain(place.range),
                    "newText": fix.replacement,
                }
            )
    return {"code": diagnostic.code, "fixes": fixes}


def _plain(found: types.Range) -> list[int]:
    return [found.start.line, found.start.character, found.end.line, found.end.character]
