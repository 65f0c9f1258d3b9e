"""ml_collections.config_dict."""

import _pytea


class FieldReference:
    def __init__(self, default, field_type=None, op=None, required=False):
        self._value = default

    def get(self):
        return self._value

    def set(self, value, type_safe=True):
        self._value = value


def placeholder(field_type, required=False):
    return FieldReference(None, field_type)


required_placeholder = placeholder


class ConfigDict:
    def __init__(self, initial_dictionary=None, type_safe=True, **options):
        object.__setattr__(self, "_fields", {})
        object.__setattr__(self, "_locked", False)
        for key, value in (initial_dictionary or {}).items():
            self[key] = value

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        if name not in self._fields:
            _pytea.fail(f"'{name}'", "missing-attribute", "AttributeError")
        return self[name]

    def __setattr__(self, name, value):
        if self._locked and name not in self._fields:
            _pytea.fail(f"'{name}' is no field: the config is locked", "missing-attribute",
                        "AttributeError")  # fmt: skip
        self[name] = value

    def __delattr__(self, name):
        del self._fields[name]

    def __getitem__(self, key):
        if key not in self._fields:
            _pytea.fail(f"'{key}'", "missing-key", "KeyError")
        value = self._fields[key]
        return value.get() if isinstance(value, FieldReference) else value

    def __setitem__(self, key, value):
        self._fields[key] = type(self)(value) if isinstance(value, dict) else value

    def __delitem__(self, key):
        del self._fields[key]

    def __contains__(self, key):
        return key in self._fields

    def __iter__(self):
        return iter(list(self._fields))

    def __len__(self):
        return len(self._fields)

    def get(self, key, default=None):
        return self[key] if key in self._fields else default

    def get_ref(self, key):
        return FieldReference(self[key])

    def keys(self):
        return list(self._fields)

    def values(self):
        return [self[key] for key in self._fields]

    def items(self):
        return [(key, self[key]) for key in self._fields]

    def update(self, *others, **more):
        for other in (*others, more):
            for key, value in other.items():
                if isinstance(self.get(key), ConfigDict) and hasattr(value, "items"):
                    self[key].update(value)
                else:
                    self[key] = value

    def to_dict(self):
        return {k: v.to_dict() if isinstance(v, ConfigDict) else v for k, v in self.items()}

    def copy_and_resolve_references(self):
        return type(self)(self.to_dict())

    __deepcopy__ = __copy__ = lambda self, memo=None: type(self)(self.to_dict())

    def lock(self):
        object.__setattr__(self, "_locked", True)
        return self

    def unlock(self):
        object.__setattr__(self, "_locked", False)
        return self

    def unlocked(self):
        return _Unlocked()

    ignore_type = unlocked

    def to_json(self, *args, **options):
        return _pytea.unknown("a text in JSON", "str")

    to_yaml = to_json_best_effort = to_json


class _Unlocked:
    def __enter__(self):
        return self

    def __exit__(self, *exception):
        pass


class FrozenConfigDict(ConfigDict):
    pass


def create(**fields):
    return ConfigDict(fields)
