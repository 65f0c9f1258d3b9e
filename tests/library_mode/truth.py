"""Where real torch raises in an edited program."""

from __future__ import annotations

import random
import sys
import traceback
import types
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from .judge import Case, is_usable
from .programs import FOLDER, Seed


def raising_line(seed: Seed, functions: Sequence[Mapping[str, Any]]) -> int:
    """Returns the line at which torch raises for all sizes that fit the clean program; else 0."""
    function = next(f for f in functions if f["name"] == seed.function)
    if not is_usable(function):
        return 0
    file = str(FOLDER / seed.file)
    module = sys.modules["edited"] = types.ModuleType("edited")
    exec(compile(seed.text(), file, "exec"), module.__dict__)
    case = Case(module, function)
    lines = set()
    for env in case.draws(random.Random(seed.label), ()):
        try:
            case.run(env)
        except Exception as error:
            frames = traceback.extract_tb(error.__traceback__)
            inside = [frame.lineno for frame in frames if frame.filename == file]
            lines.add(inside[-1] if inside else 0)
        else:
            return 0
    return lines.pop() or 0 if len(lines) == 1 else 0


def filled(seed: Seed, functions: Sequence[Mapping[str, Any]]) -> Seed:
    """Returns the seed with the line that torch says, where the signature allows to ask."""
    line = raising_line(seed, functions)
    return replace(seed, line=line) if line else seed
