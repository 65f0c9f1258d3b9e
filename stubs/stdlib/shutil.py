"""shutil: nothing is copied, moved or removed."""

import _pytea


class Error(OSError):
    pass


class SameFileError(Error):
    pass


def _destination(src, dst, *args, **kwargs):
    return dst


copyfile = copy = copy2 = copytree = move = _destination


def _nothing(*args, **kwargs):
    return None


rmtree = copymode = copystat = copyfileobj = chown = unpack_archive = _nothing
register_archive_format = register_unpack_format = _nothing


def ignore_patterns(*patterns):
    return _nothing


def make_archive(base_name, format, *args, **kwargs):
    endings = {
        "zip": ".zip",
        "tar": ".tar",
        "gztar": ".tar.gz",
        "bztar": ".tar.bz2",
        "xztar": ".tar.xz",
    }
    return base_name + endings.get(format, "")


def which(cmd, mode=None, path=None):
    return _pytea.unknown(f"where the program {cmd} is")


def disk_usage(path):
    return _pytea.unknown("the space on a disk")


def get_terminal_size(fallback=(80, 24)):
    return _pytea.unknown("the size of the terminal")
