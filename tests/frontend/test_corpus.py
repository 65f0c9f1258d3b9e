"""Real and generated files are lowered without a crash and keep the rules of layout."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pytea.frontend import SourceError, decode, lower_source, read_source
from tests.frontend.invariants import check_module
from tests.frontend.test_execution import programs

LIBRARY = Path(os.__file__).parent


def library_files() -> list[Path]:
    """Returns the 300 smallest files of some folders of the standard library."""
    folders = [
        "", "asyncio", "json", "unittest", "email", "collections", "importlib", "http", "logging",
        "concurrent/futures", "multiprocessing", "xml/dom", "xml/etree", "urllib", "encodings",
        "distutils", "distutils/command", "lib2to3", "curses", "sqlite3", "dbm", "html", "wsgiref",
    ]  # fmt: skip
    files = [path for folder in folders for path in sorted((LIBRARY / folder).glob("*.py"))]
    return sorted(files, key=lambda path: path.stat().st_size)[:300]


def test_the_standard_library() -> None:
    files = library_files()
    assert len(files) == 300
    for path in files:
        source = read_source(path)
        module = lower_source(source, path.stem)
        assert module.faults == (), path
        check_module(module, len(source.lines))


def test_difficult_files_of_the_standard_library() -> None:
    for name in ("test_grammar", "test_patma", "test_with", "test_except_star", "test_scope"):
        path = LIBRARY / "test" / f"{name}.py"
        if path.exists():
            source = read_source(path)
            check_module(lower_source(source, name), len(source.lines))


def test_torch_nn() -> None:
    spec = importlib.util.find_spec("torch")
    assert spec is not None and spec.origin is not None
    files = sorted((Path(spec.origin).parent / "nn" / "modules").glob("*.py"))
    for path in files:
        source = read_source(path)
        module = lower_source(source, path.stem)
        assert module.faults == (), path
        check_module(module, len(source.lines))


@pytest.mark.parametrize("text", programs())
def test_programs_keep_the_rules(text: str) -> None:
    source = decode(text.encode(), Path("program.py"))
    check_module(lower_source(source, "program"), len(source.lines))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x = " + " + ".join(["a"] * 2000), id="sum of 2,000 terms"),
        pytest.param("x = " + " and ".join(["a"] * 1500), id="1,500 times and"),
        pytest.param("x = " + "f(" * 90 + "1" + ")" * 90, id="90 nested calls"),
        pytest.param("x = a" + ".b(1)" * 300, id="300 chained calls"),
        pytest.param("if a: pass\n" + "elif a: x = 1\n" * 1500, id="1,500 times elif"),
        pytest.param("x = " + " if a else ".join(["b"] * 300), id="300 conditional expressions"),
        pytest.param(
            "\n".join(" " * n + "if a:" for n in range(95)) + "\n" + " " * 95 + "pass",
            id="95 levels of indentation",
        ),
        pytest.param("x = " + "'a' " * 1000, id="1,000 strings"),
        pytest.param("x = " + "lambda: " * 200 + "1", id="200 lambdas"),
        pytest.param("x = [" + "1, " * 20_000 + "]", id="20,000 elements"),
        pytest.param("x = " + "not " * 500 + "a", id="500 times not"),
    ],
)
def test_deep_texts(text: str) -> None:
    check_module(lower_source(decode(text.encode(), Path("deep.py")), "deep"), text.count("\n") + 1)


def test_a_long_generated_file() -> None:
    text = "def f(x):\n    return x\n" + "y = f(1)\n" + "z = y\n" * 50_000
    module = lower_source(decode(text.encode(), Path("long.py")), "long")
    assert len(module.code.spans) > 100_000
    assert module.code.spans[-3].line == 50_003
    assert len(module.code.registers) < 10


def test_literals_that_cannot_be_read_are_faults() -> None:
    for text, reason in [
        ("x = " + "9" * 5000, "integer literal that is too long"),
        (r"x = '\N{NO SUCH NAME}'", "string literal: "),
    ]:
        module = lower_source(decode(text.encode(), Path("a.py")), "a")
        assert [fault[1].startswith(reason) for fault in module.faults] == [True], text
        check_module(module, 3)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.sampled_from(
            "x = 1|if x:|  y|else:|for i in x:|  break|try:|  pass|except A as e:|finally:|(|)|'|"
            "def f(a, *, b):|  return|@d|class C:|'''|with a as b:|match x:|  case [a, *_]:|    x|"
            "\f|\t|é|\\|#|lambda: 0|x: int|async def g():|  await x|  yield|import a.b as c|:=|*".split(
                "|"
            )
        ),
        max_size=14,
    )
)
def test_any_text_is_lowered_or_refused(rows: list[str]) -> None:
    source = decode("\n".join(rows).encode(), Path("any.py"))
    try:
        module = lower_source(source, "any")
    except SourceError:
        module = lower_source(source, "any", recover=True)
        assert module.faults
        assert all(1 <= span.line <= len(source.lines) + 1 for span, _ in module.faults)
    check_module(module, len(source.lines))
