"""An editor for the tests: opens, changes and asks, and waits for what the server says."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.client import JsonRPCClient
from pytest_lsp import LanguageClient, client_capabilities, make_test_lsp_client

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "pytea", "lsp"]
#: Seconds after which an answer is not coming.
PATIENCE = 90


def environment(cache: Path) -> dict[str, str]:
    found = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    found["PYTHONPATH"] = os.pathsep.join(p for p in (str(ROOT / "lsp"), *sys.path) if p)
    return found | {"PYTEA_CACHE_DIR": str(cache)}


class Editor:
    """One client with one server."""

    def __init__(self, client: LanguageClient) -> None:
        self.client = client
        self.version = 0
        self.status: list[Any] = []
        self._heard = asyncio.Event()
        self._watch()

    def _watch(self) -> None:
        @self.client.feature("pytea/status")
        def status(params: Any) -> None:
            self.status.append(params)
            self._heard.set()

    # --- life ---------------------------------------------------------------------------------

    @classmethod
    async def start(
        cls,
        cache: Path,
        folders: list[Path],
        *,
        capabilities: types.ClientCapabilities | None = None,
        options: dict[str, Any] | None = None,
    ) -> Editor:
        client = make_test_lsp_client()
        await client.start_io(*COMMAND, env=environment(cache))
        editor = cls(client)
        wanted = capabilities if capabilities is not None else push_only()
        uris = [types.WorkspaceFolder(uri=f.as_uri(), name=f.name) for f in folders]
        await client.initialize_session(
            types.InitializeParams(
                capabilities=wanted,
                workspace_folders=uris or None,
                initialization_options={"status": True, "debounce": 20, **(options or {})},
            )
        )
        return editor

    async def stop(self) -> None:
        await asyncio.wait_for(self.client.shutdown_session(), PATIENCE)
        await self.client.stop()

    async def until(self, condition: Callable[[], Any], patience: float = PATIENCE) -> Any:
        """Waits until a condition holds, looking again after each message of the server."""
        end = asyncio.get_running_loop().time() + patience
        while not (found := condition()):
            left = end - asyncio.get_running_loop().time()
            if left <= 0:
                raise TimeoutError(f"never true; last status: {self.status[-1:]}")
            self._heard.clear()
            try:
                await asyncio.wait_for(self._heard.wait(), min(left, 0.2))
            except TimeoutError:
                continue
        return found

    # --- documents ----------------------------------------------------------------------------

    def open(self, uri: str, text: str, language: str = "python") -> None:
        self.version += 1
        item = types.TextDocumentItem(
            uri=uri, language_id=language, version=self.version, text=text
        )
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))

    def change(self, uri: str, text: str) -> None:
        self.version += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                text_document=types.VersionedTextDocumentIdentifier(uri=uri, version=self.version),
                content_changes=[types.TextDocumentContentChangeWholeDocument(text=text)],
            )
        )

    def close(self, uri: str) -> None:
        self.client.text_document_did_close(
            types.DidCloseTextDocumentParams(text_document=types.TextDocumentIdentifier(uri=uri))
        )

    def codes(self, uri: str) -> list[str] | None:
        """Returns the codes of the last diagnostics of a document; None when none were sent."""
        found = self.client.diagnostics.get(uri)
        return None if found is None else [str(item.code) for item in found]

    async def analysed(self, uri: str, text: str) -> None:
        """Opens a document and waits until the server is done with it."""
        seen = await self.settled()
        self.open(uri, text)
        await self.idle(seen)

    async def settled(self) -> int:
        """Waits until what was asked before is done; returns how many statuses were sent then."""
        await self.until(lambda: not self.status or self.status[-1].state == "idle")
        return len(self.status)

    async def idle(self, since: int) -> None:
        await self.until(
            lambda: (
                any(item.state == "checking" for item in self.status[since:])
                and self.status[-1].state == "idle"
            )
        )
        # what a file on disk asked for may end just before the check of the change begins
        told = 0
        while told < len(self.status):
            told = len(self.status)
            await asyncio.sleep(0.1)
            await self.until(lambda: self.status[-1].state == "idle")

    async def changed(self, uri: str, text: str) -> None:
        """Changes a document and waits until the server is done with it."""
        seen = await self.settled()
        self.change(uri, text)
        await self.idle(seen)

    # --- requests -----------------------------------------------------------------------------

    async def hints(self, uri: str) -> list[tuple[int, str]]:
        """Returns line (from 1) and label of every inlay hint."""
        answer = await self.client.text_document_inlay_hint_async(
            types.InlayHintParams(
                text_document=types.TextDocumentIdentifier(uri), range=everything()
            )
        )
        return [(h.position.line + 1, label_of(h)) for h in answer or []]

    async def hover(self, uri: str, line: int, column: int) -> str:
        """Returns the text of a hover; line and column count from 1."""
        answer = await self.client.text_document_hover_async(
            types.HoverParams(
                text_document=types.TextDocumentIdentifier(uri),
                position=types.Position(line=line - 1, character=column - 1),
            )
        )
        return answer.contents.value if answer is not None else ""  # type: ignore[union-attr]

    async def actions(self, uri: str, where: types.Range) -> list[types.CodeAction]:
        """Returns the code actions of a range, with the diagnostics that touch it."""
        known = self.client.diagnostics.get(uri, [])
        touching = [d for d in known if d.range.start.line == where.start.line]
        answer = await self.client.text_document_code_action_async(
            types.CodeActionParams(
                text_document=types.TextDocumentIdentifier(uri),
                range=where,
                context=types.CodeActionContext(diagnostics=touching),
            )
        )
        return [a for a in answer or [] if isinstance(a, types.CodeAction)]

    async def lenses(self, uri: str) -> list[tuple[int, str]]:
        answer = await self.client.text_document_code_lens_async(
            types.CodeLensParams(text_document=types.TextDocumentIdentifier(uri))
        )
        return [(i.range.start.line + 1, i.command.title) for i in answer or [] if i.command]

    async def ask(self, method: str, params: Any) -> Any:
        return await self.client.protocol.send_request_async(method, params)


def everything() -> types.Range:
    return types.Range(
        start=types.Position(line=0, character=0), end=types.Position(line=100_000, character=0)
    )


def line_range(line: int) -> types.Range:
    start = types.Position(line=line - 1, character=0)
    return types.Range(start=start, end=types.Position(line=line - 1, character=1_000))


def label_of(hint: types.InlayHint) -> str:
    if isinstance(hint.label, str):
        return hint.label
    return "".join(part.value for part in hint.label)


def push_only() -> types.ClientCapabilities:
    """Returns the capabilities of Neovim, which does not pull as the server wants it."""
    found = client_capabilities("neovim@v0.9.1")
    found.workspace.configuration = False  # type: ignore[union-attr]
    found.workspace.did_change_watched_files = None  # type: ignore[union-attr]
    found.general = None
    return found


def apply(text: str, edits: list[types.TextEdit]) -> str:
    """Returns a text after some edits; columns must be ASCII."""
    lines = text.split("\n")

    def offset(place: types.Position) -> int:
        return sum(len(line) + 1 for line in lines[: place.line]) + place.character

    for edit in sorted(edits, key=lambda e: offset(e.range.start), reverse=True):
        start, end = offset(edit.range.start), offset(edit.range.end)
        text = text[:start] + edit.new_text + text[end:]
    return text


__all__ = ["Editor", "JsonRPCClient", "apply", "everything", "label_of", "line_range", "push_only"]
