"""The names in modules: what a stub, a native module or a package that waits gives for one."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from pytea.machine.builtins.attribute_functions import find_or_missing
from pytea.machine.homes import REPLACED
from pytea.machine.imports import (
    absolute_name,
    awaken,
    has_operators,
    import_behind,
    import_module,
)
from pytea.machine.machine import Machine
from pytea.machine.native_names import NATIVE_NAMES
from pytea.machine.reexports import home_of_export
from pytea.stubapi import OPERATORS
from pytea.stubapi.names import hidden_builtins, may_exist
from pytea.values.objects import UNBOUND, Ref, Value, typing_name
from pytea.values.records import ModuleRecord
from pytea.values.unknown import Unknown

#: Names of ``typing`` that make containers when they are called.
_TYPED_CONTAINERS = {
    "OrderedDict": "OrderedDict", "DefaultDict": "defaultdict", "Deque": "deque",
    "Counter": "Counter", "ChainMap": "ChainMap",
}  # fmt: skip
#: Modules whose names are those of ``typing``.
_TYPING_HOMES = {"typing_extensions": "typing", "beartype.typing": "typing"}


def module_attr(m: Machine, ref: Ref, record: ModuleRecord, name: str) -> Value:
    """Returns an attribute of a module, or UNBOUND."""
    replaced = REPLACED.get(record.name, {}).get(name)
    if replaced is not None and record.kind == "library":
        return m.program.semantics.get_attr(m, import_module(m, replaced), name)
    value = record.attrs.get(name, UNBOUND)
    if value is not UNBOUND:
        value = m.resolve(value)
        if value is not UNBOUND:
            return value
    if record.kind == "typing":
        if name == "TYPE_CHECKING":
            return False
        if name in _TYPED_CONTAINERS and record.name.startswith("typing"):
            collections = import_module(m, "collections")
            return m.program.semantics.get_attr(m, collections, _TYPED_CONTAINERS[name])
        return typing_name(f"{_TYPING_HOMES.get(record.name, record.name)}.{name}")
    if record.kind == "native":
        return Unknown(f"{record.name}.{name} is not modelled")
    if record.kind == "bundled" and name == "__dict__":
        namespace = m.program.semantics.get_attr(m, import_module(m, "_namespace"), "Namespace")
        return m.call(namespace, [ref])
    if record.kind == "bundled":
        return _bundled_attr(m, ref, record, name)
    if record.waits:
        value = _waiting_attr(m, ref, record, name)
        if value is not UNBOUND:
            return value
    if name == "__dict__":
        return m.new_dict(dict(record.attrs))
    loaded = m.state.modules.get(f"{record.name}.{name}")
    if loaded is not None:
        return loaded
    fallback = record.attrs.get("__getattr__")
    if fallback is not None:
        return m.call(fallback, [name])
    if record.name in m.program.unknown_stars and not name.startswith("__"):
        return Unknown(f"{name} may come from code that is not followed")
    return UNBOUND


def _waiting_attr(m: Machine, ref: Ref, record: ModuleRecord, name: str) -> Value:
    """Returns what a package that waits takes from one of its modules; else it is run first."""
    assert record.package is not None
    asked = (record.name, name)
    if asked in m.program.exports_asked:
        return UNBOUND  # a package that takes the name from itself, perhaps on a long way
    home = home_of_export(m.program.text_of, record.package, name)
    if home is not None:
        level, module, original = home
        full = absolute_name(record, module, level)
        holder = import_module(m, full, asks=False)
        if not original:
            return holder
        m.program.exports_asked.add(asked)
        try:
            value = find_or_missing(m, holder, original) if isinstance(holder, Ref) else holder
        finally:
            m.program.exports_asked.discard(asked)
        if value is UNBOUND and m.program.sources.find(f"{full}.{original}") is not None:
            value = import_module(m, f"{full}.{original}")
        if value is not UNBOUND:
            m.write(ref).attrs[name] = value  # type: ignore[attr-defined]
            return value
    awaken(m, ref)
    return UNBOUND


def _bundled_attr(m: Machine, ref: Ref, record: ModuleRecord, name: str) -> Value:
    full = f"{record.name}.{name}"
    # these are not put into the module: a call that asks for one first changes nothing
    value: Value = NATIVE_NAMES.get(full, UNBOUND)
    if value is UNBOUND:
        value = OPERATORS.get(full, UNBOUND)
    if value is not UNBOUND:
        return value
    if record.package is not None:
        if m.program.sources.find_file(record.package, name) is not None:
            return import_module(m, full)
        stem = definitions(record.package).get(name)
        if stem is not None:
            holder = import_module(m, f"{record.name}.{stem}")
            value = m.program.semantics.get_attr(m, holder, name)
    if value is UNBOUND:
        fallback = record.attrs.get("__getattr__")
        if fallback is not None:
            given = m.call(fallback, [name])
            return _sharper(m, record.name, name, given) if type(given) is Unknown else given
        if name.startswith("__"):
            return UNBOUND
        if has_operators(full):
            return import_module(m, full)
        if not may_exist(record.name, name):
            return UNBOUND
        value = _behind_stub(m, record.name, name)
    m.write(ref).attrs[name] = value  # type: ignore[attr-defined]
    return value


def _sharper(m: Machine, module: str, name: str, given: Unknown) -> Value:
    """Returns what the source behind a stub defines where the stub itself knows of no value."""
    source = import_behind(m, module)
    found = UNBOUND if source is None else find_or_missing(m, source, name)
    if found is UNBOUND or isinstance(found, Unknown):
        below = f"{module}.{name}"
        if m.program.sources.find_behind(below) is not None:
            return import_module(m, below)
    return given if found is UNBOUND else found


def _behind_stub(m: Machine, module: str, name: str) -> Value:
    """Returns what a stub lacks and the source behind it defines; Unknown where nothing does."""
    source = import_behind(m, module)
    if source is not None:
        value = find_or_missing(m, source, name)
        if value is not UNBOUND:
            return value
    return m.unknown(f"no stub for {module}.{name}")


_DEFINITION = re.compile(r"^(?:class|def|async def) (\w+)|^(\w+)(?:: [^=\n]+)? = ", re.MULTILINE)


@cache
def definitions(folder: Path) -> dict[str, str]:
    """Returns in which file of a bundled package each top-level name is defined."""
    found: dict[str, str] = {}
    for file in sorted(folder.glob("*.py")):
        if file.stem == "__init__":
            continue
        for match in _DEFINITION.finditer(file.read_text(encoding="utf-8")):
            found.setdefault(match[1] or match[2], file.stem)
    return found


def star_names(m: Machine, ref: Ref) -> list[tuple[str, Value]]:
    """Returns what ``from module import *`` binds."""
    record = m.read(ref)
    assert isinstance(record, ModuleRecord)
    listed = record.attrs.get("__all__")
    if listed is not None:
        names = [n for n in m.program.semantics.iterate(m, listed) if isinstance(n, str)]
        return [(name, module_attr(m, ref, record, name)) for name in names]
    if record.kind == "native":
        return list(record.attrs.items())
    hidden: dict[str, Value] = {}
    if record.kind == "bundled":
        for name in sorted(hidden_builtins(record.name)):
            value = module_attr(m, ref, record, name)
            if value is not UNBOUND:
                hidden[name] = value
        record = m.read(ref)  # looking a name up may add it
        assert isinstance(record, ModuleRecord)
    return [(n, v) for n, v in (record.attrs | hidden).items() if not n.startswith("_")]
