"""What holds for every lowered module, whatever its text."""

from __future__ import annotations

from pytea.ir import instructions as ir
from pytea.ir.code import Code, Module
from pytea.ir.liveness import handlers, join_targets, live_registers, reads, successors, writes
from pytea.ir.printer import nested_codes


def check_module(module: Module, lines: int) -> int:
    """Asserts the rules of layout for all Codes; returns the number of instructions."""
    count = 0
    for code in nested_codes(module.code):
        check_code(code, lines)
        count += len(code.instructions)
    return count


def check_code(code: Code, lines: int) -> None:
    where = code.qualname
    length = len(code.instructions)
    assert len(code.spans) == length > 0, where
    for index, (instruction, span) in enumerate(zip(code.instructions, code.spans, strict=True)):
        for register in (*reads(instruction), *writes(instruction)):
            assert 0 <= register < len(code.registers), (where, index, instruction)
        targets = list(successors(code, index))
        if isinstance(instruction, ir.PushHandler):
            targets.append(instruction.target)
        for target in targets:
            assert 0 <= target < length, (where, index, instruction)
            if target <= index:
                assert isinstance(instruction, ir.Jump), (where, index)
                assert isinstance(code.instructions[target], ir.LoopHead), (where, index)
        start, end = (span.line, span.column), (span.end_line, span.end_column)
        assert (1, 1) <= start <= end <= (lines + 1, 1 << 30), (where, index, span)
    assert code.parameters.names == code.registers[: len(code.parameters.names)], where
    check_loops(code)
    check_flow(code)


def check_loops(code: Code) -> None:
    for number, loop in enumerate(code.loops):
        assert code.instructions[loop.head] == ir.LoopHead(number), code.qualname
        assert loop.head < loop.end <= len(code.instructions), code.qualname
        if loop.parent >= 0:
            parent = code.loops[loop.parent]
            assert parent.head < loop.head and loop.end <= parent.end, code.qualname
    if code.loops:
        # The only way into a loop is its head.
        for index in range(len(code.instructions)):
            for target in successors(code, index):
                for loop in code.loops:
                    inside = loop.head < target < loop.end
                    assert not inside or loop.head <= index < loop.end, (code.qualname, index)


def check_flow(code: Code) -> None:
    """Asserts that liveness, handlers and reachability fit together."""
    live = live_registers(code)
    given = set(range(len(code.parameters.names))) | {r for _, r in code.free_cells}
    needed = {r for r in range(len(code.registers)) if live[0] >> r & 1}
    temporaries = {r for r, name in enumerate(code.registers) if not name}
    assert not needed & temporaries - given, (code.qualname, needed)
    reached, pending = set(), [0]
    while pending:
        index = pending.pop()
        if index in reached:
            continue
        reached.add(index)
        pending.extend(successors(code, index))
        instruction = code.instructions[index]
        if isinstance(instruction, ir.PushHandler):
            pending.append(instruction.target)
    assert len(reached) == len(code.instructions), code.qualname
    depths = handlers(code)
    for index in reached:
        following = len(depths[index])
        if isinstance(code.instructions[index], ir.PushHandler):
            following += 1
        elif isinstance(code.instructions[index], ir.PopHandler):
            following -= 1
        for target in successors(code, index):
            assert len(depths[target]) == following, (code.qualname, index, target)
        if isinstance(code.instructions[index], ir.Return):
            assert not depths[index], (code.qualname, index)
    assert join_targets(code) <= set(range(len(code.instructions)))
