"""pathlib: arithmetic on names is computed, the file system is not looked at."""

import _pytea
from pathlib._pure import PurePath


class PurePosixPath(PurePath):
    pass


class PureWindowsPath(PurePath):
    pass


class Path(PurePath):
    @classmethod
    def cwd(cls):
        return cls(_pytea.unknown("the working directory", "str"))

    @classmethod
    def home(cls):
        return cls(_pytea.unknown("the home directory", "str"))

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return open(self._text, mode, buffering, encoding, errors, newline)

    def read_text(self, encoding=None, errors=None):
        return _pytea.file_text(self._text)

    def read_bytes(self):
        text = _pytea.file_text(self._text)
        return text.encode() if _pytea.is_known(text) else _pytea.unknown("the contents of a file", "bytes")

    def write_text(self, data, encoding=None, errors=None, newline=None):
        return len(data)

    def write_bytes(self, data):
        return len(data)

    def _same(self):
        if self._known() and self.is_absolute():
            return type(self)(_pytea.call_host("posixpath.normpath", self._text))
        return type(self)(_pytea.unknown("an absolute path", "str"))

    def resolve(self, strict=False):
        return self._same()

    def absolute(self):
        return self if self._known() and self.is_absolute() else self._same()

    def expanduser(self):
        return self if self._known() and not self._text.startswith("~") else self._same()

    def readlink(self):
        return type(self)(_pytea.unknown("the target of a link", "str"))

    def exists(self, **options):
        return _pytea.choice("a file exists")

    def is_file(self):
        return _pytea.choice("a path is a file")

    def is_dir(self):
        return _pytea.choice("a path is a folder")

    def is_symlink(self):
        return _pytea.choice("a path is a link")

    is_mount = is_symlink

    def samefile(self, other_path):
        return _pytea.choice("two paths are the same file")

    def _nothing(self, *args, **kwargs):
        return None

    mkdir = rmdir = unlink = touch = chmod = symlink_to = hardlink_to = link_to = _nothing

    def rename(self, target):
        return type(self)(target)

    replace = rename

    def _many(self, *args, **kwargs):
        return _pytea.unknown("the files in a folder", "list")

    glob = rglob = iterdir = walk = _many

    def _fact(self, *args, **kwargs):
        return _pytea.unknown("a fact about a file")

    stat = lstat = owner = group = _fact

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return None


class PosixPath(Path):
    pass


class WindowsPath(Path):
    pass
