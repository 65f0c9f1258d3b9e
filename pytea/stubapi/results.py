"""What results share: named parts as ``torch.max(x, dim)`` returns, and the need of a gradient."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pytea.records import immutable
from pytea.symbolic import Int
from pytea.values.dtype import DType
from pytea.values.tensor import Tensor


class NamedResult(tuple[Any, ...]):
    """A tuple whose items are also attributes, as torch.return_types: ``.values``, ``.indices``."""

    fields: tuple[str, ...]

    def __new__(cls, fields: Iterable[str], items: Iterable[Any]) -> NamedResult:
        """Returns the tuple of ``items``, which ``fields`` name one by one."""
        result = super().__new__(cls, items)
        result.fields = tuple(fields)
        return result

    def field(self, name: str) -> Any:
        """Returns the item called ``name``; raises ValueError when there is none."""
        return self[self.fields.index(name)]


@immutable(eq=False)
class EqualParts:
    """A tuple of ``count`` tensors that look alike, where the number hangs on a size."""

    part: Tensor
    count: Int


def named_result(**items: Any) -> NamedResult:
    """Returns a result whose parts are named by the keywords."""
    return NamedResult(items, items.values())


def grad_of(dtype: DType | None, *operands: object) -> bool | None:
    """Returns whether a differentiable result of ``dtype`` needs a gradient; None if unknown."""
    if dtype is not None and dtype.kind not in ("float", "complex"):
        return False
    flags = [operand.requires_grad for operand in operands if isinstance(operand, Tensor)]
    if True in flags:
        return True
    return None if None in flags else False
