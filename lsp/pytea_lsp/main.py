"""Starts the server over the standard streams or a TCP port."""

from __future__ import annotations

import logging
import os
import sys

from pytea.errors import UsageError
from pytea_lsp.features import FEATURES
from pytea_lsp.server import PyteaServer


def serve(port: int | None = None, host: str = "127.0.0.1") -> int:
    """Serves over TCP when a port is given, else over the standard streams.

    Raises UsageError if nobody can listen there.
    """
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    server = new_server()
    if port is None:
        server.start_io()
        return 0
    # over TCP pygls leaves by an exception within a task, which asyncio would tell of as a defect
    logging.getLogger("asyncio").addFilter(_is_no_exit)
    try:
        server.start_tcp(host, port)
    except (OSError, OverflowError) as error:
        number = getattr(error, "errno", None)
        reason = (os.strerror(number) if number else str(error)).lower()
        raise UsageError(f"cannot listen on {host}:{port}: {reason}") from error
    return 0


def _is_no_exit(record: logging.LogRecord) -> bool:
    return not (record.exc_info and isinstance(record.exc_info[1], SystemExit))


def new_server() -> PyteaServer:
    """Returns a server with all features."""
    server = PyteaServer()
    for register in FEATURES:
        register(server)
    return server
