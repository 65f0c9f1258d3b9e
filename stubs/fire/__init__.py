"""fire: what it is given is called with arguments of the command line."""

import inspect
import sys

from _entry import called, one_of

from fire import core


def Fire(component=None, command=None, name=None, serialize=None):
    args = sys.argv[1:] if command is None else command
    args = args.split() if isinstance(args, str) else list(args)
    return _fired(component, args)


def _fired(component, args):
    if inspect.isclass(component):
        return _fired(called(component, args), args)
    if inspect.isroutine(component) or hasattr(component, "__wrapped__"):
        return called(component, [arg for arg in args if arg.startswith("-") or "=" in arg])
    commands = _commands_of(component)
    named = [arg for arg in args if arg.replace("-", "_") in commands]
    if named:
        return _fired(commands[named[0].replace("-", "_")], args[args.index(named[0]) + 1 :])
    return one_of({
        name: lambda function=function: _fired(function, args) for name, function in commands.items()
    })  # fmt: skip


def _commands_of(component):
    if isinstance(component, dict):
        return component
    if isinstance(component, (list, tuple)):
        return {item.__name__: item for item in component}
    if component is None:
        return {}
    classes = [cls for cls in type(component).__mro__ if cls is not object]
    names = [name for cls in reversed(classes) for name in vars(cls) if not name.startswith("_")]
    members = {name: getattr(component, name) for name in dict.fromkeys(names)}
    return {name: member for name, member in members.items() if inspect.isroutine(member)}
