"""The containers of omegaconf: dicts and lists whose texts may stand for other values."""

import dataclasses
from collections.abc import Mapping

import _pytea

from omegaconf._interpolation import resolved
from omegaconf.errors import MissingMandatoryValue


class Container:
    """What both kinds of nodes have in common."""

    def __init__(self, content, parent=None):
        object.__setattr__(self, "_content", content)
        object.__setattr__(self, "_parent", parent)
        object.__setattr__(self, "_flags", {})

    def _get_root(self):
        node = self
        while node._parent is not None:
            node = node._parent
        return node

    def _get_parent(self):
        return self._parent

    def _is_none(self):
        return False

    def _set_flag(self, flags, values):
        self._flags[flags] = values

    def _get_flag(self, flag):
        return self._flags.get(flag)

    def __len__(self):
        return len(self._content)

    def __str__(self):
        return str(plain(self, False))

    __repr__ = __str__


class DictConfig(Container):
    def __init__(self, content=None, key_type=None, element_type=None, parent=None, flags=None):
        super().__init__({}, parent)
        for key, value in items_of(content).items():
            self._content[key] = wrapped(value, self)

    def _value_at(self, key):
        value = resolved(self._content[key], self)
        if isinstance(value, str) and value == "???":
            raise MissingMandatoryValue(f"Missing mandatory value: {key}")
        return value

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        if name not in self._content:
            _pytea.fail(f"Missing key {name}", "missing-attribute", "AttributeError")
        return self._value_at(name)

    def __setattr__(self, name, value):
        self._content[name] = wrapped(value, self)

    def __delattr__(self, name):
        del self._content[name]

    def __getitem__(self, key):
        if key not in self._content:
            _pytea.fail(f"Missing key {key}", "missing-key", "KeyError")
        return self._value_at(key)

    def __setitem__(self, key, value):
        self._content[key] = wrapped(value, self)

    def __delitem__(self, key):
        del self._content[key]

    def __contains__(self, key):
        return key in self._content and self._content[key] != "???"

    def __iter__(self):
        return iter(list(self._content))

    def __eq__(self, other):
        return plain(self, True) == plain(other, True)

    def get(self, key, default_value=None):
        return self._value_at(key) if key in self else default_value

    def pop(self, key, *default):
        if key not in self._content and default:
            return default[0]
        value = self[key]
        del self._content[key]
        return value

    def keys(self):
        return self._content.keys()

    def values(self):
        return [self._value_at(key) for key in self._content]

    def items(self):
        return [(key, self._value_at(key)) for key in self._content]

    def items_ex(self, resolve=True, keys=None):
        return self.items()

    def update(self, *others, **more):
        for other in (*others, more):
            for key, value in items_of(other).items():
                self[key] = value

    def setdefault(self, key, default=None):
        if key not in self._content:
            self[key] = default
        return self[key]

    def copy(self):
        return DictConfig(plain(self, False), parent=self._parent)

    def __copy__(self):
        return self.copy()

    def __deepcopy__(self, memo):
        return self.copy()


class ListConfig(Container):
    def __init__(self, content=None, element_type=None, parent=None, flags=None):
        super().__init__([], parent)
        for value in content or ():
            self._content.append(wrapped(value, self))

    def __getattr__(self, name):
        text = f"ListConfig does not support attribute access: '{name}'"
        _pytea.fail(text, "missing-attribute", "AttributeError")

    def __getitem__(self, index):
        if isinstance(index, slice):
            return ListConfig([plain(item, False) for item in self._content[index]], parent=self)
        return resolved(self._content[index], self)

    def __setitem__(self, index, value):
        self._content[index] = wrapped(value, self)

    def __delitem__(self, index):
        del self._content[index]

    def __iter__(self):
        return iter([resolved(item, self) for item in self._content])

    def __contains__(self, value):
        return value in list(self)

    def __eq__(self, other):
        return list(self) == list(other)

    def __add__(self, other):
        return ListConfig([*plain(self, False), *plain(other, False)], parent=self._parent)

    def __radd__(self, other):
        return ListConfig([*plain(other, False), *plain(self, False)], parent=self._parent)

    def append(self, item):
        self._content.append(wrapped(item, self))

    def extend(self, items):
        for item in items:
            self.append(item)

    def insert(self, index, item):
        self._content.insert(index, wrapped(item, self))

    def pop(self, index=-1):
        return resolved(self._content.pop(index), self)

    def index(self, value):
        return list(self).index(value)

    def copy(self):
        return ListConfig(plain(self, False), parent=self._parent)

    def __deepcopy__(self, memo):
        return self.copy()


def items_of(content):
    """Returns the entries of a dict, a config, or a dataclass or an instance of one."""
    if content is None:
        return {}
    if isinstance(content, DictConfig):
        return content._content
    if isinstance(content, Mapping):
        return content
    entries = {}
    for field in dataclasses.fields(content):
        if not isinstance(content, type):
            entries[field.name] = getattr(content, field.name)
        elif field.default is not dataclasses.MISSING:
            entries[field.name] = field.default
        elif field.default_factory is not dataclasses.MISSING:
            entries[field.name] = field.default_factory()
        elif isinstance(field.type, type) and dataclasses.is_dataclass(field.type):
            entries[field.name] = field.type
        else:
            entries[field.name] = "???"
    return entries


def wrapped(value, parent):
    """Returns a value as it stands in a config: containers become nodes."""
    if not _pytea.is_known(value):
        return value
    if isinstance(value, Container):
        return wrapped(value._content, parent)
    if isinstance(value, dict) or dataclasses.is_dataclass(value):
        return DictConfig(value, parent=parent)
    if isinstance(value, (list, tuple)):
        return ListConfig(value, parent=parent)
    return value


def plain(value, resolve):
    """Returns a config as dicts and lists."""
    if isinstance(value, DictConfig):
        return {key: plain(_part(value, item, resolve), resolve) for key, item in value._content.items()}
    if isinstance(value, ListConfig):
        return [plain(_part(value, item, resolve), resolve) for item in value._content]
    return value


def _part(node, item, resolve):
    return resolved(item, node) if resolve else item
