"""absl.flags: flags have their defaults, or what the command line says."""

import argparse

from _entry import add


class Error(Exception):
    pass


class UnparsedFlagAccessError(Error):
    pass


class IllegalFlagValueError(Error):
    pass


class FlagHolder:
    def __init__(self, values, name):
        self._values, self.name = values, name

    @property
    def value(self):
        return self._values[self.name]

    @property
    def default(self):
        return self._values._flags[self.name]["default"]

    @property
    def present(self):
        return 0


class FlagValues:
    def __init__(self):
        self.__dict__["_flags"] = {}
        self.__dict__["_values"] = {}

    def __call__(self, argv, known_only=False):
        parser = argparse.ArgumentParser(add_help=False)
        for name, flag in self._flags.items():
            _add(parser, name, flag)
        found, rest = parser.parse_known_args(argv[1:])
        for name, value in vars(found).items():
            self._values[name] = _listed(value, self._flags[name]["kind"])
        return [argv[0], *rest]

    def __getattr__(self, name):
        if name not in self._values:
            raise AttributeError(name)
        return self._values[name]

    def __setattr__(self, name, value):
        self._values[name] = value

    def __getitem__(self, name):
        return self._values[name]

    def __contains__(self, name):
        return name in self._flags

    def __iter__(self):
        return iter(self._flags)

    def flag_values_dict(self):
        return dict(self._values)

    def is_parsed(self):
        return True

    def mark_as_parsed(self):
        pass

    def set_default(self, name, value):
        self._flags[name]["default"] = self._values[name] = value

    def flags_into_string(self):
        return ""


FLAGS = FlagValues()


def _add(parser, name, flag):
    kind = flag["kind"]
    if kind == "multi":
        parser.add_argument(f"--{name}", action="append", default=flag["default"])
    elif kind == "list":
        parser.add_argument(f"--{name}", default=flag["default"])
    else:
        add(parser, name, kind, flag["default"], flag["required"])


def _listed(value, kind):
    if kind == "list" and isinstance(value, str):
        return [part.strip() for part in value.split(",")] if value else []
    return value


def _define(kind):
    def define(name, default=None, help=None, flag_values=FLAGS, required=False, **options):
        flag_values._flags[name] = {"default": default, "kind": kind, "required": required}
        flag_values._values[name] = _listed(default, kind)
        return FlagHolder(flag_values, name)

    return define


DEFINE_integer, DEFINE_float, DEFINE_string = _define(int), _define(float), _define(str)
DEFINE_bool = DEFINE_boolean = _define(bool)
DEFINE_list = DEFINE_spaceseplist = _define("list")
DEFINE_multi_string = DEFINE_multi_integer = DEFINE_multi_float = _define("multi")


def DEFINE_enum(name, default, enum_values, help=None, flag_values=FLAGS, **options):
    return DEFINE_string(name, default, help, flag_values)


def DEFINE_enum_class(name, default, enum_class, help=None, flag_values=FLAGS, **options):
    default = enum_class[default] if isinstance(default, str) else default
    return DEFINE_string(name, default, help, flag_values)


def mark_flag_as_required(flag_name, flag_values=FLAGS):
    flag_values._flags[flag_name]["required"] = True


def mark_flags_as_required(flag_names, flag_values=FLAGS):
    for name in flag_names:
        mark_flag_as_required(name, flag_values)


def _unchecked(*args, **options):
    return lambda function: function


def register_validator(*args, **options):
    pass


mark_flags_as_mutual_exclusive = mark_bool_flags_as_mutual_exclusive = register_validator
declare_key_flag = adopt_module_key_flags = register_validator
validator = multi_flags_validator = _unchecked
