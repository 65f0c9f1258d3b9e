"""Functions and modules of the IR: instructions with spans, parameters, loops and registers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pytea.ir.instructions import Instruction, Observe
from pytea.records import immutable
from pytea.span import Span


@immutable()
class Parameters:
    """The parameters of a function; parameter number i arrives in register i, in this order:

    positional (positional-only first), keyword-only, ``*args``, ``**kwargs``.
    """

    positional: tuple[str, ...] = ()
    #: How many of ``positional`` are positional-only.
    positional_only: int = 0
    keyword_only: tuple[str, ...] = ()
    varargs: str | None = None
    varkw: str | None = None
    #: (parameter name or "return", source text of its annotation)
    annotations: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All names in the order of their registers."""
        stars = tuple(name for name in (self.varargs, self.varkw) if name is not None)
        return self.positional + self.keyword_only + stars


@immutable()
class Loop:
    """A loop: its instructions are those from ``head`` (a LoopHead) to before ``end``."""

    head: int
    end: int
    #: The number of the enclosing loop, or -1.
    parent: int


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Code:
    """The body of a module, function, class, lambda or generator expression."""

    name: str
    qualname: str
    #: "module", "function", "lambda", "class" or "generator" (a generator expression).
    kind: str
    parameters: Parameters
    instructions: tuple[Instruction, ...]
    #: ``spans[i]`` is the place of ``instructions[i]``.
    spans: tuple[Span, ...]
    #: The name of each register; "" for intermediate values.
    registers: tuple[str, ...]
    #: (name, register): registers that receive the cells of the closure, in closure order.
    free_cells: tuple[tuple[str, int], ...]
    loops: tuple[Loop, ...]
    span: Span
    is_generator: bool = False
    is_async: bool = False
    docstring: str | None = None
    #: Makes ``instructions`` and ``spans`` of a Code from the cache when they are first asked for.
    pending: Callable[[str], tuple[Any, ...]] | None = field(
        default=None, repr=False, compare=False
    )

    def following(self, index: int) -> Instruction | None:
        """Returns the instruction at an index, or the next one that does more than to show a value.

        So what is done with a result is the same in code that is lowered for an observer.
        """
        for instruction in self.instructions[index:]:
            if not isinstance(instruction, Observe):
                return instruction
        return None

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> tuple[Any, ...]:
            # Reached only when the slot is empty.
            if name not in ("instructions", "spans"):
                raise AttributeError(name)
            value = object.__getattribute__(self, "pending")(name)
            object.__setattr__(self, name, value)
            return value


@immutable()
class Module:
    """One lowered source file."""

    name: str
    code: Code
    #: Places where the text could not be lowered, as (span, sentence).
    faults: tuple[tuple[Span, str], ...] = ()
