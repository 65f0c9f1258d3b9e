"""Instructions that call: functions with spread arguments, `super()`."""

from __future__ import annotations

from pytea.ir import instructions as ir
from pytea.machine import operators
from pytea.machine.binding import OPEN_KEYWORDS
from pytea.machine.calls import invoke
from pytea.machine.dispatch import executes
from pytea.machine.exec_displays import function_title, spread
from pytea.machine.lookup import find_in_class
from pytea.machine.machine import Machine
from pytea.machine.summaries import Items, new_summary, summary_of
from pytea.machine.types import OBJECT
from pytea.state.frame import Frame, store_into
from pytea.values.objects import BoundMethod, Builtin, Ref, Super, Value
from pytea.values.records import (
    CellRecord,
    ClassRecord,
    FunctionRecord,
    InstanceRecord,
    IteratorRecord,
    ListRecord,
    ModuleRecord,
)
from pytea.values.unknown import Unknown, UnknownUse


@executes(ir.Call)
def exec_call(m: Machine, frame: Frame, instr: ir.Call) -> None:
    regs = frame.regs
    if instr.starred:
        try:
            args = spread(m, frame, instr.args, instr.starred)
        except UnknownUse:
            columns = _transposed(m, frame, instr)
            if columns is None:
                raise
            regs[instr.dst] = columns
            return
    else:
        args = [regs[register] for register in instr.args]
    names = instr.keyword_names
    kwargs = _keywords(m, frame, names, instr.keyword_values) if names else {}
    if OPEN_KEYWORDS in kwargs and not _binds_open_keywords(m, regs[instr.func]):
        if not kwargs.pop(OPEN_KEYWORDS):
            raise UnknownUse("keyword arguments that are not known")
    invoke(m, regs[instr.func], args, kwargs, store_into(instr.dst))


def _transposed(m: Machine, frame: Frame, instr: ir.Call) -> Value:
    """Returns ``zip(*rows)`` for rows that cannot be listed: one column per item of a row."""
    function = m.resolve(frame.regs[instr.func])
    if not isinstance(function, Builtin) or function.name != "zip" or len(instr.args) != 1:
        return None
    rows = summary_of(m, frame.regs[instr.args[0]])
    row = None if rows is None else operators.payload(m, m.resolve(rows.element))
    if isinstance(row, Ref):
        record = m.read(row)
        row = tuple(record.items) if isinstance(record, ListRecord) else None
    if rows is None or not isinstance(row, tuple):
        return None
    columns = [new_summary(m, "tuple", Items(item, rows.count, rows.bound)) for item in row]
    return m.alloc(IteratorRecord("items", tuple(columns)))


def _keywords(
    m: Machine, frame: Frame, names: tuple[str | None, ...], values: tuple[int, ...]
) -> dict[str, Value]:
    kwargs: dict[str, Value] = {}
    for name, register in zip(names, values, strict=True):
        value = frame.regs[register]
        if name is not None:
            kwargs[name] = value
            continue
        _check_mapping(m, value)
        items, unknown = m.program.semantics.mapping_items(m, value)
        if unknown is not None:
            # true where a function that is not followed does without the others
            kwargs[OPEN_KEYWORDS] = bool(items) and kwargs.get(OPEN_KEYWORDS) is not False
        for key, item in items:
            key = operators.payload(m, key)
            if isinstance(key, str):
                if key in kwargs:
                    text = f"{_title(m)} got multiple values for keyword argument '{key}'"
                    m.raise_("TypeError", text, "bad-call")
                kwargs[key] = item
            elif not isinstance(key, Unknown):
                m.raise_("TypeError", "keywords must be strings", "bad-call")
    return kwargs


def _binds_open_keywords(m: Machine, function: Value) -> bool:
    """Returns whether a call runs a function of the program, or of a library whose source is read.

    Such a function takes what is not known for each parameter that nothing else is given for.
    """
    function = m.resolve(function)
    while isinstance(function, BoundMethod):
        function = m.resolve(function.function)
    record = m.read(function) if isinstance(function, Ref) else None
    if isinstance(record, ClassRecord) and isinstance(function, Ref):
        if record.metaclass is not None or find_in_class(m, function, "__new__")[1] is not OBJECT:
            return False
        function = find_in_class(m, function, "__init__")[0]
    elif isinstance(record, InstanceRecord):
        function, holder = find_in_class(m, record.cls, "__call__")
        if m.program.semantics.is_module_class(m, holder):
            function = find_in_class(m, record.cls, "forward")[0]
    record = m.read(function) if isinstance(function, Ref) else None
    if not isinstance(record, FunctionRecord):
        return False
    module = m.read(record.module)
    return isinstance(module, ModuleRecord) and module.kind in ("user", "library")


def _check_mapping(m: Machine, value: Value) -> None:
    value = m.resolve(value)
    if isinstance(value, (int, float, str, tuple, type(None))):
        kind = m.program.semantics.type_name(m, value)
        m.raise_(
            "TypeError", f"{_title(m)} argument after ** must be a mapping, not {kind}", "bad-call"
        )


def _title(m: Machine) -> str:
    instruction = m.frame.code.instructions[m.frame.pc - 1]
    called = m.frame.regs[instruction.func] if isinstance(instruction, ir.Call) else None
    return function_title(m, called)


@executes(ir.SuperCall)
def exec_super_call(m: Machine, frame: Frame, instr: ir.SuperCall) -> None:
    cell = m.read(frame.regs[instr.class_cell])  # type: ignore[arg-type]
    assert isinstance(cell, CellRecord)
    first = frame.regs[instr.first]
    if isinstance(first, Ref):
        inner = m.state.heap.read(first)
        if isinstance(inner, CellRecord):
            first = inner.value
    frame.regs[instr.dst] = Super(m.resolve(cell.value), m.resolve(first))
