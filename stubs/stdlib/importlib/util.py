"""importlib.util: modules of known names are looked for in the project and the environment."""

import os

import _pytea

from importlib.machinery import ModuleSpec, SourceFileLoader


def find_spec(name, package=None):
    if _pytea.is_known(name) and name.startswith("."):
        name = resolve_name(name, package)
    known = _pytea.is_installed(name)
    if known is None:
        known = _pytea.choice(f"module {name} is installed")
    if known:
        return ModuleSpec(name, None, origin=_pytea.unknown("the file of a module", "str"))
    return None


def resolve_name(name, package):
    if not name.startswith("."):
        return name
    if not package:
        raise ImportError(f"no package specified for {name!r} (required for relative module names)")
    rest = name.lstrip(".")
    parts = package.split(".")
    parts = parts[: len(parts) - (len(name) - len(rest) - 1)]
    return ".".join([*parts, rest] if rest else parts)


def module_from_spec(spec):
    if not isinstance(spec, ModuleSpec) or not isinstance(spec.loader, SourceFileLoader):
        return _pytea.unknown("a module from a file")
    if not _pytea.is_known(spec.loader.load_module()):
        return _pytea.unknown("a module from a file")
    module = _pytea.module_type()(spec.name)
    module.__spec__ = spec
    module.__file__ = spec.origin
    return module


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=None):
    path = os.fspath(location) if _pytea.is_known(location) else location
    if not _pytea.is_known(path) or loader is not None:
        return _pytea.unknown("a module from a file")
    return ModuleSpec(name, SourceFileLoader(name, path), origin=path)


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    return ModuleSpec(name, loader, origin=origin)


class LazyLoader:
    def __init__(self, loader):
        self.loader = loader

    def exec_module(self, module):
        pass
