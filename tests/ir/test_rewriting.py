"""Which names a loop gives a new value before anything reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytea.frontend import decode, lower_source
from pytea.ir.rewriting import rewritten_names


def names(text: str) -> set[str]:
    """Returns what the first loop of a module rewrites."""
    module = lower_source(decode(text.encode(), Path("a.py")), "a")
    return set(rewritten_names(module.code)[0])


@pytest.mark.parametrize(
    ("body", "rewritten"),
    [
        ("x = i", {"i", "x"}),
        ("print(x)\n    x = i", {"i"}),
        ("if i: x = 1\n    y = x", {"i", "y"}),
        ("if i: x = 1\n    else: x = 2\n    y = x", {"i", "y"}),
        ("for j in r: x = j\n    y = i", {"i", "y"}),
        ("try: x = f()\n    except ValueError: pass\n    y = 1", {"i", "y"}),
        ("x = 1\n    del x", {"i"}),
        ("x += 1", {"i"}),
        ("x = [i]\n    x.append(2)", {"i", "x"}),
    ],
)
def test_a_store_counts_when_each_round_comes_to_it_first(body: str, rewritten: set[str]) -> None:
    assert names(f"for i in range(9):\n    {body}\n") == rewritten


def test_what_a_function_reads_may_be_read_at_any_time() -> None:
    text = "def f():\n    return lambda: x\nfor i in range(9):\n    x = i\n    y = f()\n"
    assert names(text) == {"i", "y"}
