"""What the server is doing: work-done progress for any client, ``pytea/status`` for a status bar."""

from __future__ import annotations

import uuid

from lsprotocol import types

from pytea.diagnostics import Severity
from pytea_lsp.messages import EntryKey
from pytea_lsp.server import PyteaServer

STATUS = "pytea/status"


def register(server: PyteaServer) -> None:
    """Registers for beginnings and ends of analyses."""
    status = Status(server)
    server.beginnings.append(status.begin)
    server.listeners.append(status.changed)


class Status:
    """Tells what is going on."""

    def __init__(self, server: PyteaServer) -> None:
        self._server = server
        self._running: EntryKey | None = None
        self._token = ""
        self._last: object = None

    def begin(self, key: EntryKey | None, left: int) -> None:
        """An analysis begins, or all of them are done when there is no entry."""
        self._running = key
        if key is None:
            self._end()
        else:
            self._report(key, left)
        self.changed()

    def changed(self) -> None:
        """Sends ``pytea/status`` when it is another one and the client asked for it."""
        if not self._server.settings.status:
            return
        message = self.summary()
        if message != self._last:
            self._last = message
            self._server.protocol.notify(STATUS, message)

    def summary(self) -> dict[str, object]:
        """Returns the state in numbers and as a short text."""
        kept = [k.good for k in self._server.results.kept.values() if k.good is not None]
        checked = sum(outcome.report.checked for outcome in kept)
        unknown = sum(outcome.report.unknown for outcome in kept)
        found = [d for items in self._server.results.diagnostics().values() for d in items]
        errors = sum(d.severity is Severity.ERROR for d in found)
        warnings = sum(d.severity is Severity.WARNING for d in found)
        text = f"checked {checked}, unknown {unknown}" if kept else ""
        if self._running is not None:
            text = f"checking {self._running[0].name}…"
        return {
            "state": "checking" if self._running is not None else "idle",
            "text": text, "checked": checked, "unknown": unknown, "errors": errors,
            "warnings": warnings, "entries": [str(outcome.key[0]) for outcome in kept],
            "trusted": self._server.settings.trusted,
        }  # fmt: skip

    # --- work-done progress -------------------------------------------------------------------

    def _can_report(self) -> bool:
        window = self._server.client_capabilities.window
        return window is not None and bool(window.work_done_progress)

    def _report(self, key: EntryKey, left: int) -> None:
        if not self._can_report():
            return
        message = key[0].name + (f", {left} more" if left else "")
        if self._token:
            report = types.WorkDoneProgressReport(message=message)
            self._server.work_done_progress.report(self._token, report)
            return
        self._token = str(uuid.uuid4())
        self._server.spawn(self._create(self._token, message))

    async def _create(self, token: str, message: str) -> None:
        progress = self._server.work_done_progress
        await progress.create_async(token)
        progress.begin(token, types.WorkDoneProgressBegin(title="pytea", message=message))
        if token != self._token:
            progress.end(token, types.WorkDoneProgressEnd())

    def _end(self) -> None:
        token, self._token = self._token, ""
        if token and token in self._server.work_done_progress.tokens:
            self._server.work_done_progress.end(token, types.WorkDoneProgressEnd())
