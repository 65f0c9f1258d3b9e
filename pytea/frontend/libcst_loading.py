"""Loads LibCST in half the time.

LibCST gives every node class a ``__repr__``, ``__eq__`` and ``__hash__`` of its own, but lets
``dataclass`` compile others for each of its two hundred classes, and a frozen node stores its fields
several times slower than a plain one. While LibCST is loaded, ``dataclass`` leaves that out for its
nodes, and the ``__init__`` of a kind of node is compiled when the first one is made; the nodes are
the same otherwise.
"""

from __future__ import annotations

import dataclasses
import sys
from importlib import import_module
from typing import Any

from pytea.records import initialize_later

_NODES = "libcst._nodes."
_LEFT_OUT = {"repr": False, "eq": False, "frozen": False, "init": False}


def load_libcst() -> None:
    """Imports LibCST; what has imported it before has whole dataclasses."""
    if "libcst" in sys.modules:
        return
    whole: Any = dataclasses.dataclass

    def lean(cls: type | None = None, /, **options: bool) -> Any:
        def decorate(decorated: type) -> type:
            if not decorated.__module__.startswith(_NODES):
                return whole(decorated, **options)  # type: ignore[no-any-return]
            made: type = whole(decorated, **options | _LEFT_OUT)
            if "__init__" not in decorated.__dict__:
                initialize_later(made)
            return made

        return decorate if cls is None else decorate(cls)

    dataclasses.dataclass = lean
    try:
        import_module("libcst.metadata")
    finally:
        dataclasses.dataclass = whole
