"""What IPython alone understands in a cell: magics, shell commands, questions. None of it is run.

Every line keeps its number, and what is left of it its columns.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Sequence

from pytea.records import mutable

#: Makes names that are not known Unknown: the magic may have defined them.
_DEFINES = "from _ipython_magic import *"
_MAGIC = re.compile(r"^(\s*)%(\w+)(?:\s(.*))?$")
_SHELL = re.compile(r"^(\s*)(!|\?|[\w.]+\?{1,2}\s*(#.*)?$)")
_ASSIGNED = re.compile(r"^(\s*[A-Za-z_][\w., ]*?=\s*)[!%].*$")
#: Shell commands that IPython accepts without a sign before them.
_AUTOMATIC = re.compile(
    r"^(pip3?|conda|mamba|uv|cd|ls|ll|pwd|mkdir|cat|cp|mv|rm)(\s+[\w./~\-].*)?$"
)
#: Line magics that give the program no names.
_HARMLESS = frozenset(
    [
        "alias",
        "autoreload",
        "bash",
        "bookmark",
        "cd",
        "colors",
        "conda",
        "config",
        "dhist",
        "dirs",
        "debug",
        "env",
        "gui",
        "history",
        "html",
        "javascript",
        "js",
        "latex",
        "load_ext",
        "lprun",
        "ls",
        "magic",
        "mamba",
        "markdown",
        "matplotlib",
        "memit",
        "mkdir",
        "mprun",
        "notebook",
        "pdb",
        "pip",
        "precision",
        "prun",
        "pwd",
        "quickref",
        "rehashx",
        "reload_ext",
        "rm",
        "save",
        "set_env",
        "sh",
        "sx",
        "system",
        "tensorboard",
        "time",
        "timeit",
        "unload_ext",
        "uv",
        "watermark",
        "who",
        "whos",
        "writefile",
        "xmode",
    ]
)
#: Cell magics whose cell is run like any other.
_TRANSPARENT = frozenset({"time", "capture", "prun", "memit", "mprun", "lprun"})
#: Cell magics whose cell gives the program no names.
_FOREIGN = frozenset(
    [
        "bash",
        "bigquery",
        "cmd",
        "cython",
        "HTML",
        "html",
        "javascript",
        "js",
        "latex",
        "markdown",
        "perl",
        "python2",
        "ruby",
        "script",
        "sh",
        "sql",
        "svg",
        "SVG",
        "system",
        "sx",
        "timeit",
        "writefile",
        "!",
        "file",
    ]
)


def plain_cell(lines: Sequence[str]) -> list[str]:
    """Returns the lines of a cell as Python, one for each."""
    first = next((line for line in lines if line.strip()), "")
    if first.startswith("%%"):
        number = lines.index(first)
        return [*lines[:number], *_cell_magic(first, lines[number + 1 :])]
    return list(lines) if _is_python(lines) else _without_magics(lines)


def _cell_magic(head: str, body: Sequence[str]) -> list[str]:
    name = re.split(r"\W", head[2:].strip() or "!", maxsplit=1)[0] or "!"
    if name in _TRANSPARENT:
        return ["", *plain_cell(body)]
    return ["" if name in _FOREIGN else _DEFINES, *[""] * len(body)]


def _is_python(lines: Sequence[str]) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse("\n".join(lines))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _without_magics(lines: Sequence[str]) -> list[str]:
    reader, rows, command = _Reader(), list[str](), False
    for line in lines:
        plain = "" if command else line
        if not command and reader.begins_statement:
            plain = _plain_line(line)
        command = (command or plain != line) and line.rstrip().endswith("\\")
        reader.read(plain)
        rows.append(plain)
    return rows


def _plain_line(line: str) -> str:
    if (found := _MAGIC.match(line)) is not None:
        indent, name, rest = found[1], found[2], found[3] or ""
        if name == "time" and rest.strip():
            return f"{indent}if 1: {rest}"  # as long as "%time "
        return f"{indent}pass" if name in _HARMLESS or indent else _DEFINES
    if (found := _SHELL.match(line)) is not None:
        return f"{found[1]}pass"
    if (found := _ASSIGNED.match(line)) is not None:
        return f"{found[1]}get_ipython()"
    return "pass" if _AUTOMATIC.match(line) and not _is_python([line]) else line


@mutable()
class _Reader:
    """Follows strings, brackets and continued lines."""

    quote: str = ""
    depth: int = 0
    continued: bool = False

    @property
    def begins_statement(self) -> bool:
        """Whether the next line is not the rest of a statement."""
        return not self.quote and self.depth <= 0 and not self.continued

    def read(self, line: str) -> None:
        """Goes over one line."""
        place = 0
        while place < len(line):
            sign = line[place]
            if self.quote:
                if sign == "\\":
                    place += 1
                elif line.startswith(self.quote, place):
                    place += len(self.quote) - 1
                    self.quote = ""
            elif sign == "#":
                line = line[:place]
            elif sign in "'\"":
                self.quote = sign * 3 if line.startswith(sign * 3, place) else sign
                place += len(self.quote) - 1
            else:
                self.depth += (sign in "([{") - (sign in ")]}")
            place += 1
        self.continued = line.endswith("\\")
        if len(self.quote) == 1 and not self.continued:
            self.quote = ""
