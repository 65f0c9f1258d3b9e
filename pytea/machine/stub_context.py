"""What the running stub talks to: requirements and decisions, answered by the path."""

from __future__ import annotations

from pytea.ir import instructions as ir
from pytea.machine.machine import Machine
from pytea.machine.signals import Split
from pytea.machine.witness import witness_of
from pytea.solver import Verdict
from pytea.state import budgets
from pytea.stubapi import StubFailure
from pytea.symbolic import Bool, Int, SymBool, SymKind, between, fresh_int, negate, symbols_of
from pytea.symbolic.nodes import nodes_of
from pytea.values.unknown import UnknownUse


class StubContext:
    """The runner of one call; assumptions take effect when it has ended."""

    lenient = False

    def __init__(self, m: Machine) -> None:
        self.m = m
        self.assumed: list[SymBool] = []
        self.warnings: list[tuple[str, str]] = []
        self.unchecked = False
        #: Whether the stub asked anything that another path may answer differently.
        self.asked = False
        self.failure: StubFailure | None = None
        self.witness: tuple[tuple[str, object], ...] = ()
        #: The condition that failed; None for a requirement without symbols.
        self.failed: SymBool | None = None

    def require(self, cond: SymBool, failure: StubFailure) -> None:
        """Decides a requirement by the path, or assumes it where it depends on inputs."""
        self.asked = True
        for trial in self.m.trials:
            trial.note_requirement(cond)
        narrowed = self._narrowed(cond)
        cond = narrowed if isinstance(narrowed, SymBool) else cond
        tests = len(nodes_of(cond))
        if tests > budgets.REQUIREMENT_NODES:
            self.unchecked = True
            return
        verdict = self.m.verdict(narrowed)
        if verdict is Verdict.HOLDS or any(cond is known for known in self.assumed):
            return
        if verdict is Verdict.FAILS or self._contradicts(cond):
            self.failed = cond
            raise failure
        if verdict is Verdict.UNKNOWN:
            self.unchecked = True
            return
        kinds = {symbol.kind for symbol in symbols_of(cond)}
        if kinds <= {SymKind.CHOICE, SymKind.OPAQUE}:
            if self.m.state.approximate:
                self.unchecked = True
                return
            raise Split(cond)
        if kinds == {SymKind.ITERATION}:
            self.witness = witness_of(self.m, negate(cond))
            raise failure
        taken: Bool = cond
        if self.m.program.library is not None:
            taken = self.m.program.library.assumed(self.m, cond, failure.message)
        if taken is False:
            self.failed = cond
            raise failure
        elif tests > budgets.FACT_NODES and self.m.program.library is None:
            return
        if isinstance(taken, SymBool):
            self.assumed.append(taken)

    def _contradicts(self, cond: SymBool) -> bool:
        """Returns whether a condition cannot hold with what the same call has demanded before."""
        symbols = symbols_of(cond)
        together: Bool = cond
        for known in self.assumed:
            if symbols_of(known) & symbols:
                together = together & known
        return together is not cond and self.m.verdict(together) is Verdict.FAILS

    def _narrowed(self, cond: SymBool) -> Bool:
        library = self.m.program.library
        return cond if library is None else library.narrowed(self.m, cond)

    def is_assumed(self, cond: SymBool) -> bool:
        """Returns whether two sizes were taken as equal that need only broadcast."""
        if self.m.program.library is None:
            return False
        narrowed = self._narrowed(cond)
        if not isinstance(narrowed, SymBool):
            return narrowed
        cond = narrowed
        return any(cond is known for known in (*self.assumed, *self.m.state.facts))

    def supposes(self, cond: SymBool) -> bool:
        """Returns whether a condition on inputs holds or can be taken for granted."""
        self.asked = True
        if self.m.program.library is None:
            return False
        verdict = self.m.verdict(cond)
        kinds = {symbol.kind for symbol in symbols_of(cond)}
        if verdict is Verdict.DEPENDS and kinds == {SymKind.INPUT} and not self._contradicts(cond):
            self.assumed.append(cond)
            return True
        return verdict is Verdict.HOLDS

    def example(self) -> tuple[tuple[str, object], ...]:
        """Returns numbers with which the requirement fails, where symbols occur in it."""
        if self.witness or self.failed is None or self.m.program.library is not None:
            return self.witness
        return witness_of(self.m, negate(self.failed))

    def decide(self, cond: SymBool) -> bool:
        """Returns the truth of a condition on this path, or forks.

        What hangs on sizes that are not known and may change from use to use is left open: the
        sides would be no choices of the program.
        """
        self.asked = True
        for trial in self.m.trials:
            trial.note_requirement(cond)
        kinds = {symbol.kind for symbol in symbols_of(cond)}
        if kinds == {SymKind.VARYING} and self.m.verdict(cond) is Verdict.DEPENDS:
            raise UnknownUse("a size that is not known")
        return self.m.decide(cond)

    def warn(self, code: str, message: str) -> None:
        """Keeps a warning until the stub has ended."""
        self.asked = True
        self.warnings.append((code, message))

    def in_last_batch(self) -> bool:
        """Returns whether the path is in the round of a smaller last batch."""
        return self.m.state.round is not None

    def wanted_parts(self) -> int | None:
        """Returns the number of names that this or the next instruction unpacks the result into."""
        self.asked = True
        frame = self.m.frame
        running, taken = frame.code.instructions[frame.pc - 1], frame.code.following(frame.pc)
        if isinstance(running, ir.Unpack):
            return len(running.targets) if running.star < 0 else None
        if not isinstance(running, ir.Call) or not isinstance(taken, ir.Unpack):
            return None
        return len(taken.targets) if taken.src == running.dst and taken.star < 0 else None

    def fresh_size(self, name: str, lo: int, hi: int | None) -> Int:
        """Returns a size that depends on data; the same one when the stub runs again."""
        self.asked = True
        known, value = self.m.answer()
        if known:
            return value  # type: ignore[return-value]
        size = fresh_int(name, SymKind.VARYING, lo, hi)
        self.m.remember(size)
        return size

    def drawn_int(self, name: str, lo: Int, hi: Int, evenly: bool) -> Int:
        """Returns a number within bounds; the same one when the stub runs again."""
        self.asked = True
        known, value = self.m.answer()
        if not known:
            kind = SymKind.ITERATION if evenly else SymKind.VARYING
            value = between(name, lo, hi, kind)
            self.m.remember(value)
        fact = lo <= hi
        if isinstance(fact, SymBool):
            self.assumed.append(fact)
        return value  # type: ignore[return-value]

    def holds(self, cond: SymBool) -> bool:
        """Returns whether the path leaves no doubt about a condition."""
        self.asked = True
        return self.m.verdict(cond) is Verdict.HOLDS
