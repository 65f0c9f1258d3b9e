"""Values of arguments that the command line must give and does not: inputs of the analysis."""

import _pytea
from argparse._actions import ONE_OR_MORE, REMAINDER, ZERO_OR_MORE, argument_name

_KINDS = {int: "int", float: "float", str: "str", bool: "bool", None: "str"}


def _reason(action):
    return f"argument {argument_name(action)} is not given"


def default_of(action):
    """Returns the default of an argument that is not given, or what the configuration says instead.

    In open surroundings an option that has no default, or a switch, may be given all the same.
    """
    if action.nargs is None and _pytea.has_input(action.dest):
        return _pytea.fresh_int(action.dest)
    if action.default is None and action.nargs != 0 and action.option_strings:
        if _pytea.has_open_surroundings():
            return value_of(action)
    if action.default is False and action.nargs == 0 and _pytea.has_open_flags():
        return unknown_value(action)
    return action.default


def value_of(action):
    nargs = action.nargs
    if nargs in (ONE_OR_MORE, ZERO_OR_MORE, REMAINDER) or "Append" in type(action).__name__:
        return _pytea.unknown(_reason(action), "list")
    if isinstance(nargs, int) and nargs > 0:
        return [_one(action, f"{action.dest}[{index}]") for index in range(nargs)]
    return _one(action, action.dest)


def _one(action, name):
    if action.nargs == 0:
        return unknown_value(action)
    if action.type is int:
        choices = list(action.choices or ())
        if choices and _pytea.is_known(choices[0]):
            return _pytea.fresh_int(name, min(choices), max(choices))
        return _pytea.fresh_int(name)
    if action.type in _KINDS:
        return _pytea.unknown(_reason(action), _KINDS[action.type])
    if getattr(action.type, "__name__", "") in ("Path", "PurePath", "PosixPath"):
        return action.type(_pytea.unknown(_reason(action), "str"))
    return _pytea.unknown(_reason(action))


def unknown_value(action):
    if action.nargs == 0:
        if isinstance(action.const, bool) or isinstance(action.default, bool):
            return _pytea.unknown(_reason(action), "bool")
        return _pytea.unknown(_reason(action), "int" if action.const is None else "")
    return value_of(action)


def choose_subparser(parser, namespace, action):
    """Each command is a run of its own; without ``required``, so is the run without a command."""
    names, seen = [], []
    for name, inner in action.choices.items():
        if inner not in seen:
            seen.append(inner)
            names.append(name)
    if action.required and names:
        last = names.pop()
    for name in names:
        if _pytea.choice(f"the command is {name}"):
            action(parser, namespace, [name])
            return
    if action.required and seen:
        action(parser, namespace, [last])
