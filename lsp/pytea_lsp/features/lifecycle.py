"""Beginning and end: settings, the first look at the workspace, goodbye."""

from __future__ import annotations

from typing import Any

from lsprotocol import types

from pytea_lsp.features.watching import watch
from pytea_lsp.server import PyteaServer
from pytea_lsp.settings import read_settings

SECTION = "pytea"


def register(server: PyteaServer) -> None:
    """Registers initialize, initialized, configuration, workspace folders and shutdown."""

    @server.feature(types.INITIALIZE)
    def initialize(ls: PyteaServer, params: types.InitializeParams) -> None:
        take_settings(ls, params.initialization_options)
        if ls.folders:
            ls.documents.root = ls.folders[0]

    @server.feature(types.INITIALIZED)
    async def initialized(ls: PyteaServer, _params: types.InitializedParams) -> None:
        ls.schedule.start()
        watch(ls)
        await ask_settings(ls)
        ls.scan(folders=ls.folders)

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def changed(ls: PyteaServer, params: types.DidChangeConfigurationParams) -> None:
        data = params.settings
        before = ls.settings
        take_settings(ls, data.get(SECTION, data) if isinstance(data, dict) else data)
        await ask_settings(ls)
        if ls.settings != before:
            ls.reconsider([document.path for document in ls.documents.open.values()])

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def folders(ls: PyteaServer, _params: types.DidChangeWorkspaceFoldersParams) -> None:
        ls.project.roles.clear()
        ls.scan((document.path for document in ls.documents.open.values()), ls.folders)

    @server.feature(types.SHUTDOWN)
    async def shutdown(ls: PyteaServer, _params: None) -> None:
        await ls.close()


async def ask_settings(ls: PyteaServer) -> None:
    """Asks the client for its settings, when it can be asked."""
    workspace = ls.client_capabilities.workspace
    if workspace is None or not workspace.configuration:
        return
    item = types.ConfigurationItem(section=SECTION)
    answers = await ls.workspace_configuration_async(types.ConfigurationParams(items=[item]))
    take_settings(ls, answers[0] if answers else None)


def take_settings(ls: PyteaServer, data: Any) -> None:
    """Takes settings; what is wrong in them is told and left as it was."""
    ls.settings, problems = read_settings(data, ls.settings)
    for problem in problems:
        ls.window_show_message(
            types.ShowMessageParams(type=types.MessageType.Warning, message=problem)
        )
