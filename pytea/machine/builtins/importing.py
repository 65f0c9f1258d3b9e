"""What the stubs of sys and importlib ask: which modules were imported, and which could be."""

from __future__ import annotations

import os
from pathlib import Path

from pytea.machine.homes import home_of
from pytea.machine.imports import run_body
from pytea.machine.machine import Machine
from pytea.machine.tables import native
from pytea.machine.types import MODULE
from pytea.values.objects import Ref, Value
from pytea.values.unknown import Unknown


@native("_pytea", "import_module")
def intrinsic_import_module(m: Machine, name: Value) -> Value:
    name = m.resolve(name)
    if not isinstance(name, str):
        return m.unknown("a module whose name is not known")
    return m.program.semantics.import_module(m, name)


@native("_pytea", "script_folder")
def intrinsic_script_folder(m: Machine) -> Value:
    """The folder of the script, from where it is meant to be started."""
    return str(m.program.script.parent)


@native("_pytea", "module_at")
def intrinsic_module_at(m: Machine, path: Value) -> Value:
    """Runs the module in a file; None where there is no such file."""
    path = m.resolve(path)
    if not isinstance(path, str):
        return None
    place = Path(os.path.normpath(m.program.script.parent / path))
    known = m.state.modules.get(str(place))
    if known is not None:
        return known
    source = m.program.sources.at(place)
    return None if source is None else run_body(m, str(place), None, source)


@native("_pytea", "module_type")
def intrinsic_module_type(m: Machine) -> Value:
    return MODULE


@native("_pytea", "is_installed")
def intrinsic_is_installed(m: Machine, name: Value) -> Value:
    """Whether a module is there; None where that is not known."""
    name = m.resolve(name)
    return m.program.sources.is_installed(name) if isinstance(name, str) else None


@native("_pytea", "version_of")
def intrinsic_version_of(m: Machine, distribution: Value) -> Value:
    """The version of an installed distribution, or None."""
    name = m.resolve(distribution)
    return m.program.sources.version_of(name) if isinstance(name, str) else None


@native("_pytea", "is_module")
def intrinsic_is_module(m: Machine, name: Value) -> Value:
    """Whether a file or folder of a module is known."""
    name = m.resolve(name)
    return isinstance(name, str) and m.program.sources.find(name) is not None


@native("_pytea", "home_of")
def intrinsic_home_of(m: Machine, package: Value, name: Value) -> Value:
    """The module below a package whose file defines a name, or None."""
    package, name = m.resolve(package), m.resolve(name)
    if not isinstance(package, str) or not isinstance(name, str):
        return None
    source = m.program.sources.find(package)
    return None if source is None or source.package is None else home_of(source.package, name)


@native("_pytea", "modules_in")
def intrinsic_modules_in(m: Machine, folder: Value) -> Value:
    """The (name, whether it is a package) of the modules in a folder of the program's own."""
    folder = m.resolve(folder)
    if not isinstance(folder, str):
        return m.new_list([])
    return m.new_list(list(m.program.sources.modules_in(Path(folder))))


@native("_pytea", "loaded_modules")
def intrinsic_loaded_modules(m: Machine) -> Value:
    """The modules that were imported, by name; a dict that nothing else sees."""
    shown: dict[str, Value] = {
        name: module
        for name, module in m.state.modules.items()
        if not name.startswith("_") or name == "__main__"
    }
    return m.new_dict(shown)


@native("_pytea", "loaded_module")
def intrinsic_loaded_module(m: Machine, name: Value) -> Value:
    """The module that was imported under a name, or None."""
    name = m.resolve(name)
    if isinstance(name, Unknown):
        return name
    return m.state.modules.get(name) if isinstance(name, str) else None


@native("_pytea", "replace_module")
def intrinsic_replace_module(m: Machine, name: Value, module: Value) -> Value:
    """What ``import name`` finds from here on; an unknown value is not found."""
    name, module = m.resolve(name), m.resolve(module)
    if isinstance(name, str) and isinstance(module, Ref):
        m.state.modules[name] = module
    return None


@native("_pytea", "forget_module")
def intrinsic_forget_module(m: Machine, name: Value) -> Value:
    m.state.modules.pop(name, None)  # type: ignore[call-overload]
    return None
