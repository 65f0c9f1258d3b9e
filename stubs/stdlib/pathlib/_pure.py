"""Paths as names."""

import _pytea


def _text_of(part):
    if not _pytea.is_known(part) or isinstance(part, str):
        return part
    if isinstance(part, PurePath):
        return part._text
    if hasattr(part, "__fspath__"):
        return part.__fspath__()
    raise TypeError(
        "argument should be a str or an os.PathLike object where __fspath__ returns a str, not "
        f"{type(part).__name__!r}"
    )


def _joined(segments):
    """Returns (root, names) of the joined segments, or None when one of them is not known."""
    root, names = "", []
    for segment in segments:
        text = _text_of(segment)
        if not _pytea.is_known(text):
            return None
        if text.startswith("/"):
            root = "//" if text.startswith("//") and not text.startswith("///") else "/"
            names = []
        names += [name for name in text.split("/") if name and name != "."]
    return root, names


class PurePath:
    def __init__(self, *segments):
        self._set(_joined(segments))

    def _set(self, parsed):
        if parsed is None:
            self._root = self._names = None
            self._text = _pytea.unknown("a path that is not known", "str")
        else:
            self._root, self._names = parsed
            self._text = self._root + "/".join(self._names) or "."

    def _known(self):
        return self._names is not None

    def _with(self, root, names):
        made = object.__new__(type(self))
        made._set((root, names))
        return made

    def _unknown(self):
        made = object.__new__(type(self))
        made._set(None)
        return made

    def _part(self):
        return _pytea.unknown("part of a path that is not known", "str")

    def __class_getitem__(cls, item):
        return cls

    def __str__(self):
        return self._text

    def __fspath__(self):
        return self._text

    def __bytes__(self):
        return self._text.encode()

    def as_posix(self):
        return self._text

    def as_uri(self):
        if self._known() and not self._root:
            raise ValueError("relative path can't be expressed as a file URI")
        return self._part()

    def __repr__(self):
        name = type(self).__name__
        return f"{'PosixPath' if name == 'Path' else 'PurePosixPath' if name == 'PurePath' else name}({self._text!r})"

    def __hash__(self):
        return hash(self._text)

    def __eq__(self, other):
        return self._text == other._text if isinstance(other, PurePath) else NotImplemented

    def _order(self):
        return [self._root, self._root, *self._names] if self._root else self._names

    def __lt__(self, other):
        return self._order() < other._order() if isinstance(other, PurePath) else NotImplemented

    def __le__(self, other):
        return self._order() <= other._order() if isinstance(other, PurePath) else NotImplemented

    def __gt__(self, other):
        return self._order() > other._order() if isinstance(other, PurePath) else NotImplemented

    def __ge__(self, other):
        return self._order() >= other._order() if isinstance(other, PurePath) else NotImplemented

    def joinpath(self, *segments):
        parsed = _joined((self, *segments))
        return self._unknown() if parsed is None else self._with(*parsed)

    def with_segments(self, *segments):
        return type(self)(*segments)

    def __truediv__(self, key):
        return self.joinpath(key)

    def __rtruediv__(self, key):
        parsed = _joined((key, self))
        return self._unknown() if parsed is None else self._with(*parsed)

    drive = ""

    @property
    def root(self):
        return self._root if self._known() else self._part()

    anchor = root

    @property
    def parts(self):
        if not self._known():
            return _pytea.unknown("the parts of a path that is not known", "tuple")
        return (self._root, *self._names) if self._root else tuple(self._names)

    @property
    def parent(self):
        if not self._known():
            return self._unknown()
        return self._with(self._root, self._names[:-1]) if self._names else self

    @property
    def parents(self):
        if not self._known():
            return _pytea.unknown("the parents of a path that is not known", "tuple")
        sizes = range(len(self._names) - 1, -1, -1)
        return tuple([self._with(self._root, self._names[:size]) for size in sizes])

    @property
    def name(self):
        if not self._known():
            return self._part()
        return self._names[-1] if self._names else ""

    def _dot(self):
        at = self.name.rfind(".")
        return at if 0 < at < len(self.name) - 1 else len(self.name)

    @property
    def suffix(self):
        return self.name[self._dot() :] if self._known() else self._part()

    @property
    def stem(self):
        return self.name[: self._dot()] if self._known() else self._part()

    @property
    def suffixes(self):
        if not self._known():
            return _pytea.unknown("the suffixes of a path that is not known", "list")
        if self.name.endswith("."):
            return []
        return ["." + suffix for suffix in self.name.lstrip(".").split(".")[1:]]

    def with_name(self, name):
        if not self._known() or not _pytea.is_known(name):
            return self._unknown()
        if not self._names:
            raise ValueError(f"{self!r} has an empty name")
        if not name or "/" in name or name == ".":
            raise ValueError(f"Invalid name {name!r}")
        return self._with(self._root, [*self._names[:-1], name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if not self._known() or not _pytea.is_known(suffix):
            return self._unknown()
        if suffix and (not suffix.startswith(".") or suffix == "." or "/" in suffix):
            raise ValueError(f"Invalid suffix {suffix!r}")
        if not self._names:
            raise ValueError(f"{self!r} has an empty name")
        return self.with_name(self.stem + suffix)

    def is_absolute(self):
        return bool(self._root) if self._known() else _pytea.unknown("a path", "bool")

    def is_relative_to(self, *other):
        parsed = _joined(other)
        if not self._known() or parsed is None:
            return _pytea.unknown("whether one path is in another", "bool")
        return self._root == parsed[0] and self._names[: len(parsed[1])] == parsed[1]

    def relative_to(self, *other):
        parsed = _joined(other)
        if not self._known() or parsed is None:
            return self._unknown()
        if not self.is_relative_to(*other):
            raise ValueError(
                f"{str(self)!r} is not in the subpath of {str(PurePath(*other))!r} OR one path is "
                "relative and the other is absolute."
            )
        return self._with("", self._names[len(parsed[1]) :])

    def match(self, path_pattern):
        if not self._known() or not _pytea.is_known(path_pattern):
            return _pytea.unknown("whether a path matches", "bool")
        root, wanted = _joined((path_pattern,))
        if not wanted:
            raise ValueError("empty pattern")
        names = self._names
        if len(wanted) > len(names) or root and (root != self._root or len(wanted) != len(names)):
            return False
        pairs = zip(names[len(names) - len(wanted) :], wanted)
        return all([_pytea.call_host("fnmatch.fnmatchcase", name, form) for name, form in pairs])

    def __reduce__(self):
        return type(self), (self._text,)
