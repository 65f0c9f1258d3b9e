"""io: streams in memory are computed while what is written is known."""

import _pytea

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192
open = open


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    closed = False

    def close(self):
        self.closed = True

    def flush(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def readable(self):
        return True

    writable = seekable = readable

    def isatty(self):
        return False


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class TextIOBase(IOBase):
    encoding = None


class _Memory(IOBase):
    def __init__(self, initial):
        self._value = initial
        self._at = 0

    def getvalue(self):
        return self._value

    def write(self, s):
        if not _pytea.is_known(s) or not _pytea.is_known(self._value):
            self._value = _pytea.unknown("what was written to a stream", type(self)._kind)
            return _pytea.unknown("the length of what was written", "int")
        end = self._at + len(s)
        self._value = self._value[: self._at] + s + self._value[end:]
        self._at = end
        return len(s)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def read(self, size=-1):
        if not _pytea.is_known(self._value):
            return self._value
        start = self._at
        self._at = (
            len(self._value) if size is None or size < 0 else min(start + size, len(self._value))
        )
        return self._value[start : self._at]

    def readline(self, size=-1):
        if not _pytea.is_known(self._value):
            return self._value
        end = self._value.find(type(self)._newline, self._at) + 1
        return self.read(end - self._at if end else -1)

    def readlines(self, hint=-1):
        if not _pytea.is_known(self._value):
            return _pytea.unknown("the lines of a stream", "list")
        lines = []
        while self._at < len(self._value):
            lines.append(self.readline())
        return lines

    def __iter__(self):
        return iter(self.readlines())

    def seek(self, offset, whence=0):
        self._at = offset if whence == 0 else len(self._value) + offset if whence == 2 else self._at
        return self._at

    def tell(self):
        return self._at

    def truncate(self, size=None):
        self._value = self._value[: self._at if size is None else size]
        return len(self._value)


class StringIO(_Memory, TextIOBase):
    _kind, _newline = "str", "\n"

    def __init__(self, initial_value="", newline="\n"):
        super().__init__(initial_value)


class BytesIO(_Memory, BufferedIOBase):
    _kind, _newline = "bytes", b"\n"

    def __init__(self, initial_bytes=b""):
        super().__init__(initial_bytes)

    def getbuffer(self):
        return self._value


class TextIOWrapper(TextIOBase):
    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False):
        self.buffer = buffer
        self.encoding = encoding

    def read(self, size=-1):
        return _pytea.unknown("the contents of a file", "str")

    def write(self, s):
        return len(s)


class BufferedReader(BufferedIOBase):
    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        self.raw = raw

    def read(self, size=-1):
        return _pytea.unknown("the contents of a file", "bytes")


class BufferedWriter(BufferedReader):
    def write(self, b):
        return len(b)
