"""Calling things: functions, methods, classes, operators, and what is not known."""

from __future__ import annotations

from dataclasses import dataclass

from pytea.ir.code import Code
from pytea.machine.annotated import check_arguments, tells_shapes
from pytea.machine.attributes import bind, find_attr
from pytea.machine.binding import bind_arguments
from pytea.machine.lookup import MISSING, find_in_class
from pytea.machine.machine import Machine
from pytea.machine.signals import Finished, NeedGenerator
from pytea.machine.tables import CONSTRUCTORS
from pytea.machine.types import (
    BASE_EXCEPTION,
    DICT,
    EXCEPTIONS,
    LIST,
    OBJECT,
    SET,
    TYPE,
    is_open,
    is_subclass,
    mro_of,
    type_of,
)
from pytea.machine.unknown_sizes import sized_arguments
from pytea.state import budgets
from pytea.state.frame import Continuation, Frame
from pytea.state.generator import GeneratorRecord
from pytea.stubapi import OPERATORS, Operator
from pytea.values.dtype import DType
from pytea.values.objects import (
    BoundMethod,
    Builtin,
    BuiltinType,
    ClassMethod,
    Ref,
    StaticMethod,
    Typing,
    Value,
)
from pytea.values.records import (
    ClassRecord,
    DictRecord,
    FunctionRecord,
    InstanceRecord,
    ModuleRecord,
    SetRecord,
)
from pytea.values.unknown import Unknown, UnknownUse


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


def is_native(m: Machine, function: Value) -> bool:
    """Returns whether a call needs no frame of its own."""
    while type(function) is BoundMethod:
        function = m.resolve(function.function)
    if type(function) is not Ref:
        return True
    return not isinstance(m.read(function), (FunctionRecord, ClassRecord, InstanceRecord))


def call_native(m: Machine, function: Value, args: list[Value], kwargs: dict[str, Value]) -> Value:
    """Returns the result of a call that needs no frame."""
    while type(function) is BoundMethod:
        args = [function.receiver, *args]
        function = m.resolve(function.function)
    match function:
        case Operator():
            return m.program.semantics.run_operator(m, function, args, kwargs)
        case Builtin():
            return run_builtin(m, function, args, kwargs)
        case BuiltinType():
            return construct(m, function, args, kwargs)
        case Unknown():
            return call_unknown(m, function.reason, args, kwargs)
        case StaticMethod() | ClassMethod():
            return m.call(function.function, args, kwargs)
        case DType() if "numpy.dtype.__call__" in OPERATORS:
            stub = OPERATORS["numpy.dtype.__call__"]
            return m.program.semantics.run_operator(m, stub, [function, *args], kwargs)
        case Typing():
            return _call_typing(function, args)
    m.raise_("TypeError", f"'{m.program.semantics.type_name(m, function)}' object is not callable",
             "bad-call")  # fmt: skip


def run_builtin(
    m: Machine, function: Builtin, args: list[Value], kwargs: dict[str, Value]
) -> Value:
    """Runs a function of ours; what it cannot compute becomes Unknown."""
    try:
        return function.function(m, *args, **kwargs)
    except UnknownUse as use:
        return m.unknown(use.reason)
    except TypeError as error:
        if error.__traceback__ is not None and error.__traceback__.tb_next is None:
            message = str(error).partition("() ")[2] or str(error)
            m.raise_("TypeError", f"{function.name}() {message}", "")
        raise


def _call_typing(function: Typing, args: list[Value]) -> Value:
    if function.name.endswith("cast") and len(args) == 2:
        return args[1]
    if len(args) == 1 and function.name.rpartition(".")[2] in (
        "final", "overload", "override", "runtime_checkable", "no_type_check", "reveal_type",
        "newtype", "assert_never", "dataclass_transform",
    ):  # fmt: skip
        return args[0]
    return Typing(function.name)


def call_unknown(m: Machine, reason: str, args: list[Value], kwargs: dict[str, Value]) -> Value:
    """Returns the result of a call that is not followed; what it was given may have changed."""
    return m.program.semantics.unknown_call(m, reason, [*args, *kwargs.values()])


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
    if any(type(value) is Unknown for value in args) and _runs_often(m, code):
        deliver(m, continuation, m.unknown("a recursion over what is not known"))
        return
    frame = Frame(code, record.module, continuation)
    values = bind_arguments(m, record, args, kwargs)
    if code.name == "__init__":
        values = sized_arguments(m, record, values)
    frame.regs[: len(values)] = values
    for (_, slot), cell in zip(code.free_cells, record.closure, strict=True):
        frame.regs[slot] = cell
    frame.function = function
    if code.parameters.annotations and tells_shapes(code.parameters):
        check_arguments(m, frame)
    if id(code) not in m.program.called:
        module = m.state.heap.read(record.module)
        assert isinstance(module, ModuleRecord)
        m.program.called[id(code)] = (module.display, module.kind, code)
    if code.is_generator or code.is_async:
        generator = m.alloc(GeneratorRecord(frame))
        frame.generator = generator
        deliver(m, continuation, generator)
        return
    m.state.push(frame)


def _runs_often(m: Machine, code: Code) -> bool:
    """Returns whether a function calls itself so often that a further call tells nothing new."""
    running = sum(frame.code is code for frame in m.state.frames)
    return running >= budgets.UNKNOWN_RECURSION


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


def new_instance(m: Machine, cls: Ref, args: list[Value], kwargs: dict[str, Value]) -> Ref:
    """Returns ``cls.__new__(cls, ...)`` where no class in the program defines ``__new__``."""
    payload: Value = None
    _check_abstract(m, cls)
    for entry in mro_of(m, cls):
        if entry is LIST:
            payload = m.new_list([])
        elif entry is DICT:
            payload = m.alloc(DictRecord({}))
        elif entry is SET:
            payload = m.alloc(SetRecord({}))
        elif isinstance(entry, BuiltinType) and entry.name in _VALUE_TYPES:
            payload = construct(m, entry, args, kwargs)
            break
        else:
            continue
        break
    instance = InstanceRecord(cls, {}, payload)
    if is_subclass(m, cls, BASE_EXCEPTION):
        instance.attrs["args"] = tuple(args)
    return m.alloc(instance)


def _check_abstract(m: Machine, cls: Ref) -> None:
    record = m.read(cls)
    assert isinstance(record, ClassRecord)
    missing = m.resolve(record.attrs.get("__abstractmethods__"))
    if not isinstance(missing, Ref):
        return
    names = sorted(str(name) for name in m.program.semantics.iterate(m, missing))
    if names:
        plural = "s" if len(names) > 1 else ""
        text = f"Can't instantiate abstract class {record.name} with abstract method{plural} "
        m.raise_("TypeError", text + ", ".join(names), "bad-call")


_VALUE_TYPES = ("int", "float", "str", "bytes", "tuple", "complex", "frozenset", "type", "Tensor",
                "Parameter", "Size", "property")  # fmt: skip


def construct(m: Machine, cls: BuiltinType, args: list[Value], kwargs: dict[str, Value]) -> Value:
    """Calls a native type."""
    maker = CONSTRUCTORS.get(cls.name)
    if maker is not None:
        return run_builtin(m, Builtin(cls.name, maker), args, kwargs)
    if BASE_EXCEPTION in cls.mro:
        first = m.resolve(args[0]) if len(args) > 1 else None
        if cls.name == "OSError" and isinstance(first, int):
            special = type(OSError(first, "")).__name__
            cls = EXCEPTIONS.get(special, cls)
        return m.alloc(InstanceRecord(cls, {"args": tuple(args), **kwargs}))
    if cls is OBJECT:
        return m.alloc(InstanceRecord(cls, {}))
    return m.unknown(f"construction of {cls.name}")


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


def resume(
    m: Machine, generator: Ref, sent: Value, continuation: Continuation, raised: Value = None
) -> None:
    """Continues a suspended generator with ``sent``, or with an exception."""
    record = m.write(generator)
    assert isinstance(record, GeneratorRecord)
    if record.running:
        _refuse_resume(m, "ValueError", "generator already executing")
        return
    if record.frame is None:
        if raised is not None:
            m.program.semantics.throw(m, raised)
            return
        end_generator(m, generator, continuation, None)
        return
    if record.frame.pc == 0 and sent is not None and raised is None:
        text = "can't send non-None value to a just-started generator"
        _refuse_resume(m, "TypeError", text)
        return
    frame = record.frame.copy()
    record.frame, record.running = None, True
    frame.continuation = continuation
    frame.generator = generator
    m.state.push(frame)
    if frame.delegating:
        frame.answers = (Resumed(sent, raised),)
    elif raised is not None:
        m.program.semantics.throw(m, raised)
    elif frame.pc > 0:
        yielded = frame.code.instructions[frame.pc - 1]
        frame.regs[yielded.dst] = sent  # type: ignore[attr-defined]


def _refuse_resume(m: Machine, name: str, text: str) -> None:
    m.program.semantics.throw(m, m.program.semantics.make_exception(m, name, text))


@dataclass(frozen=True, slots=True, eq=False)
class Resumed:
    """The first answer of a ``yield from`` that goes on: what was sent or thrown to it."""

    sent: Value
    raised: Value


def end_generator(m: Machine, generator: Ref, continuation: Continuation, value: Value) -> None:
    """A generator returned ``value``: tells who asked it for an item."""
    frame = m.state.top()
    if m.state.round is not None and m.state.round.generator is generator:
        m.state.round = None
    if continuation.kind == "next":
        frame.pc = continuation.exit
    else:
        frame.answers = (*frame.answers, Finished(value))
        frame.pc -= 1


def generator_item(m: Machine, generator: Ref, sent: Value = None, raised: Value = None) -> Value:
    """Returns the next item of a generator, or Finished, by way of an answer."""
    known, value = m.answer()
    if known:
        return value
    raise NeedGenerator(generator, sent, raised)


def callable_attr(m: Machine, obj: Value, name: str) -> Value:
    """Returns the special method ``name`` of ``obj`` looked up on its type, or MISSING."""
    cls = type_of(m, obj)
    if cls is None:
        return MISSING
    found, holder = find_in_class(m, cls, name)
    if found is MISSING:
        return MISSING if not isinstance(obj, Ref) else find_attr_special(m, obj, name)
    return bind(m, found, holder, obj, cls)


def find_attr_special(m: Machine, obj: Ref, name: str) -> Value:
    """Returns a special method that tensors have as operators, or MISSING."""
    record = m.read(obj)
    return find_attr(m, obj, name) if type(record).__name__ == "TensorRecord" else MISSING
