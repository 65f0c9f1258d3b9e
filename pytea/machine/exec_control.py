"""Instructions that direct control: branches, loops, exceptions, generators."""

from __future__ import annotations

from pytea.ir import instructions as ir
from pytea.ir.code import Code
from pytea.machine import loops
from pytea.machine.annotated import check_result
from pytea.machine.builtins import failures
from pytea.machine.call_summaries import summarize
from pytea.machine.calls import deliver, invoke
from pytea.machine.dispatch import executes
from pytea.machine.exceptions import SWALLOWING, chain, matches, raise_value
from pytea.machine.exec_define import finish_class
from pytea.machine.findings import place_of
from pytea.machine.generators import Resumed, end_generator, generator_item, resume
from pytea.machine.iteration import is_granted, iterator_of, next_item
from pytea.machine.lookup import MISSING
from pytea.machine.machine import Machine
from pytea.machine.signals import Awaited, Caught, Finished, PathEnds, Raised
from pytea.machine.special_methods import callable_attr
from pytea.solver import Verdict
from pytea.state.frame import Continuation, Frame, Handler
from pytea.state.generator import GeneratorRecord
from pytea.symbolic import SymBool, SymKind, symbols_of
from pytea.values.objects import EXHAUSTED, BoundMethod, Ref, Value
from pytea.values.records import FunctionRecord, InstanceRecord, ListRecord, ModuleRecord
from pytea.values.unknown import Unknown


@executes(ir.Jump)
def exec_jump(m: Machine, frame: Frame, instr: ir.Jump) -> None:
    if instr.target < frame.pc:
        frame.back = True
    frame.pc = instr.target


@executes(ir.Branch)
def exec_branch(m: Machine, frame: Frame, instr: ir.Branch) -> None:
    value = frame.regs[instr.cond]
    if isinstance(value, Unknown) and (instr.assumed is not None or _is_torch_stub(m, frame)):
        # a stub that asks about what is not known goes on as if nothing special were the case
        taken = bool(instr.assumed)
        if instr.assumed is None and _refuses(frame.code, instr.other):
            taken = not _refuses(frame.code, instr.then)
    elif type(value) is SymBool and loops.begins_to_count(frame, instr):
        taken = is_granted(m, value, first=True)
    else:
        taken = value if type(value) is bool else m.truth(value)
    frame.pc = instr.then if taken else instr.other


def _is_torch_stub(m: Machine, frame: Frame) -> bool:
    module = m.state.heap.read(frame.module)
    if not isinstance(module, ModuleRecord) or module.kind != "bundled":
        return False
    return module.name.startswith("torch")


def _refuses(code: Code, index: int) -> bool:
    """Returns whether what stands at ``index`` of a stub raises without asking anything first."""
    for instr in code.instructions[index:]:
        match instr:
            case ir.Raise() | ir.LoadGlobal(name="fail"):
                return True
            case ir.Branch() | ir.Jump() | ir.Return() | ir.ForNext():
                return False
    return False


@executes(ir.LoopHead)
def exec_loop_head(m: Machine, frame: Frame, instr: ir.LoopHead) -> None:
    if m.program.awaits_entry and len(m.state.frames) == 1:
        raise Awaited(at_entry=True)
    loops.enter_round(m, frame, instr.loop)


@executes(ir.Iter)
def exec_iter(m: Machine, frame: Frame, instr: ir.Iter) -> None:
    frame.regs[instr.dst] = iterator_of(m, frame.regs[instr.src])


@executes(ir.ForNext)
def exec_for_next(m: Machine, frame: Frame, instr: ir.ForNext) -> None:
    iterator = m.resolve(frame.regs[instr.iterator])
    if type(iterator) is Unknown:
        # what cannot be iterated was refused before the loop: it is gone through as if it could
        iterator = frame.regs[instr.iterator] = iterator_of(m, iterator)
    if type(iterator) is Ref and type(m.read(iterator)) is GeneratorRecord:
        if loops.is_over(frame):
            frame.pc = instr.exit
            return
        resume(m, iterator, None, Continuation("next", instr.dst, exit=instr.exit))
        return
    item = loops.next_in_loop(m, frame, iterator)
    if item is EXHAUSTED:
        loops.settle(m, frame, iterator)
        frame.pc = instr.exit
    else:
        m.state.top().regs[instr.dst] = item


@executes(ir.Return)
def exec_return(m: Machine, frame: Frame, instr: ir.Return) -> None:
    value = frame.regs[instr.src]
    if m.program.library is not None:
        m.program.library.returning(m, frame)
    if frame.axes is not None:
        check_result(m, frame, value)
    if frame.continuation.kind == "class":
        # this may split the state, which must still have the frame
        value = finish_class(m, frame, value)
    m.state.frames.pop()
    if not m.state.frames:
        m.program.completed = True
        raise PathEnds
    if frame.generator is not None:
        record = m.write(frame.generator)
        record.frame, record.running = None, False  # type: ignore[attr-defined]
        end_generator(m, frame.generator, frame.continuation, value)
        return
    if frame.recording is not None:
        summarize(m, frame.recording, value)
    deliver(m, frame.continuation, value)


@executes(ir.Assert)
def exec_assert(m: Machine, frame: Frame, instr: ir.Assert) -> None:
    cond = m.truth_value(frame.regs[instr.cond])
    if cond is True:
        frame.pc = instr.passed
        return
    if isinstance(cond, SymBool):
        verdict = m.verdict(cond)
        if verdict is Verdict.FAILS:
            return
        if verdict is not Verdict.HOLDS:
            _assume(m, cond)
        frame.pc = instr.passed


def _assume(m: Machine, cond: SymBool) -> None:
    kinds = {symbol.kind for symbol in symbols_of(cond)}
    if SymKind.CHOICE not in kinds:
        # what the program insists on is no branch: behind it a fault is as certain as before it
        m.state.learn(cond)
        m.program.assumptions.append((place_of(m.state), cond))
    else:
        m.state.guard = m.state.guard & cond


# --- exceptions ---------------------------------------------------------------------------------


@executes(ir.PushHandler)
def exec_push_handler(m: Machine, frame: Frame, instr: ir.PushHandler) -> None:
    types = instr.types
    if instr.kind == "with" and _may_swallow(m, _exit_method(m, frame)):
        types = ("suppress",)
    handler = Handler(instr.target, instr.dst, instr.kind, types, len(frame.current))
    frame.handlers = (*frame.handlers, handler)


def _exit_method(m: Machine, frame: Frame) -> Value:
    """Returns the exit method that the entry of a ``with`` has loaded."""
    for index in range(frame.pc - 2, -1, -1):
        loaded = frame.code.instructions[index]
        if isinstance(loaded, ir.LoadSpecial) and loaded.name.endswith("exit__"):
            return m.resolve(frame.regs[loaded.dst])
    return None


def _may_swallow(m: Machine, leave: Value) -> bool:
    """Returns whether the exit method of a context manager may stop an exception."""
    function = leave.function if isinstance(leave, BoundMethod) else None
    record = m.read(function) if isinstance(function, Ref) else None
    if not isinstance(leave, BoundMethod) or not isinstance(record, FunctionRecord):
        return False
    name = m.program.semantics.type_name(m, leave.receiver)
    module = m.read(record.module)
    if isinstance(module, ModuleRecord) and module.kind == "bundled":
        if name == "_GeneratorContextManager":
            return _generator_catches(m, leave.receiver)
        return name in SWALLOWING
    return _returns_something(record.code)


def _generator_catches(m: Machine, manager: Value) -> bool:
    attrs = getattr(m.read(manager), "attrs", {}) if isinstance(manager, Ref) else {}
    generator = m.resolve(attrs.get("gen"))
    record = m.read(generator) if isinstance(generator, Ref) else None
    if not isinstance(record, GeneratorRecord) or record.frame is None:
        return False
    return any(
        isinstance(found, ir.PushHandler) and found.kind in ("except", "with")
        for found in record.frame.code.instructions
    )


def _returns_something(code: Code) -> bool:
    """Returns whether a function may return anything else than None and False."""
    nothing = {
        found.dst
        for found in code.instructions
        if isinstance(found, ir.Const) and (found.value is None or found.value is False)
    }
    for found in code.instructions:
        dst = getattr(found, "dst", -1)
        if dst in nothing and not (
            isinstance(found, ir.Const) and (found.value is None or found.value is False)
        ):
            nothing.discard(dst)
    return any(
        isinstance(found, ir.Return) and found.src not in nothing for found in code.instructions
    )


@executes(ir.PopHandler)
def exec_pop_handler(m: Machine, frame: Frame, instr: ir.PopHandler) -> None:
    frame.handlers = frame.handlers[:-1]


@executes(ir.EnterHandler)
def exec_enter_handler(m: Machine, frame: Frame, instr: ir.EnterHandler) -> None:
    frame.current = (*frame.current, frame.regs[instr.exception])


@executes(ir.LeaveHandler)
def exec_leave_handler(m: Machine, frame: Frame, instr: ir.LeaveHandler) -> None:
    frame.current = frame.current[:-1]


@executes(ir.MatchException)
def exec_match_exception(m: Machine, frame: Frame, instr: ir.MatchException) -> None:
    frame.regs[instr.dst] = matches(m, frame.regs[instr.exception], frame.regs[instr.types])


@executes(ir.SplitGroup)
def exec_split_group(m: Machine, frame: Frame, instr: ir.SplitGroup) -> None:
    exception = m.resolve(frame.regs[instr.exception])
    if exception is None:
        frame.regs[instr.dst] = frame.regs[instr.rest] = None
        return
    matched, rest = failures.split(m, exception, frame.regs[instr.types])
    if matched is not None and not failures.is_group(m, matched):
        matched = failures.as_group(m, [matched])
    frame.regs[instr.dst], frame.regs[instr.rest] = matched, rest


@executes(ir.MergeGroup)
def exec_merge_group(m: Machine, frame: Frame, instr: ir.MergeGroup) -> None:
    raised = m.read(frame.regs[instr.raised])  # type: ignore[arg-type]
    rest = frame.regs[instr.rest]
    items = list(raised.items) if isinstance(raised, ListRecord) else []
    if items and rest is not None:
        items.append(rest)
    elif not items:
        frame.regs[instr.dst] = rest
        return
    frame.regs[instr.dst] = items[0] if len(items) == 1 else failures.as_group(m, items)


@executes(ir.Raise)
def exec_raise(m: Machine, frame: Frame, instr: ir.Raise) -> None:
    exception = frame.regs[instr.exception]
    if instr.cause >= 0:
        exception = chain(m, exception, frame.regs[instr.cause])
    raise_value(m, exception, explicit=True)


@executes(ir.Reraise)
def exec_reraise(m: Machine, frame: Frame, instr: ir.Reraise) -> None:
    raise_value(m, frame.regs[instr.exception], explicit=True)


@executes(ir.RaiseCurrent)
def exec_raise_current(m: Machine, frame: Frame, instr: ir.RaiseCurrent) -> None:
    for active in reversed(m.state.frames):
        if active.current:
            raise Raised(active.current[-1], explicit=True)
    m.raise_("RuntimeError", "No active exception to reraise", "")


@executes(ir.LoadSpecial)
def exec_load_special(m: Machine, frame: Frame, instr: ir.LoadSpecial) -> None:
    obj = m.resolve(frame.regs[instr.obj])
    if isinstance(obj, Unknown):
        frame.regs[instr.dst] = Unknown(obj.reason)
        return
    found = callable_attr(m, obj, instr.name)
    if found is MISSING:
        if m.program.semantics.is_open_instance(m, obj):
            frame.regs[instr.dst] = Unknown("a context manager with an unknown base")
            return
        name = m.program.semantics.type_name(m, obj)
        m.raise_(
            "TypeError",
            f"'{name}' object does not support the context manager protocol",
            "bad-call",
        )
    frame.regs[instr.dst] = found


@executes(ir.CallExit)
def exec_call_exit(m: Machine, frame: Frame, instr: ir.CallExit) -> None:
    exception = frame.regs[instr.exception]
    cls = m.program.semantics.type_of(m, exception)
    function = frame.regs[instr.exit]
    if isinstance(m.resolve(function), Unknown):
        frame.regs[instr.dst] = False
        return
    invoke(m, function, [cls, exception, None], {}, Continuation("store", instr.dst))


# --- generators ---------------------------------------------------------------------------------


@executes(ir.Yield)
def exec_yield(m: Machine, frame: Frame, instr: ir.Yield) -> None:
    suspend(m, frame, frame.regs[instr.src])


def suspend(m: Machine, frame: Frame, value: Value) -> None:
    """Puts the running generator aside and hands ``value`` to whoever asked for it."""
    assert frame.generator is not None
    m.state.frames.pop()
    record = m.write(frame.generator)
    assert isinstance(record, GeneratorRecord)
    continuation = frame.continuation
    record.frame, record.running = frame, False
    frame.answers = ()
    deliver(m, continuation, value)


@executes(ir.YieldFrom)
def exec_yield_from(m: Machine, frame: Frame, instr: ir.YieldFrom) -> None:
    iterator = m.resolve(frame.regs[instr.iterator])
    frame.delegating = False
    resumed = Resumed(None, None)
    if frame.answers and isinstance(frame.answers[0], Resumed):
        m.answer()
        resumed = frame.answers[0]
    item = _delegated(m, iterator, resumed)
    if isinstance(item, Finished):
        frame.regs[instr.dst] = item.value
        return
    frame.pc -= 1
    frame.delegating = True
    suspend(m, frame, item)


def _delegated(m: Machine, iterator: Value, resumed: Resumed) -> Value:
    """Returns the next item of what a ``yield from`` runs, or Finished with its result."""
    if isinstance(iterator, Ref) and isinstance(m.read(iterator), GeneratorRecord):
        return generator_item(m, iterator, resumed.sent, resumed.raised)
    if resumed.raised is not None:
        thrower = m.program.semantics.find_or_missing(m, iterator, "throw")
        if thrower is MISSING:
            raise Raised(resumed.raised)
        return m.call(thrower, [resumed.raised])
    if resumed.sent is not None:
        sender = m.program.semantics.get_attr(m, iterator, "send")
        item = m.call(sender, [resumed.sent], {}, ("StopIteration",))
    elif isinstance(iterator, Ref) and isinstance(m.read(iterator), InstanceRecord):
        item = m.call(callable_attr(m, iterator, "__next__"), [], {}, ("StopIteration",))
    else:
        item = next_item(m, iterator)
    if isinstance(item, Caught):
        args = m.program.semantics.get_attr(m, item.exception, "args")
        return Finished(args[0] if isinstance(args, tuple) and args else None)
    return Finished(None) if item is EXHAUSTED else item


@executes(ir.Await)
def exec_await(m: Machine, frame: Frame, instr: ir.Await) -> None:
    awaitable = m.resolve(frame.regs[instr.src])
    if isinstance(awaitable, Ref) and not isinstance(m.read(awaitable), GeneratorRecord):
        if callable_attr(m, awaitable, "__await__") is not MISSING:
            awaitable = m.resolve(m.call(m.program.prelude(m, "run_awaitable"), [awaitable]))
    if isinstance(awaitable, Ref) and isinstance(m.read(awaitable), GeneratorRecord):
        item = generator_item(m, awaitable)
        frame.regs[instr.dst] = item.value if isinstance(item, Finished) else item
        return
    frame.regs[instr.dst] = Unknown("an awaitable that is not followed")


@executes(ir.AsyncIter)
def exec_async_iter(m: Machine, frame: Frame, instr: ir.AsyncIter) -> None:
    source = m.resolve(frame.regs[instr.src])
    if isinstance(source, Ref) and isinstance(m.read(source), GeneratorRecord):
        frame.regs[instr.dst] = source
        return
    frame.regs[instr.dst] = m.call(m.program.prelude(m, "async_items"), [source])
