"""What the machine tells whoever analyses a function that no entry calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from pytea.symbolic import Bool, SymBool

#: The operator that makes sizes larger.
PADDING = "torch.nn.functional.pad"
#: The operators that pick items of a tensor.
INDEXING = frozenset({"torch.Tensor.__getitem__", "torch.Tensor.__setitem__"})

if TYPE_CHECKING:
    from pytea.machine.findings import Place
    from pytea.machine.machine import Machine
    from pytea.state.frame import Frame
    from pytea.values.objects import Value


class Library(Protocol):
    """Learns the inputs of a function from how it uses them."""

    #: Whether a run is over when a tensor operation fails on every path.
    ends_with_fault: bool

    def demanded(self, m: Machine, name: str) -> None:
        """Notes that the running instruction needs the shape of an input; the path ends here."""

    def entering(self, m: Machine, frame: Frame) -> None:
        """Looks at the arguments of a function that is called for the first time."""

    def returning(self, m: Machine, frame: Frame) -> None:
        """Looks at the variables of a function that is about to return."""

    def padded(self, place: Place, amounts: object) -> None:
        """Notes that sizes are padded at a place by these amounts."""

    def indexed(self, index: object) -> object:
        """Returns an index with what is assumed about the tensors in it."""

    def sequenced(self, value: Value) -> None:
        """Notes that something is used as a sequence that is none."""

    def narrowed(self, m: Machine, cond: SymBool) -> Bool:
        """Returns a requirement without what is settled by facts that the solver finds hard to use."""

    def assumed(self, m: Machine, cond: SymBool, message: str) -> Bool:
        """Returns what is assumed where a requirement depends on inputs: it, or more or less."""
