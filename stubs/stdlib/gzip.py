"""gzip: the contents of files are unknown."""

import _pytea


class BadGzipFile(OSError):
    pass


class GzipFile:
    def __init__(self, filename=None, mode=None, compresslevel=9, fileobj=None, mtime=None):
        self.name, self.mode = filename, mode or "rb"

    def _contents(self, *args):
        return _pytea.unknown("the contents of a file", "str" if "t" in self.mode else "bytes")

    read = readline = read1 = _contents

    def readlines(self, hint=-1):
        return _pytea.unknown("the lines of a file", "list")

    def __iter__(self):
        return iter(self.readlines())

    def write(self, data):
        return len(data)

    def close(self):
        pass

    flush = close

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return None


def open(filename, mode="rb", compresslevel=9, encoding=None, errors=None, newline=None):
    return GzipFile(filename, mode)


def compress(data, compresslevel=9, *, mtime=None):
    return _pytea.unknown("compressed data", "bytes")


def decompress(data):
    return _pytea.unknown("decompressed data", "bytes")
