"""Whether two states stand at the same place, so that they may become one."""

from __future__ import annotations

from pytea.state.frame import Continuation, Frame, LoopRecord
from pytea.state.state import State


def mergeable(a: State, b: State) -> bool:
    """Returns whether the frames of two states agree in everything but values."""
    if len(a.frames) != len(b.frames):
        return False
    return all(map(frames_agree, a.frames, b.frames))


def frames_agree(a: Frame, b: Frame) -> bool:
    """Returns whether two activations stand at one instruction of one code, called alike."""
    if a is b:
        return True
    return (
        a.code is b.code
        and a.pc == b.pc
        and a.module is b.module
        and a.handlers == b.handlers
        and _same_continuation(a.continuation, b.continuation)
        and len(a.answers) == len(b.answers)
        and len(a.current) == len(b.current)
    )


def parting(behind: State, ahead: State) -> int:
    """Returns the index of the first frame in which two states stand at different places.

    While more frames than that run, neither their order can change nor can the states meet.
    """
    last = len(behind.frames) - 1, len(ahead.frames) - 1
    for index, (a, b) in enumerate(zip(behind.frames, ahead.frames, strict=False)):
        if a is b and index < min(last):
            continue
        if (index < last[0]) == (index < last[1]) and _stand_alike(a, b):
            continue
        first = a.position(a.pc - (index < last[0]))
        second = b.position(b.pc - (index < last[1]))
        if first != second:
            # where one is the beginning of the other, the frames above decide
            return last[0] if first == second[: len(first)] else index
    return last[0]


def _stand_alike(a: Frame, b: Frame) -> bool:
    """Returns whether two activations are plainly at one place in the same rounds of the same loops."""
    if a.code is not b.code or a.pc != b.pc or len(a.answers) != len(b.answers):
        return False
    return all(x is y for x, y in zip(a.loops, b.loops, strict=True))


def runs_again(frames: list[Frame], index: int) -> bool:
    """Returns whether the call above a frame is one that its instruction asked for."""
    if index + 1 == len(frames):
        return False
    continuation: Continuation | None = frames[index + 1].continuation
    while continuation is not None and continuation.kind == "instance":
        continuation = continuation.inner
    return continuation is not None and continuation.kind in ("answer", "try", "again")


def _same_continuation(a: Continuation, b: Continuation) -> bool:
    if a is b:
        return True
    if a.kind != b.kind or a.dst != b.dst:
        return False
    if a.inner is None or b.inner is None:
        return a.inner is b.inner
    return _same_continuation(a.inner, b.inner)


#: The modes of a loop in the order in which it goes through them.
_MODES = ("running", "trial", "marked", "generic", "last", "over")


def merged_loops(a: Frame, b: Frame) -> list[LoopRecord | None]:
    """Returns the loop records of a merged frame: of the side that has come further."""
    merged: list[LoopRecord | None] = []
    for x, y in zip(a.loops, b.loops, strict=True):
        if x is None or y is None:
            merged.append(x or y)
        else:
            merged.append(x if _MODES.index(x.mode) >= _MODES.index(y.mode) else y)
    return merged
