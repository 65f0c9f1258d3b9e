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

from pytea.analysis.entry import Analysis
from pytea.ir.code import Code, Module
from pytea.ir.edited import all_code
from pytea.machine.call_summaries import Calls
from pytea.machine.carried_calls import add_carried, carried_calls
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

    def __init__(self, analysis: Analysis, running: State) -> None:
        self.analysis = analysis
        self._states = [state.fork() for _, state in analysis.explorer.waiting]
        self._states.append(running.fork())
        self._symbols = keep_symbolic()
        self._notes = [(holder, _notes_of(holder)) for holder in _holders(analysis)]
        assert analysis.observer is not None
        self._observed = _notes_of(analysis.observer)
        self._functions = dict(_functions(self._states))
        #: More symbolic values than that are not kept for the sake of calls that need not be run.
        self._most = 2 * table_sizes() + _SPARE
        #: All code that took the place of another in the last analysis.
        self._edited: dict[int, Code] = {}

    @property
    def texts(self) -> dict[str, SourceFile]:
        """The files that had been read, by their names in reports."""
        found: dict[str, SourceFile] = self._noted(self.analysis, "texts")
        return found

    @property
    def modules(self) -> dict[tuple[Path, str], Module | None]:
        """The modules that had been lowered, by file and name."""
        found: dict[tuple[Path, str], Module | None] = self._noted(self.analysis, "modules")
        return found

    def may_change(self, code: Code) -> bool:
        """Returns whether nothing hangs on the body of a function yet: it is made and not called."""
        called = self._noted(self.analysis.program, "called")
        return (
            id(code) not in called and id(code) in self._functions and not self._is_made_again(code)
        )

    def resume(self, observer: Observer, bodies: dict[int, Code]) -> list[State]:
        """Puts everything back as it was, and returns the paths to go on with.

        ``bodies`` is the new code of functions by the identity of the code that they had.
        """
        analysis = self.analysis
        calls = carried_calls(analysis.machine, self._edited.keys() | bodies.keys())
        if table_sizes() > self._most:
            restore_symbolic(self._symbols)
            calls = {}
        for holder, notes in self._notes:
            _put(holder, notes)
        add_carried(analysis.machine, calls)
        self._edited = {id(code): code for body in bodies.values() for code in all_code(body)}
        _put(observer, self._observed)
        analysis.observer = analysis.program.observer = observer
        analysis.machine.solver = default_solver()
        for known, (code, records) in self._functions.items():
            for record in records:
                record.code = bodies.get(known, code)
        return [state.fork() for state in self._states]

    def _noted(self, holder: object, name: str) -> Any:
        return next(notes[name] for known, notes in self._notes if known is holder)

    def _is_made_again(self, code: Code) -> bool:
        """Returns whether a module that is running may come to the definition of a function."""
        for state in self._states:
            for frame in state.frames:
                for index, instruction in enumerate(frame.code.instructions):
                    if getattr(instruction, "code", None) is code:
                        around = any(loop.head <= index < loop.end for loop in frame.code.loops)
                        if around or index >= frame.pc:
                            return True
        return False


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


def _functions(states: list[State]) -> Iterator[tuple[int, tuple[Code, list[FunctionRecord]]]]:
    """Yields the functions of the user by the identity of their code, with all records of them."""
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
    yield from found.items()


def _layers(states: list[State]) -> Iterator[Layer]:
    seen: set[int] = set()
    for state in states:
        layer = state.heap.below
        while layer is not None and id(layer) not in seen:
            seen.add(id(layer))
            yield layer
            layer = layer.below
