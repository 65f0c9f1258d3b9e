"""os.environ: variables that the program has not set itself are unknown."""

import _pytea


class _Environ:
    def __init__(self):
        self._set = {}
        self._deleted = set()

    def __getitem__(self, key):
        if key in self._set:
            return self._set[key]
        if key in self._deleted:
            raise KeyError(key)
        return _pytea.unknown(f"environment variable {key}", "str")

    def __setitem__(self, key, value):
        if _pytea.is_known(value) and not isinstance(value, str):
            raise TypeError(f"str expected, not {type(value).__name__}")
        self._set[key] = value

    def __delitem__(self, key):
        self._set.pop(key, None)
        self._deleted.add(key)

    def __contains__(self, key):
        if key in self._set:
            return True
        return key not in self._deleted and _pytea.choice(f"environment variable {key} is set")

    def get(self, key, default=None):
        # who names a default says what a plain run has; None asks whether the variable is set
        if default is None and key not in self._set and _pytea.has_open_surroundings():
            if key in self:
                return self[key]
        return self._set.get(key, default)

    def setdefault(self, key, default):
        if key not in self._set:
            self[key] = default
        return self._set[key]

    def pop(self, key, *default):
        self._deleted.add(key)
        if default:
            return self._set.pop(key, *default)
        if key in self._set:
            return self._set.pop(key)
        return _pytea.unknown(f"environment variable {key}", "str")

    def update(self, *others, **values):
        for other in (*others, values):
            for key, value in dict(other).items():
                self[key] = value

    def copy(self):
        return _pytea.unknown("a copy of the environment", "dict")

    def keys(self):
        return _pytea.unknown("the names of the environment variables", "list")

    def values(self):
        return _pytea.unknown("the environment variables", "list")

    def items(self):
        return _pytea.unknown("the environment variables", "list")

    def __iter__(self):
        return iter(self.keys())

    def __len__(self):
        return _pytea.unknown("the number of environment variables", "int")


environ = _Environ()


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value):
    pass


def unsetenv(key):
    pass
