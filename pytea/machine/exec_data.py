"""Instructions that compute values: constants, names, containers, operators, attributes, items."""

from __future__ import annotations

from pytea.ir import instructions as ir
from pytea.machine import comparison, operators
from pytea.machine.attribute_writes import del_attr, set_attr
from pytea.machine.attributes import find_attr, missing_attr
from pytea.machine.dispatch import executes
from pytea.machine.iteration import iterate
from pytea.machine.keys import key_of, put_entry
from pytea.machine.machine import Machine
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
from pytea.machine.tables import FUNCTIONS
from pytea.machine.types import BUILTIN_TYPES
from pytea.state.frame import Frame
from pytea.symbolic import SymInt, negate
from pytea.values.objects import UNBOUND, BoundMethod, Ref, Slice, Value
from pytea.values.records import (
    CellRecord,
    ClassRecord,
    DictRecord,
    FunctionRecord,
    InstanceRecord,
    ListRecord,
    ModuleRecord,
    OpaqueRecord,
    SetRecord,
)
from pytea.values.unknown import Unknown, UnknownUse


@executes(ir.Const)
def exec_const(m: Machine, frame: Frame, instr: ir.Const) -> None:
    frame.regs[instr.dst] = instr.value


@executes(ir.Move)
def exec_move(m: Machine, frame: Frame, instr: ir.Move) -> None:
    frame.regs[instr.dst] = frame.regs[instr.src]


@executes(ir.CheckBound)
def exec_check_bound(m: Machine, frame: Frame, instr: ir.CheckBound) -> None:
    if frame.regs[instr.slot] is UNBOUND:
        _unbound_local(m, instr.name)


def _unbound_local(m: Machine, name: str) -> None:
    m.raise_(
        "UnboundLocalError",
        f"cannot access local variable '{name}' where it is not associated with a value",
        "undefined-name",
    )


@executes(ir.Unbind)
def exec_unbind(m: Machine, frame: Frame, instr: ir.Unbind) -> None:
    if frame.regs[instr.slot] is UNBOUND:
        _unbound_local(m, instr.name)
    frame.regs[instr.slot] = UNBOUND


def global_value(m: Machine, module: Ref, name: str) -> Value:
    """Returns a global of a module, or a builtin; raises NameError in the program."""
    record = m.read(module)
    assert isinstance(record, ModuleRecord)
    value = record.attrs.get(name, UNBOUND)
    if value is not UNBOUND:
        value = m.resolve(value)
        if value is not UNBOUND:
            return value
    function = FUNCTIONS.get(name)
    if function is not None:
        return function
    cls = BUILTIN_TYPES.get(name)
    if cls is not None:
        return cls
    return m.program.semantics.special_global(m, module, record, name)


@executes(ir.LoadGlobal)
def exec_load_global(m: Machine, frame: Frame, instr: ir.LoadGlobal) -> None:
    frame.regs[instr.dst] = global_value(m, frame.module, instr.name)


@executes(ir.StoreGlobal)
def exec_store_global(m: Machine, frame: Frame, instr: ir.StoreGlobal) -> None:
    record = m.state.heap.write(frame.module)
    record.attrs[instr.name] = frame.regs[instr.src]  # type: ignore[attr-defined]


@executes(ir.DeleteGlobal)
def exec_delete_global(m: Machine, frame: Frame, instr: ir.DeleteGlobal) -> None:
    record = m.state.heap.write(frame.module)
    if record.attrs.pop(instr.name, UNBOUND) is UNBOUND:  # type: ignore[attr-defined]
        m.raise_("NameError", f"name '{instr.name}' is not defined", "undefined-name")


@executes(ir.LoadName)
def exec_load_name(m: Machine, frame: Frame, instr: ir.LoadName) -> None:
    if frame.namespace is not None:
        record = m.read(frame.namespace)
        if isinstance(record, InstanceRecord):
            value = _prepared_name(m, frame.namespace, instr.name)
            if value is not UNBOUND:
                frame.regs[instr.dst] = value
                return
        entry = record.entries.get(instr.name) if isinstance(record, DictRecord) else None
        if entry is not None:
            frame.regs[instr.dst] = m.resolve(entry[1])
            return
    if instr.cell >= 0:
        cell = m.read(frame.regs[instr.cell])  # type: ignore[arg-type]
        if isinstance(cell, CellRecord) and cell.value is not UNBOUND:
            frame.regs[instr.dst] = cell.value
            return
    frame.regs[instr.dst] = global_value(m, frame.module, instr.name)


@executes(ir.StoreName)
def exec_store_name(m: Machine, frame: Frame, instr: ir.StoreName) -> None:
    assert frame.namespace is not None
    record = m.read(frame.namespace)
    if isinstance(record, InstanceRecord):
        m.program.semantics.set_item(m, frame.namespace, instr.name, frame.regs[instr.src])
        return
    record = m.write(frame.namespace)
    assert isinstance(record, DictRecord)
    record.entries[instr.name] = (instr.name, frame.regs[instr.src])


def _prepared_name(m: Machine, namespace: Ref, name: str) -> Value:
    """Returns a name of a class body whose namespace ``__prepare__`` made, or UNBOUND."""
    found = comparison.contains(m, namespace, name)
    if found is True:
        return m.program.semantics.get_item(m, namespace, name)
    return UNBOUND


@executes(ir.DeleteName)
def exec_delete_name(m: Machine, frame: Frame, instr: ir.DeleteName) -> None:
    assert frame.namespace is not None
    record = m.write(frame.namespace)
    if isinstance(record, InstanceRecord):
        m.program.semantics.del_item(m, frame.namespace, instr.name)
        return
    assert isinstance(record, DictRecord)
    if record.entries.pop(instr.name, None) is None:
        m.raise_("NameError", f"name '{instr.name}' is not defined", "undefined-name")


@executes(ir.MakeCell)
def exec_make_cell(m: Machine, frame: Frame, instr: ir.MakeCell) -> None:
    frame.regs[instr.slot] = m.alloc(CellRecord(frame.regs[instr.slot]))


@executes(ir.LoadCell)
def exec_load_cell(m: Machine, frame: Frame, instr: ir.LoadCell) -> None:
    cell = m.read(m.resolve(frame.regs[instr.cell]))  # type: ignore[arg-type]
    assert isinstance(cell, CellRecord)
    value = m.resolve(cell.value)
    if value is UNBOUND:
        m.raise_(
            "NameError",
            f"cannot access free variable '{instr.name}' where it is not associated with a value "
            "in enclosing scope",
            "undefined-name",
        )
    frame.regs[instr.dst] = value


@executes(ir.StoreCell)
def exec_store_cell(m: Machine, frame: Frame, instr: ir.StoreCell) -> None:
    cell = m.write(m.resolve(frame.regs[instr.cell]))  # type: ignore[arg-type]
    assert isinstance(cell, CellRecord)
    cell.value = frame.regs[instr.src]


@executes(ir.DeleteCell)
def exec_delete_cell(m: Machine, frame: Frame, instr: ir.DeleteCell) -> None:
    cell = m.write(m.resolve(frame.regs[instr.cell]))  # type: ignore[arg-type]
    assert isinstance(cell, CellRecord)
    cell.value = UNBOUND


# --- containers -------------------------------------------------------------------------------


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
    if isinstance(m.read(ref), OpaqueRecord):
        put_in(m, ref, [frame.regs[instr.src]], 1, frozenset())
        return
    record = m.write(ref)
    assert isinstance(record, ListRecord)
    record.items.append(frame.regs[instr.src])


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


# --- operators, attributes, items ---------------------------------------------------------------


@executes(ir.Unary)
def exec_unary(m: Machine, frame: Frame, instr: ir.Unary) -> None:
    frame.regs[instr.dst] = operators.unary(m, instr.op, frame.regs[instr.src])


@executes(ir.Not)
def exec_not(m: Machine, frame: Frame, instr: ir.Not) -> None:
    frame.regs[instr.dst] = negate(m.truth_value(frame.regs[instr.src]))


@executes(ir.Binary)
def exec_binary(m: Machine, frame: Frame, instr: ir.Binary) -> None:
    regs = frame.regs
    regs[instr.dst] = operators.binary(m, instr.op, regs[instr.left], regs[instr.right])


@executes(ir.InplaceBinary)
def exec_inplace_binary(m: Machine, frame: Frame, instr: ir.InplaceBinary) -> None:
    regs = frame.regs
    regs[instr.dst] = operators.inplace(m, instr.op, regs[instr.left], regs[instr.right])


@executes(ir.Compare)
def exec_compare(m: Machine, frame: Frame, instr: ir.Compare) -> None:
    regs = frame.regs
    regs[instr.dst] = comparison.compare(m, instr.op, regs[instr.left], regs[instr.right])


@executes(ir.GetAttr)
def exec_get_attr(m: Machine, frame: Frame, instr: ir.GetAttr) -> None:
    obj = frame.regs[instr.obj]
    value = find_attr(m, obj, instr.name)
    if value is UNBOUND:
        value = missing_attr(m, m.resolve(obj), instr.name)
    frame.regs[instr.dst] = value


@executes(ir.SetAttr)
def exec_set_attr(m: Machine, frame: Frame, instr: ir.SetAttr) -> None:
    set_attr(m, frame.regs[instr.obj], instr.name, frame.regs[instr.src])


@executes(ir.DelAttr)
def exec_del_attr(m: Machine, frame: Frame, instr: ir.DelAttr) -> None:
    del_attr(m, frame.regs[instr.obj], instr.name)


@executes(ir.GetItem)
def exec_get_item(m: Machine, frame: Frame, instr: ir.GetItem) -> None:
    regs = frame.regs
    regs[instr.dst] = m.program.semantics.get_item(m, regs[instr.obj], regs[instr.index])


@executes(ir.SetItem)
def exec_set_item(m: Machine, frame: Frame, instr: ir.SetItem) -> None:
    regs = frame.regs
    m.program.semantics.set_item(m, regs[instr.obj], regs[instr.index], regs[instr.src])


@executes(ir.DelItem)
def exec_del_item(m: Machine, frame: Frame, instr: ir.DelItem) -> None:
    regs = frame.regs
    m.program.semantics.del_item(m, regs[instr.obj], regs[instr.index])


@executes(ir.Unpack)
def exec_unpack(m: Machine, frame: Frame, instr: ir.Unpack) -> None:
    count = len(instr.targets)
    source = m.resolve(frame.regs[instr.src])
    try:
        items = iterate(m, source)
    except UnknownUse as use:
        many = summary_of(m, source) or Items(Unknown(use.reason), fresh_count(m))
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
            _unpack_error(m, source, given, count)
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


def _unpack_error(m: Machine, source: Value, given: int, count: int) -> None:
    what = "too many values" if given > count else "not enough values"
    shown = f"expected {count}" if given > count else f"expected {count}, got {given}"
    detail = ""
    if isinstance(source, tuple) and all(isinstance(item, (int, SymInt)) for item in source):
        detail = f": the value is ({', '.join(map(str, source))})"
    m.raise_("ValueError", f"{what} to unpack ({shown}){detail}", "unpack-mismatch")
