"""The metaclass of enumerations."""

import _pytea

_property = property


class auto:
    """The next value; sums of such values in a class body are worked out with the members."""

    def __init__(self, work=None):
        self._work = work

    def __or__(self, other):
        return auto(lambda: _settled(self) | _settled(other))

    def __and__(self, other):
        return auto(lambda: _settled(self) & _settled(other))

    def __xor__(self, other):
        return auto(lambda: _settled(self) ^ _settled(other))

    def __invert__(self):
        return auto(lambda: ~_settled(self))

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__


def _settled(value):
    return value.value if isinstance(value, auto) else value


class member:
    def __init__(self, value):
        self.value = value


class nonmember:
    def __init__(self, value):
        self.value = value


_BUILTIN = (object, int, str, float, bytes, tuple, complex, list, dict)
_FUNCTIONS = (type(lambda: 0), property, classmethod, staticmethod)


def _is_member(cls_name, name, value, ignored):
    if name in ignored or isinstance(value, nonmember):
        return False
    if isinstance(value, member):
        return True
    if name.startswith("__") and name.endswith("__"):
        return False
    if name.startswith("_") and name.endswith("_"):
        return False
    if name.startswith(f"_{cls_name.lstrip('_')}__"):
        return False
    if isinstance(value, _FUNCTIONS) or hasattr(type(value), "__get__"):
        return False
    return True


def _base_data_type(bases):
    """Returns the type of the values that a mixed-in class brings, or object."""
    for base in bases:
        if not isinstance(base, EnumType):
            for ancestor in base.__mro__:
                if ancestor is not object and (
                    ancestor in _BUILTIN
                    or "__new__" in ancestor.__dict__
                    or "__dataclass_fields__" in ancestor.__dict__
                ):
                    return base
        elif base._member_type_ is not object:
            return base._member_type_
    return object


class EnumType(type):
    def __new__(mcls, cls_name, bases, namespace, *, boundary=None, _simple=False, **kwds):
        ignored = namespace.get("_ignore_", ())
        if isinstance(ignored, str):
            ignored = ignored.replace(",", " ").split()
        root = not any([isinstance(base, EnumType) for base in bases])
        for base in bases:
            if isinstance(base, EnumType) and base._member_names_:
                raise TypeError(f"<enum {cls_name!r}> cannot extend {base!r}")
        values, body = [], {}
        for name, value in namespace.items():
            if not root and _is_member(cls_name, name, value, ignored):
                values.append((name, value.value if isinstance(value, member) else value))
            elif name not in ignored:
                body[name] = value.value if isinstance(value, nonmember) else value
        if any([name == "mro" for name, _ in values]):
            raise ValueError("invalid enum member name(s) 'mro'")
        body["_member_names_"] = []
        body["_member_map_"] = {}
        body["_value2member_map_"] = {}
        body["_unhashable_values_"] = []
        body["_member_type_"] = object if root else _base_data_type(bases)
        own_new = body.pop("__new__", None)
        cls = type.__new__(mcls, cls_name, bases, body, **kwds)
        if root:
            return cls
        if cls._member_type_ is not object:
            _prefer_enum_methods(cls, body)
        if own_new is not None:
            cls._new_member_ = staticmethod(getattr(own_new, "__func__", own_new))
        if boundary is not None:
            type.__setattr__(cls, "_boundary_", boundary)
        _make_members(cls, values)
        return cls

    def __init__(cls, *args, **kwds):
        pass

    def __call__(
        cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None
    ):
        if names is not None or not cls._member_map_:
            return cls._create_(value, names, type, start)
        return cls._look_up_(value)

    def _look_up_(cls, value):
        if not _pytea.is_known(value) or _pytea.is_symbolic(value):
            return _pytea.unknown(f"which {cls.__name__} it is")
        if isinstance(value, cls):
            return value
        found = _find(cls, value)
        if found is not None:
            return found
        result = cls._missing_(value)
        if isinstance(result, cls):
            return result
        if result is not None:
            raise TypeError(
                f"error in {cls.__name__}._missing_: returned {result!r} instead of None or a "
                "valid member"
            )
        raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")

    def _create_(cls, class_name, names, mixin, start):
        bases = (cls,) if mixin is None else (mixin, cls)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        pairs, last = [], []
        for index, item in enumerate(dict(names).items() if isinstance(names, dict) else names):
            if isinstance(item, str):
                item = (item, cls._generate_next_value_(item, start, index, last[:]))
            last.append(item[1])
            pairs.append((item[0], item[1]))
        return EnumType(class_name, bases, dict(pairs))

    def __iter__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_])

    def __reversed__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_[::-1]])

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        if not isinstance(value, Base[0]):
            raise TypeError(
                f"unsupported operand type(s) for 'in': {type(value).__qualname__!r} and "
                f"{cls.__class__.__qualname__!r}"
            )
        return False

    def __getitem__(cls, name):
        if not _pytea.is_known(name):
            return _pytea.unknown(f"which {cls.__name__} it is")
        return cls._member_map_[name]

    @_property
    def __members__(cls):
        return dict(cls._member_map_)

    def __dir__(cls):
        return [*cls._member_names_, "__class__", "__doc__", "__members__", "__module__"]

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"cannot reassign member {name!r}")
        type.__setattr__(cls, name, value)

    def __delattr__(cls, name):
        if name in cls._member_map_:
            raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
        type.__delattr__(cls, name)

    def __repr__(cls):
        kind = "flag" if hasattr(cls, "_flag_mask_") else "enum"
        return f"<{kind} {cls.__name__!r}>"


def _prefer_enum_methods(cls, body):
    """Puts the texts of Enum before those of the builtin type that is mixed in."""
    for name in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
        for base in cls.__mro__[1:]:
            if name in body or base in _BUILTIN:
                continue
            if name in base.__dict__:
                type.__setattr__(cls, name, base.__dict__[name])
                break


EnumMeta = EnumType
#: Enum itself, once it exists.
Base = []


def _find(cls, value):
    try:
        return cls._value2member_map_.get(value)
    except TypeError:
        for known, found in cls._unhashable_values_:
            if known == value:
                return found
    return None


def _make_members(cls, values):
    last_values, data_type = [], cls._member_type_
    autos = {}
    for name, value in values:
        if isinstance(value, auto):
            if value in autos:
                value = autos[value]
            else:
                made = value
                if made._work is None:
                    made.value = cls._generate_next_value_(
                        name, 1, len(last_values), last_values[:]
                    )
                else:
                    made.value = made._work()
                autos[made] = value = made.value
        elif isinstance(value, tuple) and any([isinstance(item, auto) for item in value]):
            value = tuple([
                cls._generate_next_value_(name, 1, len(last_values), last_values[:])
                if isinstance(item, auto) else item
                for item in value
            ])  # fmt: skip
        args = value if isinstance(value, tuple) else (value,)
        if data_type is tuple:
            args = (args,)
        made = (
            cls._new_member_(cls, *args)
            if cls._new_member_ is not None
            else _plain(cls, data_type, args)
        )
        if not hasattr(made, "_value_"):
            made._value_ = value if data_type is object else _converted(data_type, args, value)
        value = made._value_
        last_values.append(value)
        same = _find(cls, value)
        if same is not None and cls._is_alias_(same, name, value):
            cls._member_map_[name] = same
            type.__setattr__(cls, name, same)
            continue
        made._name_ = name
        made._sort_order_ = len(cls._member_names_)
        made.__objclass__ = cls
        made.__init__(*args)
        cls._add_member_(name, made)
        try:
            cls._value2member_map_[value] = made
        except TypeError:
            cls._unhashable_values_.append((value, made))


def _plain(cls, data_type, args):
    for base in data_type.__mro__:
        if base in _BUILTIN:
            return object.__new__(cls) if base is object else base.__new__(cls, *args)
        if "__new__" in base.__dict__:
            return data_type.__new__(cls, *args)


def _converted(data_type, args, value):
    try:
        return data_type(*args)
    except Exception:
        return value
