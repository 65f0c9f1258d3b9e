"""tempfile: names are unknown, nothing is made."""

import _pytea
from io import BytesIO, StringIO

tempdir = None
template = "tmp"


def _name(*args, **kwargs):
    return _pytea.unknown("the name of a temporary file", "str")


gettempdir = gettempprefix = mkdtemp = mktemp = _name


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    return _pytea.unknown("the number of an open file", "int"), _name()


class TemporaryDirectory:
    def __init__(
        self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True
    ):
        self.name = _name()

    def cleanup(self):
        pass

    def __enter__(self):
        return self.name

    def __exit__(self, *exception):
        return None


def _named(stream):
    stream.name = _name()
    stream.file = stream
    return stream


def NamedTemporaryFile(mode="w+b", *args, **kwargs):
    return _named(BytesIO() if "b" in mode else StringIO())


TemporaryFile = NamedTemporaryFile


def SpooledTemporaryFile(max_size=0, mode="w+b", *args, **kwargs):
    return NamedTemporaryFile(mode)
