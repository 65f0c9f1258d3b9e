"""Shapes that are not known, learned from the operations that a tensor passes.

What a convolution, a recurrent layer or a permutation accepts settles the number of dims; a linear
layer settles the last size and nothing else. The stub runs with such a stand-in for the operand, so
that its demands hold from there on; of the operand itself only what every run agrees on is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from pytea.machine.learning_beside import learned_beside
from pytea.machine.stand_in_tensors import (
    Learned,
    any_sizes,
    is_known,
    last_sizes,
    opened,
    same,
    standing,
)
from pytea.stubapi import Operator
from pytea.symbolic import SymInt, SymKind, fresh_int
from pytea.values.tensor import Tensor
from pytea.values.unknown import Unknown

#: The number of dims of what a layer works on.
_DIMS = {
    "conv1d": 3, "conv2d": 4, "conv3d": 5, "conv_transpose1d": 3, "conv_transpose2d": 4,
    "conv_transpose3d": 5, "max_pool1d": 3, "max_pool2d": 4, "max_pool3d": 5, "avg_pool1d": 3,
    "avg_pool2d": 4, "avg_pool3d": 5, "adaptive_avg_pool1d": 3, "adaptive_avg_pool2d": 4,
    "adaptive_avg_pool3d": 5, "adaptive_max_pool1d": 3, "adaptive_max_pool2d": 4,
    "adaptive_max_pool3d": 5, "rnn": 3, "rnn_cell": 2, "pixel_shuffle": 4, "mm": 2, "bmm": 3,
}  # fmt: skip
#: Layers that say nothing of the dims in front of the last ones.
_LAST = frozenset({"linear", "layer_norm", "rms_norm"})
#: Losses whose targets are classes.
_OF_CLASSES = frozenset({"cross_entropy", "nll_loss"})
#: Operators whose result has the shape of their first operand, whatever it is.
_KEEPING = frozenset(
    [
        "relu",
        "relu_",
        "relu6",
        "leaky_relu",
        "elu",
        "selu",
        "celu",
        "gelu",
        "silu",
        "mish",
        "tanh",
        "sigmoid",
        "hardtanh",
        "hardswish",
        "hardsigmoid",
        "softplus",
        "softsign",
        "logsigmoid",
        "dropout",
        "dropout1d",
        "dropout2d",
        "dropout3d",
        "alpha_dropout",
        "softmax",
        "log_softmax",
        "softmin",
        "exp",
        "log",
        "sqrt",
        "abs",
        "neg",
        "clone",
        "detach",
        "contiguous",
        "to",
        "cuda",
        "cpu",
        "float",
        "double",
        "half",
        "bfloat16",
        "long",
        "int",
        "bool",
        "type",
        "requires_grad_",
        "clamp",
        "clamp_",
        "sin",
        "cos",
        "sign",
        "round",
        "floor",
        "normalize",
        "nan_to_num",
        "detach_",
        "rsqrt",
        "square",
        "log1p",
    ]
)
#: Operators on two tensors, or a tensor and a number, whose sizes meet from the last one on.
_PAIRED = frozenset(
    f"__{way}{name}__"
    for name in ("add", "sub", "mul", "truediv", "pow", "eq", "ne", "lt", "le", "gt", "ge")
    for way in ("", "r")
) | {"add", "sub", "mul", "div", "pow", "eq", "ne", "lt", "le", "gt", "ge", "maximum", "minimum"}
#: Operators that make one number of each row along the last dim.
_REDUCING = frozenset(
    {"mean", "sum", "std", "var", "prod", "amax", "amin", "argmax", "argmin", "logsumexp"}
)
#: The methods of arrays among all these.
_OF_ARRAYS = frozenset(
    {"transpose", "astype", "copy", "reshape", "ravel", "flatten", "__getitem__"}
)
#: The same along one dim, of which nothing can be said.
_ALONG = frozenset({"softmax", "log_softmax", "softmin", "normalize"})
#: Operators that look at nothing but the number of elements or the dims that they are given.
_RESHAPING = frozenset({"view", "reshape", "flatten", "permute", "transpose", "ravel"})


def learned(operator: Operator, args: list[Any], kwargs: dict[str, Any]) -> Learned | None:
    """Returns the call that can be run in place of one with an operand of unknown shape."""
    beside = learned_beside(operator, args, kwargs)
    if beside is not None:
        return beside
    name = operator.name.rpartition(".")[2]
    at = 1 if name in ("rnn", "rnn_cell") else 0
    if name in _PAIRED and len(args) == 2 and is_known(args[0]):
        at = 1
    if len(args) <= at or not operator.name.startswith(("torch.", "numpy.ndarray.")):
        return None
    if operator.name.startswith("numpy.") and name not in _OF_ARRAYS:
        return None
    operand = args[at]
    if isinstance(operand, Tensor):
        if operand.sizes is not None or operand.pending or operand.layout:
            return None
    elif not (isinstance(operand, Unknown) and _is_layer(operator, (*args[1:], *kwargs.values()))):
        return None
    if name in _DIMS and not kwargs.get("packed"):
        known = standing(operand, any_sizes(_DIMS[name], operand))
        of_record = operand if isinstance(operand, Tensor) else None
        filled = [*args[:at], known, *args[at + 1 :]]
        return Learned(filled, kwargs, same, of_record, known)
    if name in _LAST:
        count = len(args[1]) if name != "linear" and isinstance(args[1], (list, tuple)) else 1
        sizes = any_sizes(count, operand)
        return Learned([standing(operand, sizes), *args[1:]], kwargs, last_sizes)
    if name in _OF_CLASSES and len(args) > 1 and _is_class_per_row(operand, args[1]):
        return Learned([standing(operand, any_sizes(2, operand)), *args[1:]], kwargs, same)
    if name == "embedding":
        return Learned([standing(operand, ()), *args[1:]], kwargs, last_sizes)
    if not isinstance(operand, Tensor):
        return None
    if name in _PAIRED:
        return _paired(operand, args, kwargs)
    if name in _REDUCING:
        return _reduced(operand, args, kwargs)
    if name in ("matmul", "__matmul__"):
        return _multiplied(operand, args, kwargs)
    if name == "__getitem__":
        return _indexed(operand, args, kwargs)
    if name in _ALONG:
        last = standing(operand, operand.tail or (1,))
        return Learned([last], {"dim": -1}, _kept(operand))
    if name in _KEEPING:
        return _keeping(operand, args, kwargs)
    return _reshaping(name, operand, args, kwargs) if name in _RESHAPING else None


def _is_class_per_row(operand: Tensor | Unknown, target: Any) -> bool:
    """Returns whether a target can be nothing but one class for each row.

    One row alone may have probabilities, as many as there are classes.
    """
    if not isinstance(operand, Tensor) or not is_known(target) or len(target.sizes) != 1:
        return False
    if target.dtype is not None and not target.dtype.is_floating_point:
        return True
    if not operand.tail:
        return False
    return (operand.tail[-1] == target.sizes[0]) is False


def _paired(operand: Tensor, args: list[Any], kwargs: dict[str, Any]) -> Learned | None:
    """Lets the sizes meet that both operands are known to end with."""
    if kwargs or len(args) != 2:
        return None
    other = args[1] if args[0] is operand else args[0]
    if not isinstance(other, Tensor):
        return _keeping(operand, [operand, 1.0], kwargs) if _is_plain_number(other) else None
    if other.layout or other.pending or other.kind != operand.kind == "ndarray":
        return None
    ends = [tuple(arg.tail or ()) if arg.sizes is None else tuple(arg.sizes) for arg in args]
    whole = is_known(other) and len(other.shape) <= len(operand.tail or ())
    if not whole:
        count = min(map(len, ends))
        ends = [end[len(end) - count :] for end in ends]
    if not all(ends):
        return None
    met = [standing(arg, end) for arg, end in zip(args, ends, strict=True)]
    return Learned(met, kwargs, last_sizes)


def _reduced(operand: Tensor, args: list[Any], kwargs: dict[str, Any]) -> Learned | None:
    """Reduces the last size alone, where the call names that dim."""
    dim = kwargs.get("dim", args[1] if len(args) == 2 else None)
    if type(dim) is not int or dim != -1 or not operand.tail:
        return None
    if len(args) > 2 or not kwargs.keys() <= {"dim", "keepdim"}:
        return None
    return Learned([standing(operand, operand.tail), *args[1:]], kwargs, last_sizes)


def _multiplied(operand: Tensor, args: list[Any], kwargs: dict[str, Any]) -> Learned | None:
    """Multiplies rows of a known size by a matrix."""
    other = args[1] if len(args) == 2 else None
    if kwargs or not operand.tail or not is_known(other) or len(other.shape) != 2:  # type: ignore[union-attr]
        return None
    return Learned([standing(operand, operand.tail), other], kwargs, last_sizes)


def _is_plain_number(value: Any) -> bool:
    return isinstance(value, (int, float, SymInt)) and not isinstance(value, bool)


def _indexed(operand: Tensor, args: list[Any], kwargs: dict[str, Any]) -> Learned | None:
    """Takes as many dims for granted as are indexed, where there cannot be more."""
    index = args[1] if len(args) == 2 else None
    if not isinstance(index, tuple) or len(index) != max(operand.ndims, default=0):
        return None
    if not all(isinstance(part, (int, slice)) for part in index):
        return None
    known = standing(operand, any_sizes(len(index), operand))
    return Learned([known, index], kwargs, same, operand, known)


def _is_layer(operator: Operator, others: Iterable[Any]) -> bool:
    """Returns whether a value that may be anything is taken for a tensor: by what it meets."""
    functional = operator.name.startswith(("torch.nn.functional.", "torch._pytea."))
    return functional and any(isinstance(arg, Tensor) for arg in others)


def _keeping(operand: Tensor, args: list[Any], kwargs: dict[str, Any]) -> Learned | None:
    given = (*args[1:], *kwargs.values())
    if any(isinstance(arg, (Tensor, Unknown)) for arg in given):
        return None
    if any(isinstance(arg, int) and not isinstance(arg, bool) for arg in given):
        return None
    last = standing(operand, operand.tail or (1,))
    return Learned([last, *args[1:]], kwargs, _kept(operand))


def _kept(operand: Tensor) -> Callable[[Any], Any]:
    def finish(result: Any) -> Any:
        if not isinstance(result, Tensor):
            return result
        return opened(result, operand.tail).changed(ndims=operand.ndims)

    return finish


def _reshaping(
    name: str, operand: Tensor, args: list[Any], kwargs: dict[str, Any]
) -> Learned | None:
    if kwargs or any(not _is_plain(arg) for arg in args[1:]):
        return None
    given = args[1] if len(args) == 2 and isinstance(args[1], (list, tuple)) else args[1:]
    if any(isinstance(item, Tensor) for item in given):
        return None
    if name == "permute" or (name == "transpose" and isinstance(args[1:2], (list, tuple))
                             and operand.kind == "ndarray" and len(given) > 1):  # fmt: skip
        known = standing(operand, any_sizes(len(given), operand))
        return Learned([known, *args[1:]], kwargs, same, operand, known)
    if name in ("view", "reshape", "ravel") or (name == "flatten" and not given):
        whole = standing(operand, (fresh_int("numel()", SymKind.VARYING, 0),))
        return Learned([whole, *args[1:]], kwargs, same)
    if name == "flatten" and list(given) == [1]:
        return Learned([standing(operand, any_sizes(2, operand)), *args[1:]], kwargs, same)
    return None


def _is_plain(arg: Any) -> bool:
    if isinstance(arg, (list, tuple)):
        return all(_is_plain(item) for item in arg)
    return not isinstance(arg, (Unknown, Tensor)) and not hasattr(arg, "itemsize")


def with_dims(tensor: Tensor, counts: tuple[int, ...]) -> Tensor:
    """Returns a tensor of unknown shape that has one of these numbers of dims."""
    if len(counts) != 1:
        return tensor.changed(ndims=counts)
    return standing(tensor, any_sizes(counts[0], tensor))
