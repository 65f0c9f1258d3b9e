"""importlib.metadata: versions are read from the environment; nothing else of a package is known."""

import _pytea


class PackageNotFoundError(ModuleNotFoundError):
    pass


def version(distribution_name):
    found = _pytea.version_of(distribution_name)
    if found is not None:
        return found
    if distribution_name in ("torch", "numpy"):
        return _pytea.import_module(distribution_name).__version__
    if _pytea.is_installed(distribution_name.replace("-", "_")) is False:
        raise PackageNotFoundError(distribution_name)
    return _pytea.unknown(f"the version of {distribution_name}", "str")


class Distribution:
    def __init__(self, name):
        self.name = name
        self.version = version(name)
        self.metadata = _pytea.unknown(f"the metadata of {name}")
        self.files = self.requires = self.entry_points = _pytea.unknown(f"the files of {name}", "list")

    def read_text(self, filename):
        return _pytea.unknown(f"a file of {self.name}", "str")


def distribution(distribution_name):
    return Distribution(distribution_name)


def metadata(distribution_name):
    return distribution(distribution_name).metadata


def requires(distribution_name):
    return _pytea.unknown(f"the requirements of {distribution_name}", "list")


files = requires


def distributions(**kwargs):
    return _pytea.unknown("the packages that are installed", "list")


def packages_distributions():
    return _pytea.unknown("the packages that are installed", "dict")


class EntryPoint:
    def __init__(self, name, value, group):
        self.name, self.value, self.group = name, value, group


class EntryPoints(tuple):
    pass


def entry_points(**params):
    return _pytea.unknown("the packages that are installed", "list")
