"""Starts the server over the standard streams or a TCP port."""

from __future__ import annotations

import logging
import sys

from pytea_lsp.features import FEATURES
from pytea_lsp.server import PyteaServer


def serve(port: int | None = None, host: str = "127.0.0.1") -> int:
    """Serves over TCP when a port is given, else over the standard streams."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    server = new_server()
    if port is None:
        server.start_io()
    else:
        server.start_tcp(host, port)
    return 0


def new_server() -> PyteaServer:
    """Returns a server with all features."""
    server = PyteaServer()
    for register in FEATURES:
        register(server)
    return server
