"""Builtin functions on the program itself: scopes, files, imports, what pytea reveals."""

from __future__ import annotations

from pytea.machine.attributes import get_attr
from pytea.machine.builtins.function_parts import namespace_of
from pytea.machine.machine import Machine
from pytea.machine.tables import builtin, native
from pytea.values.objects import (
    UNBOUND,
    Ref,
    Value,
)
from pytea.values.records import (
    DictRecord,
    InstanceRecord,
    ModuleRecord,
    OpaqueRecord,
)
from pytea.values.unknown import Unknown


@builtin("vars")
def builtin_vars(m: Machine, *args: Value) -> Value:
    if args:
        return get_attr(m, args[0], "__dict__")
    return builtin_locals(m)


@builtin("locals")
def builtin_locals(m: Machine) -> Value:
    frame = m.frame
    if frame.namespace is not None:
        return frame.namespace
    if frame.code.kind == "module":
        return builtin_globals(m)
    values = {
        name: value
        for name, value in zip(frame.code.registers, frame.regs, strict=True)
        if name and value is not UNBOUND
    }
    names = m.new_dict({name: _cell_value(m, value) for name, value in values.items()})
    module = m.read(frame.module)
    if isinstance(module, ModuleRecord) and module.name in m.program.unknown_stars:
        # code that is not followed may have defined others
        record = m.write(names)
        assert isinstance(record, DictRecord)
        record.rest = record.rest_key = Unknown("a name that code which is not followed may define")
    return names


def _cell_value(m: Machine, value: Value) -> Value:
    if isinstance(value, Ref):
        record = m.read(value)
        if type(record).__name__ == "CellRecord":
            return record.value  # type: ignore[attr-defined]
    return value


@builtin("globals")
def builtin_globals(m: Machine) -> Value:
    return namespace_of(m, m.frame.module)


@builtin("dir")
def builtin_dir(m: Machine, *args: Value) -> Value:
    module = m.resolve(args[0]) if args else None
    record = m.read(module) if isinstance(module, Ref) else None
    if isinstance(record, ModuleRecord) and record.kind in ("user", "library"):
        return m.new_list([*sorted(record.attrs)])
    if isinstance(record, ModuleRecord):
        return m.alloc(OpaqueRecord("list", "dir()", module=module))
    return m.opaque("list", "dir()")


@native("_pytea", "constructor_arguments")
def intrinsic_constructor_arguments(m: Machine, instance: Value) -> Value:
    """Returns a dict of what the running constructors of an object were given."""
    given: dict[str, Value] = {}
    for frame in m.state.frames:
        names = frame.code.parameters.names
        if frame.code.name != "__init__" or not names:
            continue
        if _cell_value(m, frame.regs[0]) is not m.resolve(instance):
            continue
        for name, value in zip(names[1:], frame.regs[1 : len(names)], strict=True):
            if value is not UNBOUND and name != frame.code.parameters.varargs:
                given[name] = _cell_value(m, value)
        more = given.pop(frame.code.parameters.varkw or "", None)
        if isinstance(more, Ref) and isinstance(record := m.read(more), DictRecord):
            given |= {str(key): item for key, item in record.entries.values()}
    return m.new_dict(given)


@builtin("open")
def builtin_open(
    m: Machine, file: Value, mode: Value = "r", *rest: Value, **options: Value
) -> Value:
    file, mode = m.resolve(file), m.resolve(mode)
    if isinstance(file, Ref) and isinstance(m.read(file), InstanceRecord):
        # a pathlib.Path keeps its name
        file = m.resolve(m.read(file).attrs.get("_text", None))  # type: ignore[attr-defined]
    reads = isinstance(mode, str) and "r" in mode and "+" not in mode
    if not reads or not isinstance(file, str) or m.program.data_text is None:
        return Unknown("the contents of a file")
    text = m.program.data_text(file)
    if text is None:
        return Unknown("the contents of a file")
    stream = "BytesIO" if "b" in mode else "StringIO"  # type: ignore[operator]
    held: Value = text.encode() if stream == "BytesIO" else text
    module = m.program.semantics.import_module(m, "io")
    return m.call(m.program.semantics.get_attr(m, module, stream), [held])


@builtin("input")
def builtin_input(m: Machine, *args: Value) -> Value:
    return Unknown("what the user types", "str")


@builtin("compile", "memoryview", "aiter", "anext", "help", "copyright", "credits")
def builtin_unfollowed(m: Machine, /, *args: Value, **kwargs: Value) -> Value:
    return m.unknown("code that is made at run time")


@builtin("exit", "quit")
def builtin_exit(m: Machine, *args: Value) -> Value:
    m.raise_("SystemExit", "", "")


@builtin("__import__")
def builtin_import(m: Machine, name: Value, *rest: Value, **kwargs: Value) -> Value:
    name = m.resolve(name)
    if not isinstance(name, str):
        return m.unknown("a module whose name is not known")
    module = m.program.semantics.import_module(m, name)
    top = m.state.modules.get(name.partition(".")[0])
    return top if top is not None else module


@builtin("reveal_shape")
def builtin_reveal_shape(m: Machine, value: Value, /) -> Value:
    m.program.semantics.reveal_shape(m, value)
    return value


@builtin("reveal_value", "reveal_type")
def builtin_reveal_value(m: Machine, value: Value, /) -> Value:
    m.program.semantics.reveal_value(m, value)
    return value
