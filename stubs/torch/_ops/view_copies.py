"""Operators: the copying twins of views (view_copy, permute_copy, ...)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from pytea._stubs.torch._ops import slicing, splitting, transposing, views
from pytea._stubs.torch._ops._shared_views import clamped_slice, expanded, narrowed

from pytea.stubapi import EqualParts, Strides, Tensor, op
from pytea.stubapi.arguments import dim_of, ints_of


def _copied(function: Callable[..., Any]) -> Callable[..., Any]:
    """Returns the form of a view that gives contiguous copies."""

    @wraps(function)
    def copy(*args: Any, **kwargs: Any) -> Any:
        result = function(*args, **kwargs)
        if isinstance(result, tuple):
            return tuple(part.changed(strides=Strides.CONTIGUOUS) for part in result)
        if isinstance(result, EqualParts):
            return EqualParts(result.part.changed(strides=Strides.CONTIGUOUS), result.count)
        return result.like(strides=Strides.CONTIGUOUS, data=result.data, elements=result.elements)

    return copy


def _expand(input: Tensor, size: Any, *, implicit: Any = False) -> Tensor:
    """(S) -> size"""
    return expanded(input, ints_of(size, "size"))


def _view(input: Tensor, *sizes: Any, size: Any = None, dtype: Any = None) -> Tensor:
    """(*) -> size"""
    return views.view(input, *sizes, size=size, dtype=dtype)


def _split(input: Tensor, split_size: Any, dim: Any = 0) -> splitting.Parts:
    """(*, S, *) -> parts of split_size"""
    return splitting.unsafe_split(input, split_size, dim)


def _slice(
    input: Tensor, dim: Any = 0, start: Any = None, end: Any = None, step: Any = 1
) -> Tensor:
    """(*, S, *) -> (*, length of the slice, *)"""
    position = dim_of(dim, input.ndim)
    return narrowed(input, position, *clamped_slice(input.shape[position], start, end, step))


def _same(input: Tensor) -> Tensor:
    """(*) -> (*)"""
    return input.like(data=input.data, elements=input.elements)


for _name, _function in {
    "alias": _same,
    "as_strided": views.as_strided,
    "diagonal": slicing.diagonal,
    "expand": _expand,
    "permute": transposing.permute,
    "select": slicing.select,
    "slice": _slice,
    "split": _split,
    "split_with_sizes": splitting.split_with_sizes,
    "squeeze": views.squeeze,
    "t": transposing.t,
    "transpose": transposing.transpose,
    "unbind": splitting.unbind,
    "unfold": slicing.unfold,
    "unsqueeze": views.unsqueeze,
    "view": _view,
    "view_as_complex": views.view_as_complex,
    "view_as_real": views.view_as_real,
}.items():
    op(f"torch.{_name}_copy")(_copied(_function))


@op("torch.detach_copy")
def detach_copy(input: Tensor) -> Tensor:
    """(*) -> (*)"""
    return input.like(data=input.data, elements=input.elements, requires_grad=False)
