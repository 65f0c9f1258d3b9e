"""What goes wrong at the border: clients that can less, odd documents, broken messages, haste."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import socket
import time
from pathlib import Path

import pytest
from lsprotocol import types

from tests.lsp.editor import COMMAND, PATIENCE, Editor, environment, line_range
from tests.lsp.test_features import TRAIN, project

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.xdist_group("lsp")]

BROKEN = "import torch\nx = torch.zeros(2) @ torch.zeros(3)\n"


async def test_what_is_no_file_is_left_alone(editor: Editor) -> None:
    for uri in ("git:/somewhere/train.py?ref=HEAD", "output:extension-output-1"):
        editor.open(uri, BROKEN)
        assert await editor.hover(uri, 2, 1) == ""
        assert await editor.hints(uri) == []
    assert not [u for u in editor.client.diagnostics if u.startswith(("git:", "output:"))]


async def test_an_untitled_document_is_analysed(editor: Editor) -> None:
    uri = "untitled:Untitled-1"
    await editor.analysed(uri, BROKEN)
    await editor.until(lambda: editor.codes(uri) == ["shape-mismatch"])
    editor.close(uri)
    await editor.until(lambda: editor.codes(uri) == [])


async def test_a_notebook_is_one_program(editor: Editor, workspace: Path) -> None:
    notebook = (workspace / "book.ipynb").as_uri()
    cells = [f"vscode-notebook-cell:/book.ipynb#{number}" for number in range(3)]
    texts = ["%matplotlib inline\nimport torch\nx = torch.zeros(2, 3)", "!ls", "y = 1\nx @ x"]
    code = types.NotebookCellKind.Code
    seen = len(editor.status)
    editor.client.notebook_document_did_open(
        types.DidOpenNotebookDocumentParams(
            notebook_document=types.NotebookDocument(
                uri=notebook,
                notebook_type="jupyter-notebook",
                version=1,
                cells=[types.NotebookCell(kind=code, document=cell) for cell in cells],
            ),
            cell_text_documents=[
                types.TextDocumentItem(uri=cell, language_id="python", version=1, text=text)
                for cell, text in zip(cells, texts, strict=True)
            ],
        )
    )
    await editor.idle(seen)
    (found,) = await editor.until(lambda: editor.client.diagnostics.get(cells[2]))
    assert (found.code, found.range.start.line) == ("shape-mismatch", 1)
    assert editor.codes(cells[0]) == []
    assert await editor.hints(cells[0]) == [(3, ": (2, 3)")]
    assert await editor.hints(cells[2]) == []
    assert "(2, 3)" in await editor.hover(cells[2], 2, 1)
    editor.client.notebook_document_did_change(
        types.DidChangeNotebookDocumentParams(
            notebook_document=types.VersionedNotebookDocumentIdentifier(version=2, uri=notebook),
            change=types.NotebookDocumentChangeEvent(
                cells=types.NotebookDocumentCellChanges(
                    text_content=[
                        types.NotebookDocumentCellContentChanges(
                            document=types.VersionedTextDocumentIdentifier(version=2, uri=cells[0]),
                            changes=[
                                types.TextDocumentContentChangeWholeDocument(
                                    text="import torch\nx = torch.zeros(2, 2)"
                                )
                            ],
                        )
                    ]
                )
            ),
        )
    )
    await editor.until(lambda: editor.codes(cells[2]) == [])


async def test_a_file_may_vanish_while_it_is_analysed(editor: Editor, workspace: Path) -> None:
    train, model = project(workspace / "vanishing")
    editor.open(train, TRAIN)
    shutil.rmtree(workspace / "vanishing")
    changes = [
        types.FileEvent(uri=uri, type=types.FileChangeType.Deleted) for uri in (train, model)
    ]
    editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes))
    editor.close(train)
    await editor.until(lambda: not editor.codes(train))
    other = (workspace / "still.py").as_uri()
    editor.open(other, BROKEN)
    await editor.until(lambda: editor.codes(other) == ["shape-mismatch"])


async def test_a_new_file_answers_an_import(editor: Editor, workspace: Path) -> None:
    folder = workspace / "appearing"
    folder.mkdir()
    train = (folder / "main.py").as_uri()
    text = "import torch\nfrom late import x\nx @ torch.zeros(3)\n"
    await editor.analysed(train, text)
    assert not editor.codes(train)
    (folder / "late.py").write_text("import torch\nx = torch.zeros(2)\n", encoding="utf-8")
    created = types.FileEvent((folder / "late.py").as_uri(), types.FileChangeType.Created)
    editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([created]))
    await editor.until(lambda: editor.codes(train) == ["shape-mismatch"])


async def test_a_broken_configuration_is_shown_and_the_last_good_one_stays(
    editor: Editor, workspace: Path
) -> None:
    folder = workspace / "configured"
    folder.mkdir()
    config = folder / "pytea.toml"
    config.write_text('ignore = ["shape-mismatch"]\n', encoding="utf-8")
    script = (folder / "script.py").as_uri()
    await editor.analysed(script, BROKEN)
    assert not editor.codes(script)

    def tell() -> None:
        event = types.FileEvent(config.as_uri(), types.FileChangeType.Changed)
        editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))

    config.write_text('\nignor = ["shape-mismatch"]\n', encoding="utf-8")
    tell()
    (problem,) = await editor.until(lambda: editor.client.diagnostics.get(config.as_uri()))
    assert "unknown key 'ignor'" in problem.message and problem.range.start.line == 1
    assert not editor.codes(script)
    config.write_text("ignore = []\n", encoding="utf-8")
    tell()
    await editor.until(lambda: editor.codes(script) == ["shape-mismatch"])
    assert editor.codes(config.as_uri()) == []


async def test_fast_edits_end_with_the_last_text(editor: Editor, workspace: Path) -> None:
    uri = (workspace / "haste.py").as_uri()
    await editor.analysed(uri, BROKEN)
    for number in range(200):
        editor.change(uri, BROKEN.replace("zeros(3)", f"zeros({number + 3})"))
    editor.change(uri, BROKEN.replace("zeros(3)", "zeros(2)"))
    await editor.until(lambda: editor.codes(uri) == [])


async def test_requests_are_answered_while_an_analysis_runs(
    editor: Editor, workspace: Path
) -> None:
    uri = (workspace / "long.py").as_uri()
    text = "import torch\nx = torch.zeros(2)\n"
    await editor.analysed(uri, text)
    slow = (
        text
        + "for i in range(10**7):\n    for j in range(10**5):\n        x = x + torch.zeros(2)\n"
    )
    seen = len(editor.status)
    editor.change(uri, slow + "y = [k for k in range(3000) if x.sum() > k]\n")
    await editor.until(lambda: any(s.state == "checking" for s in editor.status[seen:]))
    times = []
    for _ in range(20):
        start = time.perf_counter()
        assert "(2,)" in await editor.hover(uri, 2, 1)
        times.append(time.perf_counter() - start)
    assert sorted(times)[10] < 0.5
    editor.change(uri, BROKEN)
    await editor.until(lambda: editor.codes(uri) == ["shape-mismatch"])


async def test_a_long_file_is_answered(editor: Editor, workspace: Path) -> None:
    uri = (workspace / "lengthy.py").as_uri()
    rows = ["import torch", "x = torch.zeros(2)"] + [f"v{n} = {n}" for n in range(5_000)]
    await editor.analysed(uri, "\n".join([*rows, "x @ torch.zeros(3)", ""]))
    (found,) = await editor.until(lambda: editor.client.diagnostics.get(uri))
    assert found.range.start.line == 5_002
    start = time.perf_counter()
    assert (2, ": (2,)") in await editor.hints(uri)
    assert time.perf_counter() - start < 5


async def test_wrong_settings_are_told_and_change_nothing(editor: Editor) -> None:
    told = len(editor.client.messages)
    editor.client.workspace_did_change_configuration(
        types.DidChangeConfigurationParams(settings={"pytea": {"inlayHints": "sometimes"}})
    )
    await editor.until(lambda: len(editor.client.messages) > told)
    assert "must be one of off, assignments, all" in editor.client.messages[-1].message


async def test_an_unknown_command_is_an_error_and_no_end(editor: Editor) -> None:
    params = types.ExecuteCommandParams(command="pytea.nothing")
    with pytest.raises(Exception, match=r"pytea\.nothing"):
        await editor.client.workspace_execute_command_async(params)
    assert await editor.hover("untitled:x", 1, 1) == ""


# --- servers of their own -------------------------------------------------------------------------


async def test_a_client_without_any_capability_is_served(cache: Path, tmp_path: Path) -> None:
    bare = await Editor.start(cache, [], capabilities=types.ClientCapabilities())
    uri = (tmp_path / "bare.py").as_uri()
    await bare.analysed(uri, BROKEN)
    await bare.until(lambda: bare.codes(uri) == ["shape-mismatch"])
    await bare.actions(uri, line_range(2))
    await bare.stop()


async def test_diagnostics_are_pulled_by_a_client_that_can(cache: Path, tmp_path: Path) -> None:
    capabilities = types.ClientCapabilities(
        text_document=types.TextDocumentClientCapabilities(
            diagnostic=types.DiagnosticClientCapabilities()
        ),
        workspace=types.WorkspaceClientCapabilities(
            diagnostics=types.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
        ),
        general=types.GeneralClientCapabilities(position_encodings=["utf-99", "utf-8"]),
    )
    folder = tmp_path / "pulled"
    train, model = project(folder, model=MODEL_BROKEN)
    puller = await Editor.start(cache, [folder], capabilities=capabilities)
    text = 'π = "😀"; ' + TRAIN.replace("\n", "\n", 1)
    await puller.analysed(train, text)
    await puller.until(lambda: puller.client.diagnostic_refresh_count)
    report = await puller.client.text_document_diagnostic_async(
        types.DocumentDiagnosticParams(types.TextDocumentIdentifier(train))
    )
    assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
    assert train not in puller.client.diagnostics
    await puller.until(lambda: puller.codes(model) == ["shape-mismatch"])
    again = await puller.client.text_document_diagnostic_async(
        types.DocumentDiagnosticParams(
            types.TextDocumentIdentifier(train), previous_result_id=report.result_id
        )
    )
    assert isinstance(again, types.RelatedUnchangedDocumentDiagnosticReport)
    await puller.stop()


MODEL_BROKEN = """\
import torch.nn as nn


class Net(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.fc = nn.Linear(27, width)

    def forward(self, x):
        return self.fc(x)
"""


async def test_progress_is_reported_to_a_client_that_shows_it(cache: Path, tmp_path: Path) -> None:
    capabilities = types.ClientCapabilities(
        window=types.WindowClientCapabilities(work_done_progress=True)
    )
    shown = await Editor.start(cache, [tmp_path], capabilities=capabilities)
    await shown.analysed((tmp_path / "seen.py").as_uri(), BROKEN)
    reports = await shown.until(
        lambda: [r for r in shown.client.progress_reports.values() if len(r) > 1]
    )
    assert reports[0][0].title == "pytea" and "seen.py" in str(reports[0][0].message)
    await shown.stop()


async def test_two_folders_do_not_mix(cache: Path, tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder, size in zip(folders, (2, 3), strict=True):
        folder.mkdir()
        (folder / "part.py").write_text(f"import torch\nx = torch.zeros({size})\n")
        (folder / "main.py").write_text("from part import x\nimport torch\nx @ torch.zeros(3)\n")
    both = await Editor.start(cache, folders)
    first, second = ((folder / "main.py").as_uri() for folder in folders)
    await both.analysed(first, (folders[0] / "main.py").read_text())
    await both.analysed(second, (folders[1] / "main.py").read_text())
    await both.until(lambda: both.codes(first) == ["shape-mismatch"])
    assert not both.codes(second)
    await both.stop()


async def test_an_untrusted_workspace_chooses_no_stubs(cache: Path, tmp_path: Path) -> None:
    stubs = tmp_path / "stubs"
    stubs.mkdir()
    (stubs / "secret.py").write_text("import torch\nx = torch.zeros(2)\n")
    (tmp_path / "pytea.toml").write_text('stub-path = ["stubs"]\n')
    text = "import torch\nfrom secret import x\nx @ torch.zeros(3)\n"
    uri = (tmp_path / "uses.py").as_uri()
    for trusted, expected in ((True, True), (False, False)):
        server = await Editor.start(cache, [tmp_path], options={"trusted": trusted})
        await server.analysed(uri, text)
        assert bool(server.codes(uri)) is expected
        await server.stop()


async def test_a_killed_worker_is_replaced(cache: Path, tmp_path: Path) -> None:
    server = await Editor.start(cache, [tmp_path])
    uri = (tmp_path / "again.py").as_uri()
    await server.analysed(uri, BROKEN)
    pid = server.client._server.pid  # type: ignore[union-attr]
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    for child in children:
        os.kill(int(child), signal.SIGKILL)
    server.change(uri, BROKEN.replace("zeros(3)", "zeros(2)"))
    await server.until(lambda: server.codes(uri) == [])
    await server.stop()


async def test_malformed_messages_do_not_end_the_server(cache: Path, tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        *COMMAND, env=environment(cache), stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdin is not None and process.stdout is not None

    def send(body: bytes) -> None:
        assert process.stdin is not None
        process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    send(b"{this is no json")
    send(json.dumps({"jsonrpc": "2.0", "id": 7, "method": "no/such"}).encode())
    params = {"capabilities": {}, "processId": None, "rootUri": tmp_path.as_uri()}
    send(json.dumps({"jsonrpc": "2.0", "id": 8, "method": "initialize", "params": params}).encode())
    found: set[int] = set()
    while 8 not in found:
        header = await asyncio.wait_for(process.stdout.readline(), PATIENCE)
        if header.lower().startswith(b"content-length"):
            length = int(header.split(b":")[1])
            while (await process.stdout.readline()).strip():
                pass
            message = json.loads(await process.stdout.readexactly(length))
            if "id" in message and message.get("result"):
                found.add(message["id"])
    send(json.dumps({"jsonrpc": "2.0", "id": 9, "method": "shutdown"}).encode())
    send(json.dumps({"jsonrpc": "2.0", "method": "exit"}).encode())
    assert await asyncio.wait_for(process.wait(), PATIENCE) == 0


async def test_a_client_may_connect_over_tcp(cache: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        taken.listen()
        refused = await tcp_server(cache, port)
        _, told = await asyncio.wait_for(refused.communicate(), PATIENCE)
        text = f"pytea: cannot listen on 127.0.0.1:{port}: address already in use\n"
        assert (refused.returncode, told.decode()) == (2, text)
    process = await tcp_server(cache, port)
    end = time.monotonic() + PATIENCE
    while True:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            break
        except OSError:
            assert time.monotonic() < end
            await asyncio.sleep(0.05)
    answers = b""
    params = {"capabilities": {}, "processId": None, "rootUri": None}
    for number, message in enumerate(
        ({"method": "initialize", "params": params}, {"method": "shutdown"}), 1
    ):
        body = json.dumps({"jsonrpc": "2.0", "id": number, **message}).encode()
        writer.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        while f'"id": {number},'.encode() not in answers:
            answers += await asyncio.wait_for(reader.read(4096), PATIENCE)
    body = json.dumps({"jsonrpc": "2.0", "method": "exit"}).encode()
    writer.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
    _, told = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert (process.returncode, told) == (0, b"")


async def tcp_server(cache: Path, port: int) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *COMMAND, "--tcp", str(port), env=environment(cache), stderr=asyncio.subprocess.PIPE
    )


async def test_closing_while_analysing_leaves_no_process(cache: Path, tmp_path: Path) -> None:
    server = await Editor.start(cache, [tmp_path])
    uri = (tmp_path / "endless.py").as_uri()
    server.open(
        uri, "import torch\nwhile torch.rand(1) < 2:\n    for i in range(10**6):\n        i\n"
    )
    await server.until(lambda: server.status and server.status[-1].state == "checking")
    pid = server.client._server.pid  # type: ignore[union-attr]
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    assert children
    await server.stop()
    end = time.monotonic() + 20
    while any(Path(f"/proc/{child}").exists() for child in children):
        assert time.monotonic() < end
        await asyncio.sleep(0.05)
