"""Liveness, joins, and the printed form of code."""

from __future__ import annotations

import gc
from pathlib import Path

from pytea.frontend import decode, lower_source
from pytea.ir import instructions as ir
from pytea.ir.code import Code
from pytea.ir.liveness import join_targets, live_registers, reads, writes
from pytea.ir.printer import format_module, nested_codes


def function(text: str) -> Code:
    module = lower_source(decode(text.encode(), Path("a.py")), "a")
    return list(nested_codes(module.code))[1]


def live_names(code: Code, kind: type[ir.Instruction], number: int = 0) -> set[str]:
    """Returns the named registers that are live before an instruction of ``kind``."""
    at = [i for i, k in enumerate(code.instructions) if isinstance(k, kind)][number]
    live = live_registers(code)[at]
    return {name for r, name in enumerate(code.registers) if name and live >> r & 1}


def test_reads_and_writes() -> None:
    assert reads(ir.Call(5, 1, (2, 3), (), ("k", None), (4, 6))) == (1, 2, 3, 4, 6)
    assert writes(ir.Call(5, 1, (2, 3), (), ("k", None), (4, 6))) == (5,)
    assert reads(ir.Const(3, 7)) == () and writes(ir.Const(3, 7)) == (3,)
    assert reads(ir.FormatValue(1, 2, "", -1)) == (2,)
    assert writes(ir.Unpack((1, 2), 3, -1)) == (1, 2)
    assert writes(ir.SplitGroup(1, 2, 3, 4)) == (1, 2)
    assert reads(ir.SplitGroup(1, 2, 3, 4)) == (3, 4)
    assert reads(ir.ForNext(1, 2, 99)) == (2,)
    assert reads(ir.LoadName(1, "x", -1)) == ()
    assert sorted(reads(ir.BuildDict(1, (2, -1), (3, 4)))) == [2, 3, 4]


def test_what_is_used_later_is_live() -> None:
    code = function("def f(a, b, c):\n  x = a + b\n  if x:\n    return c\n  return x\n")
    assert live_names(code, ir.Binary) == {"a", "b", "c"}
    assert live_names(code, ir.Branch) == {"x", "c"}
    assert live_names(code, ir.Return, 1) == {"x"}


def test_loops_keep_what_the_next_round_needs() -> None:
    code = function("def f(a, n):\n  s = 0\n  for i in n:\n    s = s + a\n  return s\n")
    assert live_names(code, ir.Jump) == {"a", "s"}


def test_what_a_handler_needs_is_live_in_the_whole_region() -> None:
    code = function(
        "def f(a, b):\n  try:\n    g()\n    a = 1\n    h()\n  except E:\n    return b\n  return a\n"
    )
    assert "b" in live_names(code, ir.Call, 1)
    assert "b" not in live_names(code, ir.Return, 0)


def test_named_locals_of_generators_are_live() -> None:
    code = function("def f(a):\n  b = 1\n  yield 1\n")
    assert live_names(code, ir.Yield) == {"a", "b"}


def test_joins() -> None:
    code = function("def f(a):\n  if a:\n    x = 1\n  else:\n    x = 2\n  while x:\n    x = g(x)\n")
    kinds = sorted(type(code.instructions[i]).__name__ for i in join_targets(code))
    assert kinds == ["Const", "LoopHead"]
    code = function("def f(a):\n  if a:\n    x = 1\n  return a\n")
    assert [type(code.instructions[i]) for i in join_targets(code)] == [ir.Return]


def test_rounds_of_a_loop_meet_where_it_is_left() -> None:
    code = function("def f(a):\n  while a in b:\n    a = g()\n  h(a)\n  return a\n")
    assert {code.spans[i].line for i in join_targets(code)} == {4}


def test_results_are_kept_as_long_as_the_code() -> None:
    code = function("def f(a):\n  return a\n")
    assert live_registers(code) is live_registers(code)
    known = live_registers.__closure__
    assert known is not None
    memo = next(c.cell_contents for c in known if isinstance(c.cell_contents, dict))
    key = id(code)
    entry = memo[key]
    del code
    gc.collect()
    assert memo.get(key) is not entry


TEXT = """\
def f(a, /, b, *, c=1, **d):
    for i in a:
        b = b + i
    return lambda: b
class A:
    x: int = 1
"""


def test_printed_form() -> None:
    module = lower_source(decode(TEXT.encode(), Path("a.py")), "a")
    assert format_module(module, "f").splitlines() == [
        line.rstrip() if not line.endswith("|") else line[:-1] for line in PRINTED.splitlines()
    ]
    everything = format_module(module)
    assert everything.count("class A()") == 1
    assert "lambda f.<locals>.<lambda>() free b" in everything
    assert format_module(module, "nothing") == "\n"


PRINTED = """\
function f(a, /, b, *, c, **d)
    0  make-cell slot=b, 'b'                                 1:1
    1  t5 = iter a                                           2:14
L2:
    2  loop-head loop=0                                      2:14
    3  i = for-next iterator=t5, exit=L8                     2:14
    4  t6 = load-cell cell=b, 'b'                            3:13
    5  t7 = binary '+', t6, i                                3:13
    6  store-cell cell=b, t7, 'b'                            3:9
    7  jump target=L2                                        2:14
L8:
    8  t5 = make-function f.<locals>.<lambda>, closure=(b)   4:12
    9  return t5                                             4:5"""
