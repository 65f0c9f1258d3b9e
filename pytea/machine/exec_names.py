"""Instructions that move constants, names and cells."""

from __future__ import annotations

from pytea.ir import instructions as ir
from pytea.machine import comparison
from pytea.machine.dispatch import executes
from pytea.machine.machine import Machine
from pytea.machine.tables import FUNCTIONS
from pytea.machine.types import BUILTIN_TYPES
from pytea.state.frame import Frame
from pytea.values.objects import UNBOUND, Ref, Value
from pytea.values.records import (
    CellRecord,
    DictRecord,
    InstanceRecord,
    ModuleRecord,
)


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
    replaced = m.state.modules.get("builtins")
    if replaced is not None:
        value = m.read(replaced).attrs.get(name, UNBOUND)  # type: ignore[attr-defined]
        if value is not UNBOUND:
            return m.resolve(value)
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
