"""importlib.machinery: the description of a module, and what runs a file of the project."""

import _pytea


class ModuleSpec:
    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None
        self.cached = None
        self.has_location = origin is not None

    @property
    def parent(self):
        if self.submodule_search_locations is None:
            return self.name.rpartition(".")[0]
        return self.name


class SourceFileLoader:
    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def exec_module(self, module):
        found = self.load_module()
        if _pytea.is_known(found):
            for name, value in vars(found).items():
                if not name.startswith("__"):
                    setattr(module, name, value)

    def load_module(self, fullname=None):
        found = _pytea.module_at(self.path)
        return _pytea.unknown("a module from a file") if found is None else found


SourcelessFileLoader = ExtensionFileLoader = SourceFileLoader
SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = [".pyc"]
EXTENSION_SUFFIXES = [".cpython-311-x86_64-linux-gnu.so", ".abi3.so", ".so"]


def all_suffixes():
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES
