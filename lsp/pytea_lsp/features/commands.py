"""Commands of the server: check everything, restart the analysis, explain a rule.

``pytea.showPaths`` is what a code lens runs. A client with a view of its own takes it over; for any
other one the server shows the paths as a message.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lsprotocol import types

from pytea_lsp.rules import explanation
from pytea_lsp.server import PyteaServer

CHECK_WORKSPACE = "pytea.server.checkWorkspace"
RESTART_ANALYSIS = "pytea.server.restartAnalysis"
EXPLAIN = "pytea.server.explainRule"
SHOW_PATHS = "pytea.showPaths"
SHOW_PATHS_AS_MESSAGE = "pytea.server.showPaths"


def register(server: PyteaServer) -> None:
    """Registers the commands."""

    @server.command(CHECK_WORKSPACE)
    def check_workspace(ls: PyteaServer) -> int:
        """Analyses every entry of the workspace and returns their number."""
        keys = [key for entry in ls.project.entries() for key in ls.keys_of(entry)]
        ls.pinned = set(keys)
        ls.schedule.ask(keys)
        return len(keys)

    @server.command(RESTART_ANALYSIS)
    async def restart(ls: PyteaServer) -> None:
        """Starts a new worker and analyses everything again."""
        await ls.analyst.close()
        ls.results.kept.clear()
        ls.scan((d.path for d in ls.documents.open.values()), ls.folders)

    @server.command(EXPLAIN)
    def explain(ls: PyteaServer, code: str) -> str:
        """Returns the documentation of a rule as Markdown."""
        return explanation(code)

    @server.command(SHOW_PATHS_AS_MESSAGE)
    def show_paths(ls: PyteaServer, uri: str, *_rest: Any) -> None:
        """Shows the branch decisions of an entry in a message."""
        path = ls.documents.path_of(uri)
        text = "\n".join(_paths(ls, path)) if path is not None else ""
        message = text or "no branch of this program is followed both ways"
        ls.window_show_message(
            types.ShowMessageParams(type=types.MessageType.Info, message=message)
        )


def _paths(ls: PyteaServer, path: Path) -> list[str]:
    found: dict[str, None] = {}
    for outcome in ls.results.outcomes(path):
        for decision in outcome.decisions:
            name = Path(decision.file).name
            found.setdefault(f"{name}:{decision.span.line}: {decision.text}")
    return list(found)
