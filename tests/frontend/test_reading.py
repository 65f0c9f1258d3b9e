"""Encodings, and syntax errors with their place."""

from __future__ import annotations

import codecs
import subprocess
import sys
from pathlib import Path

import pytest

from pytea.frontend import SourceError, decode, lower_source, read_source
from pytea.ir import instructions as ir
from pytea.ir.printer import nested_codes

HERE = Path("sample.py")


def error_of(data: bytes) -> tuple[str, str]:
    with pytest.raises(SourceError) as caught:
        lower_source(decode(data, HERE), "m")
    return caught.value.message, str(caught.value.span)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"x = 'a'", "x = 'a'"),
        (codecs.BOM_UTF8 + b"x = 1", "x = 1"),
        (codecs.BOM_UTF8 + b"# coding: utf-8\nx", "# coding: utf-8\nx"),
        (b"# -*- coding: latin-1 -*-\n'\xe9'", "# -*- coding: latin-1 -*-\n'é'"),
        (b"#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\n'\x80'", None),
        (b"\n\n# coding: latin-1\n'\xc3\xa9'", "\n\n# coding: latin-1\n'é'"),
        (b"x = 1\n# coding: latin-1\n'\xc3\xa9'", "x = 1\n# coding: latin-1\n'é'"),
    ],
)
def test_encodings(data: bytes, text: str | None) -> None:
    found = decode(data, HERE).text
    assert found == text if text is not None else found.endswith("'€'")


@pytest.mark.parametrize(
    ("data", "message", "place"),
    [
        (b"ok = 1\nx = '\xff'\n", "'utf-8' codec can't decode byte 0xff: invalid start byte", "2:6"),
        (b"# coding: nonsense\n", "unknown encoding: nonsense", "1:1"),
        (b"# coding: unicode_escape\n", "unknown encoding: unicode_escape", "1:1"),
        (b"# coding: rot13\n", "unknown encoding: rot13", "1:1"),
        (codecs.BOM_UTF8 + b"# coding: latin-1\n", "encoding problem: latin-1 with BOM", "1:1"),
        (b"x = 1\ny\0 = 2\n", "source code cannot contain null bytes", "2:2"),
        (b"x = (1,\ny = 2\n", "'(' was never closed", "1:5"),
        (b"if x\n  pass\n", "expected ':'", "1:5"),
        (b"def f():\nreturn 1\n", "expected an indented block after function definition on line 1", "2:1"),
        (b"  x = 1\n", "unexpected indent", "1:2"),
        (b"x = 1\r\ny = = 2\r\n", "invalid syntax", "2:5"),
        ("s = 'é𝔘'; f(a b)\n".encode(), "invalid syntax. Perhaps you forgot a comma?", "1:13"),
        (b"f() = 1\n", "cannot assign to function call here. Maybe you meant '==' instead of '='?", "1:1"),
        (b"x = 'abc\n", "unterminated string literal (detected at line 1)", "1:5"),
        (b"x = 't' b'u'\n", "cannot mix bytes and nonbytes literals", "1:13"),
        (b"x = " + b"(" * 3000 + b"1" + b")" * 3000, "too many nested parentheses", "1:205"),
        (b"print 1\n", "Missing parentheses in call to 'print'. Did you mean print(...)?", "1:1"),
    ],
)  # fmt: skip
def test_errors(data: bytes, message: str, place: str) -> None:
    assert error_of(data) == (message, place)


def test_read_source_shows_the_display_name(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(b"x = 1\n")
    assert read_source(path, "a.py").display == "a.py"
    with pytest.raises(FileNotFoundError):
        read_source(tmp_path / "b.py")


BROKEN = """\
import a

def good(x):
    return x + 1

def bad(:
    pass

@decorated
class Kept:
    text = '''
not a statement (
'''

if good(1):
    y = 1
else:
    y = 2
z = = 3
last = good(2)
"""


def test_recovery_keeps_what_parses() -> None:
    source = decode(BROKEN.encode(), HERE)
    with pytest.raises(SourceError):
        lower_source(source, "m")
    module = lower_source(source, "m", recover=True)
    assert [(str(span), text) for span, text in module.faults] == [
        ("6:9", "invalid syntax"),
        ("19:5", "invalid syntax"),
    ]
    stored = [i.name for i in module.code.instructions if isinstance(i, ir.StoreGlobal)]
    assert stored == ["a", "good", "Kept", "y", "y", "last"]
    names = {code.name: code.span.line for code in nested_codes(module.code)}
    assert names == {"<module>": 1, "good": 3, "Kept": 10}


def test_recovery_of_nothing_but_errors() -> None:
    module = lower_source(decode(b"(((\n", HERE), "m", recover=True)
    assert len(module.faults) == 1


def test_what_only_our_parser_refuses_is_a_fault_and_no_error() -> None:
    module = lower_source(decode(b"(x): int = 1\ny = 2\n", HERE), "m")
    assert [text for _, text in module.faults] == ["syntax that pytea cannot parse"]
    assert any(isinstance(i, ir.StoreGlobal) and i.name == "y" for i in module.code.instructions)


def test_importing_the_package_does_not_load_libcst() -> None:
    code = "import sys, pytea.frontend, pytea.frontend.loading;sys.exit('libcst' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("f(p=1,\n  p=2)\n", "keyword argument repeated: p", "2:3"),
        ("def f(a, a): pass\n", "duplicate argument 'a' in function definition", "1:10"),
        ("x = 1\nreturn x\n", "'return' outside function", "2:1"),
        ("if x:\n    break\n", "'break' outside loop", "2:5"),
        ("def f():\n    nonlocal q\n", "no binding for nonlocal 'q' found", "2:5"),
        ("try: f()\nexcept: g()\nexcept V: h()\n", "default 'except:' must be last", "2:1"),
    ],
)
def test_what_only_the_compiler_refuses(text: str, message: str, place: str) -> None:
    assert error_of(text.encode()) == (message, place)


def test_a_cell_may_await() -> None:
    assert lower_source(decode(b"await f()\n", HERE), "m").faults == ()
