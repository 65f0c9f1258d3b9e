"""Instructions that call and define: calls, functions, classes, imports, patterns."""

from __future__ import annotations

from pytea.ir import instructions as ir
from pytea.machine import operators
from pytea.machine.attributes import bind, find_attr
from pytea.machine.builtins.functions import is_instance
from pytea.machine.calls import invoke
from pytea.machine.classes import metaclass_of, new_class, real_bases
from pytea.machine.dispatch import executes
from pytea.machine.exec_displays import function_title, spread
from pytea.machine.imports import absolute_name, import_from, import_module, star_names
from pytea.machine.iteration import iterate
from pytea.machine.keys import key_of
from pytea.machine.lookup import MISSING, find_in_class
from pytea.machine.machine import Machine
from pytea.machine.signals import NeedFrame
from pytea.machine.summaries import Items, new_summary, summary_of
from pytea.machine.types import TYPE, class_name
from pytea.state.frame import Continuation, Frame, store_into
from pytea.symbolic import SymBool
from pytea.values.objects import UNBOUND, Builtin, BuiltinType, Range, Ref, Super, Typing, Value
from pytea.values.records import (
    CellRecord,
    DictRecord,
    FunctionRecord,
    IteratorRecord,
    ListRecord,
    ModuleRecord,
    OpaqueRecord,
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
        if unknown is not None and not items:
            raise UnknownUse("keyword arguments that are not known")
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


@executes(ir.MakeFunction)
def exec_make_function(m: Machine, frame: Frame, instr: ir.MakeFunction) -> None:
    regs = frame.regs
    cells = tuple(regs[register] for register in instr.closure)
    function = FunctionRecord(
        instr.code,
        frame.module,
        tuple(regs[register] for register in instr.defaults),
        dict(zip(instr.keyword_names, (regs[r] for r in instr.keyword_defaults), strict=True)),
        cells,  # type: ignore[arg-type]
        {},
    )
    regs[instr.dst] = m.alloc(function)


# --- classes --------------------------------------------------------------------------------------


@executes(ir.MakeClass)
def exec_make_class(m: Machine, frame: Frame, instr: ir.MakeClass) -> None:
    bases = tuple(m.resolve(base) for base in spread(m, frame, instr.bases, instr.starred))
    kwargs = _keywords(m, frame, instr.keyword_names, instr.keyword_values)
    prepared = _prepared_namespace(m, instr.name, bases, kwargs)
    known, namespace = m.answer()
    if not known:
        _run_body(m, frame, instr, prepared)
        return
    if any(isinstance(base, Typing) for base in bases):
        kwargs.pop("total", None)
    bases, meta = _bases_and_metaclass(m, bases, kwargs)
    kwargs.pop("metaclass", None)
    if isinstance(meta, Ref):
        arguments: list[Value] = [instr.name, bases, namespace]
        frame.regs[instr.dst] = m.call(meta, arguments, kwargs)
        return
    frame.regs[instr.dst] = new_class(m, instr.name, bases, namespace, meta or TYPE, kwargs)


def _resolved_bases(m: Machine, bases: tuple[Value, ...]) -> tuple[Value, ...]:
    """Replaces bases that are no classes but know better (``typing.NamedTuple``)."""
    resolved: list[Value] = []
    for base in bases:
        if isinstance(base, Typing) and base.name.rpartition(".")[2] in ("NamedTuple", "TypedDict"):
            name = base.name.rpartition(".")[2]
            resolved.append(m.program.semantics.typing_base(m, name))
        else:
            resolved.append(base)
    return tuple(resolved)


def _bases_and_metaclass(
    m: Machine, bases: tuple[Value, ...], kwargs: dict[str, Value]
) -> tuple[tuple[Value, ...], Value]:
    bases = _resolved_bases(m, bases)
    kept, _ = real_bases(m, bases)
    return bases, metaclass_of(m, kept, m.resolve(kwargs.get("metaclass")))


def _prepared_namespace(
    m: Machine, name: str, bases: tuple[Value, ...], kwargs: dict[str, Value]
) -> Ref | None:
    """Returns the namespace that ``__prepare__`` of the metaclass makes, if it has one."""
    bases, meta = _bases_and_metaclass(m, bases, kwargs)
    if not isinstance(meta, Ref):
        return None
    found, holder = find_in_class(m, meta, "__prepare__")
    if found is MISSING or isinstance(holder, BuiltinType):
        return None
    rest = {key: value for key, value in kwargs.items() if key != "metaclass"}
    namespace = m.resolve(m.call(bind(m, found, holder, None, meta), [name, bases], rest))
    return namespace if isinstance(namespace, Ref) else None


def _run_body(m: Machine, frame: Frame, instr: ir.MakeClass, prepared: Ref | None) -> None:
    """Pushes the frame of the body; its namespace becomes the answer."""
    body = Frame(instr.code, frame.module, Continuation("class"))
    namespace = m.new_dict() if prepared is None else prepared
    module = m.read(frame.module)
    plain = operators.payload(m, namespace)
    if isinstance(module, ModuleRecord) and isinstance(plain, Ref):
        record = m.write(plain)
        assert isinstance(record, DictRecord)
        record.entries["__module__"] = ("__module__", module.name)
        record.entries["__qualname__"] = ("__qualname__", instr.code.qualname)
        if instr.code.docstring is not None:
            record.entries["__doc__"] = ("__doc__", instr.code.docstring)
    body.namespace = namespace
    for (_, slot), register in zip(instr.code.free_cells, instr.closure, strict=True):
        body.regs[slot] = frame.regs[register]
    raise NeedFrame(body)


def finish_class(m: Machine, body: Frame, result: Value) -> Value:
    """Returns the namespace of a class body that has ended, with the ``__class__`` cell."""
    namespace = body.namespace
    assert namespace is not None
    plain = operators.payload(m, namespace)
    if (
        isinstance(plain, Ref)
        and isinstance(result, Ref)
        and isinstance(m.read(result), CellRecord)
    ):
        record = m.write(plain)
        assert isinstance(record, DictRecord)
        record.entries["__classcell__"] = ("__classcell__", result)
    return namespace


@executes(ir.Annotate)
def exec_annotate(m: Machine, frame: Frame, instr: ir.Annotate) -> None:
    if frame.namespace is None:
        module = m.state.heap.write(frame.module)
        assert isinstance(module, ModuleRecord)
        module.annotations = (*module.annotations, (instr.name, instr.text))
        return
    plain = operators.payload(m, frame.namespace)
    record = m.write(plain)  # type: ignore[arg-type]
    assert isinstance(record, DictRecord)
    known = record.entries.get("__annotations_text__", ("", ()))[1]
    assert isinstance(known, tuple)
    entry = ((instr.name, instr.text),)
    record.entries["__annotations_text__"] = ("__annotations_text__", (*known, *entry))


@executes(ir.TypeParameter)
def exec_type_parameter(m: Machine, frame: Frame, instr: ir.TypeParameter) -> None:
    frame.regs[instr.dst] = Typing(f"typing.{instr.name}")


# --- imports --------------------------------------------------------------------------------------


@executes(ir.Import)
def exec_import(m: Machine, frame: Frame, instr: ir.Import) -> None:
    module = import_module(m, instr.module)
    if instr.leaf:
        frame.regs[instr.dst] = module
        return
    top = m.state.modules.get(instr.module.partition(".")[0])
    frame.regs[instr.dst] = module if top is None else top


@executes(ir.ImportFrom)
def exec_import_from(m: Machine, frame: Frame, instr: ir.ImportFrom) -> None:
    importer = m.read(frame.module)
    assert isinstance(importer, ModuleRecord)
    value = import_from(m, instr.module, instr.level, instr.name, importer)
    frame.regs[instr.dst] = value


@executes(ir.ImportStar)
def exec_import_star(m: Machine, frame: Frame, instr: ir.ImportStar) -> None:
    importer = m.read(frame.module)
    assert isinstance(importer, ModuleRecord)
    module = import_module(m, absolute_name(importer, instr.module, instr.level))
    if not isinstance(module, Ref):
        m.program.unknown_stars.add(importer.name)
        return
    source = m.read(module)
    if isinstance(source, ModuleRecord) and source.kind in ("bundled", "typing"):
        record = m.state.heap.write(frame.module)
        stars = record.attrs.get("__star_imports__", ())  # type: ignore[attr-defined]
        record.attrs["__star_imports__"] = (*stars, module)  # type: ignore[attr-defined]
    names = star_names(m, module)
    written = m.state.heap.write(frame.module)
    for name, value in names:
        if value is not UNBOUND:
            written.attrs[name] = value  # type: ignore[attr-defined]


# --- patterns -------------------------------------------------------------------------------------


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


@executes(ir.Unsupported)
def exec_unsupported(m: Machine, frame: Frame, instr: ir.Unsupported) -> None:
    frame.regs[instr.dst] = m.unknown(instr.reason)
