"""The frame of the reference interpreter, which executes IR with real Python objects, to prove that lowering is right.

It is as simple as possible and knows nothing of tensors, budgets or paths. It runs only the small
programs of our own tests.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Generator
from typing import Any

from pytea.ir import instructions as ir
from pytea.ir.code import Code

UNBOUND = object()
Event = tuple[str, Any]


class Cell:
    """A variable shared by closures."""

    def __init__(self, value: Any = UNBOUND) -> None:
        self.value = value


class AsyncIterator:
    """What AsyncIter makes and ForNext asks."""

    def __init__(self, iterator: Any) -> None:
        self.iterator = iterator


#: Exceptions that are being handled, in all frames.
CURRENT: list[BaseException] = []


class Frame:
    """One activation."""

    def __init__(
        self, code: Code, names: dict[str, Any], closure: tuple[Cell, ...], namespace: Any = None
    ) -> None:
        self.code = code
        self.globals = names
        self.namespace = namespace
        self.regs: list[Any] = [UNBOUND] * len(code.registers)
        for (_, register), cell in zip(code.free_cells, closure, strict=True):
            self.regs[register] = cell
        self.pc = 0
        #: Target, register of the exception, number of exceptions being handled in this frame.
        self.handlers: list[tuple[int, int, int]] = []
        self.base = 0

    def run(self) -> Generator[Event, Any, Any]:
        """Executes the code; suspensions are events, the result is the return value."""
        self.base = base = len(CURRENT)
        while True:
            instruction = self.code.instructions[self.pc]
            self.pc += 1
            try:
                if isinstance(instruction, ir.Return):
                    del CURRENT[base:]
                    return self.regs[instruction.src]
                outcome = EXECUTE[type(instruction)](self, instruction)
                if outcome is not None:
                    dst, event = outcome
                    mine = CURRENT[base:]
                    del CURRENT[base:]
                    try:
                        value = yield event
                    finally:
                        self.base = base = len(CURRENT)
                        CURRENT.extend(mine)
                    if dst >= 0:
                        self.regs[dst] = value
            except BaseException as error:
                if isinstance(error, StopAsyncIteration) and isinstance(instruction, ir.ForNext):
                    self.pc = instruction.exit
                    continue
                if not self.handlers:
                    del CURRENT[base:]
                    raise
                target, dst, depth = self.handlers.pop()
                del CURRENT[base + depth :]
                self.regs[dst] = error
                self.pc = target


EXECUTE: dict[type[ir.Instruction], Callable[[Frame, Any], tuple[int, Event] | None]] = {}


def on(kind: type[ir.Instruction]) -> Callable[[Callable[[Frame, Any], Any]], None]:
    def register(function: Callable[[Frame, Any], Any]) -> None:
        EXECUTE[kind] = function

    return register


def global_value(frame: Frame, name: str) -> Any:
    if name in frame.globals:
        return frame.globals[name]
    if hasattr(builtins, name):
        return getattr(builtins, name)
    raise NameError(f"name '{name}' is not defined")


def spread(frame: Frame, items: tuple[int, ...], starred: tuple[int, ...]) -> list[Any]:
    found: list[Any] = []
    for position, register in enumerate(items):
        if position in starred:
            found.extend(frame.regs[register])
        else:
            found.append(frame.regs[register])
    return found


def keywords(
    frame: Frame, names: tuple[str | None, ...], values: tuple[int, ...]
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, register in zip(names, values, strict=True):
        if name is None:
            found.update(frame.regs[register])
        else:
            found[name] = frame.regs[register]
    return found
