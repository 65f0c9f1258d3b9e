"""Small programs, each judged by what the real libraries do: what it gives, or that it is refused.

For stubs that are interpreted, which no call of an operator reaches. A program is some lines that
set ``R``. All are put into one file, so that one analysis serves them all.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pytea.analysis.entry import analyze_entry
from pytea.config import Options

#: What stands for a program that is refused.
REFUSED = "refused"
#: ``S(value)`` says of a result what must agree: structure, shape, dtype, numbers.
SUMMARY = """
def S(value):
    if isinstance(value, np.ndarray):
        return ("array", tuple(value.shape), str(value.dtype).removeprefix("torch."))
    if isinstance(value, torch.Tensor):
        return ("tensor", tuple(value.shape), str(value.dtype))
    if isinstance(value, (list, tuple)):
        return [S(item) for item in value]
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if hasattr(value, "mode"):
        return ("image", tuple(value.size), value.mode)
    return type(value).__name__
"""


def real_outcomes(imports: str, programs: Sequence[str]) -> list[str]:
    """Returns what each program gives in the libraries that are installed here."""
    shared: dict[str, Any] = {}
    exec(imports + SUMMARY, shared)  # our own text
    outcomes = []
    for program in programs:
        names = dict(shared)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                exec(program, names)
            outcomes.append(repr(names["R"]))
        except Exception:  # the refusal is the answer
            outcomes.append(REFUSED)
    return outcomes


def analysed_outcomes(imports: str, programs: Sequence[str], folder: Path) -> list[str]:
    """Returns what the analysis says of each program, "?" included."""
    lines = (imports + SUMMARY).splitlines()
    places = {}
    for number, program in enumerate(programs):
        lines += [f"def program_{number}():", *(f"    {line}" for line in program.splitlines())]
        lines += ["    return R", "try:", f"    r = program_{number}()"]
        lines += ["except Exception:", f"    r = {REFUSED!r}", "reveal_value(r)"]
        places[len(lines)] = number
    script = folder / "programs.py"
    script.write_text("\n".join(lines) + "\n", encoding="utf-8")
    outcomes = ["?"] * len(programs)
    for diagnostic in analyze_entry(script, Options(use_cache=False)).diagnostics:
        number = places.get(diagnostic.span.line)
        if number is not None and diagnostic.code == "revealed-value":
            message = diagnostic.message
            outcomes[number] = REFUSED if message == repr(REFUSED) else message
    return outcomes
