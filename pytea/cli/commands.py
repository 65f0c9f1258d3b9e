"""What every command is called and which arguments it takes; what it does is in its own file."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pytea.config.files import DEVICES, FORMATS

#: Processes beyond this number wait for memory, not for work.
_MOST_JOBS = 256


class _Format(argparse.Action):
    """``--format NAME`` and ``--output-file FILE`` in their order: (name, file) pairs."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        outputs: list[tuple[str | None, Path | None]] = list(namespace.outputs or [])
        text = str(values)
        if option_string == "--format":
            if outputs and outputs[-1][0] is None:
                outputs[-1] = (text, outputs[-1][1])
            else:
                outputs.append((text, None))
        else:
            name, found, file = text.partition("=")
            close = difflib.get_close_matches(name, FORMATS, 1) if found else []
            if close and name not in FORMATS:
                parser.error(f"--output-file: unknown format '{name}', did you mean '{close[0]}'?")
            if found and name in FORMATS:
                namespace.more_outputs = [*namespace.more_outputs, (name, Path(file))]
            elif outputs and outputs[-1][1] is None:
                outputs[-1] = (outputs[-1][0], Path(text))
            else:
                outputs.append((None, Path(text)))
        namespace.outputs = outputs


def _check(parser: argparse.ArgumentParser) -> None:
    parser.usage = "pytea check [PATH | -m MODULE]... [options] [-- SCRIPT-ARGS...]"
    parser.epilog = "Exit status: 0 no error, 1 errors found, 2 wrong usage or internal failure."
    add = parser.add_argument
    add("paths", nargs="*", type=Path, metavar="PATH",
        help="a script, a notebook, a folder, or - for stdin (default: this folder)")  # fmt: skip
    add("-m", action="append", dest="modules", metavar="MODULE", help="what python -m MODULE runs")
    _output_options(parser)
    _selection_options(parser)
    add("--fix", action="store_true", help="make the first fix of every finding, then report")
    add("--diff", action="store_true", help="show what --fix would change, and change nothing")
    add("--show-fixes", action="store_true", help="try fixes and report those that help")
    add("--baseline", type=Path, metavar="FILE", help="leave out the findings in this file")
    add("--update-baseline", action="store_true", help="write the findings into the baseline")
    add("--stdin-filename", type=Path, metavar="NAME", help="what the program on stdin is called")
    add("--jobs", type=_jobs, default=1, metavar="N",
        help="analyse N entries at a time (0: one for each CPU); the report is the same")  # fmt: skip
    add("--changed-since", metavar="REV",
        help="only what reaches a file that differs from this revision of git")  # fmt: skip
    add("--watch", action="store_true", help="check again whenever a file changes")
    _analysis_options(parser)


def _jobs(text: str) -> int:
    if not text.isdecimal() or int(text) > _MOST_JOBS:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number from 0 to {_MOST_JOBS}")
    return int(text)


def _output_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "--format", action=_Format, dest="outputs", choices=FORMATS,
        help="how to report (default: text); may be repeated, each with its --output-file",
    )  # fmt: skip
    add(
        "--output-file", action=_Format, dest="outputs", metavar="FILE",
        help="where the format before it goes, or FORMAT=FILE for one more report",
    )  # fmt: skip
    parser.set_defaults(more_outputs=[])
    add("--concise", action="store_true", help="one line per finding")
    add("-q", "--quiet", action="store_true", help="only the findings, no summary")


def _selection_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--show-unknown", action="store_true", default=None, help="list what was not followed")
    add("--strict", action="store_true", default=None, help="warnings fail the check, too")
    add("--select", action="append", metavar="CODE", help="report only these codes")
    add("--extend-select", action="append", metavar="CODE", help="report these codes, too")
    add("--ignore", action="append", metavar="CODE", help="do not report these codes")


def _analysis_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--python", type=Path, metavar="P", help="interpreter or environment with the libraries")
    add("--stub-path", type=Path, action="append", metavar="DIR", help="a folder with own stubs")
    add("--device", choices=DEVICES, help="assume this device; by default both may be there")
    add("--no-cache", action="store_true", help="neither read nor write the cache")
    add("--cache-dir", type=Path, metavar="DIR", help="where the cache is kept")


def _shapes(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("paths", nargs="+", type=Path, metavar="PATH", help="a file or a folder")
    add("--format", choices=("text", "json"), default="text", help="how to report (default: text)")
    add("--lines", action="store_true", help="print the source with the shapes beside it")
    _analysis_options(parser)


def _explain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", help="the code in brackets of a finding")


def _rules(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json", "markdown"), default="text")


def _lsp(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--stdio", action="store_true", help="speak over the standard streams (the default)")
    add("--tcp", type=int, metavar="PORT", help="listen on this port instead")
    add("--host", default="127.0.0.1", metavar="ADDRESS", help="where --tcp listens")


def _ir(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--function", metavar="NAME", help="only this function, method or class")


def _config(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("folder", nargs="?", type=Path, default=Path(), help="the folder (default: this one)")
    add("--format", choices=("text", "json"), default="text")
    add("--schema", action="store_true", help="print the JSON Schema of the file instead")
    _selection_options(parser)
    _analysis_options(parser)


def _graph(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE",
        help="model.svg, model.html (can be zoomed) or model.dot; by default dot is printed",
    )  # fmt: skip
    _summary(parser)


def _summary(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("target", metavar="FILE[:CLASS]", help="a script, or a class such as net.py:Net(10)")
    add("--input", action="append", metavar="SIZES",
        help="the shape of an input, such as 1,3,224,224 or B,128:int64; once per input")  # fmt: skip
    add("--python", type=Path, metavar="P", help="interpreter or environment with the libraries")


def _clean(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cache-dir", type=Path, metavar="DIR", help="the cache to remove")


def _completion(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=("bash", "zsh", "fish"))


#: What a command adds to its parser.
AddArguments = Callable[[argparse.ArgumentParser], None]

#: Name of the command: its summary and its arguments.
COMMANDS: Mapping[str, tuple[str, AddArguments]] = {
    "check": ("check scripts, or every script in a folder", _check),
    "shapes": ("infer what each module and function of a file needs and gives", _shapes),
    "explain": ("say what a rule means, with an example and its correction", _explain),
    "rules": ("list all rules", _rules),
    "summary": ("print the modules with output shapes, parameters and multiply-adds", _summary),
    "graph": ("draw the operations with the shapes between them", _graph),
    "config": ("print the options that hold for a folder, and where they come from", _config),
    "clean": ("remove the cache", _clean),
    "completion": ("print a script that completes commands in a shell", _completion),
    "lsp": ("serve an editor: errors and shapes while you type", _lsp),
    "ir": ("print the instructions that a file is lowered to", _ir),
}
