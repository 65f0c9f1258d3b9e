"""``pytea lsp``: the language server."""

from __future__ import annotations

import argparse

from pytea_lsp.main import serve


def run(arguments: argparse.Namespace) -> int:
    """Serves until the client says goodbye; returns the exit status."""
    return serve(arguments.tcp, arguments.host)
