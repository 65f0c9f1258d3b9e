"""``pytea ir``: the instructions that a file is lowered to."""

from __future__ import annotations

import argparse

from pytea.cli.pipe import reader_may_leave
from pytea.errors import UsageError
from pytea.frontend import SourceError, lower_source, read_source
from pytea.ir.printer import format_module


def run(arguments: argparse.Namespace) -> int:
    """Prints the instructions of a file, or only those of one function; returns the exit status."""
    file, function = arguments.file, arguments.function
    try:
        source = read_source(file, str(file))
    except OSError as error:
        raise UsageError(f"{file}: {(error.strerror or str(error)).lower()}") from None
    except SourceError as error:
        raise UsageError(f"{file}:{error.span}: {error.message}") from None
    try:
        module = lower_source(source, file.stem)
    except SourceError as error:
        raise UsageError(f"{file}:{error.span}: {error.message}") from None
    text = format_module(module, function)
    if not text.strip():
        raise UsageError(f"{file}: no function, method or class is called '{function}'")
    with reader_may_leave():
        print(text, end="")
    return 0
