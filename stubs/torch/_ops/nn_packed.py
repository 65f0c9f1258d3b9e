"""Kernels behind the interpreted functions that pack and pad sequences of unequal length.

A PackedSequence holds ``data`` (rows, *), ``batch_sizes`` (longest,), ``sorted_indices`` and
``unsorted_indices``.  The number of sequences stands in none of them when the lengths are not
known, so ``pack_padded`` returns it too and ``pad_packed`` and ``torch._pytea.rnn`` take it.
"""

from __future__ import annotations

from typing import Any

from pytea._stubs.torch._ops._shared_nn import integer, is_true, result_of
from pytea.stubapi import (
    DTYPES,
    Int,
    Tensor,
    Unknown,
    UnknownUse,
    fresh_size,
    op,
    render_shape,
    require,
    any_of,
    smax,
    ssum,
)
from pytea.stubapi.arguments import Numbers
from pytea.values.dtype import CPU

#: The longest sequence for which the batch sizes are counted out.
_MOST_STEPS = 64
#: Lengths that are not known one by one; more of them count as lengths of which nothing is known.
_MOST_SYMBOLS = 8


def _vector(size: Int, data: tuple[Any, ...] | None = None) -> Tensor:
    """Returns a CPU vector of int64."""
    return Tensor(sizes=None).like((size,)).changed(dtype=DTYPES["int64"], device=CPU, data=data)


def _lengths(lengths: Any) -> tuple[tuple[Int, ...] | None, Int | None]:
    """Returns the lengths where they are known, and how many there are."""
    if isinstance(lengths, (list, tuple)):
        if any(isinstance(length, (Unknown, Tensor)) for length in lengths):
            return None, len(lengths)
        return tuple(integer(length, "lengths") for length in lengths), len(lengths)
    if isinstance(lengths, Numbers):
        return None, lengths.count
    if not isinstance(lengths, Tensor):
        return None, None
    text = f"lengths must be 1-d, got {render_shape(lengths.shape)}"
    require(lengths.ndim == 1, text)
    device = getattr(lengths.device, "type", None)
    text = f"lengths must be on the CPU, but is on {lengths.device}"
    require(device in (None, "cpu"), text, "device-mismatch")
    return lengths.data, lengths.shape[0]


def _check_lengths(known: tuple[Int, ...], steps: Int, enforce_sorted: Any) -> None:
    sorting = is_true(enforce_sorted)
    for index, length in enumerate(known):
        require(length > 0, f"lengths must be greater than 0, got {length}", "bad-argument")
        if sorting and index:
            text = f"lengths must be sorted in decreasing order, got {render_shape(known)}"
            require(known[index - 1] >= length, text, "bad-argument")


def _cut(length: Int, steps: Int) -> Int:
    """Returns the rows that a sequence really has: torch does not refuse a length over T."""
    return min(length, steps) if type(length) is int and type(steps) is int else length


def _upper(size: Int) -> int | None:
    return size if type(size) is int else None


@op("torch._pytea.pack_padded")
def pack_padded(
    input: Tensor, lengths: Any | Numbers, batch_first: bool = False, enforce_sorted: bool = True
) -> tuple[Tensor, Tensor, Tensor | None, Tensor | None, Int]:
    """input (T, N, *) or (N, T, *) -> data (rows, *), batch sizes, both index tensors, N"""
    text = f"input must have at least 2 dims, got {render_shape(input.shape)}"
    require(input.ndim >= 2, text, "dim-out-of-range", "IndexError")
    if isinstance(batch_first, Unknown):
        raise UnknownUse(batch_first.reason)
    batch, steps = input.shape[:2] if batch_first else input.shape[1::-1]
    known, count = _lengths(lengths)
    if count is not None:
        text = f"lengths has {count} entries, but the batch size of input "
        text = f"{text}{render_shape(input.shape)} is {batch}"
        if enforce_sorted is False:  # the sequences are looked up in the order of their lengths
            require(count <= batch, text, "index-out-of-range", "IndexError")
            batch = count
        else:
            require(count == batch, text)
    if known and sum(type(length) is not int for length in known) > _MOST_SYMBOLS:
        known = None
    if known:
        _check_lengths(known, steps, enforce_sorted)
        rows = ssum(_cut(length, steps) for length in known)
        longest = smax(*known) if len(known) > 1 else known[0]
    else:
        lo, hi = _upper(batch) or 1, _upper(batch * steps)
        rows = fresh_size("number of packed rows", lo, hi)
        longest = fresh_size("longest", 1, _upper(steps))
    data = None
    if known and all(type(n) is int for n in known) and longest <= _MOST_STEPS:
        data = tuple(sum(n > step for n in known) for step in range(int(longest)))
    indices = None if is_true(enforce_sorted, default=True) else _vector(batch)
    if indices is not None:
        indices = indices.changed(device=input.device)
    packed = result_of(input, (rows, *input.shape[2:]))
    return packed, _vector(longest, data), indices, indices, batch


@op("torch._pytea.pad_packed")
def pad_packed(
    data: Tensor,
    batch_sizes: Tensor,
    batch: Any = None,
    batch_first: bool = False,
    padding_value: float = 0.0,
    total_length: Any = None,
    unsorted_indices: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    """data (rows, *) -> (T, N, *) or (N, T, *), and the lengths (N,)"""
    if isinstance(batch_first, Unknown):
        raise UnknownUse(batch_first.reason)
    (longest,) = batch_sizes.shape
    if batch is None or isinstance(batch, Unknown):
        known = batch_sizes.data
        batch = known[0] if known else fresh_size("number of packed sequences", 1)
    if total_length is not None:
        total_length = integer(total_length, "total_length")
        text = f"total_length {total_length} is less than the longest sequence {longest}"
        require(total_length >= longest, text, "bad-argument", "ValueError")
        longest = total_length
    shape = (longest, batch, *data.shape[1:])
    padded = result_of(data, shape)
    if batch_first and unsorted_indices is not None:  # index_select makes it contiguous
        padded = padded.like((batch, longest, *data.shape[1:]))
    elif batch_first:
        padded = _swapped(padded)
    return padded, _vector(batch)


def _swapped(padded: Tensor) -> Tensor:
    """Returns the (T, N, *) tensor as a transposed (N, T, *) one."""
    steps, batch, *rest = padded.shape
    strides: list[Int] = []
    running: Int = 1
    for size in reversed(rest):
        strides.insert(0, running)
        running = running * size
    strides = [running, running * batch, *strides]
    return padded.like((batch, steps, *rest), strides=tuple(strides))


@op("torch._C._nn.pad_sequence")
def pad_sequence(
    sequences: Any,
    batch_first: bool = False,
    padding_value: float = 0.0,
    padding_side: str = "right",
) -> Tensor:
    """sequences of (L_i, *) -> (longest, N, *) or (N, longest, *)"""
    for value in (sequences, batch_first):
        if isinstance(value, Unknown):
            raise UnknownUse(value.reason)
    tensors = tuple(sequences)
    require(len(tensors) > 0, "received an empty list of sequences", "bad-argument")
    if isinstance(padding_side, str):
        text = f"padding_side must be 'left' or 'right', got {padding_side!r}"
        require(padding_side in ("left", "right"), text, "bad-argument")
    first = tensors[0]
    text = "sequences must have at least 1 dim"
    require(first.ndim > 0, text)
    rest = first.shape[1:]
    for tensor in tensors[1:]:
        shapes = f"{render_shape(tensor.shape)} and {render_shape(first.shape)}"
        text = f"sequences {shapes} must agree in all dims but the first"
        require(0 < tensor.ndim <= first.ndim, text)
        slot = (tensor.shape[0], *rest)
        for size, wanted in zip(reversed(tensor.shape), reversed(slot), strict=False):
            require(any_of([size == wanted, size == 1]), text)
    lengths = [tensor.shape[0] for tensor in tensors]
    longest = smax(*lengths) if len(lengths) > 1 else lengths[0]
    count = len(tensors)
    shape = (count, longest, *rest) if batch_first else (longest, count, *rest)
    return result_of(first, shape, *tensors[1:], dtype=first.dtype)
