"""click: options become arguments of the functions that they decorate."""

import argparse
import sys

import _pytea
from _entry import flagged, one_of

from click import exceptions
from click._types import (
    BOOL, FLOAT, INT, STRING, UNPROCESSED, UUID, Choice, DateTime, File, FloatRange, IntRange,
    ParamType, Path, Tuple, converter,
)  # fmt: skip
from click.exceptions import Abort, BadParameter, ClickException, Exit, FileError, UsageError

__version__ = "8.1.0"


class Context:
    def __init__(self, command=None, parent=None, obj=None):
        self.command, self.parent = command, parent
        self.obj = obj if obj is not None or parent is None else parent.obj
        self.params, self.meta, self.args = {}, {}, []
        self.info_name = command.name if command is not None else None
        self.invoked_subcommand = _pytea.unknown("the command that is given", "str")

    def invoke(self, callback, *args, **kwargs):
        callback = callback.callback if isinstance(callback, Command) else callback
        return callback(*args, **kwargs)

    forward = invoke

    def ensure_object(self, object_type):
        if self.obj is None:
            self.obj = object_type()
        return self.obj

    def find_root(self):
        return self if self.parent is None else self.parent.find_root()

    def get_help(self):
        return ""

    def exit(self, code=0):
        sys.exit(code)

    def fail(self, message):
        raise UsageError(message)


_contexts = []


def get_current_context(silent=False):
    return _contexts[-1] if _contexts else None


class Parameter:
    def __init__(self, declarations, attributes, positional):
        names = [name for name in declarations if name.isidentifier()]
        flags = [name for name in declarations if not name.isidentifier()]
        self.flags = [flag for text in flags for flag in text.split("/")[:1]]
        self.negated = [flag for text in flags for flag in text.split("/")[1:]]
        longest = max(self.flags, key=len) if self.flags else ""
        self.name = (names[0] if names else longest.strip("-").replace("-", "_")).lower()
        self.attributes, self.positional = attributes, positional

    def add_to(self, parser):
        given = self.attributes
        default, kind = given.get("default"), given.get("type")
        if self.negated or given.get("is_flag") or isinstance(default, bool) and kind in (None, bool):
            self._add_flag(parser, bool(default) if "flag_value" not in given else default)
            return
        options = {"type": converter(kind, default), "default": default}
        multiple, nargs = given.get("multiple"), given.get("nargs", 1)
        if isinstance(kind, Choice):
            options["choices"] = list(kind.choices)
        if given.get("count"):
            options = {"action": "count", "default": default or 0}
        elif multiple:
            options |= {"action": "append", "default": list(default or ())}
        elif nargs != 1:
            options["nargs"] = "*" if nargs < 0 else nargs
        if self.positional:
            optional = default is not None or given.get("required") is False
            if optional and nargs == 1:
                options["nargs"] = "?"
            parser.add_argument(self.name, **options)
        elif given.get("required"):
            options.pop("default")
            parser.add_argument(*self.flags, dest=self.name, required=True, **options)
        else:
            parser.add_argument(*self.flags, dest=self.name, **options)

    def _add_flag(self, parser, default):
        value = self.attributes.get("flag_value", True)
        parser.add_argument(*self.flags, dest=self.name, action="store_const", const=value,
                            default=default)  # fmt: skip
        if self.negated:
            parser.add_argument(*self.negated, dest=self.name, action="store_false", default=default)

    def final(self, value):
        if self.attributes.get("multiple") or self.attributes.get("nargs", 1) != 1:
            value = tuple(value) if isinstance(value, list) else value
        callback = self.attributes.get("callback")
        return value if callback is None else callback(get_current_context(), self, value)


class Command:
    def __init__(self, name=None, callback=None, params=None, **attributes):
        self.name, self.callback, self.params = name, callback, list(params or ())
        self.attributes = attributes
        self.__name__, self.__doc__ = name, getattr(callback, "__doc__", None)

    def __call__(self, *args, **kwargs):
        return self.main(*args, **kwargs)

    def main(self, args=None, prog_name=None, standalone_mode=True, obj=None, **extra):
        value = self._run(args, Context(self, None, obj))
        if standalone_mode:
            sys.exit(0)
        return value

    def _run(self, args, context):
        parser = argparse.ArgumentParser(add_help=False)
        for param in self.params:
            param.add_to(parser)
        found, context.args = parser.parse_known_args(args)
        _contexts.append(context)
        for param in self.params:
            value = param.final(getattr(found, param.name))
            if param.attributes.get("expose_value", True):
                context.params[param.name] = value
        value = self.callback(**context.params) if self.callback is not None else None
        value = self._inner(context, value)
        _contexts.pop()
        return value

    def _inner(self, context, value):
        return value


class Group(Command):
    def __init__(self, name=None, commands=None, invoke_without_command=False, **attributes):
        super().__init__(name, **attributes)
        self.commands = dict(commands or {})
        self.invoke_without_command = invoke_without_command

    def command(self, *args, **attributes):
        return _decorator(Command, args, attributes, self)

    def group(self, *args, **attributes):
        return _decorator(Group, args, attributes, self)

    def add_command(self, cmd, name=None):
        self.commands[name or cmd.name] = cmd

    def result_callback(self, replace=False):
        return lambda function: function

    def _inner(self, context, value):
        rest = context.args
        if rest and rest[0] in self.commands:
            return self.commands[rest[0]]._run(rest[1:], Context(self.commands[rest[0]], context))
        if not self.commands:
            return value
        if self.invoke_without_command and not _pytea.choice("a command is given"):
            return value
        return one_of({
            name: lambda command=command: command._run(rest, Context(command, context))
            for name, command in self.commands.items()
        })  # fmt: skip


MultiCommand = CommandCollection = Group


def _decorator(cls, args, attributes, group=None):
    name = args[0] if args and isinstance(args[0], str) else attributes.pop("name", None)
    cls = attributes.pop("cls", None) or cls

    def decorated(function):
        own = name or function.__name__.lower().replace("_", "-")
        params = list(reversed(getattr(function, "__click_params__", [])))
        made = cls(name=own, callback=function, params=params, **attributes)
        if group is not None:
            group.add_command(made)
        return made

    return decorated(args[0]) if args and callable(args[0]) else decorated


def command(*args, **attributes):
    return _decorator(Command, args, attributes)


def group(*args, **attributes):
    return _decorator(Group, args, attributes)


def _attached(param):
    def decorated(function):
        if isinstance(function, Command):
            function.params.append(param)
            return function
        function.__click_params__ = [*getattr(function, "__click_params__", []), param]
        return function

    return decorated


def option(*declarations, **attributes):
    return _attached(Parameter(declarations, attributes, False))


def argument(*declarations, **attributes):
    return _attached(Parameter(declarations, attributes, True))


Option = Argument = Parameter


def _unchanged(*args, **options):
    return args[0] if len(args) == 1 and callable(args[0]) else lambda function: function


version_option = help_option = confirmation_option = password_option = _unchanged


def _passing(chosen):
    def decorated(function):
        def passed(*args, **kwargs):
            return function(chosen(get_current_context()), *args, **kwargs)

        passed.__name__, passed.__doc__ = function.__name__, function.__doc__
        passed.__click_params__ = list(getattr(function, "__click_params__", []))
        return passed

    return decorated


def pass_context(function):
    return _passing(lambda context: context)(function)


def pass_obj(function):
    return _passing(lambda context: context.obj)(function)


def make_pass_decorator(object_type, ensure=False):
    return _passing(lambda context: context.ensure_object(object_type))


def echo(message=None, file=None, nl=True, err=False, color=None):
    pass


def secho(message=None, **styles):
    pass


def style(text, **styles):
    return str(text)


def unstyle(text):
    return text


def confirm(text, default=False, **options):
    return _pytea.unknown("what the user answers", "bool")


def prompt(text, default=None, **options):
    return _pytea.unknown("what the user types", "str")


class progressbar:
    def __init__(self, iterable=None, length=None, **options):
        self.iterable = range(length) if iterable is None else iterable

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        pass

    def __iter__(self):
        return iter(self.iterable)

    def update(self, n_steps, current_item=None):
        pass


def get_app_dir(app_name, **options):
    return _pytea.unknown("a folder of the user", "str")
