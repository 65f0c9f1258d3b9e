"""Code actions: the fixes of the findings, ignore comments, shapes as assertions or comments."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lsprotocol import types

from pytea_lsp.features.diagnostics import Publisher
from pytea_lsp.messages import Value
from pytea_lsp.server import PyteaServer
from pytea_lsp.view import View

_COMMENT = re.compile(r"#\s*pytea:\s*ignore\[([^\]]*)\]")
_REFACTOR = types.CodeActionKind.RefactorRewrite


def register(server: PyteaServer) -> None:
    """Registers textDocument/codeAction."""

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix, _REFACTOR]),
    )
    def code_actions(ls: PyteaServer, params: types.CodeActionParams) -> list[types.CodeAction]:
        view = ls.view(params.text_document.uri)
        if view is None:
            return []
        found: list[types.CodeAction] = []
        for diagnostic in params.context.diagnostics:
            if diagnostic.source == "pytea":
                found += _fixes(_with_data(ls, params.text_document.uri, diagnostic))
                found += _ignore(view, diagnostic)
        found += _shapes(ls, view, params.range)
        only = params.context.only
        return [a for a in found if not only or any(_is_kind(a.kind, o) for o in only)]


def _with_data(ls: PyteaServer, uri: str, diagnostic: types.Diagnostic) -> types.Diagnostic:
    """Returns a finding with its fixes, which some clients do not send back."""
    if diagnostic.data is not None:
        return diagnostic
    for known in Publisher(ls).all().get(uri, ()):
        if (known.code, known.range) == (diagnostic.code, diagnostic.range):
            return known
    return diagnostic


def _is_kind(kind: types.CodeActionKind | str | None, wanted: types.CodeActionKind | str) -> bool:
    own, asked = (str(getattr(item, "value", item)) for item in (kind, wanted))
    return own == asked or own.startswith(f"{asked}.")


def _edit(uri: str, where: types.Range, text: str) -> types.WorkspaceEdit:
    return types.WorkspaceEdit(changes={uri: [types.TextEdit(range=where, new_text=text)]})


def _fixes(diagnostic: types.Diagnostic) -> list[types.CodeAction]:
    """Returns the fixes that came with a finding, the first one preferred."""
    found = []
    for number, fix in enumerate(_field(diagnostic.data, "fixes") or ()):
        numbers = [int(item) for item in _field(fix, "range")]
        where = types.Range(
            start=types.Position(line=numbers[0], character=numbers[1]),
            end=types.Position(line=numbers[2], character=numbers[3]),
        )
        found.append(
            types.CodeAction(
                title=str(_field(fix, "title")),
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[diagnostic],
                edit=_edit(str(_field(fix, "uri")), where, str(_field(fix, "newText"))),
                is_preferred=number == 0,
            )
        )
    return found


def _field(data: Any, name: str) -> Any:
    """Returns a field of what the client sent back: a mapping, or an object made of one."""
    return data.get(name) if isinstance(data, Mapping) else getattr(data, name, None)


def _ignore(view: View, diagnostic: types.Diagnostic) -> list[types.CodeAction]:
    """Offers a comment at the end of the line; an existing one is extended."""
    code = str(diagnostic.code)
    row = diagnostic.range.start.line
    lines = view.document.lines
    if code in ("configuration", "internal-failure") or row + view.first >= len(lines):
        return []
    text = lines[row + view.first]
    known = _COMMENT.search(text)
    if known is not None:
        start, end = known.span(1)
        new = f"{known[1]}, {code}" if known[1].strip() else code
    else:
        start = end = len(text.rstrip())
        new = f"  # pytea: ignore[{code}]"
    units, whole = view.units, view.first + row + 1
    where = types.Range(
        start=types.Position(line=row, character=units.position(lines, whole, start + 1).character),
        end=types.Position(line=row, character=units.position(lines, whole, end + 1).character),
    )
    return [
        types.CodeAction(
            title=f"Ignore {code} here",
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[diagnostic],
            edit=_edit(view.uri, where, new),
        )
    ]


# --- shapes -----------------------------------------------------------------------------------


def _shapes(ls: PyteaServer, view: View, wanted: types.Range) -> list[types.CodeAction]:
    by_name: dict[str, list[Value]] = {}
    for value in ls.results.values(view.document.path):
        if value.kind == "assign" and value.is_tensor and value.shape != "?":
            if view.shows(value.span, wanted) is not None:
                by_name.setdefault(value.name, []).append(value)
    found = []
    for name, values in by_name.items():
        shapes = list(dict.fromkeys(value.shape for value in values))
        row = values[-1].span.line
        if len(shapes) != 1 or not _is_simple(view, row):
            continue
        assertion = _assertion(name, values[0])
        if assertion:
            found.append(_insert_line(view, row, assertion, f"Assert the shape of {name}"))
        comment = f"  # {name}: {shapes[0]}"
        found.append(_append(view, row, comment, f"Write the shape of {name} as a comment"))
    return found


def _assertion(name: str, value: Value) -> str:
    sizes = value.sizes
    if sizes is None:
        return ""
    if all(size is not None for size in sizes):
        return f"assert {name}.shape == {sizes!r}"
    known = [f"{name}.shape[{dim}] == {size}" for dim, size in enumerate(sizes) if size is not None]
    return "assert " + " and ".join([f"{name}.ndim == {len(sizes)}", *known])


def _is_simple(view: View, row: int) -> bool:
    """Returns whether a line is a whole statement, after which another one may stand."""
    text = view.document.lines[row - 1].rstrip() if row <= len(view.document.lines) else ""
    opened = sum(text.count(sign) for sign in "([{") - sum(text.count(sign) for sign in ")]}")
    return bool(text) and not text.endswith((":", "\\", ",")) and opened == 0 and ": " not in text


def _insert_line(view: View, row: int, statement: str, title: str) -> types.CodeAction:
    text = view.document.lines[row - 1]
    indent = text[: len(text) - len(text.lstrip())]
    at = view.units.position(view.document.lines, row, len(text) + 1)
    return _at(view, at, f"\n{indent}{statement}", title)


def _append(view: View, row: int, comment: str, title: str) -> types.CodeAction:
    text = view.document.lines[row - 1].rstrip()
    at = view.units.position(view.document.lines, row, len(text) + 1)
    return _at(view, at, comment, title)


def _at(view: View, at: types.Position, text: str, title: str) -> types.CodeAction:
    place = types.Position(line=at.line - view.first, character=at.character)
    where = types.Range(start=place, end=place)
    return types.CodeAction(title=title, kind=_REFACTOR, edit=_edit(view.uri, where, text))
