"""Calling things: functions, methods, classes, operators, and what is not known."""

from __future__ import annotations

from pytea.ir import instructions as ir
from pytea.machine.annotated import check_arguments, tells_shapes
from pytea.machine.attributes import find_attr
from pytea.machine.binding import bind_arguments
from pytea.machine.call_summaries import replayed
from pytea.machine.descriptors import bind
from pytea.machine.lookup import MISSING, find_in_class
from pytea.machine.machine import Machine
from pytea.machine.native_calls import call_native, call_unknown, new_instance, run_builtin
from pytea.machine.recursion import tells_nothing_new
from pytea.machine.signals import Awaited
from pytea.machine.types import OBJECT, TYPE, is_open, is_subclass, mro_of, type_of
from pytea.machine.unknown_sizes import sized_arguments
from pytea.state import budgets
from pytea.state.frame import Continuation, Frame
from pytea.state.generator import GeneratorRecord
from pytea.values.objects import BoundMethod, Builtin, BuiltinType, Ref, StaticMethod, Value
from pytea.values.records import ClassRecord, FunctionRecord, InstanceRecord, ModuleRecord
from pytea.values.unknown import Unknown


def invoke(
    m: Machine,
    function: Value,
    args: list[Value],
    kwargs: dict[str, Value],
    continuation: Continuation,
) -> None:
    """Calls ``function``: pushes its frame, or computes the result and delivers it."""
    function = m.resolve(function)
    while type(function) is BoundMethod:
        args = [function.receiver, *args]
        function = m.resolve(function.function)
    if type(function) is Ref:
        record = m.read(function)
        if type(record) is FunctionRecord:
            push_function(m, function, record, args, kwargs, continuation)
            return
        match record:
            case ClassRecord():
                instantiate(m, function, record, args, kwargs, continuation)
                return
            case InstanceRecord():
                target, holder = find_in_class(m, record.cls, "__call__")
                if target is MISSING:
                    if is_open(m, record.cls):
                        deliver(m, continuation, call_unknown(m, "a call of an object with an "
                                                              "unknown base", args, kwargs))  # fmt: skip
                        return
                    m.raise_(
                        "TypeError", f"'{_name(m, record.cls)}' object is not callable", "bad-call"
                    )
                if m.program.semantics.is_module_class(m, holder):
                    target = _forward(m, function, record, target)
                bound = bind(m, target, holder, function, record.cls)
                invoke(m, bound, args, kwargs, continuation)
                return
    deliver(m, continuation, call_native(m, function, args, kwargs))


def _forward(m: Machine, module: Ref, record: InstanceRecord, caller: Value) -> Value:
    """Returns the class's ``forward``, where calling the nn.Module comes to no more than that."""
    if m.program.observer is not None or "forward" in record.attrs:
        return caller
    if type(find_in_class(m, record.cls, "__getattribute__")[1]) is Ref:
        return caller
    if find_attr(m, module, "_hooked") is not False:
        return caller
    forward, _ = find_in_class(m, record.cls, "forward")
    return forward if type(forward) is Ref else caller


def _name(m: Machine, cls: Value) -> str:
    record = m.read(cls) if isinstance(cls, Ref) else None
    return record.name if isinstance(record, ClassRecord) else getattr(cls, "name", "object")


def push_function(
    m: Machine,
    function: Ref,
    record: FunctionRecord,
    args: list[Value],
    kwargs: dict[str, Value],
    continuation: Continuation,
) -> None:
    """Starts the frame of a function, or makes the generator object of a generator function."""
    if len(m.state.frames) > budgets.CALL_DEPTH:
        m.raise_("RecursionError", "maximum recursion depth exceeded", "")
    code = record.code
    program = m.program
    if program.awaits_entry and len(m.state.frames) == 1 and _is_users(m, record):
        raise Awaited(at_entry=True)
    if id(code) in program.awaited:
        raise Awaited(at_entry=False)
    if tells_nothing_new(m, code, args):
        deliver(m, continuation, m.unknown("a recursion over what is not known"))
        return
    frame = Frame(code, record.module, continuation)
    frame.guard = m.state.guard
    values = bind_arguments(m, record, args, kwargs)
    if code.name == "__init__":
        values = sized_arguments(m, record, values)
    frame.regs[: len(values)] = values
    for (_, slot), cell in zip(code.free_cells, record.closure, strict=True):
        frame.regs[slot] = cell
    frame.function = function
    if code.parameters.annotations and tells_shapes(code.parameters):
        check_arguments(m, frame)
    called = m.program.called.get(id(code))
    if called is None:
        module = m.state.heap.read(record.module)
        assert isinstance(module, ModuleRecord)
        called = m.program.called[id(code)] = (module.display, module.kind, code)
        if m.program.library is not None and module.kind == "user":
            m.program.library.entering(m, frame)
    for recording in m.state.recordings:
        recording.codes[id(code)] = called
    if code.is_generator or code.is_async:
        generator = m.alloc(GeneratorRecord(frame))
        frame.generator = generator
        deliver(m, continuation, generator)
        return
    known = replayed(m, frame)
    if known is None:
        m.state.push(frame)
    else:
        deliver(m, continuation, known[0])


def _is_users(m: Machine, function: FunctionRecord) -> bool:
    module = m.state.heap.read(function.module)
    return isinstance(module, ModuleRecord) and module.kind == "user"


def _may_register(m: Machine, cls: Ref, args: list[Value]) -> bool:
    """Returns whether a class decorates a ``def``, while its metaclass may be any.

    Such a metaclass takes the function for a part of the class, and makes no instance of it.
    """
    if len(args) != 1 or m.frame.pc < 2 or not is_open(m, cls):
        return False
    made, call = m.frame.code.instructions[m.frame.pc - 2 : m.frame.pc]
    return (
        isinstance(made, ir.MakeFunction)
        and made.code.kind == "function"
        and isinstance(call, ir.Call)
        and call.args == (made.dst,)
    )


def instantiate(
    m: Machine,
    cls: Ref,
    record: ClassRecord,
    args: list[Value],
    kwargs: dict[str, Value],
    continuation: Continuation,
    *,
    through_metaclass: bool = True,
) -> None:
    """Calls a class: metaclass, ``__new__``, ``__init__``."""
    if _may_register(m, cls, args):
        deliver(m, continuation, call_unknown(m, "a decorator with an unknown base", args, kwargs))
        return
    if through_metaclass and record.metaclass is not None:
        meta_call, holder = find_in_class(m, record.metaclass, "__call__")
        if meta_call is not MISSING and not isinstance(holder, BuiltinType):
            invoke(m, meta_call, [cls, *args], kwargs, continuation)
            return
    maker, holder = find_in_class(m, cls, "__new__")
    if isinstance(holder, BuiltinType) and is_subclass(m, cls, TYPE):
        instance = m.program.semantics.type_new(m, cls, *args, **kwargs)
        cls_of_instance: Value = cls
    elif maker is not MISSING and not isinstance(holder, BuiltinType):
        target = maker.function if isinstance(maker, StaticMethod) else maker
        instance = m.resolve(m.call(target, [cls, *args], kwargs))
        made = type_of(m, instance)
        if made is None or not is_subclass(m, made, cls):
            deliver(m, continuation, instance)
            return
        cls_of_instance = made
    else:
        instance, cls_of_instance = new_instance(m, cls, args, kwargs), cls
    if not isinstance(cls_of_instance, Ref):
        deliver(m, continuation, instance)
        return
    initializer, holder = find_in_class(m, cls_of_instance, "__init__")
    if isinstance(initializer, Ref) and isinstance(m.read(initializer), FunctionRecord):
        function = m.read(initializer)
        assert isinstance(function, FunctionRecord)
        wrap = Continuation("instance", subject=instance, inner=continuation)
        push_function(m, initializer, function, [instance, *args], kwargs, wrap)
        return
    if initializer is not MISSING and not isinstance(holder, BuiltinType):
        m.call(bind(m, initializer, holder, instance, cls_of_instance), args, kwargs)
    elif isinstance(initializer, Builtin) and holder is not OBJECT:
        run_builtin(m, initializer, [instance, *args], kwargs)
    elif (args or kwargs) and maker is not MISSING and holder is OBJECT and not is_open(m, cls):
        _check_no_arguments(m, cls, record)
    deliver(m, continuation, instance)


def _check_no_arguments(m: Machine, cls: Ref, record: ClassRecord) -> None:
    if any(isinstance(entry, BuiltinType) and entry is not OBJECT for entry in mro_of(m, cls)):
        return
    maker, holder = find_in_class(m, cls, "__new__")
    if maker is MISSING or isinstance(holder, BuiltinType):
        m.raise_("TypeError", f"{record.name}() takes no arguments", "bad-call")


def deliver(m: Machine, continuation: Continuation, value: Value) -> None:
    """Hands the result of a call to the frame that is on top now."""
    kind = continuation.kind
    frame = m.state.top()
    if kind == "store":
        if continuation.dst >= 0:
            frame.regs[continuation.dst] = value
    elif kind == "answer" or kind == "try":
        frame.answers = (*frame.answers, value)
        frame.pc -= 1
    elif kind == "next":
        if m.state.generic:
            m.program.semantics.take_generic(m)
        m.state.top().regs[continuation.dst] = value
    elif kind == "instance":
        assert continuation.inner is not None
        if value is not None and not isinstance(value, Unknown):
            kind = m.program.semantics.type_name(m, value)
            m.raise_("TypeError", f"__init__() should return None, not '{kind}'", "bad-call")
        deliver(m, continuation.inner, continuation.subject)
    elif kind == "again":
        frame.pc -= 1
    else:
        m.program.semantics.finish(m, continuation, value)
