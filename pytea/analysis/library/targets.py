"""What of a file is analysed alone: its modules, and functions that work on tensors."""

from __future__ import annotations

from pathlib import Path

from pytea.analysis.discovery import is_test_file
from pytea.analysis.library.outline import Outline
from pytea.machine.lookup import MISSING, find_in_class
from pytea.machine.machine import Machine
from pytea.machine.signals import Split
from pytea.records import immutable
from pytea.state.state import State
from pytea.values.objects import Ref, Value
from pytea.values.records import ClassRecord, FunctionRecord, ModuleRecord

#: Where the layers of torch are.
_LAYERS = "torch.nn."


@immutable()
class Target:
    """A function, or a class with its ``forward``."""

    name: str
    line: int
    function: Ref
    #: The class whose constructor runs first; None for a function.
    cls: Ref | None = None
    #: None for a class without a constructor of its own.
    constructor: Ref | None = None


def targets_of(m: Machine, namespace: dict[str, Value], module: Ref, name: str) -> list[Target]:
    """Returns the targets that a file defines, in the order of their places."""
    found: list[Target] = []
    in_tests = is_test_file(Path(f"{name.rpartition('.')[2]}.py"))
    for value in namespace.values():
        if not isinstance(value, Ref):
            continue
        record = m.state.heap.read(value)
        if isinstance(record, ClassRecord) and record.module == name:
            target = _module(m, value, record)
            if target is not None:
                found.append(target)
        elif isinstance(record, FunctionRecord) and record.module is module:
            code = record.code
            is_test = in_tests and code.qualname.startswith("test")
            if (
                code.kind == "function"
                and not is_test
                and not code.is_generator
                and not code.is_async
            ):
                found.append(Target(code.qualname, code.span.line, value))
    unique = {(target.line, target.name): target for target in found}
    return [unique[key] for key in sorted(unique)]


def _module(m: Machine, cls: Ref, record: ClassRecord) -> Target | None:
    try:
        forward = own_method(m, cls, "forward")
        constructor = own_method(m, cls, "__init__")
        if constructor is None or _hands_on(m, constructor):
            constructor = _of_layer(m, record) or constructor
    except Split:  # what it descends from hangs on what is installed
        return None
    if forward is None:
        return None
    function = m.state.heap.read(forward)
    assert isinstance(function, FunctionRecord)
    return Target(f"{record.qualname}.forward", function.code.span.line, forward, cls, constructor)


def own_method(m: Machine, cls: Ref, name: str) -> Ref | None:
    """Returns a method that no bundled class defines, or None."""
    found, _ = find_in_class(m, cls, name)
    if found is MISSING or not isinstance(found, Ref):
        return None
    record = m.state.heap.read(found)
    if not isinstance(record, FunctionRecord):
        return None
    return None if is_of_layer(m.state, found) else found


def is_of_layer(state: State, function: Ref) -> bool:
    """Returns whether a method is one of a class that comes with pytea."""
    record = state.heap.read(function)
    module = state.heap.read(record.module) if isinstance(record, FunctionRecord) else None
    return isinstance(module, ModuleRecord) and module.kind == "bundled"


def _hands_on(m: Machine, constructor: Ref) -> bool:
    """Returns whether a constructor has no parameters of its own, but takes any arguments."""
    record = m.state.heap.read(constructor)
    assert isinstance(record, FunctionRecord)
    parameters = record.code.parameters
    named = len(parameters.positional) > 1 or parameters.keyword_only
    return not named and None not in (parameters.varargs, parameters.varkw)


def _of_layer(m: Machine, record: ClassRecord) -> Ref | None:
    """Returns the constructor of the layer of torch that a class without one of its own extends.

    None where that needs no arguments.
    """
    for ancestor in record.ancestors:
        base = m.state.heap.read(ancestor) if isinstance(ancestor, Ref) else None
        if not isinstance(base, ClassRecord) or "__init__" not in base.attrs:
            continue
        found = base.attrs["__init__"]
        function = m.state.heap.read(found) if isinstance(found, Ref) else None
        if not isinstance(found, Ref) or not isinstance(function, FunctionRecord):
            return None
        needed = len(function.code.parameters.positional) - len(function.defaults) - 1
        is_layer = base.bundled and base.module.startswith(_LAYERS)
        return found if needed and is_layer else None
    return None


def in_order_of_use(targets: list[Target], outline: Outline) -> list[Target]:
    """Returns the targets so that each comes before those that its text names, where possible."""
    names = {target.name.partition(".")[0]: target for target in targets}
    mentioned = {name: outline.names_in(name) & names.keys() - {name} for name in names}
    found: list[Target] = []
    waiting = sorted(targets, key=lambda target: target.line)
    while waiting:
        owners = {target.name.partition(".")[0] for target in waiting}
        free = [
            t for t in waiting
            if not any(t.name.partition(".")[0] in mentioned[o] for o in owners - {t.name.partition(".")[0]})
        ]  # fmt: skip
        chosen = free or waiting[:1]
        found += chosen
        waiting = [target for target in waiting if target not in chosen]
    return found
