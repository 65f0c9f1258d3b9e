"""Which global names a loop gives a new value in every round before anything can read them."""

from __future__ import annotations

from collections.abc import Iterator

from pytea.ir import instructions as ir
from pytea.ir.code import Code
from pytea.ir.liveness import once_per_code, successors

_LOADS = (ir.LoadGlobal, ir.LoadName)
_STORES = (ir.StoreGlobal, ir.StoreName)
_DELETES = (ir.DeleteGlobal, ir.DeleteName)


@once_per_code
def rewritten_names(code: Code) -> tuple[frozenset[str], ...]:
    """Returns the names for each loop: what they hold when a round begins tells nothing.

    A name counts that functions and classes in ``code`` do not read.
    """
    elsewhere = frozenset(_names_read_inside(code))
    return tuple(
        frozenset(_rewritten(code, loop.head, loop.end)) - elsewhere for loop in code.loops
    )


def _rewritten(code: Code, head: int, end: int) -> Iterator[str]:
    read: set[str] = set()
    written: set[str] = set()
    # up to here the instructions may be skipped
    skipped = head
    for index in range(head, end):
        instruction = code.instructions[index]
        forward = [target for target in successors(code, index) if index + 1 < target < end]
        if isinstance(instruction, ir.PushHandler):
            forward.append(min(instruction.target, end))
        if (isinstance(instruction, _LOADS) and instruction.name not in written) or isinstance(
            instruction, _DELETES
        ):
            read.add(instruction.name)
        elif isinstance(instruction, _STORES) and index >= skipped:
            written.add(instruction.name)
        elif isinstance(instruction, ir.ImportStar):
            return
        skipped = max(skipped, *forward) if forward else skipped
    yield from written - read


def _names_read_inside(code: Code) -> Iterator[str]:
    """Yields the global names that the functions and classes defined in ``code`` mention."""
    for instruction in code.instructions:
        if isinstance(instruction, (ir.MakeFunction, ir.MakeClass)):
            inner = instruction.code
            yield from (
                other.name
                for other in inner.instructions
                if isinstance(other, (*_LOADS, *_STORES, *_DELETES))
            )
            yield from _names_read_inside(inner)
