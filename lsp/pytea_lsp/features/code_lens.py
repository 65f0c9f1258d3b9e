"""Code lens: what an entry gave, and what shapes a module's forward turns into which."""

from __future__ import annotations

import re

from lsprotocol import types

from pytea.span import Span
from pytea_lsp.features.commands import SHOW_PATHS
from pytea_lsp.messages import Outcome, Value
from pytea_lsp.server import PyteaServer
from pytea_lsp.view import View

#: Signatures that one lens lists.
SIGNATURES = 3
_MAIN = re.compile(r"if\s+__name__\s*==")


def register(server: PyteaServer) -> None:
    """Registers textDocument/codeLens."""

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    def code_lens(ls: PyteaServer, params: types.CodeLensParams) -> list[types.CodeLens]:
        view = ls.view(params.text_document.uri)
        if view is None or not ls.settings.code_lens:
            return []
        found = [_entry_lens(ls, view, outcome) for outcome in _own_outcomes(ls, view)]
        found += _signature_lenses(ls, view)
        found += [lens for o in _own_outcomes(ls, view) for lens in _alone_lenses(view, o)]
        return [lens for lens in found if lens is not None]


def _own_outcomes(ls: PyteaServer, view: View) -> list[Outcome]:
    path = view.document.path
    return [outcome for outcome in ls.results.outcomes(path) if outcome.key[0] == path]


def _lens(view: View, line: int, title: str, arguments: list[object]) -> types.CodeLens | None:
    where = view.range(Span(line, 1, line, 1))
    if where is None:
        return None
    command = types.Command(title=title, command=SHOW_PATHS, arguments=arguments)
    return types.CodeLens(range=where, command=command)


def _entry_lens(ls: PyteaServer, view: View, outcome: Outcome) -> types.CodeLens | None:
    line = next(
        (row for row, text in enumerate(view.document.lines, 1) if _MAIN.match(text)),
        view.first + 1,
    )
    report = outcome.report
    parts = [_plural(report.paths, "path"), f"{report.checked} checked"]
    if report.unknown:
        parts.append(f"{report.unknown} unknown")
    arguments = " ".join(outcome.key[1])
    title = f"pytea{' ' + arguments if arguments else ''}: {' · '.join(parts)}"
    return _lens(view, line, title, [ls.documents.uri_of(outcome.key[0]), list(outcome.key[1])])


def _signature_lenses(ls: PyteaServer, view: View) -> list[types.CodeLens | None]:
    """Returns a lens for each method of a module that was called with tensors."""
    functions: dict[str, list[Value]] = {}
    modules = {
        module.address
        for outcome in ls.results.outcomes(view.document.path)
        for module in outcome.modules
    }
    for value in ls.results.values(view.document.path):
        if value.kind in ("parameter", "return") and value.subject in modules:
            functions.setdefault(value.function, []).append(value)
    found = []
    for function, values in functions.items():
        texts = signatures(values)
        line = _definition_line(view, function, values)
        if texts and line:
            more = f" and {len(texts) - SIGNATURES} more" if len(texts) > SIGNATURES else ""
            title = "  |  ".join(texts[:SIGNATURES]) + more
            found.append(_lens(view, line, title, [view.uri, [], function]))
    return found


def _alone_lenses(view: View, outcome: Outcome) -> list[types.CodeLens | None]:
    """Returns a lens for each function of a file that nothing calls."""
    found = []
    for signature in outcome.signatures:
        if all(shape == "?" for shape in signature.inputs.values()):
            continue
        line = _current_line(view, signature.name, signature.line)
        inputs = ", ".join(f"{name}: {shape}" for name, shape in signature.inputs.items())
        facts = "".join(f", {fact}" for fact in signature.requires)
        title = f"{inputs} → {signature.output}{facts}"
        found.append(_lens(view, line, title, [view.uri, [], signature.name]))
    return found


def _current_line(view: View, function: str, line: int) -> int:
    """Returns where a function is defined now, the nearest of its name."""
    pattern = re.compile(rf"\s*(async\s+)?def\s+{re.escape(function.rpartition('.')[2])}\b")
    rows = [row for row, text in enumerate(view.document.lines, 1) if pattern.match(text)]
    return min(rows, key=lambda row: abs(row - line), default=line)


def signatures(values: list[Value]) -> list[str]:
    """Returns ``(B, 3, H, W) → (B, 10)`` for each way in which a function was called.

    The last call of an object from one place stands for all of them.
    """
    calls: dict[tuple[object, ...], tuple[dict[str, str], list[str], list[str]]] = {}
    for value in values:
        if not value.is_tensor or value.shape == "?":
            continue
        key = (value.subject, tuple((call.file, call.span) for call in value.context), value.when)
        inputs, outputs, where = calls.setdefault(key, ({}, [], []))
        where += value.where
        if value.kind == "parameter":
            inputs.setdefault(value.name, value.shape)
        elif value.shape not in outputs:
            outputs.append(value.shape)
    found: dict[str, None] = {}
    for inputs, outputs, where in calls.values():
        if inputs:
            text = f"{', '.join(inputs.values())} → {' or '.join(outputs) or '?'}"
            facts = ", ".join(dict.fromkeys(where))
            found.setdefault(f"{text}, {facts}" if facts else text)
    return list(found)


def _definition_line(view: View, function: str, values: list[Value]) -> int:
    """Returns the line with the ``def`` of a function, at or above what was seen in it."""
    name = re.escape(function.rpartition(".")[2])
    pattern = re.compile(rf"\s*(async\s+)?def\s+{name}\b")
    first = min(value.span.line for value in values)
    lines = view.document.lines
    for row in range(min(first, len(lines)), 0, -1):
        if pattern.match(lines[row - 1]):
            return row
    return 0


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
