"""Instructions of `match`: sequences, mappings and classes."""

from __future__ import annotations

from pytea.ir import instructions as ir
from pytea.machine import operators
from pytea.machine.attributes import find_attr
from pytea.machine.builtins.functions import is_instance
from pytea.machine.dispatch import executes
from pytea.machine.gathering import iterate
from pytea.machine.keys import key_of
from pytea.machine.lookup import MISSING
from pytea.machine.machine import Machine
from pytea.machine.types import class_name
from pytea.state.frame import Frame
from pytea.symbolic import SymBool
from pytea.values.objects import BuiltinType, Range, Ref, Value
from pytea.values.records import DictRecord, ListRecord, OpaqueRecord
from pytea.values.unknown import Unknown


@executes(ir.MatchSequence)
def exec_match_sequence(m: Machine, frame: Frame, instr: ir.MatchSequence) -> None:
    subject = m.resolve(frame.regs[instr.subject])
    if isinstance(subject, Unknown):
        frame.regs[instr.dst] = Unknown(subject.reason, "bool")
        return
    items: int | None = None
    plain = operators.payload(m, subject)
    if isinstance(plain, tuple):
        items = len(plain)
    elif isinstance(plain, Range):
        length = m.program.semantics.length(m, plain)
        items = length if isinstance(length, int) else None
    elif isinstance(plain, Ref):
        record = m.read(plain)
        if isinstance(record, ListRecord):
            items = len(record.items)
        elif isinstance(record, OpaqueRecord):
            frame.regs[instr.dst] = Unknown(record.reason, "bool")
            return
    fits = items is not None and (items >= instr.length if instr.open else items == instr.length)
    frame.regs[instr.dst] = fits


@executes(ir.MatchMapping)
def exec_match_mapping(m: Machine, frame: Frame, instr: ir.MatchMapping) -> None:
    subject = operators.payload(m, m.resolve(frame.regs[instr.subject]))
    if isinstance(subject, Unknown):
        frame.regs[instr.dst] = Unknown(subject.reason, "bool")
        return
    frame.regs[instr.dst] = isinstance(subject, Ref) and isinstance(m.read(subject), DictRecord)


@executes(ir.MatchKeys)
def exec_match_keys(m: Machine, frame: Frame, instr: ir.MatchKeys) -> None:
    subject = operators.payload(m, m.resolve(frame.regs[instr.subject]))
    record = m.read(subject) if isinstance(subject, Ref) else None
    if not isinstance(record, DictRecord):
        frame.regs[instr.dst] = None
        return
    keys = [key_of(m, frame.regs[key]) for key in instr.keys]
    if any(key not in record.entries for key in keys):
        frame.regs[instr.dst] = None
        return
    frame.regs[instr.dst] = tuple(m.resolve(record.entries[key][1]) for key in keys)
    if instr.rest >= 0:
        rest = {k: entry for k, entry in record.entries.items() if k not in keys}
        frame.regs[instr.rest] = m.alloc(DictRecord(rest, record.rest))


#: Types whose class pattern takes the subject itself as its one positional argument.
_SELF_MATCHING = frozenset(
    [
        "bool",
        "bytearray",
        "bytes",
        "dict",
        "float",
        "frozenset",
        "int",
        "list",
        "set",
        "str",
        "tuple",
    ]
)


@executes(ir.MatchClass)
def exec_match_class(m: Machine, frame: Frame, instr: ir.MatchClass) -> None:
    subject = m.resolve(frame.regs[instr.subject])
    cls = m.resolve(frame.regs[instr.cls])
    fits = is_instance(m, subject, cls)
    if isinstance(fits, (SymBool, Unknown)):
        fits = m.truth(fits)
    if not fits:
        frame.regs[instr.dst] = None
        return
    names = list(instr.names)
    values: list[Value] = []
    if instr.positional:
        if isinstance(cls, BuiltinType) and cls.name in _SELF_MATCHING:
            values.append(subject)
        else:
            names = _positional_names(m, cls, instr.positional) + names
    for name in names:
        value = find_attr(m, subject, name)
        if value is MISSING:
            frame.regs[instr.dst] = None
            return
        values.append(value)
    frame.regs[instr.dst] = tuple(values)


def _positional_names(m: Machine, cls: Value, count: int) -> list[str]:
    found = find_attr(m, cls, "__match_args__")
    names = [] if found is MISSING else [n for n in iterate(m, found) if isinstance(n, str)]
    if len(names) < count:
        plural = "" if len(names) == 1 else "s"
        text = f"{class_name(m, cls)}() accepts {len(names)} positional sub-pattern{plural} ({count} given)"
        m.raise_("TypeError", text, "bad-call")
    return names[:count]
