"""The command line: parses arguments and calls the analysis and the reports.

Exit status: 0 no error found; 1 errors found; 2 wrong usage or an internal failure; 130 interrupted.
"""

from __future__ import annotations

import os
import sys
import threading
import traceback
from collections.abc import Sequence

from pytea.analysis.memory import collect_rarely
from pytea.cli.arguments import parse_arguments
from pytea.errors import UsageError

#: What a shell reports for a program that SIGINT ended.
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Runs pytea with ``argv`` (``sys.argv[1:]`` by default) and returns its exit status."""
    _accept_any_character()
    collect_rarely()
    status = 2
    try:
        command = parse_arguments(sys.argv[1:] if argv is None else argv)
        status = command.run()
    except UsageError as error:
        print(f"pytea: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("pytea: interrupted", file=sys.stderr)
        status = INTERRUPTED
        if threading.active_count() > 1:
            # A thread inside the parser cannot be stopped, and aborts at the end of Python.
            os._exit(status)
    except Exception as error:  # noqa: BLE001  (the border: status 1 would say "errors found")
        traceback.print_exc()
        print(f"pytea: internal failure: {type(error).__name__}: {error}", file=sys.stderr)
    return status


def _accept_any_character() -> None:
    """Lets the output replace what the encoding of the terminal does not have."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
