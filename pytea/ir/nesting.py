"""Which loops an instruction stands in."""

from __future__ import annotations

from pytea.ir.code import Code
from pytea.ir.liveness import once_per_code


@once_per_code
def innermost_loops(code: Code) -> tuple[int, ...]:
    """Returns, for each instruction, the number of the innermost loop around it, or -1."""
    found = [-1] * len(code.instructions)
    # a loop inside another one begins behind it
    for number in sorted(range(len(code.loops)), key=lambda number: code.loops[number].head):
        loop = code.loops[number]
        for index in range(loop.head, min(loop.end, len(found))):
            found[index] = number
    return tuple(found)
