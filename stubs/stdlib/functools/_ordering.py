"""Comparison methods made from one another."""


def total_ordering(cls):
    roots = [name for name in ("__lt__", "__gt__", "__le__", "__ge__") if _defined(cls, name)]
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = roots[0]
    for name, function in _DERIVED[root].items():
        if name not in roots:
            setattr(cls, name, function)
    return cls


def _defined(cls, name):
    return any([name in base.__dict__ for base in cls.__mro__ if base is not object])


def _call(self, name, other):
    return getattr(type(self), name)(self, other)


def _derive(root, negate, equal):
    """``not root`` if ``negate``; then ``or ==`` ("or"), or ``and !=`` ("and")."""

    def compare(self, other):
        result = _call(self, root, other)
        if result is NotImplemented:
            return result
        if negate:
            result = not result
        if equal == "or":
            return result or self == other
        if equal == "and":
            return result and self != other
        return result

    return compare


_DERIVED = {
    "__lt__": {"__gt__": _derive("__lt__", True, "and"), "__le__": _derive("__lt__", False, "or"),
               "__ge__": _derive("__lt__", True, "")},
    "__le__": {"__ge__": _derive("__le__", True, "or"), "__lt__": _derive("__le__", False, "and"),
               "__gt__": _derive("__le__", True, "")},
    "__gt__": {"__lt__": _derive("__gt__", True, "and"), "__ge__": _derive("__gt__", False, "or"),
               "__le__": _derive("__gt__", True, "")},
    "__ge__": {"__le__": _derive("__ge__", True, "or"), "__gt__": _derive("__ge__", False, "and"),
               "__lt__": _derive("__ge__", True, "")},
}  # fmt: skip


def cmp_to_key(mycmp):
    class K:
        __hash__ = None

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

    return K
