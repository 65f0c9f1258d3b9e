"""Operators: losses over classes: negative log-likelihood, cross entropy, margins, CTC."""

from __future__ import annotations

from typing import Any

from pytea._stubs.torch._ops._shared_nn import demand_equal_dtypes, demand_kinds, integer
from pytea._stubs.torch._ops._shared_nn_loss import (
    chosen_reduction,
    promoted,
    reduced,
    require_same_shape,
)
from pytea._stubs.torch._ops._shared_suspicions import SOFTMAX, warn_if_made_by
from pytea.stubapi import (
    Int,
    Tensor,
    Unknown,
    fail,
    op,
    render_shape,
    require,
    require_same_device,
    same,
    ssum,
    numbers_in,
)
from pytea.stubapi.arguments import Numbers


def _class_dim(input: Tensor) -> int:
    return 0 if input.ndim == 1 else 1


def _check_targets_in_range(
    input: Tensor, target: Tensor, classes: Int, ignore_index: Any, exception: str = "IndexError"
) -> None:
    for value in numbers_in(target):
        if not isinstance(ignore_index, Unknown) and same(value, ignore_index):
            continue
        text = f"target {value} is out of bounds for {classes} classes: input is "
        text += render_shape(input.shape)
        require((value >= 0) & (value < classes), text, "index-out-of-range", exception)


def _check_class_weight(weight: Tensor | None, classes: Int, vector: bool) -> None:
    if weight is not None:
        text = f"weight {render_shape(weight.shape)} must have one element per class: {classes}"
        require(weight.ndim == 1 or not vector, text)
        require(weight.numel() == classes, text)


def _check_index_dtype(target: Tensor, byte: bool) -> None:
    """Demands class indices of dtype int64, or uint8 where torch has a kernel for it."""
    if target.dtype is not None:
        allowed = ("int64", "uint8") if byte else ("int64",)
        text = f"target with class indices must be int64, got {target.dtype}"
        require(target.dtype.name in allowed, text, "dtype-mismatch")


def _check_index_target(input: Tensor, target: Tensor) -> None:
    """Demands target (N, *spatial) for input (N, C, *spatial)."""
    shapes = f"input {render_shape(input.shape)} and target {render_shape(target.shape)}"
    if input.ndim != 1:
        batch = target.shape[0] if target.ndim else 0
        text = f"input batch size {input.shape[0]} must match target batch size {batch}: {shapes}"
        require(input.shape[0] == batch, text, exception="ValueError")
    if input.ndim == 1:
        require(target.ndim <= 1, f"target must be 0-d or 1-d: {shapes}")
        if target.ndim == 1:
            require(target.shape[0] == 1, f"target must have one element: {shapes}")
        return
    wanted = (input.shape[0], *input.shape[2:])
    text = f"target is {render_shape(target.shape)}, but input {render_shape(input.shape)} expects "
    require(target.ndim == len(wanted), text + render_shape(wanted))
    for size, other in zip(target.shape, wanted, strict=True):
        require(size == other, text + render_shape(wanted))


def _indexed_loss(
    name: str, input: Tensor, target: Tensor, weight: Tensor | None, ignore_index: Any, how: str
) -> Tensor:
    require_same_device(input, target, weight)
    text = f"input of {name} must have at least 1 dim"
    require(input.ndim >= 1, text, "dim-out-of-range", "ValueError")
    _check_index_target(input, target)
    _check_index_dtype(target, byte=input.ndim <= 2)
    classes = input.shape[_class_dim(input)]
    _check_class_weight(weight, classes, vector=input.ndim <= 2)
    demand_kinds(input, name)
    demand_equal_dtypes(input, weight, ("input", "weight"))
    _check_targets_in_range(input, target, classes, ignore_index)
    shape = () if input.ndim == 1 else (input.shape[0], *input.shape[2:])
    return reduced(input, shape, how, weight)


@op("torch.nn.functional.nll_loss")
def nll_loss(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    size_average: Any = None,
    ignore_index: Int = -100,
    reduce: Any = None,
    reduction: str = "mean",
) -> Tensor:
    """input (N?, C, *), target (N?, *) of class indices -> () or shape of target"""
    reduction = chosen_reduction(reduction, size_average, reduce)
    warn_if_made_by(input, SOFTMAX, "nll_loss", "log-probabilities")
    return _indexed_loss("nll_loss", input, target, weight, ignore_index, reduction)


@op("torch._C._nn.nll_loss", "torch._C._nn.nll_loss_nd", "torch._C._nn.nll_loss2d")
def nll_loss_kernel(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    reduction: int = 1,
    ignore_index: Int = -100,
) -> Tensor:
    """input (N?, C, *), target (N?, *) of class indices -> () or shape of target"""
    how = chosen_reduction(reduction, None, None)
    return _indexed_loss("nll_loss", input, target, weight, ignore_index, how)


def _has_probabilities(input: Tensor, target: Tensor) -> bool:
    """Returns whether the target has the shape of the input, which makes it probabilities."""
    if input.ndim != target.ndim:
        return False
    if input.ndim == 1:
        return bool(input.shape[0] == target.shape[0])
    shapes = f"input {render_shape(input.shape)}, but target {render_shape(target.shape)}"
    wanted = render_shape((input.shape[0], *input.shape[2:])) if input.ndim else "()"
    text = f"{shapes}: a target of class indices must be {wanted}, one of probabilities the same"
    for axis, (size, other) in enumerate(zip(input.shape, target.shape, strict=True)):
        require(size == other, text, exception="RuntimeError" if axis else "ValueError")
    return True


def _probability_loss(
    input: Tensor, target: Tensor, weight: Tensor | None, ignore_index: Any, how: str
) -> Tensor:
    require_same_device(input, target, weight)
    if target.dtype is not None:
        text = f"target with class probabilities must be floating point, got {target.dtype}"
        require(target.dtype.kind == "float", text, "dtype-mismatch")
    if isinstance(ignore_index, int):
        text = "ignore_index is not supported for a target of class probabilities"
        require(ignore_index < 0, text, "bad-argument")
    require(input.ndim >= 1, "input must have at least 1 dim", "dim-out-of-range", "IndexError")
    axis = _class_dim(input)
    _check_class_weight(weight, input.shape[axis], vector=True)
    demand_kinds(input, "cross_entropy")
    shape = (*input.shape[:axis], *input.shape[axis + 1 :])
    dtype = promoted(input, target, weight)
    return reduced(input, shape, how, target, weight, dtype=dtype)


def _cross_entropy(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None,
    ignore_index: Any,
    label_smoothing: Any,
    how: str,
) -> Tensor:
    if isinstance(label_smoothing, (int, float)):
        text = f"label_smoothing must be between 0.0 and 1.0, got {label_smoothing}"
        require(0 <= label_smoothing <= 1, text, "bad-argument")
    if not isinstance(ignore_index, Unknown):
        integer(ignore_index, "ignore_index")
    if _has_probabilities(input, target):
        return _probability_loss(input, target, weight, ignore_index, how)
    return _indexed_loss("cross_entropy", input, target, weight, ignore_index, how)


@op("torch.nn.functional.cross_entropy")
def cross_entropy(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    size_average: Any = None,
    ignore_index: Int = -100,
    reduce: Any = None,
    reduction: str = "mean",
    label_smoothing: float = 0.0,
) -> Tensor:
    """input (N?, C, *), target (N?, *) of indices or (N?, C, *) of probabilities -> () or (N?, *)"""
    how = chosen_reduction(reduction, size_average, reduce)
    warn_if_made_by(input, SOFTMAX, "cross_entropy", "logits")
    return _cross_entropy(input, target, weight, ignore_index, label_smoothing, how)


@op("torch._C._nn.cross_entropy_loss")
def cross_entropy_loss(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    reduction: int = 1,
    ignore_index: Int = -100,
    label_smoothing: float = 0.0,
) -> Tensor:
    """input (N?, C, *), target (N?, *) of indices or (N?, C, *) of probabilities -> () or (N?, *)"""
    how = chosen_reduction(reduction, None, None)
    return _cross_entropy(input, target, weight, ignore_index, label_smoothing, how)


def _check_samples(input: Tensor, name: str) -> None:
    """Demands (C,) or (N, C) with C > 0; a 0-d input counts as (1,)."""
    text = f"input of {name} must be (C,) or (N, C) and not empty, got {render_shape(input.shape)}"
    require(input.ndim <= 2, text)
    if input.ndim:
        require(input.shape[-1] != 0, text)


@op("torch.nn.functional.multi_margin_loss")
def multi_margin_loss(
    input: Tensor,
    target: Tensor,
    p: int = 1,
    margin: float = 1.0,
    weight: Tensor | None = None,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
) -> Tensor:
    """input (N?, C), target (N?,) of class indices -> () or (N?,)"""
    how = chosen_reduction(reduction, size_average, reduce)
    allowed = isinstance(p, Unknown) or p in (1, 2)
    require(allowed, f"p must be 1 or 2, got {p}", "bad-argument", "ValueError")
    if weight is not None:
        text = f"weight must be 1-d, got {render_shape(weight.shape)}"
        require(weight.ndim == 1, text, exception="ValueError")
    require_same_device(input, target, weight)
    _refuse_low_precision(input, "multi_margin_loss")
    _check_samples(input, "multi_margin_loss")
    batch = input.shape[0] if input.ndim == 2 else 1
    text = f"target {render_shape(target.shape)} must have one class for each of {batch} samples"
    require(target.ndim <= 1, text)
    require((target.shape[0] if target.ndim else 1) == batch, text)
    classes = input.shape[-1] if input.ndim else 1
    _check_class_weight(weight, classes, vector=True)
    _check_index_dtype(target, byte=False)
    demand_kinds(input, "multi_margin_loss")
    demand_equal_dtypes(input, weight, ("input", "weight"))
    _check_targets_in_range(input, target, classes, None, "RuntimeError")
    return reduced(input, target.shape, how, weight)


@op("torch.nn.functional.multilabel_margin_loss")
def multilabel_margin_loss(
    input: Tensor,
    target: Tensor,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
) -> Tensor:
    """input (N?, C), target (N?, C) of class indices -> () or (N?,)"""
    how = chosen_reduction(reduction, size_average, reduce)
    require_same_device(input, target)
    _check_samples(input, "multilabel_margin_loss")
    text = f"target {render_shape(target.shape)} must have the shape of input "
    if input.ndim == 2:
        require_same_shape(target, input, text + render_shape(input.shape), "RuntimeError")
    else:
        require(target.ndim <= 1, text + render_shape(input.shape))
        require(target.numel() == input.numel(), text + render_shape(input.shape))
    _check_index_dtype(target, byte=False)
    demand_kinds(input, "multilabel_margin_loss")
    _refuse_low_precision(input, "multilabel_margin_loss")
    classes = input.shape[-1] if input.ndim else 1
    for value in target.data or ():
        text = f"target {value} is out of range for {classes} classes"
        require((value >= -1) & (value < classes), text, "index-out-of-range")
    return reduced(input, input.shape[:-1], how)


def _refuse_low_precision(input: Tensor, name: str) -> None:
    """Refuses the dtypes of half the usual size, for which the CPU has no kernel."""
    if input.dtype is not None and input.dtype.name in ("float16", "bfloat16"):
        text = f"{name} is not implemented for {input.dtype}"
        fail(text, "dtype-mismatch", "NotImplementedError")


def _known_lengths(lengths: Any, name: str) -> tuple[tuple[Int, ...] | None, Int | None]:
    """Returns the lengths where they are known, and how many there are."""
    if isinstance(lengths, Tensor):
        if lengths.dtype is not None:
            text = f"{name} must be integral, got {lengths.dtype}"
            require(lengths.dtype.kind == "int", text, "dtype-mismatch")
        return lengths.data, None if lengths.sizes is None else lengths.numel()
    if isinstance(lengths, (list, tuple)):
        return tuple(integer(length, name) for length in lengths), len(lengths)
    if isinstance(lengths, Numbers):
        return None, lengths.count
    if not isinstance(lengths, Unknown):
        fail(f"{name} must be a tensor or a tuple of ints", "bad-argument", "TypeError")
    return None, None


def _check_ctc_lengths(
    lengths: Any, name: str, batch: Int, largest: Int | None
) -> tuple[Int, ...] | None:
    known, count = _known_lengths(lengths, name)
    if count is not None:
        require(count == batch, f"{name} has {count} entries, but the batch size is {batch}")
    for length in known or ():
        require(length >= 0, f"{name} must not be negative, got {length}", "bad-argument")
        if largest is not None:
            text = f"{name} must be at most {largest}, got {length}"
            require(length <= largest, text, "bad-argument")
    return known


@op("torch.nn.functional.ctc_loss", "torch.ctc_loss")
def ctc_loss(
    log_probs: Tensor,
    targets: Tensor,
    input_lengths: Any | Numbers,
    target_lengths: Any | Numbers,
    blank: Int = 0,
    reduction: Any = "mean",
    zero_infinity: bool = False,
) -> Tensor:
    """log_probs (T, N?, C), targets (N, S) or (sum of target_lengths,) -> () or (N?,)"""
    how = chosen_reduction(reduction, None, None)
    shape = render_shape(log_probs.shape)
    require(log_probs.ndim in (2, 3), f"log_probs must be (T, N, C) or (T, C), got {shape}")
    require_same_device(log_probs, targets)
    steps, classes = log_probs.shape[0], log_probs.shape[-1]
    batch = log_probs.shape[1] if log_probs.ndim == 3 else 1
    require(log_probs.numel() > 0, f"log_probs {shape} must not be empty")
    kinds = [isinstance(lengths, Tensor) for lengths in (input_lengths, target_lengths)]
    unknown = isinstance(input_lengths, Unknown) or isinstance(target_lengths, Unknown)
    if kinds[0] != kinds[1] and not unknown:
        text = "input_lengths and target_lengths must both be tensors or both be sequences"
        fail(text, "bad-argument", "TypeError")
    blank = integer(blank, "blank")
    text = f"blank {blank} must be a class of {classes}"
    require((blank >= 0) & (blank < classes), text, "index-out-of-range")
    _check_ctc_lengths(input_lengths, "input_lengths", batch, steps)
    known = _check_ctc_lengths(target_lengths, "target_lengths", batch, None)
    demand_kinds(log_probs, "ctc_loss")
    shape = render_shape(targets.shape)
    if targets.ndim == 1:
        if known is not None:
            total = ssum(known)
            text = (
                f"targets {shape} must have as many elements as target_lengths sum up to: {total}"
            )
            require(targets.shape[0] == total, text)
    else:
        require(targets.ndim == 2, f"targets must be 1-d or 2-d, got {shape}")
        require(targets.shape[0] == batch, f"targets {shape} must have {batch} rows")
        for length in known or ():
            require(length <= targets.shape[1], f"targets {shape} is shorter than {length}")
    return reduced(log_probs, log_probs.shape[1:-1], how)
