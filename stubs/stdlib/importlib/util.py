"""importlib.util: whether a module is there is a real choice."""

import _pytea


def find_spec(name, package=None):
    if _pytea.choice(f"module {name} is installed"):
        return _pytea.unknown(f"the description of module {name}")
    return None


def module_from_spec(spec):
    return _pytea.unknown("a module from a file")


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=None):
    return _pytea.unknown("a module from a file")


spec_from_loader = spec_from_file_location
