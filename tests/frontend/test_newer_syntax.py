"""Syntax of Python 3.12 and 3.13, which the Python that runs the tests may not know."""

from __future__ import annotations

from pathlib import Path

from pytea.frontend import decode, lower_source
from tests.frontend.invariants import check_module
from tests.frontend.test_execution import transcript
from tests.ir.reference import execute


def printed(text: str) -> list[str]:
    module = lower_source(decode(text.encode(), Path("new.py")), "new")
    assert module.faults == ()
    check_module(module, text.count("\n") + 1)
    return transcript(lambda names: execute(module, names))


def test_type_parameters() -> None:
    text = """
type Pair[T] = tuple[T, T]
type Plain = int
def first[T: int, *Ts, **P](x: T, y=1) -> T:
    def inner():
        return T
    return x, y, inner().__name__
class Box[T]:
    def __init__(self, x: T): self.x = x
    def kind(self): return T.__name__
    class Inner[U](list[U]):
        pass
def with_default[T = int](x: T): return x
class K:
    size = 3
    def m[T](self, n=size): return n, T.__name__
print(Pair.__name__, Plain.__name__, first(1), Box(3).x, Box(3).kind(), Box[int](4).x)
print(Box.Inner([1]), with_default(5), K().m())
try:
    T
except NameError as e:
    print(e)
"""
    assert printed(text) == [
        "Pair Plain (1, 1, 'T') 3 T 4",
        "[1] 5 (3, 'T')",
        "name 'T' is not defined",
    ]


def test_f_strings_without_limits() -> None:
    text = """
d = {"a": [1, 2]}
print(f"{d["a"]} {f"{f"{1 + 1}"}"} {"\\n".join(["x", "y"])!r}")
print(f"{
    d["a"][0]  # a comment
} {'{'}")
"""
    assert printed(text) == ["[1, 2] 2 'x\\ny'", "1 {"]


def test_several_exception_types_with_brackets_and_groups() -> None:
    text = """
try:
    raise ExceptionGroup("g", [ValueError(1)])
except* (ValueError, TypeError) as g:
    print(len(g.exceptions))
with (open(__import__("os").devnull) as a, open(__import__("os").devnull) as b,):
    print(a is b)
"""
    assert printed(text) == ["1", "False"]
