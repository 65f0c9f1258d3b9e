"""Reference execution of jumps, exceptions, suspension and patterns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pytea.ir import instructions as ir
from tests.ir.frame import CURRENT, AsyncIterator, Event, Frame, on

# --- control ------------------------------------------------------------------------------------


@on(ir.Jump)
def _jump(f: Frame, i: ir.Jump) -> None:
    f.pc = i.target


@on(ir.Branch)
def _branch(f: Frame, i: ir.Branch) -> None:
    f.pc = i.then if f.regs[i.cond] else i.other


@on(ir.LoopHead)
def _loop_head(f: Frame, i: ir.LoopHead) -> None:
    """Nothing."""


@on(ir.Iter)
def _iter(f: Frame, i: ir.Iter) -> None:
    f.regs[i.dst] = iter(f.regs[i.src])


@on(ir.AsyncIter)
def _async_iter(f: Frame, i: ir.AsyncIter) -> None:
    f.regs[i.dst] = AsyncIterator(aiter(f.regs[i.src]))


@on(ir.ForNext)
def _for_next(f: Frame, i: ir.ForNext) -> tuple[int, Event] | None:
    iterator = f.regs[i.iterator]
    if isinstance(iterator, AsyncIterator):
        return i.dst, ("await", iterator.iterator.__anext__())
    try:
        f.regs[i.dst] = next(iterator)
    except StopIteration:
        f.pc = i.exit
    return None


@on(ir.Assert)
def _assert(f: Frame, i: ir.Assert) -> None:
    if f.regs[i.cond]:
        f.pc = i.passed


@on(ir.Raise)
def _raise(f: Frame, i: ir.Raise) -> None:
    if i.cause >= 0:
        raise f.regs[i.exception] from f.regs[i.cause]
    raise f.regs[i.exception]


@on(ir.Reraise)
def _reraise(f: Frame, i: ir.Reraise) -> None:
    raise f.regs[i.exception]


@on(ir.RaiseCurrent)
def _raise_current(f: Frame, i: ir.RaiseCurrent) -> None:
    if not CURRENT:
        raise RuntimeError("No active exception to reraise")
    raise CURRENT[-1]


@on(ir.PushHandler)
def _push(f: Frame, i: ir.PushHandler) -> None:
    f.handlers.append((i.target, i.dst, len(CURRENT) - f.base))


@on(ir.PopHandler)
def _pop(f: Frame, i: ir.PopHandler) -> None:
    f.handlers.pop()


@on(ir.EnterHandler)
def _enter(f: Frame, i: ir.EnterHandler) -> None:
    CURRENT.append(f.regs[i.exception])


@on(ir.LeaveHandler)
def _leave(f: Frame, i: ir.LeaveHandler) -> None:
    CURRENT.pop()


@on(ir.MatchException)
def _match_exception(f: Frame, i: ir.MatchException) -> None:
    f.regs[i.dst] = isinstance(f.regs[i.exception], f.regs[i.types])


@on(ir.SplitGroup)
def _split_group(f: Frame, i: ir.SplitGroup) -> None:
    error, kinds = f.regs[i.exception], f.regs[i.types]
    if error is None:
        part, rest = None, None
    elif isinstance(error, BaseExceptionGroup):
        part, rest = error.split(kinds)
    elif isinstance(error, kinds):
        part, rest = BaseExceptionGroup("", [error]), None
    else:
        part, rest = None, error
    f.regs[i.dst], f.regs[i.rest] = part, rest


@on(ir.MergeGroup)
def _merge_group(f: Frame, i: ir.MergeGroup) -> None:
    raised, rest = f.regs[i.raised], f.regs[i.rest]
    if not raised:
        f.regs[i.dst] = rest
    else:
        parts = [*raised, rest] if rest is not None else raised
        f.regs[i.dst] = parts[0] if len(parts) == 1 else BaseExceptionGroup("", parts)


@on(ir.LoadSpecial)
def _load_special(f: Frame, i: ir.LoadSpecial) -> None:
    obj = f.regs[i.obj]
    for cls in type(obj).__mro__:
        if i.name in cls.__dict__:
            f.regs[i.dst] = cls.__dict__[i.name].__get__(obj, type(obj))
            return
    raise TypeError(f"'{type(obj).__name__}' object does not support the context manager protocol")


@on(ir.CallExit)
def _call_exit(f: Frame, i: ir.CallExit) -> None:
    error = f.regs[i.exception]
    f.regs[i.dst] = f.regs[i.exit](type(error), error, error.__traceback__)


@on(ir.Yield)
def _yield(f: Frame, i: ir.Yield) -> tuple[int, Event]:
    return i.dst, ("yield", f.regs[i.src])


@on(ir.YieldFrom)
def _yield_from(f: Frame, i: ir.YieldFrom) -> tuple[int, Event]:
    return i.dst, ("from", f.regs[i.iterator])


@on(ir.Await)
def _await(f: Frame, i: ir.Await) -> tuple[int, Event]:
    return i.dst, ("await", f.regs[i.src])


# --- match --------------------------------------------------------------------------------------


@on(ir.MatchSequence)
def _match_sequence(f: Frame, i: ir.MatchSequence) -> None:
    value = f.regs[i.subject]
    fits = isinstance(value, Sequence) and not isinstance(value, (str, bytes, bytearray))
    f.regs[i.dst] = fits and (len(value) >= i.length if i.open else len(value) == i.length)


@on(ir.MatchMapping)
def _match_mapping(f: Frame, i: ir.MatchMapping) -> None:
    f.regs[i.dst] = isinstance(f.regs[i.subject], Mapping)


@on(ir.MatchKeys)
def _match_keys(f: Frame, i: ir.MatchKeys) -> None:
    subject = f.regs[i.subject]
    keys = [f.regs[key] for key in i.keys]
    if not all(key in subject for key in keys):
        f.regs[i.dst] = None
        return
    f.regs[i.dst] = tuple(subject[key] for key in keys)
    if i.rest >= 0:
        f.regs[i.rest] = {key: subject[key] for key in subject if key not in keys}


@on(ir.MatchClass)
def _match_class(f: Frame, i: ir.MatchClass) -> None:
    subject, cls = f.regs[i.subject], f.regs[i.cls]
    f.regs[i.dst] = None
    if not isinstance(subject, cls):
        return
    if cls in (bool, bytes, dict, float, int, list, set, str, tuple) and i.positional == 1:
        f.regs[i.dst] = (subject,)
        return
    names = (*getattr(cls, "__match_args__", ())[: i.positional], *i.names)
    if all(hasattr(subject, name) for name in names):
        f.regs[i.dst] = tuple(getattr(subject, name) for name in names)


@on(ir.Unsupported)
def _unsupported(f: Frame, i: ir.Unsupported) -> None:
    raise AssertionError(f"unsupported: {i.reason}")
