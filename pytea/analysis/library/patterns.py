"""How many dims the patterns of einsum and einops tell of the tensor that they are given with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pytea.machine.machine import Machine
from pytea.values.objects import Ref
from pytea.values.records import TensorRecord

#: One axis of an einops pattern: a name, a number, or several of them in brackets.
_AXIS = re.compile(r"\([^()]*\)|[\w]+")
#: A side of a pattern of einops.
_SIDE = re.compile(r"[\w\s()]*")
#: The operands of a pattern of einsum.
_LETTERS = re.compile(r"[A-Za-z,\s]*")


def told_by_pattern(m: Machine, args: Sequence[object]) -> tuple[int, ...]:
    """Returns the number of dims of the operand that is asked for; none without a pattern.

    ``args`` are the arguments of the call: of einsum the pattern comes first, of einops second.
    """
    texts = [index for index, arg in enumerate(args) if isinstance(arg, str) and "->" in arg]
    if not texts or texts[0] > 1:
        return ()
    side = str(args[texts[0]]).partition("->")[0]
    if texts[0] == 1:
        return (len(_AXIS.findall(side)),) if _SIDE.fullmatch(side) else ()
    asked = next((i for i, arg in enumerate(args[1:]) if is_pending(m, arg)), None)
    terms = "".join(side.split()).split(",")
    if asked is None or asked >= len(terms) or not _LETTERS.fullmatch(side):
        return ()
    return (len(terms[asked]),)


def is_pending(m: Machine, arg: object) -> bool:
    """Returns whether a value is an input whose shape is not known yet."""
    record = m.state.heap.read(arg) if isinstance(arg, Ref) else None
    return isinstance(record, TensorRecord) and bool(record.tensor.pending)
