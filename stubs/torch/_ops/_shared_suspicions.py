"""What torch accepts although it is hardly meant: told by where the operands came from."""

from __future__ import annotations

from typing import Any

from pytea.stubapi import (
    Size,
    Tensor,
    in_last_batch,
    is_iterated,
    origin_of,
    render_shape,
    same,
    warn,
)

def _forms(*names: str) -> frozenset[str]:
    return frozenset(f"{prefix}{name}" for prefix in ("", "torch.", "F.") for name in names)


#: Operators that only change how elements are arranged or stored.
_ARRANGING = frozenset(
    f"{prefix}{name}"
    for prefix in ("", "torch.")
    for name in ("view", "reshape", "squeeze", "unsqueeze", "flatten", "transpose", "permute",
                 "contiguous", "float", "double", "to", "clone")
)  # fmt: skip
#: Operators whose result is a prediction per sample.
_PREDICTING = frozenset(["F.linear", "F.bilinear", "torch.bilinear"])
#: Operators that pick one of several scores per sample.
_PICKING = _forms("argmax", "argmin", "max", "min", "gather", "amax", "amin", "topk")
#: How far a prediction is followed back through element-wise operators.
_STEPS = 6


SOFTMAX, SIGMOID = _forms("softmax"), _forms("sigmoid")
_ARGMAX = _forms("argmax", "argmin")


def _maker(tensor: Tensor) -> Any:
    """Returns the origin of a tensor before it was rearranged."""
    origin = origin_of(tensor)
    while origin is not None and origin.operator in _ARRANGING and origin.operands:
        origin = origin.operands[0][1]
    return origin


def warn_if_made_by(input: Tensor, makers: frozenset[str], loss: str, expects: str) -> None:
    """Reports a loss whose input is already normalized, where the loss does it again."""
    origin = _maker(input)
    if origin is not None and origin.operator in makers:
        text = f"{loss} expects {expects}, but its input was made by {origin.operator}"
        warn("loss-of-probabilities", text)


def _is_predicted(tensor: Tensor) -> bool:
    """Returns whether element-wise operators made a tensor out of the output of a linear layer."""
    origin, sizes = origin_of(tensor), tensor.sizes
    for _ in range(_STEPS):
        if origin is None:
            return False
        if origin.operator in _PREDICTING:
            return True
        if not origin.operands:
            return False
        scores = origin.operands[0][0]
        if origin.operator in _PICKING and scores is not None and sizes is not None:
            sizes = scores if len(scores) == 2 and same(scores[0], sizes[0]) else None
        if sizes is None or scores != sizes:
            return False
        origin = origin.operands[0][1]
    return False


def _makers(tensor: Tensor) -> list[Any]:
    """Returns the operations that made a tensor, along the first operands."""
    found, origin = [], origin_of(tensor)
    while origin is not None and len(found) < _STEPS:
        found.append(origin)
        origin = origin.operands[0][1] if origin.operands else None
    return found


def _have_a_maker_in_common(a: Tensor, b: Tensor) -> bool:
    """Returns whether two tensors are forms of one: then each is compared with each on purpose."""
    others = _makers(b)
    return any(maker is other for maker in _makers(a) for other in others)


def warn_if_outer(name: str, input: Tensor, other: Tensor) -> None:
    """Reports predictions (B, 1) that meet (B,): the result compares every sample with every other."""
    if input.sizes is None or other.sizes is None or len(input.sizes) + len(other.sizes) != 3:
        return
    column, row = (input, other) if len(input.sizes) == 2 else (other, input)
    if len(row.shape) != 1:
        return
    batch, width = column.shape
    if type(width) is not int or width != 1 or not same(batch, row.shape[0]):
        return
    if batch == 1 or not _is_predicted(column) or _have_a_maker_in_common(column, row):
        return
    shapes = f"{render_shape(input.shape)} and {render_shape(other.shape)}"
    text = f"{name} of {shapes} gives {render_shape((batch, batch))}: every row meets every other"
    warn("outer-broadcast", text)


def warn_if_batch_goes(input: Tensor) -> None:
    """Reports ``squeeze()`` without dim of a tensor (B, *, 1) where the last batch has one sample."""
    if is_iterated(input.shape[0]) or (in_last_batch() and _comes_from_loader(input)):
        text = f"squeeze() of {render_shape(input.shape)} also drops dim 0, the batch, when it has size 1"
        warn("squeezed-batch", text)


def _comes_from_loader(tensor: Tensor) -> bool:
    """Returns whether the first dim of a tensor is that of a batch, by its first operands."""
    origin = origin_of(tensor)
    while origin is not None:
        if origin.operator == "torch.empty":  # which makes the batches, and hardly anything else
            return True
        if not origin.operands or not origin.operands[0][0] or origin.operands[0][0][0] != 1:
            return False
        origin = origin.operands[0][1]
    return False


def warn_if_flat_index(name: str, input: Tensor, other: Tensor) -> None:
    """Reports ``logits.argmax() == labels``: without dim it is one index into all logits."""
    for index, labels in ((input, other), (other, input)):
        if index.sizes != () or labels.sizes is None or len(labels.sizes) != 1:
            continue
        origin = origin_of(index)
        if origin is None or origin.operator not in _ARGMAX or not origin.operands:
            continue
        logits = origin.operands[0][0]
        if logits is not None and len(logits) == 2 and same(logits[0], labels.sizes[0]):
            text = (
                f"{origin.operator} without dim= gives one index into all of {render_shape(logits)}, "
                f"and {name} compares it with each of {render_shape(labels.shape)}"
            )
            warn("implicit-dim", text)
