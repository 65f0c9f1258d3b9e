"""importlib: modules of known names are followed like an import statement."""

import _pytea

from importlib.util import resolve_name


def import_module(name, package=None):
    if _pytea.is_known(name) and name.startswith("."):
        if not package:
            raise TypeError(
                f"the 'package' argument is required to perform a relative import for {name!r}"
            )
        name = resolve_name(name, package)
    return _pytea.import_module(name)


def reload(module):
    return module


def invalidate_caches():
    pass


def __import__(name, globals=None, locals=None, fromlist=(), level=0):
    return _pytea.import_module(name if fromlist else name.partition(".")[0])
