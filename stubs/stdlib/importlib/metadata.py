"""importlib.metadata: versions of packages are unknown."""

import _pytea


class PackageNotFoundError(ModuleNotFoundError):
    pass


def version(distribution_name):
    return _pytea.unknown(f"the version of {distribution_name}", "str")


def distribution(distribution_name):
    return _pytea.unknown(f"the package {distribution_name}")


def distributions(**kwargs):
    return _pytea.unknown("the packages that are installed", "list")


entry_points = distributions
metadata = distribution
