"""A reference interpreter: executes IR with real Python objects, to prove that lowering is right.

It is as simple as possible and knows nothing of tensors, budgets or paths. It runs only the small
programs of our own tests.
"""

from __future__ import annotations

from typing import Any

from pytea.ir.code import Module
from tests.ir import reference_calls, reference_control, reference_data
from tests.ir.frame import Frame

#: The files that register the execution of every instruction.
PARTS = (reference_calls, reference_control, reference_data)


def execute(module: Module, names: dict[str, Any]) -> None:
    """Runs a module with ``names`` as its globals."""
    reference_calls.finish(Frame(module.code, names, ()).run())
