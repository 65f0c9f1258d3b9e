"""Instructions of operators, attributes and items."""

from __future__ import annotations

from pytea.ir import instructions as ir
from pytea.machine import comparison, operators
from pytea.machine.asked_dims import asked_dims
from pytea.machine.attribute_writes import del_attr, set_attr
from pytea.machine.attributes import find_attr, missing_attr
from pytea.machine.dispatch import executes
from pytea.machine.machine import Machine
from pytea.state.frame import Frame
from pytea.symbolic import negate
from pytea.values.objects import UNBOUND
from pytea.values.unknown import Unknown


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
    if type(regs[instr.left]) is Unknown:
        known = asked_dims(m, frame, instr)
        if known is not None:
            regs[instr.dst] = known
            return
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
