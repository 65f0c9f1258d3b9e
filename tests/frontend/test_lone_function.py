"""A function that is lowered alone is what it is in its file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pytea.edited_lines import EditedLines
from pytea.frontend import decode, lower_function, lower_source
from pytea.frontend.lowering import lower
from pytea.ir.code import Code
from pytea.ir.data import VALUES
from pytea.ir.definitions import MakeClass, MakeFunction
from pytea.ir.edited import enclosing_function
from pytea.span import SourceFile

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted([*(ROOT / "corpus").rglob("*.py"), *(ROOT / "pytea" / "ir").glob("*.py")])


def functions(code: Code, classes: tuple[str, ...] = ()) -> Iterator[tuple[Code, tuple[str, ...]]]:
    for instruction in code.instructions:
        if isinstance(instruction, MakeClass):
            yield from functions(instruction.code, (*classes, instruction.code.name))
        elif isinstance(instruction, MakeFunction) and instruction.code.kind == "function":
            yield instruction.code, classes


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_function(path: Path) -> None:
    source = decode(path.read_bytes(), path)
    module = lower(source, "m", recover=False, observed=VALUES)
    for code, classes in functions(module.code):
        found = lower_function(source, code.span.line, code.span.end_line, classes)
        assert found is not None, code.qualname
        alone, body_line = found
        assert alone == code
        assert code.span.line < body_line <= code.span.end_line


TEXT = """\
from __future__ import annotations

if True:
    def first(x, y=lambda: 1,
              z=2):
        "What it is for."
        return x

class Outer:
\tclass __Inner:
\t\tasync def second(self):
\t\t\tdef nested(a: unknown) -> None:
\t\t\t\treturn super().__init__()
\t\t\treturn self.__hidden
\twidth = 3
# the end
"""


def source(text: str) -> SourceFile:
    return decode(text.encode(), Path("m.py"))


def test_blocks_around() -> None:
    whole = list(functions(lower(source(TEXT), "m", recover=False, observed=VALUES).code))
    assert [(code.qualname, classes) for code, classes in whole] == [
        ("first", ()),
        ("Outer.__Inner.second", ("Outer", "__Inner")),
    ]
    for code, classes in whole:
        found = lower_function(source(TEXT), code.span.line, code.span.end_line, classes)
        assert found is not None
        assert found[0] == code
    assert lower_function(source(TEXT), 4, 7, ()) == (whole[0][0], 6)


@pytest.mark.parametrize(
    ("line", "end", "classes"),
    [
        (4, 9, ()),  # another class
        (11, 15, ("Outer", "__Inner")),  # a statement of the class behind it
        (9, 14, ()),  # no function
        (4, 5, ()),  # no body
        (11, 14, ("A", "B", "C")),  # more classes than there are columns
    ],
)
def test_more_or_less_than_a_function(line: int, end: int, classes: tuple[str, ...]) -> None:
    assert lower_function(source(TEXT), line, end, classes) is None


@pytest.mark.parametrize(
    "body",
    ["    return (1", "    return 1 +\\", '    """', "    break", "return", "    return\ny = 1"],
)
def test_what_is_not_one_function(body: str) -> None:
    text = f"import os\ndef f(x):\n{body}\nz = 2\n"
    assert lower_function(source(text), 2, text.count("\n") - 1, ()) is None


def enclosing(old: str, new: str) -> str | None:
    (hunk,) = EditedLines.between(old.split("\n"), new.split("\n")).hunks
    module = lower_source(source(old), "m")
    found = enclosing_function(module.code, old.split("\n"), hunk)
    return None if found is None else found.code.qualname


CLASS = """\
import os

class Net:
    def first(self):
        return 1
        # the end of it

    def second(self):
        return 2

x = 3
"""


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("return 1", "return 4", "Net.first"),
        ("return 1\n", "return 1\n        return 5\n", "Net.first"),
        ("# the end of it\n", "pass\n", "Net.first"),
        ("of it\n", "of it\n        pass\n", "Net.first"),
        ("return 2\n", "return 2\n        pass\n", "Net.second"),
        ("return 2\n\n", "pass\n", "Net.second"),
        ("        return 1\n        # the end of it\n\n    def second(self):\n", "", None),
        ("x = 3", "x = 4", None),
        ("return 2\n\nx", "return 2\n\ny", None),
        ("import os\n", "import io\n", None),
        ("def first", "def third", None),
    ],
)
def test_the_function_that_was_edited(old: str, new: str, name: str | None) -> None:
    assert old in CLASS
    assert enclosing(CLASS, CLASS.replace(old, new)) == name
