"""How an operation is called, and where its result comes from."""

from __future__ import annotations

from functools import cache

from pytea.machine.findings import Place
from pytea.machine.machine import Machine
from pytea.state import budgets
from pytea.state.frame import Frame
from pytea.stubapi import Operator
from pytea.symbolic import (
    SymInt,
)
from pytea.values.origin import Origin
from pytea.values.records import (
    ModuleRecord,
)
from pytea.values.tensor import Tensor


def origin_of(m: Machine, operator: Operator, place: Place, tensors: list[Tensor]) -> Origin:
    name = _constructor(m) or short_name(operator.name)
    depth = 0
    made_from = []
    for tensor in tensors[:4]:
        origin = tensor.origin
        if origin is not None and origin.depth > depth:
            depth = origin.depth
        made_from.append((tensor.sizes, origin))
    if depth >= budgets.ORIGIN_DEPTH:
        shapes = tuple([(sizes, None) for sizes, _ in made_from])
        return Origin(name, place.file, place.span, shapes, 1)
    return Origin(name, place.file, place.span, tuple(made_from), depth + 1)


def _constructor(m: Machine) -> str:
    """Returns ``nn.Linear(9216, 128)`` while the constructor of a bundled class runs, else ""."""
    text = ""
    for frame in reversed(m.state.frames):
        module = m.state.heap.read(frame.module)
        if not isinstance(module, ModuleRecord) or module.kind != "bundled":
            break
        if frame.code.name == "__init__" and module.name.startswith("torch.nn."):
            sizes = _leading_sizes(frame)
            text = f"nn.{frame.code.qualname.partition('.')[0].lstrip('_')}"
            text += f"({', '.join(sizes)})" if sizes else ""
    return text


def _leading_sizes(frame: Frame) -> list[str]:
    """Returns the first arguments of a constructor, as far as they are sizes."""
    sizes: list[str] = []
    for value in frame.regs[1 : len(frame.code.parameters.positional)]:
        if isinstance(value, (int, SymInt)) and not isinstance(value, bool) and len(sizes) < 3:
            sizes.append(str(value))
        else:
            break
    return sizes


@cache
def short_name(name: str) -> str:
    """Returns an operator's name as users write it: ``F.relu``, ``torch.cat``, ``view``."""
    if name.startswith("torch.nn.functional."):
        return "F." + name.rpartition(".")[2]
    if name.startswith(("torch.Tensor.", "numpy.ndarray.", "torch._pytea.")):
        return name.rpartition(".")[2]
    return name
