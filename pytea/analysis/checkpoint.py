"""A moment of an analysis from which it can go on again: its paths, and all that it has noted.

Paths are forked, which copies next to nothing. What the machine notes beside them stands in plain
lists, dicts and sets, which are copied here whatever they are called; the few records in them that
are changed in place are named in ``_copied``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pytea.analysis.edits import Edits
from pytea.analysis.entry import Analysis
from pytea.ir.code import Code, Module
from pytea.ir.edited import all_code
from pytea.machine.call_summaries import Calls
from pytea.machine.carried_calls import add_carried, carried_calls, drop_calls
from pytea.machine.observer import ModuleUse, Observer
from pytea.solver import default_solver
from pytea.span import SourceFile
from pytea.state.heap import Layer
from pytea.state.state import State
from pytea.symbolic import keep_symbolic, restore_symbolic, table_sizes
from pytea.values.records import FunctionRecord, ModuleRecord

#: Symbolic values that are kept whatever there was at the checkpoint.
_SPARE = 20_000


class Checkpoint:
    """The paths of an analysis and its notes, at an instruction of one of them."""

    def __init__(
        self,
        analysis: Analysis,
        running: State,
        before: Checkpoint | None = None,
        edits: Edits | None = None,
    ) -> None:
        """``running`` is the path that runs.

        ``before`` is the checkpoint from which the analysis went on, and ``edits`` what was edited
        since then: this checkpoint knows the old texts and the old code as well.
        """
        self.analysis = analysis
        self._before = before
        self._states = [state.fork() for _, state in analysis.explorer.waiting]
        self._states.append(running.fork())
        self._symbols = keep_symbolic()
        self._notes = [(holder, _notes_of(holder)) for holder in _holders(analysis)]
        assert analysis.observer is not None
        self._observed = _notes_of(analysis.observer)
        #: The functions of the user by the identity of their code, with all records of them.
        self._functions = _functions(self._states)
        if edits is not None:
            for known, code in edits.bodies.items():
                if id(code) in self._functions:
                    _, records = self._functions.pop(id(code))
                    self._functions[known] = edits.originals[known], records
        #: More symbolic values than that are not kept for the sake of calls that need not be run.
        self._most = 2 * table_sizes() + _SPARE

    @property
    def texts(self) -> dict[str, SourceFile]:
        """The files that had been read, by their names in reports, as they were when lowered."""
        found: dict[str, SourceFile] = self._noted(self.analysis, "texts")
        return found if self._before is None else {**found, **self._before.texts}

    @property
    def modules(self) -> dict[tuple[Path, str], Module | None]:
        """The modules that had been lowered, by file and name."""
        found: dict[tuple[Path, str], Module | None] = self._noted(self.analysis, "modules")
        return found

    @property
    def entry(self) -> tuple[Code, int] | None:
        """The code of the entry and the place it had come to, if nothing else was running."""
        if len(self._states) != 1 or len(self._states[0].frames) != 1:
            return None
        (frame,) = self._states[0].frames
        return None if frame.handlers or frame.current else (frame.code, frame.pc)

    def may_change(self, code: Code) -> bool:
        """Returns whether nothing hangs on the body of a function yet: it was not called."""
        return id(code) not in self._noted(self.analysis.program, "called")

    def resume(self, observer: Observer, edits: Edits, last: Edits) -> list[State]:
        """Puts everything back as it was, and returns the paths to go on with.

        ``edits`` is what was edited since the texts were lowered, and ``last`` was so in the
        analysis before.
        """
        analysis, bodies = self.analysis, edits.bodies
        gone = {id(code) for body in last.bodies.values() for code in all_code(body)}
        calls = carried_calls(analysis.machine, gone | bodies.keys())
        if table_sizes() > self._most:
            restore_symbolic(self._symbols)
            calls = {}
        for holder, notes in self._notes:
            _put(holder, notes)
        if self._before is not None:
            drop_calls(analysis.machine, bodies.keys())
        add_carried(analysis.machine, calls)
        analysis.texts |= self.texts
        _put(observer, self._observed)
        analysis.observer = analysis.program.observer = observer
        analysis.program.bodies = bodies
        analysis.machine.solver = default_solver()
        for known, (code, records) in self._functions.items():
            for record in records:
                record.code = bodies.get(known, code)
        states = [state.fork() for state in self._states]
        if edits.entry is not None:
            states[0].top().take_code(edits.entry)
        return states

    def _noted(self, holder: object, name: str) -> Any:
        return next(notes[name] for known, notes in self._notes if known is holder)


def _holders(analysis: Analysis) -> tuple[object, ...]:
    """Returns the objects in which an analysis notes what it comes to know."""
    program, machine = analysis.program, analysis.machine
    return analysis, program, program.evaluations, analysis.findings, machine, analysis.explorer


def _notes_of(holder: object) -> dict[str, Any]:
    return {name: _copied(getattr(holder, name)) for name in _names_of(holder)}


def _put(holder: object, notes: dict[str, Any]) -> None:
    for name, value in notes.items():
        setattr(holder, name, _copied(value))


def _names_of(holder: object) -> Iterator[str]:
    for cls in type(holder).__mro__:
        yield from getattr(cls, "__slots__", ())
    yield from getattr(holder, "__dict__", ())


def _copied(value: Any) -> Any:
    """Returns notes that do not change when the given ones do."""
    kind = type(value)
    if kind is dict:
        return {key: _copied(item) for key, item in value.items()}
    if kind is list:
        return [_copied(item) for item in value]
    if kind is set:
        return set(value)
    if kind is Calls:
        return replace(value, kept=_copied(value.kept))
    if kind is ModuleUse:
        return replace(value, inputs=list(value.inputs), outputs=list(value.outputs))
    return value


def _functions(states: list[State]) -> dict[int, tuple[Code, list[FunctionRecord]]]:
    """Returns the functions of the user by the identity of their code, with all records of them."""
    users = {
        ref.addr
        for state in states
        for ref in state.modules.values()
        if isinstance(module := state.heap.read(ref), ModuleRecord) and module.kind == "user"
    }
    found: dict[int, tuple[Code, list[FunctionRecord]]] = {}
    for layer in _layers(states):
        for record in layer.records.values():
            if type(record) is FunctionRecord and record.module.addr in users:
                found.setdefault(id(record.code), (record.code, []))[1].append(record)
    return found


def _layers(states: list[State]) -> Iterator[Layer]:
    seen: set[int] = set()
    for state in states:
        layer = state.heap.below
        while layer is not None and id(layer) not in seen:
            seen.add(id(layer))
            yield layer
            layer = layer.below
