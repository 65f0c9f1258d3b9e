"""Joining two states that stand at the same place: what differs becomes conditional.

Merging is total on values and records: integers and booleans become one expression, tensors of one
rank one tensor with conditional sizes, other values a Choice, other records a SplitRecord that
splits the state at its first use. Only states whose frames differ in kind are left apart.
"""

from __future__ import annotations

from pytea.state.frame import Frame
from pytea.state.meeting import runs_again
from pytea.state.merge_records import RecordMerger
from pytea.state.state import State
from pytea.symbolic import Bool, SymBool, implies

#: Facts beyond this number are forgotten at a merge rather than made conditional.
_CONDITIONAL_FACTS = 64


def merge(a: State, b: State) -> State:
    """Returns one state for both; they must be ``mergeable``."""
    return Merger(a, b).run()


class Merger(RecordMerger):
    """One merge of two states."""

    def run(self) -> State:
        """Merges frames, then the heap records that either side wrote."""
        result = self.result
        own = result.heap.own
        if self.a.heap.lookups is self.b.heap.lookups:
            result.heap.lookups = self.a.heap.lookups
        result.frames = [
            self.frame(x, y, again=runs_again(self.a.frames, i))
            for i, (x, y) in enumerate(self._frame_pairs())
        ]
        result.modules = {**self.b.modules, **self.a.modules}
        result.representatives = dict(self.a.representatives)
        result.round = self.a.round if self.a.round is self.b.round else None
        result.splits = max(self.a.splits, self.b.splits)
        result.grad = self.a.grad or self.b.grad
        result.inferred = self.a.inferred or self.b.inferred
        result.inference = self.a.inference and self.b.inference
        if self.a.backwards is self.b.backwards:
            result.backwards = self.a.backwards
        result.freed = tuple(n for n in self.a.freed if any(n is other for other in self.b.freed))
        result.defaults = self.a.defaults.merged(self.b.defaults)
        result.steps = max(self.a.steps, self.b.steps)
        result.facts = self._facts()
        for addr in sorted(self.written_a.keys() | self.written_b.keys()):
            below = self._below(addr)
            if below is not None:
                x = self.written_a.get(addr, below)
                y = self.written_b.get(addr, below)
                own[addr] = x if x is y else self.record(x, y, addr)
            elif addr not in own:
                own[addr] = self.written_a.get(addr) or self.written_b[addr]
        while self.queue:
            left, right = self.queue.pop()
            x, y = self.written_a[left.addr], self.written_b[right.addr]
            own[left.addr] = self.record(x, y)
        for record in own.values():
            record.owner = None
        return result

    def _frame_pairs(self) -> list[tuple[Frame, Frame]]:
        return list(zip(self.a.frames, self.b.frames, strict=True))

    def _facts(self) -> tuple[SymBool, ...]:
        of_a, of_b = ({id(fact) for fact in state.facts} for state in (self.a, self.b))
        shared = [f for f in self.a.facts if id(f) in of_b]
        extra: list[Bool] = []
        for state, of_other in ((self.a, of_b), (self.b, of_a)):
            extra += [
                implies(state.guard, f)
                for f in state.facts[-_CONDITIONAL_FACTS:]
                if id(f) not in of_other
            ]
        return (*shared, *(f for f in extra if isinstance(f, SymBool)))
