"""Binding the arguments of a call to the parameters of an interpreted function."""

from __future__ import annotations

from typing import NoReturn

from pytea.ir.code import Code
from pytea.machine.machine import Machine
from pytea.values.objects import UNBOUND, Value
from pytea.values.records import DictRecord, FunctionRecord
from pytea.values.unknown import Unknown

#: Stands among the keywords of a call where more may be given, under names that are not known.
OPEN_KEYWORDS = "**"
_OPEN = "a keyword argument that is not known"


def bind_arguments(
    m: Machine, function: FunctionRecord, args: list[Value], kwargs: dict[str, Value]
) -> list[Value]:
    """Returns the first registers of the frame, in the order of ``Parameters.names``.

    Raises TypeError in the program when the arguments do not fit.
    """
    code = function.code
    parameters = code.parameters
    positional = parameters.positional
    count = len(positional)
    is_open = OPEN_KEYWORDS in kwargs
    if is_open:
        kwargs = {name: value for name, value in kwargs.items() if name != OPEN_KEYWORDS}
        kwargs |= _any_others(function, len(args), kwargs)
    if len(args) == count and not kwargs and not parameters.keyword_only:
        values = list(args)
    else:
        values = _general(m, function, args, kwargs)
    if parameters.varargs is not None:
        values.append(tuple(args[count:]))
    if parameters.varkw is not None:
        known = set(positional[parameters.positional_only :]) | set(parameters.keyword_only)
        more = m.new_dict({k: v for k, v in kwargs.items() if k not in known})
        if is_open:
            record = m.write(more)
            assert isinstance(record, DictRecord)
            record.rest = record.rest_key = Unknown(_OPEN)
        values.append(more)
    return values


def _any_others(function: FunctionRecord, given: int, kwargs: dict[str, Value]) -> dict[str, Value]:
    """Returns a value that is not known for each parameter that a call may give by keyword."""
    parameters = function.code.parameters
    by_name = parameters.positional[max(given, parameters.positional_only) :]
    names = (*by_name, *parameters.keyword_only)
    return {name: Unknown(_OPEN) for name in names if name not in kwargs}


def _general(
    m: Machine, function: FunctionRecord, args: list[Value], kwargs: dict[str, Value]
) -> list[Value]:
    code = function.code
    parameters = code.parameters
    positional = parameters.positional
    values: list[Value] = [UNBOUND] * (len(positional) + len(parameters.keyword_only))
    for index, value in enumerate(args[: len(positional)]):
        values[index] = value
    names = (*positional, *parameters.keyword_only)
    slots = {name: i for i, name in enumerate(names) if i >= parameters.positional_only}
    for name, value in kwargs.items():
        slot = slots.get(name)
        if slot is None:
            if parameters.varkw is None:
                _unexpected(m, code, name, kwargs)
            continue
        if values[slot] is not UNBOUND:
            refuse(m, code, f"got multiple values for argument '{name}'")
        values[slot] = value
    if len(args) > len(positional) and parameters.varargs is None:
        _too_many(m, function, len(args), sum(k in parameters.keyword_only for k in kwargs))
    _fill_defaults(m, function, values)
    return values


def _unexpected(m: Machine, code: Code, name: str, kwargs: dict[str, Value]) -> NoReturn:
    only = code.parameters.positional[: code.parameters.positional_only]
    hidden = ", ".join(k for k in only if k in kwargs)
    if hidden:
        text = f"got some positional-only arguments passed as keyword arguments: '{hidden}'"
        refuse(m, code, text)
    refuse(m, code, f"got an unexpected keyword argument '{name}'")


def _fill_defaults(m: Machine, function: FunctionRecord, values: list[Value]) -> None:
    parameters = function.code.parameters
    first = len(parameters.positional) - len(function.defaults)
    missing: list[str] = []
    missing_keywords: list[str] = []
    for index, name in enumerate((*parameters.positional, *parameters.keyword_only)):
        if values[index] is not UNBOUND:
            continue
        if first <= index < len(parameters.positional):
            values[index] = function.defaults[index - first]
        elif name in function.keyword_defaults:
            values[index] = function.keyword_defaults[name]
        elif index < len(parameters.positional):
            missing.append(f"'{name}'")
        else:
            missing_keywords.append(f"'{name}'")
    for names, kind in ((missing, "positional"), (missing_keywords, "keyword-only")):
        if names:
            plural = "s" if len(names) > 1 else ""
            text = f"missing {len(names)} required {kind} argument{plural}: {_listed(names)}"
            refuse(m, function.code, text)


def _listed(names: list[str]) -> str:
    if len(names) < 3:
        return " and ".join(names)
    return ", ".join(names[:-1]) + ", and " + names[-1]


def _too_many(m: Machine, function: FunctionRecord, given: int, keywords: int) -> NoReturn:
    count = len(function.code.parameters.positional)
    takes = f"from {count - len(function.defaults)} to {count}" if function.defaults else f"{count}"
    plural = "" if count == 1 and not function.defaults else "s"
    verb = "was" if given == 1 and not keywords else "were"
    count_given = str(given)
    if keywords:
        many, more = "s" if given != 1 else "", "s" if keywords != 1 else ""
        count_given = (
            f"{given} positional argument{many} (and {keywords} keyword-only argument{more})"
        )
    text = f"takes {takes} positional argument{plural} but {count_given} {verb} given"
    refuse(m, function.code, text)


def refuse(m: Machine, code: Code, reason: str) -> NoReturn:
    """Raises the TypeError of a call whose arguments do not fit."""
    m.raise_("TypeError", f"{code.qualname}() {reason}", "bad-call")
