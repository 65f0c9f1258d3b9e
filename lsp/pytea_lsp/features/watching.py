"""Files that change outside of the editor: sources, and configuration files."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types
from pygls.uris import to_fs_path

from pytea_lsp.configuration import CONFIGURATION_NAMES
from pytea_lsp.server import PyteaServer

PATTERNS = ("**/*.py", *(f"**/{name}" for name in CONFIGURATION_NAMES))


def register(server: PyteaServer) -> None:
    """Registers for changes of files."""

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def changed(ls: PyteaServer, params: types.DidChangeWatchedFilesParams) -> None:
        sources: list[Path] = []
        everything = False
        for event in params.changes:
            name = to_fs_path(event.uri)
            if not name:
                continue
            path = Path(name)
            if path.name in CONFIGURATION_NAMES:
                everything = True
                continue
            sources.append(path)
            if event.type is types.FileChangeType.Deleted:
                ls.project.forget(path)
            everything = everything or event.type is not types.FileChangeType.Changed
        if everything:
            # A new file may answer an import that found nothing, or hide another one.
            sources += [entry for entry, _ in ls.results.kept]
        ls.scan(dict.fromkeys(sources))


def watch(ls: PyteaServer) -> None:
    """Asks the client to tell of changed files, when it can be asked."""
    workspace = ls.client_capabilities.workspace
    files = workspace.did_change_watched_files if workspace is not None else None
    if files is None or not files.dynamic_registration:
        return
    watchers = [types.FileSystemWatcher(glob_pattern=pattern) for pattern in PATTERNS]
    registration = types.Registration(
        id="pytea-files",
        method=types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
        register_options=types.DidChangeWatchedFilesRegistrationOptions(watchers=watchers),
    )
    ls.client_register_capability(types.RegistrationParams(registrations=[registration]))
