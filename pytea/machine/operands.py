"""The tensors that a refused operation was given, with what the user calls them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from pytea.ir import instructions as ir
from pytea.machine.findings import Operand
from pytea.machine.machine import Machine
from pytea.span import Span
from pytea.state.frame import Frame
from pytea.stubapi import Operator
from pytea.symbolic import Bool, Symbol, SymBool, SymInt, atoms_of, restrict, substitute
from pytea.symbolic.nodes import literal
from pytea.values.objects import Ref, Value
from pytea.values.records import ListRecord, ModuleRecord, TensorRecord
from pytea.values.tensor import Size, Tensor

#: Operands of one operation that are told.
MOST = 8


def operands_of(
    m: Machine, operator: Operator, args: list[Any], kwargs: dict[str, Any]
) -> tuple[Operand, ...]:
    """Returns the tensor operands of a call whose shapes are known."""
    code = getattr(operator.function, "__wrapped__", operator.function).__code__
    names = code.co_varnames[: code.co_argcount]
    named = [(names[i] if i < len(names) else "", value) for i, value in enumerate(args)]
    written = dict(_written(m))
    operands = []
    for name, value in (*named, *kwargs.items()):
        tensors = value if isinstance(value, (list, tuple)) else (value,)
        for number, tensor in enumerate(tensors):
            if isinstance(tensor, Tensor) and tensor.sizes is not None:
                label = name if tensor is value else f"{name}[{number}]"
                known = written.get(id(tensor))
                operands.append(Operand(label, tensor.sizes, tensor.dtype, tensor.origin, known))
    return tuple(operands[:MOST])


def given_to_stub(m: Machine) -> tuple[Operand, ...]:
    """Returns the tensors that the running method of one of our stub classes was given."""
    frame = m.state.frames[-1]
    if _kind(m, frame) != "bundled":
        return ()
    written = dict(_written(m))
    operands = []
    for name, value in zip(frame.code.parameters.names, frame.regs, strict=False):
        record = m.state.heap.read(value) if isinstance(value, Ref) else None
        tensor = record.tensor if isinstance(record, TensorRecord) else None
        if tensor is not None and tensor.sizes is not None:
            known = written.get(id(tensor))
            operands.append(Operand(name, tensor.sizes, tensor.dtype, tensor.origin, known))
    return tuple(operands[:MOST])


def unpacked(m: Machine, frame: Frame, source: int, items: Iterable[Value]) -> tuple[Operand, ...]:
    """Returns the tensor that is unpacked, or whose shape is; else the tensors that are unpacked.

    ``source`` is the register of what is unpacked. Tensors in a tuple are told only where what they
    were made from was refused: they are all that says that a fault follows from another.
    """
    made = definition(frame, source)
    if isinstance(made, ir.GetAttr) and made.name == "shape":
        source = made.obj
    whole = _operand(m, frame.regs[source], frame.code.registers[source] or _made_at(frame, source))
    if whole is not None:
        return (whole,)
    parts = [part for item in items if (part := _operand(m, item, None)) is not None]
    return tuple(p for p in parts[:MOST] if p.origin is not None and p.origin.taint)


def tensors_within(m: Machine, value: Value) -> tuple[Operand, ...]:
    """Returns the tensors in a tuple or list whose attribute the running instruction wants."""
    frame = m.state.frames[-1]
    instruction = frame.code.instructions[frame.pc - 1]
    if not isinstance(instruction, ir.GetAttr):
        return ()
    record = m.state.heap.read(value) if isinstance(value, Ref) else None
    items = record.items if isinstance(record, ListRecord) else value
    name = frame.code.registers[instruction.obj] or "item "
    found = []
    for index, item in enumerate(items[:MOST] if isinstance(items, (tuple, list)) else ()):
        operand = _operand(m, item, None)
        if operand is not None:
            label = f"{name}{index}" if name.endswith(" ") else f"{name}[{index}]"
            found.append(replace(operand, parameter=label))
    return tuple(found[:2])


def _operand(m: Machine, value: Value, written: str | Span | None) -> Operand | None:
    record = m.state.heap.read(value) if isinstance(value, Ref) else None
    if not isinstance(record, TensorRecord) or record.tensor.sizes is None:
        return None
    tensor = record.tensor
    return Operand("", tensor.sizes, tensor.dtype, tensor.origin, written)  # type: ignore[arg-type]


def settled(guard: Bool) -> dict[Symbol, bool]:
    """Returns the truths that are known wherever a guard holds."""
    known: dict[Symbol, bool] = {}
    for symbol in atoms_of(guard) if isinstance(guard, SymBool) else ():
        if isinstance(symbol, Symbol):
            truth = restrict(literal(symbol), guard)
            if isinstance(truth, bool):
                known[symbol] = truth
    return known


def narrowed(value: Any, known: Mapping[Symbol, bool]) -> Any:
    """Returns an argument of a stub, or a shape, with the sizes that known truths leave."""
    if not known:
        return value
    if isinstance(value, Tensor) and value.sizes is not None:
        return value.changed(sizes=narrowed(value.sizes, known))
    if isinstance(value, Size):
        return Size(narrowed(size, known) for size in value)
    if type(value) in (list, tuple):
        return type(value)(narrowed(item, known) for item in value)
    return substitute(value, known) if isinstance(value, SymInt) else value


def _written(m: Machine) -> Iterator[tuple[int, str | Span]]:
    """Yields (identity of a tensor, its name or expression) for the user's running instruction."""
    frame = next((f for f in reversed(m.state.frames) if _kind(m, f) == "user"), None)
    if frame is None or not 0 < frame.pc <= len(frame.code.instructions):
        return
    for register in _registers(frame):
        value = frame.regs[register]
        record = m.state.heap.read(value) if isinstance(value, Ref) else None
        written = frame.code.registers[register] or _made_at(frame, register)
        if isinstance(record, TensorRecord) and written is not None:
            yield id(record.tensor), written


def _kind(m: Machine, frame: Frame) -> str:
    module = m.state.heap.read(frame.module)
    return module.kind if isinstance(module, ModuleRecord) else ""


def _registers(frame: Frame) -> Iterator[int]:
    """Yields the registers that the running instruction reads."""
    match frame.code.instructions[frame.pc - 1]:
        case ir.Binary(left=left, right=right) | ir.InplaceBinary(left=left, right=right):
            yield from (left, right)
        case ir.Compare(left=left, right=right):
            yield from (left, right)
        case ir.GetItem(obj=obj, index=index):
            yield from (obj, index)
        case ir.SetItem(obj=obj, index=index, src=src):
            yield from (obj, index, src)
        case ir.Call(func=func, args=args, keyword_values=keywords):
            receiver = definition(frame, func)
            if isinstance(receiver, ir.GetAttr):
                yield receiver.obj
            for register in (*args, *keywords):
                yield from _parts(frame, register)


def _parts(frame: Frame, register: int) -> Iterator[int]:
    """Yields a register and, where a list or tuple is written there, those of its items."""
    yield register
    made = definition(frame, register)
    if isinstance(made, (ir.BuildList, ir.BuildTuple)):
        yield from made.items


def _made_at(frame: Frame, register: int) -> Span | None:
    """Returns the place of the expression whose value is in a register."""
    index = _definition_index(frame, register)
    return None if index is None else frame.code.spans[index]


def definition(frame: Frame, register: int) -> ir.Instruction | None:
    """Returns the last instruction before the running one that writes a register."""
    index = _definition_index(frame, register)
    return None if index is None else frame.code.instructions[index]


def _definition_index(frame: Frame, register: int) -> int | None:
    for index in range(frame.pc - 2, -1, -1):
        if getattr(frame.code.instructions[index], "dst", None) == register:
            return index
    return None
