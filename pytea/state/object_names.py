"""What the program calls an object: a variable, an attribute, an entry of a dict."""

from __future__ import annotations

from collections.abc import Iterator

from pytea.state.state import State
from pytea.values.objects import Ref, Value
from pytea.values.records import CellRecord, DictRecord, InstanceRecord, ModuleRecord

#: Where the variables of a script are found.
_MAIN = "__main__"
#: How far from a variable an object is looked for: ``self.measured['loss']``.
_DEPTH = 3


def object_name(state: State, ref: Ref) -> str:
    """Returns the name by which the running functions reach an object; "" when they have none.

    The innermost function is asked first, its variables before what these hold.
    """
    known = [*_variables(state)]
    for _ in range(_DEPTH):
        for name, value in known:
            if isinstance(value, Ref) and value.addr == ref.addr:
                return name
        known = [part for name, value in known for part in _parts(state, name, value)]
    return ""


def _variables(state: State) -> Iterator[tuple[str, Value]]:
    for frame in reversed(state.frames):
        for name, value in zip(frame.code.registers, frame.regs, strict=True):
            if name and isinstance(value, Ref):
                yield name, _content(state, value)
    main = state.modules.get(_MAIN)
    record = state.heap.read(main) if main is not None else None
    if isinstance(record, ModuleRecord):
        yield from record.attrs.items()


def _content(state: State, value: Ref) -> Value:
    """Returns what a variable that inner functions share holds, or the value itself."""
    record = state.heap.read(value)
    return record.value if isinstance(record, CellRecord) else value


def _parts(state: State, name: str, value: Value) -> Iterator[tuple[str, Value]]:
    record = state.heap.read(value) if isinstance(value, Ref) else None
    if isinstance(record, InstanceRecord):
        yield from ((f"{name}.{attr}", held) for attr, held in record.attrs.items())
    elif isinstance(record, DictRecord):
        for key, held in record.entries.values():
            if isinstance(key, (str, int)):
                yield f"{name}[{key!r}]", held
