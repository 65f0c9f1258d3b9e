"""``__dict__`` of a module that is a stub: a name is looked up in it, all of them are not known."""

from _pytea import is_known, unknown

_MISSING = object()


class Namespace(dict):
    def __init__(self, module):
        super().__init__()
        self._module = module

    def __getitem__(self, name):
        if not is_known(name):
            return unknown("a name of a module that is not known")
        value = getattr(self._module, name, _MISSING)
        if value is _MISSING:
            raise KeyError(name)
        return value

    def __contains__(self, name):
        if not is_known(name):
            return unknown("a name of a module that is not known", "bool")
        return getattr(self._module, name, _MISSING) is not _MISSING

    def get(self, name, default=None):
        return getattr(self._module, name, default)

    def __iter__(self):
        return iter(unknown("the names of a module"))

    def __len__(self):
        return unknown("the number of names of a module", "int")

    def keys(self):
        return unknown("the names of a module")

    values = items = copy = keys
