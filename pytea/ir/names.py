"""Which names a piece of code mentions: variables, attributes and texts that may stand for them."""

from __future__ import annotations

from collections.abc import Iterator

from pytea.ir.code import Code
from pytea.ir.liveness import once_per_code


@once_per_code
def mentioned_names(code: Code) -> frozenset[str]:
    """Returns every text in the instructions of ``code`` and of what is defined in it."""
    found: set[str] = set()
    for instruction in code.instructions:
        for name in instruction.__match_args__:
            found.update(_texts(getattr(instruction, name)))
    return frozenset(found)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, Code):
        yield from mentioned_names(value)
