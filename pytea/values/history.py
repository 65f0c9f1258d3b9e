"""How a tensor that needs a gradient was computed: the nodes of torch's autograd graph."""

from __future__ import annotations

from pytea.records import immutable
from pytea.values.objects import Ref


@immutable(eq=False)
class History:
    """One operation that was recorded, or a leaf; compared by identity."""

    #: The operator as the user would name it; "" for a leaf.
    operator: str
    #: What it was computed from, as far as that needs a gradient; None for what is not followed.
    sources: tuple[History | None, ...] = ()
    #: The leaf itself.
    leaf: Ref | None = None
    #: Backward needs tensors of the forward pass, which it frees.
    saves: bool = False
    #: (tensor that owns the memory, its version) of tensors that must be the same in backward.
    saved: tuple[tuple[Ref, int], ...] = ()
    #: torch has no derivative of it, and an operand certainly needs a gradient.
    ends: bool = False
    #: Why the gradient that it gives does not fit an operand; "" where nothing is known of that.
    misfit: str = ""


#: The version of a tensor that was changed on one of two paths, or through an unknown alias.
UNKNOWN_VERSION = -1


@immutable(eq=False)
class Track:
    """What is known of a tensor's place in the graph, and of the memory it shares."""

    #: None where it is not followed.
    history: History | None
    #: The version of the memory when the history was noted; a later one makes it stale.
    version: int = 0
    #: The tensor that owns the memory, of which this one is a view; None where it owns its own.
    base: Ref | None = None
    #: Whether it is a view in any case; an operator may also have copied.
    shared: bool = True
    #: It is one of several views that one operation gave, or a view of one.
    several: bool = False
