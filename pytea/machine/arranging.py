"""How the operands of a refused product were meant: flattened, transposed, in the other order.

A layer after a missing ``flatten`` gives what it would give behind one. Where several readings fit,
none is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pytea.symbolic import Int, SymKind, fresh_int, same, sprod
from pytea.values.tensor import Size, Tensor

#: Operators of two factors whose inner sizes must agree.
PRODUCTS = frozenset({"matmul", "__matmul__", "mm", "bmm"})
#: The same with a summand before the factors.
_SUMS_OF_PRODUCTS = frozenset({"addmm", "baddbmm"})
#: Operators on a batch of sequences, or on one sequence, and which operand that is.
_SEQUENCES = {"rnn": 1, "multi_head_attention_forward": 0}


def arranged(name: str, args: list[Any]) -> list[Any] | None:
    """Returns the operands as they were meant, those that were given where nothing else fits.

    None where more than one other arrangement fits, and where a batch may be missing.
    """
    if name == "linear" and len(args) > 1:
        readings = list(_inputs(args[0], args[1]))
    elif name in PRODUCTS and len(args) == 2:
        readings = list(_factors(args[0], args[1]))
    elif name in _SUMS_OF_PRODUCTS and len(args) > 2:
        factors = arranged("bmm", args[1:3])
        return None if factors is None else [args[0], *factors, *args[3:]]
    elif name.startswith("conv") and len(args) > 1:
        if _is_unbatched(args[0], args[1]):
            return None
        readings = list(_images(name, args))
    elif name in _SEQUENCES:
        given = args[_SEQUENCES[name] :]
        return args if given and _is_known(given[0], 3) else None
    else:
        return args
    if len(readings) > 1:
        return None
    return [*readings[0], *args[2:]] if readings else args


def _is_unbatched(given: Any, weight: Any) -> bool:
    """Returns whether an image without a batch, or a batch without channels, meets a convolution."""
    known = _is_known(given, 1) and _is_known(weight, 1)
    return known and len(given.sizes) != len(weight.sizes)


def _images(name: str, args: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Yields (input, weight) of a convolution whose images have their channels in the last dim."""
    given, weight = args[:2]
    if not _is_known(given, 3) or not _is_known(weight, 3) or (len(args) > 6 and args[6] != 1):
        return
    wanted = weight.sizes[0 if "transpose" in name else 1]
    batch, first, *inner, last = given.sizes
    if same(last, wanted) and not same(first, wanted):
        yield given.like(Size((batch, last, first, *inner))), weight


def _inputs(given: Any, weight: Any) -> Iterator[tuple[Tensor, Tensor]]:
    """Yields (input, weight) for the shapes that make the input of a linear layer fit."""
    if not _is_known(given, 2) or not _is_known(weight, 2):
        return
    sizes, wanted = given.sizes, weight.sizes[-1]
    if len(sizes) > 2 and same(sprod(sizes[1:]), wanted):
        # what is flattened keeps the batch alone; a dim of one in front of the rest changes nothing
        yield given.like(Size((sizes[0], wanted))), weight
        return
    for dim in range(1, len(sizes) - 1):
        if same(sprod(sizes[dim:]), wanted):
            yield given.like(Size((*sizes[:dim], wanted))), weight
        if same(sizes[dim], wanted):
            yield given.like(Size((*sizes[:dim], *sizes[dim + 1 :], wanted))), weight
    if len(sizes) == 2 and not _keeps_rows(given):
        yield from (
            (given.like(Size((rows, wanted))), weight) for rows in _regrouped(sizes, wanted)
        )


def _keeps_rows(given: Tensor) -> bool:
    """Returns whether a matrix has a row for each of what it was computed from, all the way.

    That the elements of such a batch could be grouped in another way is a coincidence: many batches
    and layers have powers of two.
    """
    assert given.sizes is not None
    rows, origin = given.sizes[0], given.origin
    if origin is None or not origin.operands:
        return False
    while origin is not None and origin.operands:
        sizes, origin = origin.operands[0]
        if not sizes or not same(sizes[0], rows):
            return False
    return True


def _regrouped(sizes: Size, wanted: Int) -> Iterator[Int]:
    """Yields how many rows a matrix has when its elements are rows of the wanted length.

    Several rows in one are as likely a layer made for fewer features, so nothing is said of them.
    """
    rows, features = sizes
    if not isinstance(rows, int) or not isinstance(features, int) or not isinstance(wanted, int):
        return
    if wanted <= 0 or features % wanted == 0 or (rows * features) % wanted:
        return
    if wanted % features:
        yield rows * features // wanted
    else:
        yield fresh_int("rows", SymKind.VARYING, 1, None)


def _factors(left: Any, right: Any) -> Iterator[tuple[Tensor, Tensor]]:
    """Yields the factors of a matrix product, one transposed or both exchanged, that fit."""
    if not _is_known(left, 2) or not _is_known(right, 2):
        return
    (n, k), (k2, m) = left.sizes[-2:], right.sizes[-2:]
    if same(k, m):
        yield left, _transposed(right)
    if same(n, k2):
        yield _transposed(left), right
    if same(m, n):
        yield right, left


def _transposed(matrix: Tensor) -> Tensor:
    assert matrix.sizes is not None
    *batch, rows, columns = matrix.sizes
    return matrix.like(Size((*batch, columns, rows)))


def _is_known(value: Any, least: int) -> bool:
    return isinstance(value, Tensor) and value.sizes is not None and len(value.sizes) >= least
