"""The arguments of every command, as argparse parses them."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from pytea import __version__
from pytea.cli.check import run_check
from pytea.cli.ir import run_ir
from pytea.config.files import DEVICES
from pytea.errors import UsageError


@dataclass(frozen=True, slots=True)
class Command:
    """A parsed command line; ``run`` returns the exit status."""

    run: Callable[[], int]


class _Parser(argparse.ArgumentParser):
    """Raises UsageError, with the nearest option for an unknown one, instead of exiting."""

    def error(self, message: str) -> NoReturn:
        _, found, names = message.partition("unrecognized arguments: ")
        if found:
            unknown = names.split()[0]
            known = [option for option in self.every_option() if option.startswith("--")]
            close = difflib.get_close_matches(unknown.split("=")[0], known, 1)
            message += f", did you mean {close[0]}?" if close else ""
        raise UsageError(f"{message} (see {self.prog} --help)")

    def every_option(self) -> list[str]:
        """Returns the options of this parser and of all commands below it."""
        options = list(self._option_string_actions)
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction):
                for parser in action.choices.values():
                    options += parser.every_option()
        return options


def parse_arguments(argv: Sequence[str]) -> Command:
    """Returns the command that ``argv`` asks for; raises UsageError."""
    ours, script_arguments = _split(list(argv))
    parser = _parser()
    parsed = parser.parse_args(ours)
    if parsed.command == "check":
        parsed.script_arguments = script_arguments
        return Command(lambda: run_check(parsed))
    if script_arguments is not None:
        raise UsageError("only 'pytea check' takes script arguments after --")
    if parsed.command == "ir":
        return Command(lambda: run_ir(parsed.file, parsed.function))
    parser.print_help()
    return Command(lambda: 2)


def _split(argv: list[str]) -> tuple[list[str], tuple[str, ...] | None]:
    """Returns what is before the first ``--`` and, if there is one, what is after it."""
    if "--" not in argv:
        return argv, None
    place = argv.index("--")
    return argv[:place], tuple(argv[place + 1 :])


def _parser() -> _Parser:
    parser = _Parser(
        prog="pytea",
        description="Finds tensor errors in PyTorch programs before they run.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"pytea {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _add_check(commands)
    _add_ir(commands)
    return parser


def _add_check(commands: argparse._SubParsersAction[_Parser]) -> None:
    parser = commands.add_parser(
        "check",
        help="check scripts, or every script in a folder",
        usage="pytea check PATH... [options] [-- SCRIPT-ARGS...]",
        epilog="Exit status: 0 no error, 1 errors found, 2 wrong usage or internal failure.",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("paths", nargs="+", type=Path, metavar="PATH", help="a script or a folder")
    add("--format", choices=("text", "json"), default="text", help="how to report (default: text)")
    add("-q", "--quiet", action="store_true", help="only the findings, no summary")
    add("--show-unknown", action="store_true", default=None, help="list what was not followed")
    add("--python", type=Path, metavar="P", help="interpreter or environment with the libraries")
    add("--stub-path", type=Path, action="append", metavar="DIR", help="a folder with own stubs")
    add("--device", choices=DEVICES, help="assume this device; by default both may be there")
    add("--select", action="append", metavar="CODE", help="report only these codes")
    add("--ignore", action="append", metavar="CODE", help="do not report these codes")
    add("--no-cache", action="store_true", help="neither read nor write the cache")
    add("--cache-dir", type=Path, metavar="DIR", help="where the cache is kept")


def _add_ir(commands: argparse._SubParsersAction[_Parser]) -> None:
    parser = commands.add_parser(
        "ir", help="print the instructions that a file is lowered to", allow_abbrev=False
    )
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--function", metavar="NAME", help="only this function, method or class")
