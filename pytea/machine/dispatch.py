"""The table from instruction class to the function that executes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from pytea.ir.instructions import Instruction

F = TypeVar("F", bound=Callable[..., None])

#: Called as ``handler(machine, frame, instruction)``; ``frame.pc`` is already behind it.
HANDLERS: dict[type[Instruction], Callable[[Any, Any, Any], None]] = {}


def executes(instruction: type[Instruction]) -> Callable[[F], F]:
    """Registers the function that executes one kind of instruction."""

    def register(function: F) -> F:
        HANDLERS[instruction] = function
        return function

    return register
