"""The table of operators: every native stub under the names by which programs reach it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from pytea.records import immutable
from pytea.stubapi.context import fail, require
from pytea.stubapi.dtypes import can_cast
from pytea.stubapi.layouts import require_writable
from pytea.stubapi.shapes import render_shape
from pytea.values.tensor import Tensor

F = TypeVar("F", bound=Callable[..., object])


@immutable(eq=False)
class Operator:
    """One stub function and how its result is bound."""

    #: The name under which it was registered: "torch.flatten", "torch.Tensor.flatten".
    name: str
    function: Callable[..., object]
    #: "function", "property" or "inplace": the result replaces the record of the first argument.
    binding: str = "function"
    #: Whether a call counts as a tensor operation in the summary.
    counted: bool = True

    @property
    def gives_nothing(self) -> bool:
        """Whether a call gives None: numpy's functions that change an array give no array back."""
        return (
            self.binding == "inplace"
            and self.name.startswith("numpy.")
            and not self.name.endswith("__")
        )


#: Every operator by its full dotted name.
OPERATORS: dict[str, Operator] = {}


def op(*names: str, binding: str = "function", counted: bool = True) -> Callable[[F], F]:
    """Registers a stub function under all ``names``.

    The function takes torch's parameter names, sees Tensor records, Python numbers, sizes, lists,
    tuples, strings, DType and Device values, and returns records, numbers or tuples of them.
    ``binding="inplace"``: the result is written to the tensor that is the first argument.
    ``binding="property"``: read as an attribute. Returning an argument itself returns that very
    tensor, not a copy.
    """

    def register(function: F) -> F:
        for name in names:
            OPERATORS[name] = Operator(name, function, binding, counted)
        return function

    return register


def elementwise_inplace(function: Callable[..., object]) -> Callable[..., object]:
    """Returns the in-place form of an element-wise stub.

    The broadcast shape must be that of the first argument, and the result type must be castable to
    its dtype; the record keeps its shape, dtype and layout.
    """

    @wraps(function)
    def inplace(input: Tensor, *args: object, **kwargs: object) -> Tensor:
        if not isinstance(input, Tensor):
            name = f"{function.__name__}_"
            fail(f"{name}(): argument 'input' must be Tensor", "bad-argument", "TypeError")
        result = function(input, *args, **kwargs)
        require_writable(input)
        if not isinstance(result, Tensor) or result.sizes is None or input.sizes is None:
            return input.changed(data=None)
        target, source = render_shape(input.shape), render_shape(result.shape)
        text = f"output with shape {target} doesn't match the broadcast shape {source}"
        require(result.ndim == input.ndim, text, "not-broadcastable")
        for size, wanted in zip(result.shape, input.shape, strict=True):
            require(size == wanted, text, "not-broadcastable")
        require(
            can_cast(result.dtype, input.dtype),
            f"result type {result.dtype} can't be cast to the desired output type {input.dtype}",
            "dtype-mismatch",
        )
        data = result.data if result.dtype == input.dtype else None
        needs_grad = input.requires_grad or result.requires_grad
        return input.changed(data=data, requires_grad=needs_grad)

    return inplace


def variants(
    name: str, *, inplace: bool = False, aliases: tuple[str, ...] = ()
) -> Callable[[F], F]:
    """Registers ``torch.name`` and ``torch.Tensor.name``, and with ``inplace`` also ``name_``.

    ``aliases`` are further short names (``mul`` has the alias ``multiply``).
    """

    def register(function: F) -> F:
        for short in (name, *aliases):
            op(f"torch.{short}", f"torch.Tensor.{short}")(function)
            if inplace:
                changed = elementwise_inplace(function)
                op(f"torch.Tensor.{short}_", f"torch.{short}_", binding="inplace")(changed)
        return function

    return register
