"""What functions are given that a library calls with arguments of the command line."""

import argparse
import dataclasses
import inspect
import sys

import _pytea

_PLAIN = (int, float, str)


def flagged(text):
    """Returns the truth of a text, as these libraries read it."""
    return text.lower() in ("1", "true", "t", "yes", "y", "on")


def add(parser, name, kind, default, required):
    """Adds the option of one parameter to a parser."""
    flag = f"--{name}", f"--{name.replace('_', '-')}"
    if kind is bool and not required:
        parser.add_argument(*dict.fromkeys(flag), dest=name, default=default, nargs="?",
                            const=True, type=flagged)  # fmt: skip
        parser.add_argument(*dict.fromkeys((f"--no{name}", f"--no-{name.replace('_', '-')}")),
                            dest=name, action="store_false", default=default)  # fmt: skip
        return
    options = {"type": kind} if kind in _PLAIN else {}
    if required:
        options["required"] = True
    else:
        options["default"] = default
    parser.add_argument(*dict.fromkeys(flag), dest=name, **options)


def class_named(text, owner):
    """Returns the class that an annotation of a class names, or None."""
    if isinstance(text, type) or not isinstance(text, str):
        return text
    name = text.strip("'\" ").removeprefix("Optional[").removesuffix("]").removesuffix(" | None")
    module = sys.modules.get(owner.__module__)
    found = getattr(module, name, None) if name.isidentifier() else None
    return found if isinstance(found, type) else None


def kind_of(annotation, default):
    """Returns the type of a parameter: the one it is declared with, else that of its default."""
    for kind in (bool, *_PLAIN):
        if annotation is kind or annotation == kind.__name__:
            return kind
    if annotation is inspect.Parameter.empty and type(default) in (bool, *_PLAIN):
        return type(default)
    return None


def called(function, args=None, given=None):
    """Returns what a function gives that is called with the arguments of the command line."""
    parser = argparse.ArgumentParser()
    plain = dict(given or {})
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD) or name in plain:
            continue
        default = parameter.default
        required = default is parameter.empty
        add(parser, name, kind_of(parameter.annotation, default), default, required)
    found, _ = parser.parse_known_args(args)
    return function(**plain, **vars(found))


def made(cls, args=None, default=None):
    """Returns an instance of a dataclass with what the command line says of its fields."""
    parser = argparse.ArgumentParser()
    plain = {}
    for field in dataclasses.fields(cls):
        if not field.init:
            continue
        value = _default_of(field, default)
        inner = class_named(field.type, cls) if value is dataclasses.MISSING else type(value)
        if dataclasses.is_dataclass(inner):
            plain[field.name] = made(inner, [], None if value is dataclasses.MISSING else value)
            continue
        required = value is dataclasses.MISSING
        add(parser, field.name, kind_of(field.type, value), value, required)
    found, _ = parser.parse_known_args(args)
    return cls(**plain, **vars(found))


def _default_of(field, instance):
    if instance is not None and not isinstance(instance, type):
        return getattr(instance, field.name)
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default


def one_of(commands):
    """Runs one of several commands, given by name: each is a run of its own."""
    names = list(commands)
    for name in names[:-1]:
        if _pytea.choice(f"the command is {name}"):
            return commands[name]()
    return commands[names[-1]]() if names else None
