"""Operators over lists that cannot be listed: tried with one element and with two.

The sizes of the result that differ between the two trials grow with the number of elements.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from pytea.records import immutable
from pytea.stubapi import Operator, StubFailure
from pytea.stubapi.arguments import Numbers
from pytea.symbolic import Int, Symbol, SymInt, same, symbols_of
from pytea.values.dtype import INT64
from pytea.values.tensor import Size, Strides, Tensor
from pytea.values.unknown import Unknown, UnknownUse

#: Numbers of elements of which each takes a trial of its own.
_MOST_GROUPS = 8
#: Numbers of elements with which an operator must fail as it does with one.
_MORE = (2, 9)
#: Operators that take a list of whole numbers for an index tensor.
_INDEXING = frozenset(
    f"{kind}.__{name}__"
    for kind in ("torch.Tensor", "numpy.ndarray")
    for name in ("getitem", "setitem")
)

Run = Callable[[list[Any], dict[str, Any]], tuple[Any, Any]]


@immutable(eq=False)
class Summary:
    """A list of ``count`` elements that all look like ``element``."""

    element: Any
    count: Int


def with_indices(name: str, args: list[Any]) -> list[Any]:
    """Returns the arguments of an operator, with a tensor for each list that is an index."""
    if name not in _INDEXING or len(args) < 2:
        return args
    index = args[1]
    index = tuple(map(_index, index)) if type(index) is tuple else _index(index)
    return [args[0], index, *args[2:]]


def with_numbers(
    operator: Operator, args: list[Any], kwargs: dict[str, Any]
) -> tuple[list[Any], dict[str, Any]]:
    """Returns the arguments, with ``Numbers`` for the lists of them that the stub takes as such."""
    names = _names_of_numbers(operator.function)
    if not names:
        return args, kwargs
    parameters = tuple(names)
    taken = [name for name, takes in names.items() if takes]
    places = {parameters.index(name) for name in taken}
    args = [_numbers(value) if i in places else value for i, value in enumerate(args)]
    return args, {name: _numbers(v) if name in taken else v for name, v in kwargs.items()}


@lru_cache(maxsize=1024)
def _names_of_numbers(function: Callable[..., object]) -> dict[str, bool]:
    """Returns which parameters of a stub take ``Numbers``; nothing where none does."""
    told = {name: "Numbers" in str(text) for name, text in function.__annotations__.items()}
    return told if any(told.values()) else {}


def _numbers(value: Any) -> Any:
    may_be_whole = isinstance(value, Summary) and (
        isinstance(value.element, Unknown) or _is_whole(value.element)
    )
    return Numbers(value.count) if may_be_whole else value


def _index(value: Any) -> Any:
    if not isinstance(value, Summary):
        return value
    element = value.element
    if _is_whole(element) or (isinstance(element, Unknown) and element.kind == "int"):
        return Tensor(Size((value.count,)), INT64)
    return value


def _is_whole(element: Any) -> bool:
    return isinstance(element, (int, SymInt)) and not isinstance(element, bool)


def evaluate(run: Run, args: list[Any], kwargs: dict[str, Any]) -> tuple[Any, Any]:
    """Returns what ``run`` gives for arguments in which lists may be summaries."""
    found: list[Summary] = []
    _collect([*args, *kwargs.values()], found)
    if not found:
        return run(args, kwargs)
    groups = _grouped(found)
    if len(groups) > _MOST_GROUPS:
        raise UnknownUse("lists in lists that are not followed")
    try:
        base = _trial(run, args, kwargs, {})
    except StubFailure as failure:
        if _is_counted_elsewhere(found, [*args, *kwargs.values()]):
            raise UnknownUse("a list as long as a tensor") from None
        # one element may be too few for what the operator asks for, and two as well
        for times in _MORE:
            try:
                _trial(run, args, kwargs, {id(summary): times for summary in found})
            except StubFailure as again:
                if again.message == failure.message:
                    continue
            raise UnknownUse("a list that is not followed") from None
        raise
    grown = []
    for group in groups:
        try:
            more, most = (
                _trial(run, args, kwargs, {id(summary): times for summary in group})
                for times in (2, 3)
            )
            # a size that a broadcast takes from the list alone does not grow with it
            if not _is_even(base, more, most):
                raise UnknownUse("a list that is not followed")
            grown.append((more, group[0].count))
        except StubFailure as failure:
            raise UnknownUse("a list that is not followed") from failure
    return _grow(base, grown), None


def _is_counted_elsewhere(found: list[Summary], values: list[Any]) -> bool:
    """Returns whether a tensor has sizes that hang on the number of elements of a list.

    No trial with one or two elements can meet what an operator asks of both.
    """
    counted = frozenset[Symbol]().union(*(symbols_of(summary.count) for summary in found))
    tensors = [value for value in values if isinstance(value, Tensor)]
    sizes = [size for tensor in tensors for size in tensor.sizes or ()]
    return any(not counted.isdisjoint(symbols_of(size)) for size in sizes)


def _grouped(found: list[Summary]) -> list[list[Summary]]:
    """Returns the summaries with equal numbers of elements together: they grow as one."""
    groups: list[list[Summary]] = []
    for summary in found:
        group = next((g for g in groups if same(g[0].count, summary.count)), None)
        if group is None:
            groups.append([summary])
        else:
            group.append(summary)
    return groups


def _collect(values: Any, found: list[Summary]) -> None:
    for value in values:
        if isinstance(value, Summary):
            if not any(value is other for other in found):
                found.append(value)
            _collect([value.element], found)
        elif type(value) in (list, tuple):
            _collect(value, found)


def _trial(run: Run, args: list[Any], kwargs: dict[str, Any], times: dict[int, int]) -> Any:
    result, out = run(
        [_listed(value, times) for value in args],
        {name: _listed(value, times) for name, value in kwargs.items()},
    )
    if out is not None:
        raise UnknownUse("a result that is written to another tensor")
    return result


def _listed(value: Any, times: dict[int, int]) -> Any:
    if isinstance(value, Summary):
        return [_listed(value.element, times)] * times.get(id(value), 1)
    if type(value) is list or type(value) is tuple:
        return type(value)(_listed(item, times) for item in value)
    return value


def _is_even(base: Any, more: Any, most: Any) -> bool:
    """Returns whether the third result is as much more than the second as that is than the first."""
    if type(base) in (list, tuple):
        return all(map(_is_even, base, more, most))
    if not isinstance(base, Tensor):
        return True
    shapes = [result.sizes for result in (base, more, most) if isinstance(result, Tensor)]
    if len(shapes) < 3 or any(shape is None for shape in shapes):
        return True
    return all(same(c - b, b - a) for a, b, c in zip(*shapes, strict=False))


def _grow(base: Any, grown: list[tuple[Any, Int]]) -> Any:
    """Returns the result for the true numbers of elements."""
    if isinstance(base, Tensor):
        return _grow_tensor(base, grown)
    if isinstance(base, Unknown):
        return base
    if type(base) in (list, tuple):
        if any(type(more) is not type(base) or len(more) != len(base) for more, _ in grown):
            raise UnknownUse("a list that is not followed")
        columns = [[(more[i], count) for more, count in grown] for i in range(len(base))]
        return type(base)(_grow(item, columns[i]) for i, item in enumerate(base))
    if isinstance(base, (int, SymInt)) and not isinstance(base, bool):
        if all(isinstance(more, (int, SymInt)) for more, _ in grown):
            return _grow_number(base, grown)
    if all(type(more) is type(base) and more == base for more, _ in grown):
        return base
    raise UnknownUse("a list that is not followed")


def _grow_tensor(base: Tensor, grown: list[tuple[Any, Int]]) -> Tensor:
    if base.sizes is None:
        return base
    for more, _ in grown:
        if not isinstance(more, Tensor) or more.sizes is None or more.ndim != base.ndim:
            raise UnknownUse("a list that is not followed")
    sizes = [
        _grow_number(size, [(more.shape[dim], count) for more, count in grown])
        for dim, size in enumerate(base.shape)
    ]
    return base.changed(sizes=Size(sizes), data=None, strides=Strides.UNKNOWN)


def _grow_number(base: Int, grown: list[tuple[Int, Int]]) -> Int:
    total = base
    for more, count in grown:
        if not same(more, base):
            total = total + (more - base) * (count - 1)
    return total
