"""keyword."""

from _namedtuple import _KEYWORDS

kwlist = sorted(_KEYWORDS)
softkwlist = ["_", "case", "match"]


def iskeyword(s):
    return s in _KEYWORDS


def issoftkeyword(s):
    return s in softkwlist
