"""Operators: the distinct elements of a tensor."""

from __future__ import annotations

import itertools
from typing import Any

from pytea._stubs.torch._ops._shared_pointwise import check_kind
from pytea._stubs.torch._ops._shared_reduction import flag, indices, one_dim
from pytea.stubapi import Tensor, fresh_size, numel, require, variants
from pytea.stubapi.shapes import render_shape


def _unique(name: str, input: Tensor, inverse: Any, counts: Any, dim: Any) -> Any:
    """Returns the distinct elements or slices, and what else is asked for."""
    check_kind(name, input.dtype, "c")
    listed = _runs(input, ordered=name == "unique") if dim is None else None
    if listed is not None:
        return _known(name, input, listed, inverse, counts)
    if dim is None:
        total = numel(input.shape)
        count = fresh_size("num_unique", 0, _limit(total))
        shape: tuple[Any, ...] = (count,)
        inverse_shape = tuple(input.shape)
    else:
        text = f"dim {dim} is asked for, but the tensor has no dims"
        require(input.ndim > 0, text, "dim-out-of-range", "IndexError")
        index = one_dim(name, input, dim)
        for other, size in enumerate(input.shape):
            if other != index:
                empty = (
                    f"{name}() along dim {index} of {render_shape(input.shape)}: dim {other} is 0"
                )
                require((size > 0) | (input.shape[index] == 0), empty)
        count = fresh_size("num_unique", 0, _limit(input.shape[index]))
        shape = (*input.shape[:index], count, *input.shape[index + 1 :])
        inverse_shape = (input.shape[index],)
    values = input.like(shape, strides="unknown" if dim is not None else "contiguous")
    results = [values.changed(layout="")]
    if flag(name, "return_inverse", inverse):
        results.append(indices(input, inverse_shape))
    if flag(name, "return_counts", counts):
        results.append(indices(input, (count,)))
    return results[0] if len(results) == 1 else tuple(results)


def _runs(input: Tensor, *, ordered: bool) -> list[tuple[int, list[int]]] | None:
    """Returns the distinct whole numbers of a tensor and where each stands; None if not known."""
    if input.data is None or not all(type(number) is int for number in input.data):
        return None
    places = range(len(input.data))
    places = sorted(places, key=lambda place: input.data[place]) if ordered else places  # type: ignore[index,assignment]
    runs = itertools.groupby(places, key=lambda place: input.data[place])  # type: ignore[index]
    return [(number, list(group)) for number, group in runs]


def _known(name: str, input: Tensor, runs: list[Any], inverse: Any, counts: Any) -> Any:
    """Returns the results for a tensor whose elements are known."""
    numbers = tuple(number for number, _ in runs)
    results = [input.like((len(runs),), data=numbers).changed(layout="")]
    if flag(name, "return_inverse", inverse):
        owner = {place: index for index, (_, group) in enumerate(runs) for place in group}
        data = tuple(owner[place] for place in range(len(owner)))
        results.append(indices(input, tuple(input.shape)).changed(data=data))
    if flag(name, "return_counts", counts):
        data = tuple(len(group) for _, group in runs)
        results.append(indices(input, (len(runs),)).changed(data=data))
    return results[0] if len(results) == 1 else tuple(results)


def _limit(size: Any) -> int | None:
    return size if isinstance(size, int) else None


@variants("unique")
def unique(
    input: Tensor,
    sorted: Any = True,
    return_inverse: Any = False,
    return_counts: Any = False,
    dim: Any = None,
) -> Any:
    """input (*) -> (n,), inverse (*), counts (n,); with dim: slices along it"""
    return _unique("unique", input, return_inverse, return_counts, dim)


@variants("unique_consecutive")
def unique_consecutive(
    input: Tensor, return_inverse: Any = False, return_counts: Any = False, dim: Any = None
) -> Any:
    """input (*) -> (n,), inverse (*), counts (n,); with dim: slices along it"""
    return _unique("unique_consecutive", input, return_inverse, return_counts, dim)
