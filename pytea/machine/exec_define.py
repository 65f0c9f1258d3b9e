"""Instructions that define: functions, classes, annotations, imports."""

from __future__ import annotations

from pytea.ir import instructions as ir
from pytea.machine import operators
from pytea.machine.classes import metaclass_of, new_class, real_bases
from pytea.machine.descriptors import bind
from pytea.machine.dispatch import executes
from pytea.machine.exec_calls import _keywords
from pytea.machine.exec_displays import spread
from pytea.machine.imports import absolute_name, import_from, import_module
from pytea.machine.lookup import MISSING, find_in_class
from pytea.machine.machine import Machine
from pytea.machine.module_names import star_names
from pytea.machine.signals import NeedFrame
from pytea.machine.types import TYPE
from pytea.state.frame import Continuation, Frame
from pytea.values.objects import UNBOUND, BuiltinType, Ref, Typing, Value
from pytea.values.records import CellRecord, DictRecord, FunctionRecord, ModuleRecord
from pytea.values.unknown import Unknown


@executes(ir.MakeFunction)
def exec_make_function(m: Machine, frame: Frame, instr: ir.MakeFunction) -> None:
    regs = frame.regs
    cells = tuple(regs[register] for register in instr.closure)
    function = FunctionRecord(
        m.program.bodies.get(id(instr.code), instr.code),
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
    if _is_typed_dict(m, bases):
        _add_typed_keys(m, namespace, kwargs)
    bases, meta = _bases_and_metaclass(m, bases, kwargs)
    if meta is None and kwargs.pop("metaclass", TYPE) is not TYPE:
        # it may give its classes any attribute
        bases = (*bases, Unknown("a metaclass that is not followed"))
    kwargs.pop("metaclass", None)
    if isinstance(meta, Ref):
        arguments: list[Value] = [instr.name, bases, namespace]
        frame.regs[instr.dst] = m.call(meta, arguments, kwargs)
        return
    frame.regs[instr.dst] = new_class(m, instr.name, bases, namespace, meta or TYPE, kwargs)


def _is_typed_dict(m: Machine, bases: tuple[Value, ...]) -> bool:
    """Returns whether a class with these bases describes the keys of dictionaries."""
    for base in bases:
        if isinstance(base, Typing) and base.name.endswith(".TypedDict"):
            return True
    kept, _ = real_bases(m, bases)
    classes = [base for base in kept if isinstance(base, Ref)]
    return any(find_in_class(m, cls, "__required_keys__")[0] is not MISSING for cls in classes)


def _add_typed_keys(m: Machine, namespace: Value, kwargs: dict[str, Value]) -> None:
    """Takes the arguments of a TypedDict, and gives it the attributes that tell of its keys."""
    total = kwargs.pop("total", True)
    kwargs.pop("closed", None)
    kwargs.pop("extra_items", None)
    plain = operators.payload(m, namespace)
    record = m.write(plain) if isinstance(plain, Ref) else None
    if isinstance(record, DictRecord):
        keys = m.unknown("the keys of a TypedDict")
        for name in ("required", "optional", "readonly", "mutable"):
            record.entries[f"__{name}_keys__"] = (f"__{name}_keys__", keys)
        record.entries["__total__"] = ("__total__", total)


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
    assert isinstance(source, ModuleRecord)
    if source.kind in ("bundled", "typing"):
        record = m.state.heap.write(frame.module)
        stars = record.attrs.get("__star_imports__", ())  # type: ignore[attr-defined]
        record.attrs["__star_imports__"] = (*stars, module)  # type: ignore[attr-defined]
    names = star_names(m, module)
    written = m.state.heap.write(frame.module)
    is_open = source.name in m.program.unknown_stars
    if is_open and "__all__" not in source.attrs:
        m.program.unknown_stars.add(importer.name)
    for name, value in names:
        if value is UNBOUND and is_open:
            value = Unknown(f"{name} may come from code that is not followed")
        if value is not UNBOUND:
            written.attrs[name] = value  # type: ignore[attr-defined]


# --- patterns -------------------------------------------------------------------------------------


@executes(ir.Unsupported)
def exec_unsupported(m: Machine, frame: Frame, instr: ir.Unsupported) -> None:
    frame.regs[instr.dst] = m.unknown(instr.reason)
