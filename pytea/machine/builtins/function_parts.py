"""What functions are made of: their code, globals and cells, and functions that are made of these."""

from __future__ import annotations

from pytea.machine.builtins.callables import function_record
from pytea.machine.function_attributes import OWNER, keyword_defaults
from pytea.machine.machine import Machine
from pytea.machine.tables import attribute, constructor
from pytea.machine.types import OBJECT
from pytea.values.objects import UNBOUND, Builtin, Ref, Value
from pytea.values.records import (
    AttributesRecord,
    CellRecord,
    FunctionRecord,
    InstanceRecord,
    ModuleRecord,
)
from pytea.values.unknown import Unknown

#: Parts of a code object that do not change what it does.
_LABELS = frozenset({"co_name", "co_qualname", "co_filename", "co_firstlineno"})


@attribute("function", "__code__")
def function_code(m: Machine, obj: Value) -> Value:
    code = function_record(m, obj).code
    parameters = code.parameters
    stars = [name for name in (parameters.varargs, parameters.varkw) if name is not None]
    given = [*parameters.positional, *parameters.keyword_only, *stars]
    cells = tuple(name for name, _ in code.free_cells)
    local = [name for name in code.registers if name and name not in given and name not in cells]
    known: dict[str, Value] = {
        "co_name": code.name, "co_qualname": code.qualname, "co_freevars": cells,
        "co_varnames": (*given, *local), "co_argcount": len(parameters.positional),
        "co_posonlyargcount": parameters.positional_only,
        "co_kwonlyargcount": len(parameters.keyword_only), OWNER: obj,
    }  # fmt: skip
    for name in ("flags", "consts", "names", "code", "filename", "firstlineno", "cellvars"):
        known[f"co_{name}"] = Unknown("the inside of a function")
    return _code_object(m, known)


def _code_object(m: Machine, parts: dict[str, Value]) -> Value:
    """Returns a code object; what another one does in place of its own is not known."""

    def replace(machine: Machine, /, **changes: Value) -> Value:
        kept = parts if changes.keys() <= _LABELS else {**parts, OWNER: None}
        return _code_object(machine, {**kept, **changes})

    return m.alloc(InstanceRecord(OBJECT, {**parts, "replace": Builtin("replace", replace)}))


def namespace_of(m: Machine, module: Ref) -> Value:
    """Returns the dict of the names of a module, which writes through."""
    attrs: dict[str, Value] = m.read(module).attrs  # type: ignore[attr-defined]
    entries: dict[object, tuple[Value, Value]] = {k: (k, v) for k, v in attrs.items()}
    return m.alloc(AttributesRecord(entries, target=module))


@attribute("function", "__globals__")
def function_globals(m: Machine, obj: Value) -> Value:
    return namespace_of(m, function_record(m, obj).module)


@attribute("function", "__closure__")
def function_closure(m: Machine, obj: Value) -> Value:
    return function_record(m, obj).closure or None


@attribute("cell", "cell_contents")
def cell_contents(m: Machine, obj: Value) -> Value:
    record = m.read(obj) if isinstance(obj, Ref) else None
    assert isinstance(record, CellRecord)
    if record.value is UNBOUND:
        m.raise_("ValueError", "Cell is empty", "bad-argument")
    return m.resolve(record.value)


@constructor("function")
def new_function(
    m: Machine, code: Value, globals: Value, name: Value = None, argdefs: Value = None,
    closure: Value = None, kwdefaults: Value = None,
) -> Value:  # fmt: skip
    """A function with the code of another one, of which the module of the globals is known."""
    parts = [m.resolve(part) for part in (code, globals, name, argdefs, closure, kwdefaults)]
    holder = m.read(parts[0]) if isinstance(parts[0], Ref) else None
    space = m.read(parts[1]) if isinstance(parts[1], Ref) else None
    source = holder.attrs.get(OWNER) if isinstance(holder, InstanceRecord) else None
    if (
        not isinstance(source, Ref)
        or not isinstance(space, AttributesRecord)
        or space.target is None
    ):
        return Unknown("a function that is made of parts")
    record = function_record(m, source)
    module, (name, argdefs, closure, kwdefaults) = space.target, parts[2:]
    given = closure if isinstance(closure, tuple) else ()
    if isinstance(closure, Unknown) or not isinstance(m.read(module), ModuleRecord):
        return Unknown("a function that is made of parts")
    if len(given) != len(record.closure):
        text = f"{record.code.name} requires closure of length {len(record.closure)}, "
        m.raise_("ValueError", f"{text}not {len(given)}", "bad-call")
    assert isinstance(holder, InstanceRecord)
    name = holder.attrs["co_name"] if name is None else name
    attrs: dict[str, Value] = {"__name__": name, "__qualname__": holder.attrs["co_qualname"]}
    defaults = argdefs if isinstance(argdefs, tuple) else ()
    keywords = keyword_defaults(m, kwdefaults)
    cells: tuple[Ref, ...] = given
    return m.alloc(FunctionRecord(record.code, module, defaults, keywords, cells, attrs))


@constructor("method")
def new_method(m: Machine, function: Value, receiver: Value, /) -> Value:
    return m.program.semantics.bind_method(m.resolve(function), m.resolve(receiver))
