"""beartype.claw: decorates the functions of whole packages, which changes nothing here."""

from contextlib import contextmanager


def beartype_this_package(*, conf=None):
    pass


def beartype_package(package_name, *, conf=None):
    pass


def beartype_packages(package_names, *, conf=None):
    pass


def beartype_all(*, conf=None):
    pass


@contextmanager
def beartyping(*, conf=None):
    yield
