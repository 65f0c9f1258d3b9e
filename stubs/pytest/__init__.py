"""pytest: fixtures and marked tests are the functions themselves; what must be raised is caught."""

import importlib

from _inert import Inert, inert
from _pytea import unknown


class _Mark:
    def __getattr__(self, name):
        return _decorator


def _decorator(*args, **kwargs):
    if len(args) == 1 and callable(args[0]) and not kwargs:
        return args[0]
    return _decorator


mark = _Mark()


def fixture(function=None, **kwargs):
    if function is None:
        return _decorator
    return function


yield_fixture = fixture
hookimpl = _decorator
hookspec = _decorator


def param(*values, marks=(), id=None):
    return values[0] if len(values) == 1 else values


class Failed(BaseException):
    pass


class Skipped(BaseException):
    pass


class _Outcome:
    def __init__(self, exception):
        self.Exception = exception

    def __call__(self, reason="", **kwargs):
        raise self.Exception(reason)


skip = _Outcome(Skipped)
fail = _Outcome(Failed)
xfail = _Outcome(Failed)
exit = _Outcome(SystemExit)


class ExceptionInfo:
    def __init__(self, value=None):
        self.value = value
        self.type = type(value)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return inert

    def match(self, regexp):
        return True


class RaisesExc:
    def __init__(self, expected):
        self.expected = expected
        self.info = ExceptionInfo()

    def __enter__(self):
        return self.info

    def __exit__(self, type, value, traceback):
        if value is None or not isinstance(value, self.expected):
            return False
        self.info.value = value
        self.info.type = type
        return True


def raises(expected_exception=BaseException, *args, match=None, check=None, **kwargs):
    if not args:
        return RaisesExc(expected_exception)
    try:
        args[0](*args[1:], **kwargs)
    except expected_exception as error:
        return ExceptionInfo(error)


class _Warns(Inert):
    pass


def warns(expected_warning=Warning, *args, match=None, **kwargs):
    if args:
        return args[0](*args[1:], **kwargs)
    return _Warns()


def deprecated_call(*args, match=None, **kwargs):
    return warns(DeprecationWarning, *args, **kwargs)


class approx:
    def __init__(self, expected, rel=None, abs=None, nan_ok=False):
        self.expected = expected

    def __eq__(self, other):
        return unknown("a comparison of numbers", "bool")

    def __ne__(self, other):
        return unknown("a comparison of numbers", "bool")


def importorskip(modname, minversion=None, reason=None, exc_type=None):
    return importlib.import_module(modname)


class FixtureRequest:
    """What the fixture ``request`` gives: ``param`` is the one that a fixture is made for."""

    def __init__(self, param=None):
        self.param = param

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return unknown(f"what pytest tells a fixture of its test: {name}")


def main(args=None, plugins=None):
    return 0


def __getattr__(name):
    return inert
