"""Operations whose unknown operand stands beside known ones, or whose result hardly depends on it.

An index is as long as it is, a target fits the scores that it is compared with, and the mean of all
elements is one number whatever their shape. See ``learning`` for what becomes of the stand-ins.
"""

from __future__ import annotations

from typing import Any

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
from pytea.values.dtype import INT64
from pytea.values.tensor import Tensor
from pytea.values.unknown import Unknown

#: Operators that make one number of all elements where no dim is named.
_OF_ALL = frozenset(
    {
        *("sum", "mean", "prod", "max", "min", "amax", "amin", "std", "var", "norm", "all", "any"),
        *("argmax", "argmin", "median", "nansum", "nanmean", "nanmedian", "count_nonzero"),
    }
)
#: Losses that compare two tensors of one shape.
_OF_PAIRS = frozenset(
    {
        *("mse_loss", "l1_loss", "smooth_l1_loss", "huber_loss", "soft_margin_loss"),
        *("binary_cross_entropy", "binary_cross_entropy_with_logits", "kl_div"),
        *("poisson_nll_loss", "hinge_embedding_loss"),
    }
)
_OF_CLASSES = frozenset({"cross_entropy", "nll_loss"})
#: Operators with an index of one dim, and those with an index of as many dims as the tensor has.
_BY_LIST = frozenset({"index_select", "index_add", "index_copy", "index_fill"})
_BY_GRID = frozenset({"gather", "scatter", "scatter_add", "scatter_reduce"})
#: Operators that give one dim whatever the shape.
_FLAT = frozenset({"unique", "bincount"})
#: Modes of ``interpolate`` that take tensors of one number of dims.
_MODES = {"linear": 3, "bilinear": 4, "bicubic": 4, "trilinear": 5}


def learned_beside(operator: Operator, args: list[Any], kwargs: dict[str, Any]) -> Learned | None:
    """Returns the call that can be run in place of one with an unknown operand, if there is one."""
    if operator.name == "numpy.pad":
        return _padded(args, kwargs)
    name = operator.name.rpartition(".")[2].removesuffix("_")
    if not operator.name.startswith("torch.") or not args:
        return None
    first = args[0]
    if name in _OF_ALL and _is_unknown(first):
        return _of_all(first, args, kwargs)
    if name in _OF_PAIRS or name in _OF_CLASSES:
        return _loss(name, args, kwargs)
    if name in _BY_LIST or name in _BY_GRID:
        return _indexed(name, args, kwargs)
    if name in ("cat", "stack", "concat") and isinstance(first, (list, tuple)):
        return _joined(name, first, args, kwargs)
    if name in _FLAT and len(args) == 1 and _is_unknown(first) and kwargs.keys() <= {"minlength"}:
        return Learned([standing(first, any_sizes(1, None))], kwargs, same)
    if name == "masked_select" and len(args) == 2:
        return _selected(args, kwargs)
    if name == "t" and operator.binding != "inplace" and len(args) == 1 and _is_unknown(first):
        # what has fewer dims is its own transpose, for which nobody asks
        known = standing(first, any_sizes(2, first))
        return Learned([known], kwargs, same, first, known)
    if name == "one_hot" and _is_unknown(first):
        return Learned([standing(first, ()), *args[1:]], kwargs, last_sizes)
    if name == "einsum":
        return _einsum(args, kwargs)
    if name in ("expand", "expand_as") and _is_unknown(first):
        return _expanded(name, first, args, kwargs)
    if name in ("view_as", "reshape_as") and _is_unknown(first) and len(args) == 2:
        return _like(first, args, kwargs)
    if name == "interpolate" and _is_unknown(first):
        return _interpolated(first, args, kwargs)
    return None


def _is_unknown(value: Any) -> bool:
    """Returns whether a value is a tensor of which no shape is known."""
    return (
        isinstance(value, Tensor)
        and value.kind != "ndarray"
        and value.sizes is None
        and not value.pending
        and not value.layout
    )


def _tensor(value: Any) -> Any:
    """Returns a tensor of unknown shape for a value that may be anything."""
    if isinstance(value, Unknown) and not value.kind:
        return opened(standing(value, ()), None)
    return value


def _of_all(operand: Tensor, args: list[Any], kwargs: dict[str, Any]) -> Learned | None:
    if len(args) > 1 or not kwargs.keys() <= {"dtype"}:
        return None
    return Learned([standing(operand, any_sizes(1, None, least=1))], kwargs, same)


def _loss(name: str, args: list[Any], kwargs: dict[str, Any]) -> Learned | None:
    """Lets a target be what the scores need, where the loss is one number."""
    if kwargs.get("reduction", "mean") not in ("mean", "sum") or len(args) < 2:
        return None
    if any(arg is not None for arg in args[2:]):
        return None
    # what is compared with a tensor is one
    scores, target = (_tensor(arg) for arg in args[:2])
    if not isinstance(scores, Tensor) or not isinstance(target, Tensor):
        return None
    if any(isinstance(value, Tensor) for value in kwargs.values()):
        return None
    if name in _OF_PAIRS:
        if _is_unknown(scores) and _is_unknown(target):
            sizes = any_sizes(1, None)
            return Learned([standing(scores, sizes), standing(target, sizes)], kwargs, same)
        if _is_unknown(scores) and is_known(target):
            return Learned([standing(scores, target.shape), target], kwargs, same)
        if is_known(scores) and _is_unknown(target):
            return Learned([scores, standing(target, scores.shape)], kwargs, same)
        return None
    if _is_unknown(scores) and _is_unknown(target):
        rows = any_sizes(2, None, least=1)
        of_rows = standing(target, rows[:1]).changed(dtype=INT64)
        return Learned([standing(scores, rows), of_rows], kwargs, same)
    if not is_known(scores) or not _is_unknown(target) or len(scores.shape) == 0:
        return None
    if target.dtype is not None and target.dtype.is_floating_point:
        return Learned([scores, standing(target, scores.shape)], kwargs, same)
    classes = scores.shape[:1] if len(scores.shape) > 1 else ()
    of_classes = standing(target, (*classes, *scores.shape[2:]))
    if target.dtype is None:
        of_classes = of_classes.changed(dtype=INT64)
        return Learned([scores, of_classes], kwargs, same)
    return Learned([scores, of_classes], kwargs, same, target, of_classes)


def _indexed(name: str, args: list[Any], kwargs: dict[str, Any]) -> Learned | None:
    tensor: Any = args[0]
    index: Any = kwargs.get("index", args[2] if len(args) > 2 else None)
    if not is_known(tensor) or not _is_unknown(index) or not len(tensor.shape):
        return None
    if name in _BY_LIST:
        known = standing(index, any_sizes(1, None))
    elif name == "gather" and len(tensor.shape) == 1:
        # one of its numbers is taken by an index without dims, too
        return None
    else:
        known = standing(index, any_sizes(len(tensor.shape), index))
    if "index" in kwargs:
        return Learned(args, {**kwargs, "index": known}, same)
    return Learned([*args[:2], known, *args[3:]], kwargs, same)


def _selected(args: list[Any], kwargs: dict[str, Any]) -> Learned | None:
    if not any(map(_is_unknown, args)) or not all(isinstance(arg, Tensor) for arg in args):
        return None
    sizes = next((arg.shape for arg in args if is_known(arg)), any_sizes(1, None))
    return Learned([standing(arg, tuple(sizes)) for arg in args], kwargs, same)


def _joined(
    name: str, parts: list[Any] | tuple[Any, ...], args: list[Any], kwargs: dict[str, Any]
) -> Learned | None:
    """Lets the tensors of unknown shape look like the first known one, but along ``cat``'s dim."""
    if not any(map(_is_unknown, parts)):
        return None
    known = next((part for part in parts if is_known(part) and len(part.shape)), None)
    dim = kwargs.get("dim", args[1] if len(args) > 1 else 0)
    if known is None or type(dim) is not int or not -len(known.shape) <= dim < len(known.shape):
        if name != "stack" or known is None:
            return None
    if not all(is_known(part) or _is_unknown(part) for part in parts):
        return None
    sizes = list(known.shape)
    filled = []
    for part in parts:
        if _is_unknown(part):
            if name != "stack":
                sizes[dim] = any_sizes(1, None)[0]
            part = standing(part, tuple(sizes))
        filled.append(part)
    return Learned([filled, *args[1:]], kwargs, same)


def _einsum(args: list[Any], kwargs: dict[str, Any]) -> Learned | None:
    if not isinstance(args[0], str) or "." in args[0]:
        return None
    parts = args[1] if len(args) == 2 and isinstance(args[1], (list, tuple)) else args[1:]
    letters = args[0].replace(" ", "").partition("->")[0].split(",")
    if len(letters) != len(parts) or not any(map(_is_unknown, parts)):
        return None
    if not all(is_known(part) or _is_unknown(part) for part in parts):
        return None
    sizes: dict[str, Any] = {}
    for names, part in zip(letters, parts, strict=True):
        if is_known(part):
            sizes.update(zip(names, part.shape, strict=False))
    filled = []
    for names, part in zip(letters, parts, strict=True):
        if _is_unknown(part):
            found = [sizes.setdefault(letter, any_sizes(1, None)[0]) for letter in names]
            part = standing(part, tuple(found))
        filled.append(part)
    return Learned([args[0], *filled], kwargs, same)


def _expanded(
    name: str, operand: Tensor, args: list[Any], kwargs: dict[str, Any]
) -> Learned | None:
    if kwargs or len(args) < 2:
        return None
    if name == "expand_as":
        target = args[1].shape if is_known(args[1]) else None
    else:
        target = args[1] if isinstance(args[1], (list, tuple)) else args[1:]
    if target is None or not all(type(size) is int and size >= 0 for size in target):
        return None
    return Learned([standing(operand, (1,) * len(target)), *args[1:]], kwargs, same)


def _like(operand: Tensor, args: list[Any], kwargs: dict[str, Any]) -> Learned | None:
    if not is_known(args[1]):
        return None
    return Learned([standing(operand, args[1].shape), args[1]], kwargs, same)


def _padded(args: list[Any], kwargs: dict[str, Any]) -> Learned | None:
    """Takes the number of dims of an array from the pairs of widths; a width may be unknown, too."""
    array, widths = _tensor(args[0] if args else None), args[1] if len(args) > 1 else None
    if not isinstance(array, Tensor) or array.sizes is not None or array.pending or array.layout:
        return None
    if not isinstance(widths, (list, tuple)) or len(widths) < 2:
        return None
    if not all(isinstance(pair, (list, tuple)) and len(pair) == 2 for pair in widths):
        return None
    known = standing(array, any_sizes(len(widths), array)).changed(kind="ndarray")
    filled = [tuple([0 if isinstance(n, Unknown) else n for n in pair]) for pair in widths]
    if filled == [tuple(pair) for pair in widths]:
        operand = array if array is args[0] else None
        return Learned([known, *args[1:]], kwargs, same, operand, known)
    return Learned([known, filled, *args[2:]], kwargs, same)


def _interpolated(operand: Tensor, args: list[Any], kwargs: dict[str, Any]) -> Learned | None:
    """Takes the number of dims from the mode, or from the sizes that are given for some of them."""
    dims = _MODES.get(kwargs.get("mode", "nearest"))
    for option in ("size", "scale_factor"):
        given = kwargs.get(option)
        if isinstance(given, (list, tuple)):
            dims = 2 + len(given)
    if dims is None or len(args) != 1:
        return None
    known = standing(operand, any_sizes(dims, operand))
    return Learned([known], kwargs, same, operand, known)
