"""fnmatch."""

import _pytea


def fnmatchcase(name, pat):
    return _pytea.call_host("fnmatch.fnmatchcase", name, pat)


fnmatch = fnmatchcase


def filter(names, pat):
    if not _pytea.is_known(names):
        return _pytea.unknown("the names that match", "list")
    return [name for name in names if fnmatchcase(name, pat)]


def translate(pat):
    return _pytea.call_host("fnmatch.translate", pat)
