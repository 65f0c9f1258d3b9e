"""Parses a command line and starts the command that it asks for."""

from __future__ import annotations

import argparse
import difflib
import importlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from pytea import __version__
from pytea.cli.commands import COMMANDS
from pytea.errors import UsageError
from pytea.records import immutable


@immutable()
class Command:
    """A parsed command line; ``run`` returns the exit status."""

    run: Callable[[], int]


class Parser(argparse.ArgumentParser):
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
        for parser in self.commands().values():
            options += parser.every_option()
        return options

    def commands(self) -> dict[str, Parser]:
        """Returns the parsers of the commands by their names."""
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction):
                return dict(action.choices)
        return {}

    def options(self) -> list[argparse.Action]:
        """Returns the options and arguments of this parser, as argparse knows them."""
        return list(self._actions)


def parse_arguments(argv: Sequence[str]) -> Command:
    """Returns the command that ``argv`` asks for; raises UsageError."""
    ours, script_arguments = _split(list(argv))
    parser = build_parser()
    parsed, more = parser.parse_known_args(ours)
    if any(word.startswith("-") and word != "-" for word in more) or (
        more and not hasattr(parsed, "paths")
    ):
        parser.error(f"unrecognized arguments: {' '.join(more)}")
    # argparse takes the paths before the first option alone
    parsed.paths = [*getattr(parsed, "paths", ()), *map(Path, more)]
    if parsed.command is None:
        parser.print_help()
        return Command(lambda: 2)
    if parsed.command in ("check", "config"):
        parsed.script_arguments = script_arguments
    elif script_arguments is not None:
        raise UsageError("only 'pytea check' takes script arguments after --")
    parsed.parser = parser
    # A command is loaded when it is asked for: most of them need nothing of the analysis.
    module = importlib.import_module(f"pytea.cli.{parsed.command}")
    return Command(lambda: int(module.run(parsed)))


def _split(argv: list[str]) -> tuple[list[str], tuple[str, ...] | None]:
    """Returns what is before the first ``--`` and, if there is one, what is after it."""
    if "--" not in argv:
        return argv, None
    place = argv.index("--")
    return argv[:place], tuple(argv[place + 1 :])


def build_parser() -> Parser:
    """Returns the parser of the whole command line."""
    parser = Parser(
        prog="pytea",
        description="Finds tensor errors in PyTorch programs before they run.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"pytea {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, (summary, add) in COMMANDS.items():
        add(commands.add_parser(name, help=summary, description=summary, allow_abbrev=False))
    return parser
