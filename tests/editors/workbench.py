"""A VS Code workbench for the tests: code-server with the extension, driven by headless Chromium.

What is needed is set up by ``setup.sh``; ``missing`` says what is not there.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
EXTENSION = ROOT / "vscode-extension"
EDITORS = Path(os.environ.get("PYTEA_EDITORS") or Path.home() / ".cache" / "pytea-editor")
SERVER = EDITORS / "code-server-4.100.3"
ENTRY = SERVER / "node_modules" / "code-server" / "out" / "node" / "entry.js"
#: Seconds for one drive of the browser.
PATIENCE = 400


def missing() -> str:
    """Returns why no workbench can be started, or nothing."""
    if not (SERVER / "ready").is_file():
        return f"no code-server in {SERVER}: run tests/editors/setup.sh"
    if shutil.which("chromium") is None:
        return "no Chromium: run tests/editors/setup.sh"
    if not (EXTENSION / "dist" / "extension.js").is_file():
        return "the extension is not built: run tests/editors/setup.sh"
    return ""


def corpus_project(name: str, bug: str, folder: Path) -> Path:
    """Copies a program of the corpus with one of its bugs; returns the file that has it."""
    source = ROOT / "corpus" / name
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("*.toml", "*.json"))
    described = tomllib.loads((source / "bugs.toml").read_text(encoding="utf-8"))
    (found,) = [item for item in described["bug"] if item["id"] == bug]
    file = folder / str(found.get("file", described["entry"]))
    text = file.read_text(encoding="utf-8")
    assert text.count(found["old"]) == 1
    file.write_text(text.replace(found["old"], found["new"]), encoding="utf-8")
    return file


class Workbench:
    """A running code-server."""

    def __init__(self, port: int, folder: Path, root: int) -> None:
        self.port, self.folder = port, folder
        #: The process from which all others of it descend.
        self.root = root

    def url(self, project: Path, payload: list[list[str]] | None = None) -> str:
        query = f"folder={project}"
        if payload is not None:
            query += f"&payload={urllib.request.quote(json.dumps(payload))}"  # type: ignore[attr-defined]
        return f"http://127.0.0.1:{self.port}/?{query}"

    def remote(self, path: Path) -> str:
        return f"vscode-remote://127.0.0.1:{self.port}{path}"

    def drive(self, script: str, url: str, **options: Any) -> dict[str, Any]:
        """Runs a script of this folder against a page; returns what it wrote as JSON."""
        options |= {"url": url, "modules": str(SERVER), "chromium": shutil.which("chromium")}
        done = subprocess.run(
            ["node", str(HERE / script), json.dumps(options)],
            capture_output=True, text=True, timeout=PATIENCE, check=False, cwd=self.folder,
        )  # fmt: skip
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
        answer: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
        return answer


@contextmanager
def workbench(folder: Path, vsix: Path | None = None, **settings: object) -> Iterator[Workbench]:
    """Starts code-server with fresh settings, and with an extension if one is given."""
    data, extensions = folder / "data", folder / "extensions"
    user = data / "User"
    user.mkdir(parents=True)
    extensions.mkdir()
    chosen = {
        "files.autoSave": "off",
        "security.workspace.trust.enabled": False,
        "workbench.startupEditor": "none",
        "workbench.colorTheme": "Default Light Modern",
        "telemetry.telemetryLevel": "off",
        "editor.minimap.enabled": False,
        "extensions.ignoreRecommendations": True,
        "pytea.interpreter": sys.executable,
    } | settings
    for place in (user, data / "Machine"):
        place.mkdir(exist_ok=True)
        (place / "settings.json").write_text(json.dumps(chosen), encoding="utf-8")
    environment = _environment(folder)
    common = ["node", str(ENTRY), "--user-data-dir", str(data), "--extensions-dir", str(extensions)]
    if vsix is not None:
        command = [*common, "--install-extension", str(vsix)]
        subprocess.run(command, check=True, capture_output=True, env=environment, timeout=120)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        *common, "--bind-addr", f"127.0.0.1:{port}", "--auth", "none", "--config",
        str(folder / "config.yaml"), "--disable-telemetry", "--disable-update-check",
        "--disable-getting-started-override", "--ignore-last-opened",
    ]  # fmt: skip
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            command, stdout=log, stderr=log, env=environment, start_new_session=True
        )
    try:
        _wait(port, process)
        yield Workbench(port, folder, process.pid)
    finally:
        _end(process)


def _environment(folder: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("VSCODE_", "PYTEST_"))}
    kept |= {"XDG_CONFIG_HOME": str(folder / "config"), "PYTEA_CACHE_DIR": str(folder / "cache")}
    kept.pop("VIRTUAL_ENV", None)
    return kept


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 90
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError("code-server does not answer")


def _end(process: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
            process.wait(10)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue
