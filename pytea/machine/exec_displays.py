"""Instructions that build containers and texts, and that unpack them."""

from __future__ import annotations

from pytea.ir import instructions as ir
from pytea.machine.asked_dims import unpacked_sizes
from pytea.machine.dispatch import executes
from pytea.machine.findings import Operand
from pytea.machine.gathering import iterate
from pytea.machine.keys import key_of, put_entry
from pytea.machine.machine import Machine
from pytea.machine.operands import unpacked
from pytea.machine.summaries import (
    Items,
    Others,
    add_others,
    as_items,
    element_of,
    fresh_count,
    joined,
    joined_items,
    new_summary,
    put_in,
    summary_of,
)
from pytea.state.frame import Frame
from pytea.stubapi import OPERATORS
from pytea.symbolic import SymInt
from pytea.values.objects import BoundMethod, Ref, Slice, Value
from pytea.values.records import (
    ClassRecord,
    DictRecord,
    FunctionRecord,
    ListRecord,
    ModuleRecord,
    OpaqueRecord,
    SetRecord,
    TensorRecord,
)
from pytea.values.unknown import SIZES, Unknown, UnknownUse


def spread(
    m: Machine, frame: Frame, items: tuple[int, ...], starred: tuple[int, ...]
) -> list[Value]:
    """Returns the values of a display or argument list, with starred iterables spread out."""
    if not starred:
        return [frame.regs[item] for item in items]
    values: list[Value] = []
    for position, item in enumerate(items):
        if position in starred:
            _check_spread(m, frame.regs[item])
            values.extend(iterate(m, frame.regs[item]))
        else:
            values.append(frame.regs[item])
    return values


def _check_spread(m: Machine, value: Value) -> None:
    """Raises the TypeError of a star before a value that is no iterable."""
    value = m.resolve(value)
    if isinstance(value, (int, float, type(None))):
        instruction = m.frame.code.instructions[m.frame.pc - 1]
        kind = m.program.semantics.type_name(m, value)
        if isinstance(instruction, ir.Call):
            name = function_title(m, m.frame.regs[instruction.func])
            text = f"{name} argument after * must be an iterable, not {kind}"
        else:
            text = f"Value after * must be an iterable, not {kind}"
        m.raise_("TypeError", text, "bad-call")


def function_title(m: Machine, function: Value) -> str:
    """Returns the name of a function as CPython shows it in errors about its arguments."""
    function = m.resolve(function)
    if isinstance(function, BoundMethod):
        function = m.resolve(function.function)
    record = m.read(function) if isinstance(function, Ref) else None
    if isinstance(record, FunctionRecord):
        module = m.read(record.module)
        assert isinstance(module, ModuleRecord)
        return f"{module.name}.{record.code.qualname}()"
    if isinstance(record, ClassRecord):
        return f"{record.module}.{record.qualname}()"
    name = getattr(function, "name", "")
    return f"{name}()" if name else "function"


@executes(ir.BuildTuple)
def exec_build_tuple(m: Machine, frame: Frame, instr: ir.BuildTuple) -> None:
    try:
        frame.regs[instr.dst] = tuple(spread(m, frame, instr.items, instr.starred))
    except UnknownUse:
        frame.regs[instr.dst] = _spread_summary(m, frame, instr, "tuple")


@executes(ir.BuildList)
def exec_build_list(m: Machine, frame: Frame, instr: ir.BuildList) -> None:
    try:
        frame.regs[instr.dst] = m.new_list(spread(m, frame, instr.items, instr.starred))
    except UnknownUse:
        frame.regs[instr.dst] = _spread_summary(m, frame, instr, "list")


def _spread_summary(
    m: Machine, frame: Frame, instr: ir.BuildList | ir.BuildTuple, kind: str
) -> Value:
    """Returns a display into which an iterable is spread whose items cannot be listed."""
    held = Items(None, 0)
    for position, item in enumerate(instr.items):
        value = frame.regs[item]
        if position in instr.starred:
            more = as_items(m, value) or Items(Unknown("a starred value"), fresh_count(m))
        else:
            more = Items(value, 1)
        held = joined_items(m, [held, more])
    return new_summary(m, kind, held)


@executes(ir.BuildSet)
def exec_build_set(m: Machine, frame: Frame, instr: ir.BuildSet) -> None:
    values = spread(m, frame, instr.items, instr.starred)
    try:
        entries: dict[object, Value] = {}
        for value in values:
            entries.setdefault(key_of(m, value), value)
        frame.regs[instr.dst] = m.alloc(SetRecord(entries))
    except UnknownUse as use:
        element, bound = joined(m, values, use.reason)
        items = Items(element, fresh_count(m, 1), bound)
        frame.regs[instr.dst] = new_summary(m, "set", items, use.reason)


@executes(ir.BuildDict)
def exec_build_dict(m: Machine, frame: Frame, instr: ir.BuildDict) -> None:
    entries: dict[object, tuple[Value, Value]] = {}
    beyond: list[Others] = []
    for key, item in zip(instr.keys, instr.values, strict=True):
        value = frame.regs[item]
        name = frame.regs[key] if key >= 0 else None
        try:
            if key >= 0:
                put_entry(m, entries, name, value)
                continue
            more, unlisted = m.program.semantics.mapping_items(m, value)
            for name, inner in more:
                put_entry(m, entries, name, inner)
            beyond += [] if unlisted is None else [unlisted]
        except UnknownUse as use:
            beyond.append(Others(name, value if key >= 0 else Unknown(use.reason)))
    record = DictRecord(entries)
    count = fresh_count(m, 1) if beyond else None
    for others in beyond:
        add_others(m, record, others, count)
    frame.regs[instr.dst] = m.alloc(record)


@executes(ir.BuildSlice)
def exec_build_slice(m: Machine, frame: Frame, instr: ir.BuildSlice) -> None:
    regs = frame.regs
    bounds = (regs[instr.start], regs[instr.stop], regs[instr.step])
    frame.regs[instr.dst] = Slice(*map(m.resolve, bounds))


@executes(ir.FormatValue)
def exec_format_value(m: Machine, frame: Frame, instr: ir.FormatValue) -> None:
    value = frame.regs[instr.src]
    spec = frame.regs[instr.spec] if instr.spec >= 0 else ""
    frame.regs[instr.dst] = m.program.semantics.format_value(m, value, instr.conversion, spec)


@executes(ir.BuildString)
def exec_build_string(m: Machine, frame: Frame, instr: ir.BuildString) -> None:
    parts = [m.resolve(frame.regs[part]) for part in instr.parts]
    unknown = next((part for part in parts if not isinstance(part, str)), None)
    if unknown is None:
        frame.regs[instr.dst] = "".join(parts)  # type: ignore[arg-type]
    else:
        frame.regs[instr.dst] = Unknown(getattr(unknown, "reason", "a text"), "str")


@executes(ir.ListAppend)
def exec_list_append(m: Machine, frame: Frame, instr: ir.ListAppend) -> None:
    ref = frame.regs[instr.list]
    assert isinstance(ref, Ref)
    item = frame.regs[instr.src]
    if type(item) is Unknown:
        # behind a filter that asked for None it is known
        item = m.resolve(item)
    if isinstance(m.read(ref), OpaqueRecord):
        put_in(m, ref, [item], 1, frozenset())
        return
    record = m.write(ref)
    assert isinstance(record, ListRecord)
    record.items.append(item)


@executes(ir.SetAdd)
def exec_set_add(m: Machine, frame: Frame, instr: ir.SetAdd) -> None:
    ref = frame.regs[instr.set]
    value = frame.regs[instr.src]
    try:
        key = key_of(m, value)
        record = m.read(ref)  # type: ignore[arg-type]
        if isinstance(record, SetRecord):
            m.write(ref).entries.setdefault(key, value)  # type: ignore[arg-type, attr-defined]
            return
    except UnknownUse:
        pass
    put_in(m, ref, [value], 1, frozenset())  # type: ignore[arg-type]


@executes(ir.DictSet)
def exec_dict_set(m: Machine, frame: Frame, instr: ir.DictSet) -> None:
    regs = frame.regs
    m.program.semantics.set_item(m, regs[instr.dict], regs[instr.key], regs[instr.value])


@executes(ir.Unpack)
def exec_unpack(m: Machine, frame: Frame, instr: ir.Unpack) -> None:
    count = len(instr.targets)
    source = m.resolve(frame.regs[instr.src])
    try:
        items = (_rows(m, source) if instr.star < 0 else None) or iterate(m, source)
    except UnknownUse as use:
        sizes = unpacked_sizes(m, frame, instr)
        if sizes is not None:
            for target, size in zip(instr.targets, sizes, strict=True):
                frame.regs[target] = size
            return
        kind = "int" if isinstance(source, Unknown) and source.kind == SIZES else ""
        many = summary_of(m, source) or Items(Unknown(use.reason, kind), fresh_count(m))
        values = [element_of(m, many) for _ in instr.targets]
        for target, value in zip(instr.targets, values, strict=True):
            frame.regs[target] = value
        if instr.star >= 0:
            rest = Items(many.element, fresh_count(m), many.bound)
            frame.regs[instr.targets[instr.star]] = new_summary(m, "list", rest, use.reason)
        return
    given = len(items)
    if instr.star < 0:
        if given != count:
            operands = unpacked(m, frame, instr.src, items)
            _unpack_error(m, source, given, count, operands)
        for target, item in zip(instr.targets, items, strict=True):
            frame.regs[target] = item
        return
    if given < count - 1:
        m.raise_(
            "ValueError",
            f"not enough values to unpack (expected at least {count - 1}, got {given})",
            "unpack-mismatch",
        )
    behind = count - instr.star - 1
    for position, target in enumerate(instr.targets[: instr.star]):
        frame.regs[target] = items[position]
    frame.regs[instr.targets[instr.star]] = m.new_list(items[instr.star : given - behind])
    for position, target in enumerate(instr.targets[instr.star + 1 :]):
        frame.regs[target] = items[given - behind + position]


def _rows(m: Machine, source: Value) -> list[Value] | None:
    """Returns the rows of a tensor with an unknown number of them, which is that of the names.

    The number of dims of an input must be known for that; None stands for anything else.
    """
    record = m.read(source) if isinstance(source, Ref) else None
    if not isinstance(record, TensorRecord) or record.tensor.kind == "ndarray":
        return None
    tensor = record.tensor
    if tensor.sizes is None and not (tensor.pending and m.program.library is not None):
        return None
    if not tensor.shape or not isinstance(tensor.shape[0], SymInt):
        return None
    rows = m.program.semantics.call_native(m, OPERATORS["torch.Tensor.unbind"], [source], {})
    return list(rows) if isinstance(rows, tuple) else None


def _unpack_error(
    m: Machine, source: Value, given: int, count: int, operands: tuple[Operand, ...]
) -> None:
    what = "too many values" if given > count else "not enough values"
    shown = f"expected {count}" if given > count else f"expected {count}, got {given}"
    detail = ""
    if isinstance(source, tuple) and all(isinstance(item, (int, SymInt)) for item in source):
        detail = f": the value is ({', '.join(map(str, source))})"
    m.raise_("ValueError", f"{what} to unpack ({shown}){detail}", "unpack-mismatch", operands)
