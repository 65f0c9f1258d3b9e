"""Which registers an instruction reads and writes, and which are still needed before it.

Sets of registers are bit sets in an int: bit i stands for register i. A register that holds a cell
is read by whatever uses the cell. Named locals of generators are always live.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator
from functools import wraps
from typing import TypeVar

from pytea.ir import instructions as ir
from pytea.ir.code import Code

T = TypeVar("T")


def once_per_code(compute: Callable[[Code], T]) -> Callable[[Code], T]:
    """Decorates a function of a Code: its result is kept as long as the Code itself lives.

    Codes are told apart by identity: comparing two of them would walk over all instructions.
    """
    known: dict[int, tuple[weakref.ref[Code], T]] = {}

    @wraps(compute)
    def lookup(code: Code) -> T:
        key = id(code)
        entry = known.get(key)
        if entry is not None and entry[0]() is code:
            return entry[1]
        result = compute(code)
        known[key] = (weakref.ref(code, lambda _: known.pop(key, None)), result)
        return result

    return lookup


#: Fields that an instruction reads, for those that have them.
_READ_FIELDS = (
    "src", "obj", "index", "left", "right", "func", "first", "class_cell", "iterator", "cond",
    "exception", "cause", "types", "subject", "cls", "spec", "start", "stop", "step", "list",
    "set", "dict", "key", "value", "raised", "cell", "items", "args", "values", "keys", "parts",
    "bases", "defaults", "keyword_values", "keyword_defaults", "closure",
)  # fmt: skip
#: Kinds whose fields are not what their names say elsewhere.
_READS: dict[type[ir.Instruction], tuple[str, ...]] = {
    ir.Const: (),
    ir.CheckBound: ("slot",),
    ir.MakeCell: ("slot",),
    ir.Unbind: ("slot",),
    ir.PushHandler: (),
    ir.MergeGroup: ("exception", "rest", "raised"),
    ir.CallExit: ("exit", "exception"),
    ir.MatchKeys: ("subject", "keys"),
    ir.SplitGroup: ("exception", "types"),
}
_WRITES: dict[type[ir.Instruction], tuple[str, ...]] = {
    ir.MakeCell: ("slot",),
    ir.Unbind: ("slot",),
    ir.Unpack: ("targets",),
    ir.SplitGroup: ("dst", "rest"),
    ir.MatchKeys: ("dst", "rest"),
}

_RULES: dict[type[ir.Instruction], tuple[tuple[str, ...], tuple[str, ...]]] = {}


def _read_fields(kind: type[ir.Instruction]) -> tuple[str, ...]:
    names = kind.__match_args__
    return tuple(name for name in _READ_FIELDS if name in names)


def _write_fields(kind: type[ir.Instruction]) -> tuple[str, ...]:
    return ("dst",) if "dst" in kind.__match_args__ else ()


def _rules(kind: type[ir.Instruction]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    rule = _RULES.get(kind)
    if rule is None:
        reads_ = _READS[kind] if kind in _READS else _read_fields(kind)
        writes_ = _WRITES[kind] if kind in _WRITES else _write_fields(kind)
        rule = _RULES[kind] = (reads_, writes_)
    return rule


def _registers(instruction: ir.Instruction, names: tuple[str, ...]) -> Iterator[int]:
    for name in names:
        value = getattr(instruction, name)
        if isinstance(value, tuple):
            for register in value:
                if register >= 0:
                    yield register
        elif value >= 0:
            yield value


def reads(instruction: ir.Instruction) -> tuple[int, ...]:
    """Returns the registers that ``instruction`` needs."""
    return tuple(_registers(instruction, _rules(type(instruction))[0]))


def writes(instruction: ir.Instruction) -> tuple[int, ...]:
    """Returns the registers that ``instruction`` gives a new value on its normal end."""
    return tuple(_registers(instruction, _rules(type(instruction))[1]))


def _bits(registers: Iterator[int]) -> int:
    found = 0
    for register in registers:
        found |= 1 << register
    return found


# --- edges ------------------------------------------------------------------------------------


def successors(code: Code, index: int) -> tuple[int, ...]:
    """Returns where the normal end of an instruction leads; the exits of a handler are not here."""
    instruction = code.instructions[index]
    if type(instruction) not in _DIRECTED:
        return (index + 1,) if index + 1 < len(code.instructions) else ()
    match instruction:
        case ir.Jump(target):
            return (target,)
        case ir.Branch(_, then, other):
            return (then, other)
        case ir.ForNext(_, _, leave):
            return (index + 1, leave)
        case ir.Assert(_, passed):
            return (index + 1, passed)
    return ()


#: Kinds that do not simply lead to the instruction behind them.
_DIRECTED = frozenset(
    {
        ir.Jump, ir.Branch, ir.ForNext, ir.Assert,
        ir.Return, ir.Raise, ir.Reraise, ir.RaiseCurrent,
    }
)  # fmt: skip


def jump_targets(code: Code) -> frozenset[int]:
    """Returns the indices that something jumps to, handlers included."""
    found: set[int] = set()
    for index, instruction in enumerate(code.instructions):
        if isinstance(instruction, ir.PushHandler):
            found.add(instruction.target)
        elif isinstance(instruction, (ir.Jump, ir.Branch, ir.ForNext, ir.Assert)):
            found.update(s for s in successors(code, index) if s != index + 1)
            if isinstance(instruction, ir.Branch):
                found.update((instruction.then, instruction.other))
    return frozenset(found)


@once_per_code
def handlers(code: Code) -> tuple[tuple[int, ...], ...]:
    """Returns, for each instruction, the indices of the open PushHandlers, innermost last."""
    open_at: list[tuple[int, ...] | None] = [None] * len(code.instructions)
    pending: list[tuple[int, tuple[int, ...]]] = [(0, ())]
    while pending:
        index, stack = pending.pop()
        if index >= len(open_at) or open_at[index] is not None:
            continue
        open_at[index] = stack
        instruction = code.instructions[index]
        if isinstance(instruction, ir.PushHandler):
            pending.append((instruction.target, stack))
            stack = (*stack, index)
        elif isinstance(instruction, ir.PopHandler):
            stack = stack[:-1]
        pending.extend((target, stack) for target in successors(code, index))
    return tuple(stack if stack is not None else () for stack in open_at)


# --- results ----------------------------------------------------------------------------------


@once_per_code
def join_targets(code: Code) -> frozenset[int]:
    """Returns the indices that more than one instruction leads to: where states may meet.

    Where a loop is left is one of them, for each of its rounds leads there.
    """
    seen: set[int] = set()
    joined: set[int] = set()
    for index, instruction in enumerate(code.instructions):
        targets = set(successors(code, index))
        if isinstance(instruction, ir.PushHandler):
            # Any instruction of the protected region may lead to the handler.
            joined.add(instruction.target)
        joined |= targets & seen
        joined |= {target for target in targets if _leaves_loop(code, index, target)}
        seen |= targets
    return frozenset(joined)


def _leaves_loop(code: Code, index: int, target: int) -> bool:
    inside = (loop for loop in code.loops if loop.head <= index < loop.end)
    return any(not loop.head <= target < loop.end for loop in inside)


@once_per_code
def live_registers(code: Code) -> tuple[int, ...]:
    """Returns, for each instruction, the bit set of registers needed by it or after it.

    What a handler needs is live in the whole region that it protects.
    """
    count = len(code.instructions)
    used = [_bits(_registers(i, _rules(type(i))[0])) for i in code.instructions]
    set_ = [_bits(_registers(i, _rules(type(i))[1])) for i in code.instructions]
    next_ = [successors(code, index) for index in range(count)]
    open_ = handlers(code)
    always = 0
    if code.is_generator or code.is_async:
        always = _bits(i for i, name in enumerate(code.registers) if name)
    live = [0] * count
    changed = True
    while changed:
        changed = False
        for index in range(count - 1, -1, -1):
            after = always
            for target in next_[index]:
                after |= live[target]
            now = used[index] | (after & ~set_[index])
            for push in open_[index]:
                handler = code.instructions[push]
                if isinstance(handler, ir.PushHandler):
                    now |= live[handler.target] & ~(1 << handler.dst)
            if now != live[index]:
                live[index] = now
                changed = True
    return tuple(live)
