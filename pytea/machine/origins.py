"""How an operation is called, and where its result comes from."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pytea.machine.constants import is_constant
from pytea.machine.constructors import running_constructor
from pytea.machine.findings import Place
from pytea.machine.machine import Machine
from pytea.state import budgets
from pytea.stubapi import Operator
from pytea.values.origin import Origin, bounded_chain, taint_of
from pytea.values.tensor import Tensor


def origin_of(
    m: Machine,
    operator: Operator,
    place: Place,
    tensors: list[Tensor],
    given: Iterable[object] = (),
) -> Origin:
    """Returns where the result of an operator comes from; a long chain is cut.

    ``given`` are the arguments that decide whether its elements are constants.
    """
    name = running_constructor(m) or short_name(operator.name)
    made_from = [(tensor.sizes, tensor.origin) for tensor in tensors[:4]]
    operands, depth = bounded_chain(made_from, budgets.ORIGIN_DEPTH)
    return Origin(
        name, place.file, place.span, operands, depth,
        before=taint_of(made_from), constant=is_constant(operator, tensors, given),
    )  # fmt: skip


@cache
def short_name(name: str) -> str:
    """Returns an operator's name as users write it: ``F.relu``, ``torch.cat``, ``view``."""
    if name.startswith("torch.nn.functional."):
        return "F." + name.rpartition(".")[2]
    if name.startswith(("torch.Tensor.", "numpy.ndarray.", "torch._pytea.", "numpy._pytea.")):
        return name.rpartition(".")[2]
    return name
