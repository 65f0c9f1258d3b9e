"""Where a shape came from: a chain of small records, one per operator that made a tensor."""

from __future__ import annotations

from dataclasses import dataclass

from pytea.span import NOWHERE, Span
from pytea.symbolic import Bool
from pytea.values.tensor import Size


@dataclass(frozen=True, slots=True, eq=False)
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


#: Stands for the beginning of a chain that was cut because it is long.
CUT = Origin("…", "", NOWHERE)
