"""tarfile: archives are not opened."""

import _pytea


class TarError(Exception):
    pass


class ReadError(TarError):
    pass


class TarFile:
    def __init__(self, name=None, mode="r", fileobj=None, **options):
        self.name, self.mode = name, mode

    @classmethod
    def open(cls, name=None, mode="r", fileobj=None, bufsize=10240, **options):
        return cls(name, mode)

    def _list(self, *args, **kwargs):
        return _pytea.unknown("the files of an archive", "list")

    getmembers = getnames = _list

    def __iter__(self):
        return iter(self._list())

    def _fact(self, *args, **kwargs):
        return _pytea.unknown("a file of an archive")

    extractfile = getmember = next = gettarinfo = _fact

    def _nothing(self, *args, **kwargs):
        return None

    extractall = extract = add = addfile = close = list = _nothing

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return None


open = TarFile.open


def is_tarfile(name):
    return _pytea.choice("a file is a TAR archive")


class TarInfo:
    def __init__(self, name=""):
        self.name = name
        self.size = 0
