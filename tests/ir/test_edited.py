"""EditedLines of a text before and after an edit, and the functions that the edit changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytea.edited_lines import EditedLines, Hunk
from pytea.frontend import decode, lower_source
from pytea.ir.code import Code
from pytea.ir.edited import edited_functions, renumbered
from pytea.span import Span

TEXT = """\
import torch

class Net:
    width = 3

    def first(self, x):
        return x

    def second(self, x, y=1):
        x = x + 1
        return [z for z in x]

def third(x):
    return Net().second(x)
"""


def code_of(text: str) -> Code:
    return lower_source(decode(text.encode(), Path("net.py")), "net").code


def edited(old: str, new: str) -> list[str] | None:
    lines = EditedLines.between(old.split("\n"), new.split("\n"))
    found = edited_functions(code_of(old), code_of(new), lines)
    return None if found is None else [after.qualname for _, after in found]


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("        x = x + 1\n", "        x = x + 2\n", ["Net.second"]),
        ("        x = x + 1\n", "        x = x + True\n", ["Net.second"]),
        ("        x = x + 1\n", "        x = x + 1\n        x = x\n", ["Net.second"]),
        ("        x = x + 1\n", "", ["Net.second"]),
        ("        return x\n", "        # nothing\n        return x\n", ["Net.first"]),
        ("[z for z in x]", "[z + 1 for z in x]", ["Net.second"]),
        ("second(x)\n", "second(x)\n\n\n", []),
    ],
)
def test_bodies(old: str, new: str, names: list[str]) -> None:
    assert old in TEXT
    assert edited(TEXT, TEXT.replace(old, new)) == names


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("width = 3", "width = 4"),
        ("width = 3", "width = 3.0"),
        ("y=1", "y=2"),
        ("y=1", "z=1"),
        ("def third(x)", "def third(x: int)"),
        ("def third(x)", "async def third(x)"),
        ("        return x\n", '        "What it is for."\n        return x\n'),
        ("        x = x + 1\n", "        yield x\n"),
        ("    def first", "    @staticmethod\n    def first"),
        ("import torch\n", "import torch\nimport os\n"),
        ("class Net:", "class Net(object):"),
    ],
)
def test_more_than_bodies(old: str, new: str) -> None:
    assert old in TEXT
    assert edited(TEXT, TEXT.replace(old, new)) is None


def test_lines_between_two_edits_are_the_same() -> None:
    was = [str(number) for number in range(12)]
    now = ["new", *was[:2], *was[3:8], "8a", "8b", *was[9:]]
    lines = EditedLines.between(was, now)
    assert lines.hunks == (Hunk(0, 3, 0, 3), Hunk(8, 1, 8, 2))
    assert lines.unless_edited(Span(5, 1, 6, 2)) == Span(5, 1, 6, 2)
    assert lines.unless_edited(Span(8, 1, 9, 2)) is None
    assert lines.unless_edited(Span(10, 1, 12, 2)) == Span(11, 1, 13, 2)


def test_code_fits_to_the_numbers_of_the_old_text() -> None:
    text = TEXT.replace("        x = x + 1\n", "        x = x + 1\n        x = x + 2\n")
    lines = EditedLines.between(TEXT.split("\n"), text.split("\n"))
    ((old, new),) = edited_functions(code_of(TEXT), code_of(text), lines) or [(None, None)]
    assert old is not None
    assert new is not None
    code = renumbered(new, lines)
    assert code.spans[-1] == old.spans[-1]
    assert [lines.after(span) for span in code.spans] == list(new.spans)
    assert lines.after(code.span) == new.span


SAME = st.lists(st.sampled_from("abc"), max_size=8)
EDITED = st.tuples(
    st.lists(st.sampled_from("xyz"), max_size=6), st.lists(st.sampled_from("uvw"), max_size=6)
)


@given(SAME, st.lists(st.tuples(EDITED, SAME), max_size=4))
def test_every_line_comes_back(
    before: list[str], edits: list[tuple[tuple[list[str], list[str]], list[str]]]
) -> None:
    was, now = list(before), list(before)
    for (old, new), same in edits:
        was += [*old, *same]
        now += [*new, *same]
    lines = EditedLines.between(was, now)
    places = [Span(n, 1, n, 2) for n in range(1, len(now) + 1)]
    known = [lines.before(place) for place in places]
    assert [lines.after(place) for place in known] == places
    assert len(set(known)) == len(known)
    for place, number in zip(places, known, strict=True):
        if not lines.touches(place):
            assert was[number.line - 1] == now[place.line - 1]
