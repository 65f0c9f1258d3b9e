"""glob: the file system is not looked at."""

import _pytea


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return _pytea.unknown("the files that match a pattern", "list")


iglob = glob


def has_magic(s):
    return any([char in s for char in "*?["])


def escape(pathname):
    return "".join([f"[{char}]" if char in "*?[" else char for char in pathname])
