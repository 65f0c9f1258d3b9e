"""os.path: arithmetic on names is computed, the file system is not looked at."""

import _pytea
from _pytea import is_known

sep = "/"
altsep = None
extsep = "."
pardir = ".."
curdir = "."
pathsep = ":"
defpath = "/bin:/usr/bin"
devnull = "/dev/null"
supports_unicode_filenames = False


def _fspath(path):
    if not is_known(path) or isinstance(path, (str, bytes)):
        return path
    if hasattr(path, "__fspath__"):
        return path.__fspath__()
    raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")


def _unknown():
    return _pytea.unknown("a path that is not known", "str")


def join(a, *p):
    path = _fspath(a)
    for part in p:
        part = _fspath(part)
        if not is_known(path) or not is_known(part):
            path = _unknown()
        elif isinstance(path, bytes):
            path = (
                part
                if part.startswith(b"/")
                else path + (b"" if not path or path.endswith(b"/") else b"/") + part
            )
        elif part.startswith("/"):
            path = part
        elif not path or path.endswith("/"):
            path += part
        else:
            path += "/" + part
    return path


def split(p):
    p = _fspath(p)
    if not is_known(p):
        return _unknown(), _unknown()
    head, slash, tail = p.rpartition("/")
    head += slash
    return (head.rstrip("/") or head), tail


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def splitext(p):
    p = _fspath(p)
    if not is_known(p):
        return _unknown(), _unknown()
    start = p.rfind("/") + 1
    name = p[start:]
    dot = name.rfind(".")
    if dot <= 0 or not name[:dot].strip("."):
        return p, ""
    return p[: start + dot], name[dot:]


def splitdrive(p):
    return "", _fspath(p)


def isabs(s):
    s = _fspath(s)
    return s.startswith("/")


def normcase(s):
    return _fspath(s)


def normpath(path):
    return _pytea.call_host("posixpath.normpath", _fspath(path))


def abspath(path):
    """A relative path is seen from the script's folder, where such a script is meant to be started."""
    path = _fspath(path)
    if not is_known(path):
        return _unknown()
    if isinstance(path, str) and not path.startswith("/"):
        path = join(_pytea.script_folder(), path)
    return normpath(path)


def realpath(filename, *, strict=False):
    return abspath(filename)


def expanduser(path):
    path = _fspath(path)
    return path if is_known(path) and not path.startswith("~") else _unknown()


def expandvars(path):
    path = _fspath(path)
    return path if is_known(path) and "$" not in path else _unknown()


def relpath(path, start=curdir):
    path, start = _fspath(path), _fspath(start)
    if not is_known(path) or not is_known(start) or isabs(path) != isabs(start):
        return _unknown()
    if not path:
        raise ValueError("no path specified")
    here = [part for part in normpath(start).split("/") if part not in ("", ".")]
    there = [part for part in normpath(path).split("/") if part not in ("", ".")]
    shared = len(commonprefix([here, there]))
    if ".." in here[shared:]:
        return _unknown()
    return "/".join([".."] * (len(here) - shared) + there[shared:]) or "."


def commonprefix(m):
    if not m:
        return ""
    first, last = min(m), max(m)
    for index, item in enumerate(first):
        if item != last[index]:
            return first[:index]
    return first


def commonpath(paths):
    paths = [_fspath(path) for path in paths]
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    if not all([is_known(path) for path in paths]):
        return _unknown()
    if len({isabs(path) for path in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    parts = [[part for part in path.split("/") if part and part != "."] for path in paths]
    return ("/" if isabs(paths[0]) else "") + "/".join(commonprefix(parts))


def exists(path):
    return _pytea.choice("a file exists")


lexists = exists


def isfile(path):
    return _pytea.choice("a path is a file")


def isdir(s):
    return _pytea.choice("a path is a folder")


def islink(path):
    return _pytea.choice("a path is a link")


def ismount(path):
    return _pytea.choice("a path is a mount point")


def samefile(f1, f2):
    return _pytea.choice("two paths are the same file")


def getsize(filename):
    return _pytea.unknown("the size of a file", "int")


def getmtime(filename):
    return _pytea.unknown("the time of a file", "float")


getatime = getctime = getmtime
