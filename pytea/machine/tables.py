"""The tables that native parts of Python register themselves in: functions, methods, attributes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TypeVar

from pytea.values.objects import Builtin, Value

F = TypeVar("F", bound=Callable[..., object])

#: Builtin functions by name: ``len``, ``isinstance``.
FUNCTIONS: dict[str, Builtin] = {}
#: Methods of native types: ``METHODS["list"]["append"]``; called as (machine, self, ...).
METHODS: dict[str, dict[str, Value]] = defaultdict(dict)
#: Computed attributes of native types: ``ATTRIBUTES["function"]["__name__"]``.
ATTRIBUTES: dict[str, dict[str, Callable[..., Value]]] = defaultdict(dict)
#: Native modules: ``MODULES["math"]["sqrt"]``.
MODULES: dict[str, dict[str, Value]] = defaultdict(dict)
#: How native types are called: ``CONSTRUCTORS["list"]``, called as (machine, ...).
CONSTRUCTORS: dict[str, Callable[..., Value]] = {}


def builtin(*names: str) -> Callable[[F], F]:
    """Registers a builtin function, called as ``function(machine, *args, **kwargs)``."""

    def register(function: F) -> F:
        for name in names:
            FUNCTIONS[name] = Builtin(name, function)
        return function

    return register


def method(type_names: str, *names: str) -> Callable[[F], F]:
    """Registers a method of one or more native types (separated by spaces)."""

    def register(function: F) -> F:
        for type_name in type_names.split():
            for name in names:
                METHODS[type_name][name] = Builtin(name, function, type_name)
        return function

    return register


def attribute(type_name: str, *names: str) -> Callable[[F], F]:
    """Registers a computed attribute of a native type, called as ``function(machine, obj)``."""

    def register(function: F) -> F:
        for name in names:
            ATTRIBUTES[type_name][name] = function
        return function

    return register


def constructor(type_name: str) -> Callable[[F], F]:
    """Registers how a native type is called."""

    def register(function: F) -> F:
        CONSTRUCTORS[type_name] = function
        return function

    return register


def native(module: str, *names: str) -> Callable[[F], F]:
    """Registers a function of a native module."""

    def register(function: F) -> F:
        for name in names:
            MODULES[module][name] = Builtin(f"{module}.{name}", function)
        return function

    return register
