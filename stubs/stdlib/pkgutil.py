"""pkgutil: lists the modules of the program's own packages.

Those of a library are many, and are found when something imports them.
"""

import _pytea
from collections import namedtuple

ModuleInfo = namedtuple("ModuleInfo", "module_finder name ispkg")


class _Loader:
    """Loads a module that is listed, which is loaded once."""

    def __init__(self, name):
        self.name = name

    def exec_module(self, module):
        pass

    def load_module(self, fullname=None):
        return _pytea.import_module(fullname or self.name)


class _Finder:
    """Finds what is listed."""

    def __init__(self, folder):
        self.path = folder

    def find_spec(self, fullname, target=None):
        machinery = _pytea.import_module("importlib.machinery")
        return machinery.ModuleSpec(fullname, _Loader(fullname))


def iter_modules(path=None, prefix=""):
    for folder in path or ():
        for name, is_package in _pytea.modules_in(folder):
            yield ModuleInfo(_Finder(folder), prefix + name, is_package)


def walk_packages(path=None, prefix="", onerror=None):
    for info in iter_modules(path, prefix):
        yield info
        if info.ispkg:
            package = _pytea.import_module(info.name)
            yield from walk_packages(package.__path__, info.name + ".", onerror)


def extend_path(path, name):
    return path


def resolve_name(name):
    module, _, attribute = name.partition(":")
    value = _pytea.import_module(module)
    for part in attribute.split(".") if attribute else ():
        value = getattr(value, part)
    return value


def get_data(package, resource):
    return _pytea.unknown("the contents of a file", "bytes")


def get_loader(module_or_name):
    return _pytea.unknown("a loader of modules")


find_loader = get_importer = get_loader
