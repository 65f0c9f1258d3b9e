"""The types of parameters of click."""

import pathlib

import _pytea
from _entry import flagged


class ParamType:
    name = "text"

    def convert(self, value, param, ctx):
        return value

    def fail(self, message, param=None, ctx=None):
        from click.exceptions import BadParameter

        raise BadParameter(message)


class Choice(ParamType):
    def __init__(self, choices, case_sensitive=True):
        self.choices = choices


class IntRange(ParamType):
    def __init__(self, min=None, max=None, min_open=False, max_open=False, clamp=False):
        self.min, self.max = min, max


class FloatRange(IntRange):
    pass


class Path(ParamType):
    def __init__(self, exists=False, file_okay=True, dir_okay=True, writable=False, readable=True,
                 resolve_path=False, allow_dash=False, path_type=None, executable=False):  # fmt: skip
        self.path_type = path_type


class File(ParamType):
    def __init__(self, mode="r", encoding=None, errors="strict", lazy=None, atomic=False):
        self.mode = mode


class Tuple(ParamType):
    def __init__(self, types):
        self.types = types


class DateTime(ParamType):
    def __init__(self, formats=None):
        self.formats = formats


INT, FLOAT, STRING, BOOL, UUID, UNPROCESSED = int, float, str, bool, str, str


def converter(kind, default):
    """Returns what argparse makes of a text that is given for a parameter."""
    if kind is None:
        kind = type(default) if type(default) in (int, float) else str
    if isinstance(kind, IntRange):
        return float if isinstance(kind, FloatRange) else int
    if kind is bool:
        return flagged
    if isinstance(kind, Path):
        return pathlib.Path if kind.path_type is pathlib.Path else str
    if isinstance(kind, (Choice, Tuple, DateTime)):
        return str
    if isinstance(kind, File):
        return lambda name: _pytea.unknown("an open file")
    if isinstance(kind, ParamType):
        return lambda text: kind.convert(text, None, None)
    return kind
