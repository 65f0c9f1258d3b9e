"""Collects the instructions of one Code: labels, registers, loops and which locals are bound.

Code is laid out in the order in which it is emitted; a label is placed after the jumps to it, only
the head of a loop before them. What cannot be reached is not emitted.
"""

from __future__ import annotations

from collections.abc import Callable

from pytea.ir import instructions as ir
from pytea.ir.code import Loop
from pytea.records import mutable
from pytea.span import Span


@mutable(eq=False)
class Label:
    """A place in the code; ``bound`` are the locals that are bound on every way to it."""

    index: int = -1
    #: Bit set of registers, or None while nothing jumps here.
    bound: int | None = None


class Builder:
    """Instructions under construction; jump targets are numbers of labels until ``finish``."""

    def __init__(self, names: list[str]) -> None:
        #: Names of the named registers; temporaries follow them.
        self.names = names
        self.instructions: list[ir.Instruction] = []
        self.places: list[tuple[int, int]] = []
        self.labels: list[Label] = []
        self.loops: list[list[int]] = []
        self.open_loops: list[int] = []
        #: Bit set of registers that certainly hold a value here.
        self.bound = 0
        #: Bit set of registers that some ``del`` unbinds: a loop or a handler may find them empty.
        self.deleted = 0
        self.reachable = True
        self.next_temporary = len(names)
        self.register_count = len(names)

    def temporary(self) -> int:
        """Returns a register for an intermediate value of the current statement."""
        register = self.next_temporary
        self.next_temporary = register + 1
        if register >= self.register_count:
            self.register_count = register + 1
        return register

    def emit(self, instruction: ir.Instruction, place: tuple[int, int]) -> None:
        """Adds ``instruction``, unless this point cannot be reached."""
        if self.reachable:
            self.instructions.append(instruction)
            self.places.append(place)

    def terminate(self, instruction: ir.Instruction, place: tuple[int, int]) -> None:
        """Adds an instruction after which nothing follows (return, raise)."""
        self.emit(instruction, place)
        self.reachable = False

    # --- labels -----------------------------------------------------------------------------

    def label(self) -> int:
        """Returns a new label that is not placed yet."""
        self.labels.append(Label())
        return len(self.labels) - 1

    def flow_to(self, label: int, bound: int | None = None) -> None:
        """Records that the current point leads to ``label``."""
        if not self.reachable:
            return
        target = self.labels[label]
        now = self.bound if bound is None else bound
        target.bound = now if target.bound is None else target.bound & now

    def place(self, label: int) -> None:
        """Puts ``label`` here."""
        target = self.labels[label]
        self._drop_jump_to(label)
        if target.bound is not None:
            self.bound = self.bound & target.bound if self.reachable else target.bound
            self.reachable = True
        target.index = len(self.instructions)

    def _drop_jump_to(self, label: int) -> None:
        """Removes a jump to the instruction that follows it."""
        if self.reachable or not self.instructions:
            return
        last = self.instructions[-1]
        if isinstance(last, ir.Jump) and last.target == label and self.labels[label].index < 0:
            self.instructions.pop()
            self.places.pop()

    def jump(self, label: int, place: tuple[int, int]) -> None:
        """Goes on at ``label``."""
        self.flow_to(label)
        self.terminate(ir.Jump(label), place)

    def branch(
        self,
        condition: int,
        then: int,
        other: int,
        place: tuple[int, int],
        assumed: bool | None = None,
    ) -> None:
        """Goes on at ``then`` or ``other``."""
        self.flow_to(then)
        self.flow_to(other)
        self.terminate(ir.Branch(condition, then, other, assumed), place)

    def handler(
        self, label: int, dst: int, kind: str, types: tuple[str, ...], place: tuple[int, int]
    ) -> None:
        """Protects what follows: an exception goes to ``label``."""
        self.flow_to(label, self.bound & ~self.deleted)
        self.emit(ir.PushHandler(label, dst, kind, types), place)

    # --- loops ------------------------------------------------------------------------------

    def begin_loop(self, place: tuple[int, int]) -> int:
        """Emits the LoopHead of a new loop and returns the label of the head."""
        head = self.label()
        number = len(self.loops)
        parent = self.open_loops[-1] if self.open_loops else -1
        self.loops.append([len(self.instructions), -1, parent])
        self.open_loops.append(number)
        self.bound &= ~self.deleted
        self.flow_to(head)
        self.labels[head].index = len(self.instructions)
        self.emit(ir.LoopHead(number), place)
        return head

    def end_loop(self, head: int, place: tuple[int, int]) -> None:
        """Emits the back edge and closes the innermost loop."""
        self.terminate(ir.Jump(head), place)
        self.loops[self.open_loops.pop()][1] = len(self.instructions)

    # --- locals -----------------------------------------------------------------------------

    def is_bound(self, register: int) -> bool:
        """Says whether the local in ``register`` has a value whichever way led here."""
        return bool(self.bound >> register & 1)

    def set_bound(self, register: int) -> None:
        """Records an assignment to ``register``."""
        self.bound |= 1 << register

    def set_unbound(self, register: int) -> None:
        """Records a ``del`` of ``register``."""
        self.bound &= ~(1 << register)

    # --- the result -------------------------------------------------------------------------

    def finish(
        self, span: Callable[[int, int], Span]
    ) -> tuple[tuple[ir.Instruction, ...], tuple[Span, ...]]:
        """Returns instructions with targets as indices, and their spans."""
        memo: dict[tuple[int, int], Span] = {}
        spans: list[Span] = []
        for place in self.places:
            known = memo.get(place)
            if known is None:
                known = memo[place] = span(*place)
            spans.append(known)
        return tuple([self._patched(i) for i in self.instructions]), tuple(spans)

    def _patched(self, instruction: ir.Instruction) -> ir.Instruction:
        labels = self.labels
        match instruction:
            case ir.Jump(target):
                return ir.Jump(labels[target].index)
            case ir.Branch(condition, then, other, assumed):
                return ir.Branch(condition, labels[then].index, labels[other].index, assumed)
            case ir.ForNext(dst, iterator, leave):
                return ir.ForNext(dst, iterator, labels[leave].index)
            case ir.Assert(condition, passed):
                return ir.Assert(condition, labels[passed].index)
            case ir.PushHandler(target, dst, kind, types):
                return ir.PushHandler(labels[target].index, dst, kind, types)
        return instruction

    def closed_loops(self) -> tuple[Loop, ...]:
        """Returns all loops in the order of their heads."""
        return tuple(Loop(head, end, parent) for head, end, parent in self.loops)
