"""typer: the parameters of a function are options of the command line."""

import functools
import inspect
import sys

import _entry
from click import echo, secho, style, confirm, prompt, Context, Abort, Exit, BadParameter, progressbar

__version__ = "0.12.0"


class _Info:
    """What is said of a parameter where its default stands."""

    def __init__(self, default=..., *declarations, **attributes):
        self.default = default


def Option(default=..., *declarations, **attributes):
    return _Info(default)


Argument = Option


def _arguments(function):
    """Returns a function of plain parameters that calls one whose defaults tell more."""
    parameters = []
    for parameter in inspect.signature(function).parameters.values():
        default = parameter.default
        if isinstance(default, _Info):
            default = parameter.empty if default.default is ... else default.default
        parameters.append((parameter.name, parameter.annotation, default))
    return parameters


def _called(function, args):
    import argparse

    parser = argparse.ArgumentParser(add_help=False)
    for name, annotation, default in _arguments(function):
        required = default is inspect.Parameter.empty
        _entry.add(parser, name, _entry.kind_of(annotation, default), default, required)
    found, _ = parser.parse_known_args(args)
    return function(**vars(found))


def run(function):
    _called(function, None)
    sys.exit(0)


class Typer:
    def __init__(self, *, name=None, **options):
        self.name, self._commands, self._callback = name, {}, None

    def command(self, name=None, **options):
        def decorated(function):
            self._commands[name or function.__name__.replace("_", "-")] = function
            return function

        return decorated

    def callback(self, *args, **options):
        def decorated(function):
            self._callback = function
            return function

        return decorated

    def add_typer(self, typer_instance, *, name=None, **options):
        self._commands[name or typer_instance.name] = typer_instance

    def __call__(self, *args, standalone_mode=True, **options):
        self._run(sys.argv[1:])
        if standalone_mode:
            sys.exit(0)

    def _run(self, args):
        if self._callback is not None:
            _called(self._callback, args)
        if len(self._commands) > 1 and args and args[0] in self._commands:
            return self._one(self._commands[args[0]], args[1:])
        return _entry.one_of({
            name: functools.partial(self._one, command, args)
            for name, command in self._commands.items()
        })  # fmt: skip

    def _one(self, command, args):
        return command._run(args) if isinstance(command, Typer) else _called(command, args)


class FileText:
    pass


FileTextWrite = FileBinaryRead = FileBinaryWrite = FileText
