"""What the views of an editor show: paths, modules with their shapes, the graph of the model."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from itertools import product
from pathlib import Path
from typing import Any

from pytea.diagnostics import Diagnostic
from pytea.span import Span
from pytea_lsp.messages import Decision, EntryKey, ModuleInfo, Outcome
from pytea_lsp.server import PyteaServer

PATHS = "pytea/paths"
CHOOSE_PATH = "pytea/choosePath"
MODULES = "pytea/modules"
ENTRIES = "pytea/entries"

#: Branches up to which all combinations are listed; beyond it each branch is listed alone.
COMBINED = 3

Json = dict[str, Any]


def register(server: PyteaServer) -> None:
    """Registers the requests of the views. They are asked with ``{uri}`` of any open document."""

    @server.feature(PATHS)
    def paths(ls: PyteaServer, params: Any) -> list[Json]:
        return [_entry(ls, outcome) for outcome in _outcomes(ls, params)]

    @server.feature(CHOOSE_PATH)
    def choose(ls: PyteaServer, params: Any) -> bool:
        """Shows the shapes of one path: ``decisions`` are pairs of identity and side."""
        key: EntryKey = (Path(params.entry), tuple(params.arguments))
        if key not in ls.results.kept:
            return False
        chosen = tuple((str(name), bool(side)) for name, side in params.decisions)
        ls.chosen[key] = chosen
        ls.schedule.ask([key], first=True)
        return True

    @server.feature(ENTRIES)
    def entries(ls: PyteaServer, _params: Any) -> list[str]:
        return [str(entry) for entry in ls.project.entries()]

    @server.feature(MODULES)
    def modules(ls: PyteaServer, params: Any) -> list[Json]:
        return [_modules_of(ls, outcome) for outcome in _outcomes(ls, params)]


def _outcomes(ls: PyteaServer, params: Any) -> list[Outcome]:
    uri = getattr(params, "uri", None)
    path = ls.documents.path_of(uri) if isinstance(uri, str) else None
    if path is not None:
        return ls.results.outcomes(path)
    return [kept.good for _, kept in sorted(ls.results.kept.items()) if kept.good is not None]


def _place(ls: PyteaServer, file: str, span: Span | None) -> Json | None:
    location = ls.location(file, span)
    if location is None:
        return None
    start, end = location.range.start, location.range.end
    return {
        "uri": location.uri,
        "range": [start.line, start.character, end.line, end.character],
        "line": span.line if span is not None else 0,
        "file": Path(file).name,
    }


# --- paths ------------------------------------------------------------------------------------


def _entry(ls: PyteaServer, outcome: Outcome) -> Json:
    entry, arguments = outcome.key
    decisions = [decision for decision in outcome.decisions if decision.text]
    return {
        "entry": str(entry),
        "name": entry.name,
        "arguments": list(arguments),
        "place": _place(ls, str(entry), Span(1, 1, 1, 1)),
        "paths": [_path(ls, outcome, sides) for sides in combinations(decisions)],
        "findings": [_finding(ls, d) for d in outcome.diagnostics],
        "checked": outcome.report.checked,
        "unknown": outcome.report.unknown,
        "unknowns": [asdict(row) for row in outcome.report.unknowns],
        "limits": list(outcome.report.limits),
        "status": outcome.report.status,
    }


def combinations(decisions: list[Decision]) -> Iterable[list[tuple[Decision, bool]]]:
    """Yields the paths through branches: all of them when they are few, else each branch's sides."""
    if len(decisions) <= COMBINED:
        for sides in product((True, False), repeat=len(decisions)):
            yield list(zip(decisions, sides, strict=True))
        return
    for decision in decisions:
        yield [(decision, True)]
        yield [(decision, False)]


def _path(ls: PyteaServer, outcome: Outcome, sides: list[tuple[Decision, bool]]) -> Json:
    steps = [
        {
            "text": decision.text if side else f"not {_bracketed(decision.text)}",
            "identity": decision.identity,
            "side": side,
            "place": _place(ls, decision.file, decision.span),
        }
        for decision, side in sides
    ]
    wanted = tuple((decision.identity, side) for decision, side in sides)
    return {
        "title": " and ".join(str(step["text"]) for step in steps) or "the only path",
        "steps": steps,
        "chosen": bool(wanted) and set(wanted) == set(outcome.chosen),
    }


def _bracketed(text: str) -> str:
    return text if text.isidentifier() else f"({text})"


def _finding(ls: PyteaServer, diagnostic: Diagnostic) -> Json:
    return {
        "message": diagnostic.message,
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "path": list(diagnostic.path),
        "witness": dict((*diagnostic.facts, *diagnostic.witness)),
        "place": _place(ls, diagnostic.file, diagnostic.span),
    }


# --- modules ----------------------------------------------------------------------------------


def _modules_of(ls: PyteaServer, outcome: Outcome) -> Json:
    known = {module.address: module for module in outcome.modules}
    roots = [module for module in outcome.modules if module.outermost and module.inputs]
    inner = {address for module in roots for _, address in module.children}
    found = [_module(ls, known, "", root, set()) for root in roots if root.address not in inner]
    # Transforms and losses are modules, too: what has parameters comes first.
    found.sort(key=lambda module: -int(module["count"]))
    return {"entry": str(outcome.key[0]), "name": outcome.key[0].name, "modules": found}


def _module(
    ls: PyteaServer, known: dict[int, ModuleInfo], name: str, module: ModuleInfo, above: set[int]
) -> Json:
    inside = above | {module.address}
    children = [
        _module(ls, known, child, known[address], inside)
        for child, address in module.children
        if address in known and address not in inside
    ]
    return {
        "name": name or module.class_name,
        "class": module.class_name,
        "inputs": list(module.inputs),
        "outputs": list(module.outputs),
        "parameters": [{"name": key, "shape": shape} for key, shape in module.parameters],
        "count": module.count + sum(child["count"] for child in children),
        "place": _place(ls, module.file, module.span),
        "children": children,
    }
