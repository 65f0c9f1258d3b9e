"""The ``__init__`` of a dataclass: code that is made at run time, as CPython makes it."""

from __future__ import annotations

from dataclasses import field

from pytea.ir import instructions as ir
from pytea.ir.code import Code, Parameters
from pytea.ir.instruction import Instruction
from pytea.machine.machine import Machine
from pytea.machine.tables import METHODS, native
from pytea.machine.types import OBJECT
from pytea.records import immutable, mutable
from pytea.span import NOWHERE
from pytea.values.objects import Ref, Value
from pytea.values.records import CellRecord, FunctionRecord, InstanceRecord, ListRecord


@mutable()
class _Writer:
    """Collects instructions; the registers of the parameters come first."""

    registers: list[str]
    instructions: list[Instruction] = field(default_factory=list)
    #: (register, value) of what is not a parameter.
    captured: list[tuple[int, Value]] = field(default_factory=list)

    def temporary(self) -> int:
        self.registers.append("")
        return len(self.registers) - 1

    def capture(self, value: Value, name: str) -> int:
        """Returns a register that is given ``value``, by way of a cell."""
        cell, dst = self.temporary(), self.temporary()
        self.captured.append((cell, value))
        self.instructions.append(ir.LoadCell(dst, cell, name))
        return dst

    def call(self, function: int, *args: int) -> int:
        dst = self.temporary()
        self.instructions.append(ir.Call(dst, function, args, (), (), ()))
        return dst

    def const(self, value: str | None) -> int:
        dst = self.temporary()
        self.instructions.append(ir.Const(dst, value))
        return dst


@immutable()
class _Field:
    """What the stub says of one field; ``default`` and ``factory`` are empty where there is none."""

    name: str
    init: bool
    keyword_only: bool
    #: "field" or "initvar".
    kind: str
    default: tuple[Value, ...]
    factory: tuple[Value, ...]


@native("_pytea", "dataclass_init")
def dataclass_init(
    m: Machine, qualname: Value, rows: Value, frozen: Value, post: Value, module: Value
) -> Value:
    """Returns ``__init__``; ``rows`` are (name, init, keyword only, kind, (default,), (factory,))."""
    rows = m.resolve(rows)
    record = m.read(rows) if isinstance(rows, Ref) else None
    if not isinstance(record, ListRecord):  # a base has fields that are not known
        return m.unknown("the fields of a dataclass that are not followed")
    fields = [_field(m, row) for row in record.items]
    positional = [f for f in fields if f.init and not f.keyword_only]
    keywords = [f for f in fields if f.init and f.keyword_only]
    parameters = Parameters(
        ("self", *(f.name for f in positional)), 0, tuple(f.name for f in keywords)
    )
    writer = _Writer(list(parameters.names))
    made = m.alloc(InstanceRecord(OBJECT, {}))
    _write_body(writer, fields, made, frozen=bool(m.resolve(frozen)), post=bool(m.resolve(post)))
    defaults = {
        f.name: f.default[0] if f.default else made for f in fields if f.default or f.factory
    }
    closure = tuple(m.alloc(CellRecord(value)) for _, value in writer.captured)
    return m.alloc(
        FunctionRecord(
            _code(writer, parameters, str(m.resolve(qualname))),
            m.resolve(module),  # type: ignore[arg-type]
            tuple(defaults[f.name] for f in positional if f.name in defaults),
            {f.name: defaults[f.name] for f in keywords if f.name in defaults},
            closure,
            {},
        )
    )


def _field(m: Machine, row: Value) -> _Field:
    row = m.resolve(row)
    assert isinstance(row, tuple)
    return _Field(*(m.resolve(part) for part in row))  # type: ignore[arg-type]


def _write_body(
    writer: _Writer, fields: list[_Field], made: Ref, *, frozen: bool, post: bool
) -> None:
    register_of = {name: index for index, name in enumerate(writer.registers)}
    setter = writer.capture(METHODS["object"]["__setattr__"], "__setattr__") if frozen else -1
    for f in fields:
        register = register_of.get(f.name, -1)
        if f.factory:
            register = _write_factory(writer, f, register, made)
        if f.kind != "field" or register < 0:
            continue
        if frozen:
            writer.call(setter, 0, writer.const(f.name), register)
        else:
            writer.instructions.append(ir.SetAttr(0, f.name, register))
    if post:
        method = writer.temporary()
        writer.instructions.append(ir.GetAttr(method, 0, "__post_init__"))
        writer.call(method, *(register_of[f.name] for f in fields if f.kind == "initvar"))
    writer.instructions.append(ir.Return(writer.const(None)))


def _write_factory(writer: _Writer, f: _Field, parameter: int, made: Ref) -> int:
    """Calls the factory, where the argument is missing; returns the register of the value."""
    factory = writer.capture(f.factory[0], f.name)
    if parameter < 0:
        return writer.call(factory)
    marker, missing = writer.capture(made, f.name), writer.temporary()
    writer.instructions.append(ir.Compare(missing, "is", parameter, marker))
    here = len(writer.instructions)
    writer.instructions.append(ir.Branch(missing, here + 1, here + 2))
    writer.instructions.append(ir.Call(parameter, factory, (), (), (), ()))
    return parameter


def _code(writer: _Writer, parameters: Parameters, qualname: str) -> Code:
    return Code(
        name="__init__",
        qualname=qualname,
        kind="function",
        parameters=parameters,
        instructions=tuple(writer.instructions),
        spans=(NOWHERE,) * len(writer.instructions),
        registers=tuple(writer.registers),
        free_cells=tuple((f"captured {cell}", cell) for cell, _ in writer.captured),
        loops=(),
        span=NOWHERE,
    )


@native("_pytea", "read_attributes")
def read_attributes(m: Machine, obj: Value, names: Value, into: Value) -> Value:
    """Adds ``obj.name`` for each name that the dict ``into`` does not have yet; returns a new dict."""
    wanted = [str(m.resolve(name)) for name in m.program.semantics.iterate(m, names)]
    entries = dict(m.read(m.resolve(into)).entries)  # type: ignore[arg-type,attr-defined]
    for name in wanted:
        if name not in entries:
            entries[name] = (name, m.program.semantics.get_attr(m, m.resolve(obj), name))
    return m.new_dict({str(key): value for key, (_, value) in entries.items()})
