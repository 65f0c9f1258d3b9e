"""Which tensors have elements that stand in the program: what chance or data made is none of these."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pytea.stubapi import Operator
from pytea.symbolic import SymBool, SymInt
from pytea.symbolic.diagram import Choice
from pytea.values.tensor import Tensor
from pytea.values.unknown import Unknown

#: Functions that make a tensor of their arguments alone.
_MADE = frozenset(
    ["tensor", "as_tensor", "scalar_tensor", "zeros", "ones", "full", "arange", "linspace", "logspace",
     "eye", "range"]
)  # fmt: skip
#: Of these no argument says what the elements are.
_FILLED = frozenset(["zeros", "ones", "eye"])
#: What draws: alone, and as the beginning of a name.
_DRAWN = frozenset(["normal", "poisson", "binomial", "exponential", "geometric", "cauchy", "uniform",
                    "log_normal", "multinomial", "bernoulli", "random", "rrelu"])  # fmt: skip
_DRAWING = ("rand", "xavier_", "kaiming_", "trunc_", "orthogonal", "sparse_")
#: Items of a list that are looked at.
_ITEMS = 64


def is_constant(operator: Operator, tensors: Sequence[Tensor], given: Iterable[object]) -> bool:
    """Returns whether the result of a call has the same elements in every run.

    ``tensors`` are all its tensors, ``given`` its arguments.
    """
    name = operator.name.rpartition(".")[2].removesuffix("_")
    if tensors:
        if not all(tensor.origin is not None and tensor.origin.constant for tensor in tensors):
            return False
        if name in _DRAWN or name.startswith(_DRAWING) or "dropout" in name:
            return False
    elif name not in _MADE or not operator.name.startswith("torch."):
        return False
    return name in _FILLED or _is_plain(given)


def _is_plain(given: Iterable[object]) -> bool:
    """Returns whether arguments hold no number that is not known."""
    for count, value in enumerate(given):
        if count == _ITEMS:
            return False
        if isinstance(value, (list, tuple)):
            if not _is_plain(value):
                return False
        elif isinstance(value, (Unknown, SymInt, SymBool, Choice)):
            return False
    return True
