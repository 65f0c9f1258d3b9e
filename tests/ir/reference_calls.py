"""Reference execution of calls, functions, generators, coroutines, classes and imports."""

from __future__ import annotations

import sys
import types
from collections.abc import Callable, Generator
from typing import Any, TypeVar

from pytea.ir import instructions as ir
from pytea.ir.code import Code
from tests.ir.frame import Cell, Event, Frame, keywords, on, spread

# --- functions and classes ----------------------------------------------------------------------


@on(ir.Call)
def _call(f: Frame, i: ir.Call) -> None:
    args = spread(f, i.args, i.starred)
    given = keywords(f, i.keyword_names, i.keyword_values)
    f.regs[i.dst] = f.regs[i.func](*args, **given)


@on(ir.SuperCall)
def _super(f: Frame, i: ir.SuperCall) -> None:
    f.regs[i.dst] = super(f.regs[i.class_cell].value, f.regs[i.first])


def bind(
    code: Code,
    defaults: tuple[Any, ...],
    keyword_defaults: dict[str, Any],
    args: tuple[Any, ...],
    given: dict[str, Any],
) -> list[Any]:
    """Returns the values of the parameters in the order of their registers."""
    p = code.parameters
    values: dict[str, Any] = dict(
        zip(p.positional[len(p.positional) - len(defaults) :], defaults, strict=True)
    )
    values.update(keyword_defaults)
    values.update(zip(p.positional, args, strict=False))
    rest = args[len(p.positional) :]
    if rest and p.varargs is None:
        raise TypeError(f"{code.qualname}() takes too many positional arguments")
    extra: dict[str, Any] = {}
    for name, value in given.items():
        if name in p.positional[p.positional_only :] or name in p.keyword_only:
            if name in p.positional[: len(args)]:
                raise TypeError(f"{code.qualname}() got multiple values for argument '{name}'")
            values[name] = value
        elif p.varkw is not None:
            extra[name] = value
        else:
            raise TypeError(f"{code.qualname}() got an unexpected keyword argument '{name}'")
    if p.varargs is not None:
        values[p.varargs] = rest
    if p.varkw is not None:
        values[p.varkw] = extra
    missing = [name for name in p.names if name not in values]
    if missing:
        raise TypeError(f"{code.qualname}() misses {missing[0]}")
    return [values[name] for name in p.names]


@on(ir.MakeFunction)
def _make_function(f: Frame, i: ir.MakeFunction) -> None:
    code = i.code
    closure = tuple(f.regs[register] for register in i.closure)
    assert all(isinstance(cell, Cell) for cell in closure)
    defaults = tuple(f.regs[register] for register in i.defaults)
    keyword_defaults = {
        name: f.regs[register]
        for name, register in zip(i.keyword_names, i.keyword_defaults, strict=True)
    }
    names = f.globals

    def start(args: tuple[Any, ...], given: dict[str, Any]) -> Generator[Event, Any, Any]:
        frame = Frame(code, names, closure)
        values = bind(code, defaults, keyword_defaults, args, given)
        frame.regs[: len(values)] = values
        return frame.run()

    def call(*args: Any, **given: Any) -> Any:
        return _driver(code)(start(args, given))

    call.__name__, call.__qualname__, call.__doc__ = code.name, code.qualname, code.docstring
    call.__module__ = names.get("__name__", "")
    f.regs[i.dst] = call


def _driver(code: Code) -> Callable[[Generator[Event, Any, Any]], Any]:
    if code.is_generator:
        return drive_async_generator if code.is_async else drive_generator
    return drive_coroutine if code.is_async else finish


def finish(running: Generator[Event, Any, Any]) -> Any:
    """Runs a frame that never suspends."""
    try:
        event = next(running)
    except StopIteration as stop:
        return stop.value
    raise AssertionError(f"suspended by {event}")


def drive_generator(running: Generator[Event, Any, Any]) -> Generator[Any, Any, Any]:
    step = running.send
    value: Any = None
    while True:
        try:
            kind, payload = step(value)
        except StopIteration as stop:
            return stop.value
        step = running.send
        try:
            if kind == "from":
                value = yield from payload
            else:
                value = yield payload
        except GeneratorExit:
            running.close()
            raise
        except BaseException as error:
            value, step = error, running.throw


async def drive_coroutine(running: Generator[Event, Any, Any]) -> Any:
    step = running.send
    value: Any = None
    while True:
        try:
            _, payload = step(value)
        except StopIteration as stop:
            return stop.value
        step = running.send
        try:
            value = await payload
        except BaseException as error:
            value, step = error, running.throw


async def drive_async_generator(running: Generator[Event, Any, Any]) -> Any:
    step = running.send
    value: Any = None
    while True:
        try:
            kind, payload = step(value)
        except StopIteration:
            return
        step = running.send
        try:
            if kind == "await":
                value = await payload
            else:
                value = yield payload
        except GeneratorExit:
            running.close()
            raise
        except BaseException as error:
            value, step = error, running.throw


@on(ir.MakeClass)
def _make_class(f: Frame, i: ir.MakeClass) -> None:
    bases = tuple(spread(f, i.bases, i.starred))
    given = keywords(f, i.keyword_names, i.keyword_values)
    closure = tuple(f.regs[register] for register in i.closure)
    cell: list[Any] = []

    def body(namespace: Any) -> None:
        namespace["__module__"] = f.globals.get("__name__", "")
        namespace["__qualname__"] = i.code.qualname
        if resolved is not bases:
            namespace["__orig_bases__"] = bases
        if i.code.docstring is not None:
            namespace["__doc__"] = i.code.docstring
        cell.append(finish(Frame(i.code, f.globals, closure, namespace).run()))

    resolved = types.resolve_bases(bases)
    made = types.new_class(i.name, resolved, given, body)
    if cell[0] is not None:
        cell[0].value = made
    f.regs[i.dst] = made


@on(ir.Annotate)
def _annotate(f: Frame, i: ir.Annotate) -> None:
    target = f.globals if f.namespace is None else f.namespace
    target.setdefault("__annotations__", {})[i.name] = i.text


@on(ir.TypeParameter)
def _type_parameter(f: Frame, i: ir.TypeParameter) -> None:
    f.regs[i.dst] = TypeVar(i.name)


@on(ir.Import)
def _import(f: Frame, i: ir.Import) -> None:
    top = __import__(i.module)
    f.regs[i.dst] = sys.modules[i.module] if i.leaf else top


@on(ir.ImportFrom)
def _import_from(f: Frame, i: ir.ImportFrom) -> None:
    module = __import__(i.module, fromlist=[i.name])
    try:
        f.regs[i.dst] = getattr(module, i.name)
    except AttributeError:
        raise ImportError(f"cannot import name '{i.name}'") from None


@on(ir.ImportStar)
def _import_star(f: Frame, i: ir.ImportStar) -> None:
    module = __import__(i.module, fromlist=["*"])
    names = getattr(module, "__all__", [n for n in vars(module) if not n.startswith("_")])
    f.globals.update({name: getattr(module, name) for name in names})
