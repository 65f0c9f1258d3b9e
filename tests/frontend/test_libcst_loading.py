"""LibCST is the same whether all of its dataclasses were compiled or not."""

from __future__ import annotations

import subprocess
import sys

SHOWN = """
import dataclasses
{load}
import libcst
tree = libcst.parse_module("x = [1, *y]  # kept\\nclass A(B): pass\\n")
copy = tree.deep_clone()
print(tree.code == copy.code, tree == copy, tree.deep_equals(copy), len({{tree, copy, tree}}))
print(tree.with_changes(body=tree.body[:1]).code, repr(tree.body[0]))
print(dataclasses.dataclass.__module__)
"""


def shown(load: str) -> str:
    command = [sys.executable, "-c", SHOWN.format(load=load)]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


def test_nodes_are_the_same() -> None:
    lean = shown("from pytea.frontend.libcst_loading import load_libcst; load_libcst()")
    assert lean == shown("")
    assert lean.startswith("True False True 2\n")
    assert lean.endswith("dataclasses\n")
