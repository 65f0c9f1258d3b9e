"""Imports of the analysed program: where a module comes from, running its body, its attributes.

Nothing is ever imported into CPython. A module is native to the machine, a bundled stub, a file of
the user's project, or a source file of the selected environment; anything else is Unknown.
"""

from __future__ import annotations

import os
from pathlib import Path

from pytea.machine.attributes import unknown_export
from pytea.machine.builtins.attribute_functions import find_or_missing
from pytea.machine.machine import Machine
from pytea.machine.signals import Gather, NeedFrame
from pytea.machine.sources import ModuleSource
from pytea.machine.tables import MODULES
from pytea.machine.types import OBJECT
from pytea.state.frame import Continuation, Frame
from pytea.stubapi import OPERATORS
from pytea.stubapi.loading import load_operators
from pytea.values.objects import UNBOUND, Ref, Value
from pytea.values.records import (
    ClassRecord,
    FunctionRecord,
    InstanceRecord,
    ListRecord,
    ModuleRecord,
)
from pytea.values.unknown import Unknown

#: Packages whose operators are native stubs.
_OPERATOR_PACKAGES = ("torch", "torchvision", "torchaudio", "numpy", "einops", "scipy")
_TYPING = (
    "typing", "typing_extensions", "collections.abc", "beartype.typing", "jaxtyping", "torchtyping",
)  # fmt: skip


def import_module(m: Machine, name: str, *, asks: bool = True) -> Value:
    """Returns a module, running the bodies of it and its packages first where needed.

    A package waits where one of its names is wanted, which may come from elsewhere: not ``asks``.
    Raises ModuleNotFoundError in the program only where something is there to catch it; a module
    that cannot be found is Unknown otherwise.
    """
    parent: Value = None
    parts = name.split(".")
    for count in range(1, len(parts) + 1):
        full = ".".join(parts[:count])
        child: Value = m.state.modules.get(full)
        if child is None:
            on_the_way = (count < len(parts) or not asks) and m.program.library is not None
            child = _submodule_of(m, parent, full, on_the_way)
            if not isinstance(child, Ref):
                return child
        parent = child
    if asks and isinstance(parent, Ref):
        awaken(m, parent)
    return parent


def awaken(m: Machine, ref: Ref) -> None:
    """Runs the file of a package that was only passed on the way to something in it."""
    record = m.read(ref)
    if isinstance(record, ModuleRecord) and record.waits:
        if m.is_ahead():
            raise Gather
        source = m.program.sources.find(record.name)
        m.write(ref).waits = False  # type: ignore[attr-defined]
        if source is not None:
            _enter_body(m, record.name, ref, source)


def _submodule_of(m: Machine, parent: Value, full: str, on_the_way: bool) -> Value:
    last = full.rpartition(".")[2]
    if isinstance(parent, Ref):
        record = m.read(parent)
        if isinstance(record, ModuleRecord) and record.kind in ("bundled", "native"):
            value = record.attrs.get(last)
            if value is not None and not isinstance(value, Ref):
                return value
    return load_module(m, full, parent, on_the_way=on_the_way)


def load_module(m: Machine, name: str, parent: Value = None, *, on_the_way: bool = False) -> Value:
    """Makes the module ``name`` and runs its body; the instruction is executed again after that.

    An installed package that is only passed ``on_the_way`` to a module in it waits.
    """
    if name in MODULES:
        return _register(
            m, name, parent, ModuleRecord(name, dict(MODULES[name]), None, name, "native")
        )
    source = m.program.sources.find(name) or _on_changed_path(m, name)
    if name in _TYPING and (source is None or source.kind == "library" or source.file is None):
        # where they are installed, too: what they make of annotations is no computation
        return _register(m, name, parent, ModuleRecord(name, {}, None, name, "typing"))
    if source is None:
        return _missing(m, name)
    if source.reason:
        return m.unknown(source.reason, "module")
    top = name.partition(".")[0]
    if top in _OPERATOR_PACKAGES and source.kind == "bundled":
        load_operators(top)
    if source.kind == "bundled" and source.file is None and not has_operators(name):
        source = m.program.sources.find_behind(name) or source
    return run_body(m, name, parent, source, waits=on_the_way and source.kind != "bundled")


def import_behind(m: Machine, name: str) -> Value:
    """Returns the module of the environment behind one of our stubs, or None where there is none."""
    key = f"{name} behind its stub"
    known = m.state.modules.get(key)
    if known is not None:
        return known
    source = m.program.sources.find_behind(name)
    return run_body(m, key, None, source) if source is not None else None


def run_body(
    m: Machine, key: str, parent: Value, source: ModuleSource, *, waits: bool = False
) -> Ref:
    """Makes a module that is known under ``key`` and has its body run, unless that waits."""
    name = source.name
    if source.file is not None and m.is_ahead():
        # paths that load the same module one by one have nothing in common any more
        raise Gather
    record = ModuleRecord(name, {}, source.file, source.display, source.kind, source.package)
    _add_specials(m, record, name, source)
    ref = _register(m, key, parent, record)
    record.waits = waits and source.file is not None and source.package is not None
    return ref if record.waits else _enter_body(m, key, ref, source)


def _enter_body(m: Machine, key: str, ref: Ref, source: ModuleSource) -> Ref:
    if source.file is None:
        return ref
    module = m.program.lower(source)
    m.write(ref).attrs["__doc__"] = None if module is None else module.code.docstring  # type: ignore[attr-defined]
    if module is None:
        return ref
    frame = Frame(module.code, ref, Continuation("module", subject=key))
    raise NeedFrame(frame)


def _add_specials(m: Machine, record: ModuleRecord, name: str, source: ModuleSource) -> None:
    record.attrs["__name__"] = name
    record.attrs["__file__"] = str(source.file) if source.file else None
    if source.file is None:
        record.attrs["__doc__"] = None
    record.attrs["__package__"] = name if source.package else name.rpartition(".")[0]
    path: Value = None
    if source.package is not None:
        path = record.attrs["__path__"] = m.new_list([str(source.package)])
    record.attrs["__spec__"] = new_spec(m, record, path)


def new_spec(m: Machine, record: ModuleRecord, path: Value) -> Ref:
    """Returns the ``__spec__`` of a module: where it comes from."""
    spec: dict[str, Value] = {
        "name": record.name, "parent": record.attrs["__package__"], "loader": None, "cached": None,
        "origin": record.attrs["__file__"], "has_location": record.file is not None,
        "submodule_search_locations": path,
    }  # fmt: skip
    return m.alloc(InstanceRecord(OBJECT, spec))


def _register(m: Machine, name: str, parent: Value, record: ModuleRecord) -> Ref:
    ref = m.alloc(record)
    m.state.modules[name] = ref
    if isinstance(parent, Ref) and not _is_asked(m, parent, record) and not _waits(m, parent):
        m.write(parent).attrs[name.rpartition(".")[2]] = ref  # type: ignore[attr-defined]
    return ref


def _waits(m: Machine, package: Ref) -> bool:
    record = m.read(package)
    return isinstance(record, ModuleRecord) and record.waits


def _is_asked(m: Machine, parent: Ref, record: ModuleRecord) -> bool:
    """Returns whether a stub itself says what the name of a module behind it stands for.

    ``torchvision.models.googlenet`` is a function where the package imports all of that module.
    """
    package = m.read(parent)
    if not isinstance(package, ModuleRecord) or package.kind != "bundled":
        return False
    held = package.attrs.get(record.name.rpartition(".")[2])
    if isinstance(held, Ref) and isinstance(m.read(held), (ClassRecord, FunctionRecord)):
        # as ``torch.nn.parallel.data_parallel``, a function of a module of that name
        return True
    return record.kind == "library" and "__getattr__" in package.attrs


def _on_changed_path(m: Machine, name: str) -> ModuleSource | None:
    """Looks in the folders that the program itself has put on ``sys.path``.

    Relative ones are seen from the script's folder, where such a script is meant to be started.
    """
    system = m.state.modules.get("sys")
    record = m.state.heap.read(system) if system is not None else None
    listed = record.attrs.get("path") if isinstance(record, ModuleRecord) else None
    folders = m.state.heap.read(listed) if isinstance(listed, Ref) else None
    if not isinstance(folders, ListRecord):
        return None
    for folder in folders.items:
        if isinstance(folder, str):
            place = Path(os.path.normpath(m.program.script.parent / folder))
            source = m.program.sources.find_below(place, name)
            if source is not None:
                return source
    return None


def _missing(m: Machine, name: str) -> Value:
    exception = m.program.semantics.make_exception(
        m, "ModuleNotFoundError", f"No module named '{name}'"
    )
    if m.program.semantics.will_be_caught_as_import(m, exception):
        m.program.semantics.raise_exception(exception)
    return m.unknown(f"module {name} is not found", "module")


def import_from(m: Machine, module: str, level: int, name: str, importer: ModuleRecord) -> Value:
    """Returns what ``from module import name`` binds."""
    full = absolute_name(importer, module, level)
    # of several modules each is asked on a path of its own: what one answers is not for the others
    source = m.resolve(import_module(m, full, asks=False))
    if isinstance(source, Unknown):
        found = unknown_export(source.reason, name)
        return found if found.role else source
    if not isinstance(source, Ref):
        return m.program.semantics.get_attr(m, source, name)
    value = find_or_missing(m, source, name)
    if value is not UNBOUND:
        return value
    below = f"{full}.{name}"
    if _is_package(m, source) and m.program.sources.find(below) is not None:
        return import_module(m, below)
    exception = m.program.semantics.make_exception(
        m, "ImportError", f"cannot import name '{name}' from '{full}'"
    )
    if m.program.semantics.will_be_caught_as_import(m, exception):
        m.program.semantics.raise_exception(exception)
    return m.unknown(f"{full} has no {name}")


def _is_package(m: Machine, module: Ref) -> bool:
    """Returns whether submodules are searched for: what a package puts in its place has a path."""
    record = m.read(module)
    if isinstance(record, ModuleRecord):
        return record.package is not None
    return find_or_missing(m, module, "__path__") is not UNBOUND


def absolute_name(importer: ModuleRecord, module: str, level: int) -> str:
    """Returns the absolute name of a module that is imported relatively."""
    if level == 0:
        return module
    parts = importer.name.split(".")
    if importer.name == "__main__":
        package = importer.attrs.get("__package__")
        parts = package.split(".") if isinstance(package, str) else []
    elif importer.package is None:
        parts = parts[:-1]
    base = parts[: len(parts) - (level - 1)]
    return ".".join([*base, module] if module else base)


def has_operators(module: str) -> bool:
    """Returns whether operators are registered below a module."""
    below = f"{module}."
    return any(known.startswith(below) for known in OPERATORS)
