"""Where a shape came from: a chain of small records, one per operator that made a tensor."""

from __future__ import annotations

from collections.abc import Iterable

from pytea.records import immutable
from pytea.span import NOWHERE, Span
from pytea.symbolic import Bool
from pytea.values.tensor import Size


@immutable(eq=False)
class Origin:
    """The operator call that made a tensor, and the shapes it was made from."""

    #: The operator as the user would name it: "torch.flatten", "nn.Linear".
    operator: str
    file: str
    span: Span
    #: (shape, origin) of the tensor operands; the chain is cut at a fixed depth.
    operands: tuple[tuple[Size | None, Origin | None], ...] = ()
    depth: int = 0
    #: Where two paths met: the condition under which the first of two operands is the tensor.
    selector: Bool | None = None
    #: The operation was refused, and its result is what was probably meant; "guessed" where its
    #: operands were read in another way than they were given.
    refused: bool = False
    guessed: bool = False
    #: Little more than the number of dims is known of it: an edit that ends the fault in front of it
    #: is not forgiven what fails behind.
    loose: bool = False
    #: The same of the operands and what they were made from: 1 refused, 2 guessed.
    before: int = 0
    #: Its elements are what the text of the program makes them: no run has others.
    constant: bool = False

    @property
    def taint(self) -> int:
        """2 if anything on the chain was guessed, else 1 if anything was refused, else 0."""
        return 2 if self.guessed else max(self.before, int(self.refused))

    def is_cut(self) -> bool:
        """Returns whether this stands for the beginning of a chain that was cut."""
        return self.operator == _CUT


_CUT = "…"
#: Stands for the beginning of a chain that was cut because it is long.
_LONG = Origin(_CUT, "", NOWHERE)
#: The same for chains with a refused operation in what is not told, and one that was guessed.
_REFUSED = Origin(_CUT, "", NOWHERE, refused=True)
_GUESSED = Origin(_CUT, "", NOWHERE, refused=True, guessed=True)


def taint_of(operands: Iterable[tuple[Size | None, Origin | None]]) -> int:
    """Returns the largest taint of operands."""
    return max([0, *[origin.taint for _, origin in operands if origin is not None]])


def bounded_chain(
    operands: list[tuple[Size | None, Origin | None]], most: int
) -> tuple[tuple[tuple[Size | None, Origin | None], ...], int]:
    """Returns the operands of an origin and its depth; a chain of ``most`` operators is cut."""
    depth = 0
    for _, origin in operands:
        if origin is not None and origin.depth > depth:
            depth = origin.depth
    if depth >= most:
        return tuple([(sizes, cut(origin)) for sizes, origin in operands]), 1
    return tuple(operands), depth + 1


def cut(origin: Origin | None) -> Origin | None:
    """Returns what stands for a chain that ends with ``origin``: its first shape is kept."""
    if origin is None:
        return None
    stand_in = (_LONG, _REFUSED, _GUESSED)[origin.taint]
    first = _first(origin)
    if first is None:
        return stand_in
    refused, guessed = stand_in.refused, stand_in.guessed
    return Origin(_CUT, "", NOWHERE, (first,), refused=refused, guessed=guessed)


def _first(origin: Origin) -> tuple[Size | None, Origin] | None:
    """Returns the first shape on the longest way back from an origin, and what made it."""
    found = None
    while origin.operands:
        pairs = [(sizes, before) for sizes, before in origin.operands if before is not None]
        if not pairs:
            return None
        found = max(pairs, key=lambda pair: pair[1].depth)
        origin = found[1]
    return found if found is None or not found[1].is_cut() else None
