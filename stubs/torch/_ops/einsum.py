"""The operator einsum, with an equation or with lists of subscripts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from string import ascii_letters
from typing import Any

from pytea._stubs.torch._ops._shared_gather import is_empty
from pytea._stubs.torch._ops._shared_products import product_of, refuse_bool, require_equal_dtypes

from pytea.stubapi import (
    DTYPES,
    DType,
    Int,
    Strides,
    Tensor,
    Unknown,
    UnknownUse,
    broadcast_sizes,
    fail,
    op,
    promote_types,
    render,
    render_shape,
    require,
    require_same_device,
    same,
)
from pytea.stubapi.arguments import tensors_of

#: Stands for the dims that an ellipsis covers in a list of subscripts.
_ELLIPSIS = "..."


@op("torch.einsum")
def einsum(*args: Any) -> Tensor:
    """operands with the dims of their subscripts -> the dims of the output subscripts"""
    if any(isinstance(arg, Unknown) for arg in args[:1]):
        raise UnknownUse("the equation is not known")
    text = "must specify the equation and at least one operand"
    require(len(args) > 1, text, "bad-argument", "ValueError")
    if isinstance(args[0], Tensor):
        operands, inputs, output = _from_lists(args)
    else:
        operands, inputs, output = _from_equation(args)
    require_same_device(*operands)
    count = f"{len(operands)} operands for {len(inputs)} lists of subscripts"
    require(len(operands) == len(inputs), count, "bad-argument")
    return _contract(operands, inputs, output)


def _from_equation(args: Sequence[Any]) -> tuple[list[Tensor], list[list[str]], list[str] | None]:
    equation = args[0]
    if not isinstance(equation, str):
        kind = type(equation).__name__
        fail(f"equation must be a str, got {kind}", "bad-argument", "TypeError")
    listed = args[1] if len(args) == 2 and isinstance(args[1], (list, tuple)) else args[1:]
    inputs, output = _parsed(equation)
    return tensors_of(listed), inputs, output


@lru_cache(maxsize=1024)
def _parsed(equation: str) -> tuple[list[list[str]], list[str] | None]:
    """Returns the subscripts of the operands, and of the output when they are given."""
    left, arrow, right = equation.partition("->")
    inputs = [_subscripts(part, f"operand {index}") for index, part in enumerate(left.split(","))]
    return inputs, _subscripts(right, "the output") if arrow else None


def _subscripts(part: str, where: str) -> list[str]:
    """Returns the letters of one term; an ellipsis is one item."""
    before, dots, after = part.replace(" ", "").partition(_ELLIPSIS)
    for letter in before + after:
        if letter not in ascii_letters:
            fail(f"subscripts must be letters, got {letter!r} for {where}", "bad-argument")
    return [*before, *([_ELLIPSIS] if dots else []), *after]


def _from_lists(args: Sequence[Any]) -> tuple[list[Tensor], list[list[str]], list[str] | None]:
    output = _letters(args[-1]) if len(args) % 2 else None
    paired = args[:-1] if len(args) % 2 else args
    return tensors_of(paired[::2]), [_letters(item) for item in paired[1::2]], output


def _letters(numbers: Any) -> list[str]:
    if not isinstance(numbers, (list, tuple)):
        kind = type(numbers).__name__
        fail(f"expected a list of subscripts, got {kind}", "bad-argument", "TypeError")
    letters = []
    for number in numbers:
        if number is Ellipsis:
            letters.append(_ELLIPSIS)
            continue
        if not isinstance(number, int):
            raise UnknownUse("a subscript is not a known number")
        text = f"subscript {number} is not within the valid range [0, 52)"
        require(0 <= number < 52, text, "bad-argument", "ValueError")
        letters.append((ascii_letters[26:] + ascii_letters[:26])[number])
    return letters


def _contract(
    operands: Sequence[Tensor], inputs: Sequence[list[str]], output: list[str] | None
) -> Tensor:
    sizes: dict[str, Int] = {}
    names = [
        _read(operand, letters, index, sizes)
        for index, (operand, letters) in enumerate(zip(operands, inputs, strict=True))
    ]
    hidden = max(sum(name[0] == "." for name in own) for own in names)
    covered = _covered(hidden)
    target = _implicit(inputs, covered) if output is None else _spread(output, covered)
    for position, letter in enumerate(target):
        if letter not in sizes:
            text = f"output subscript {letter} does not appear in any input operand"
            fail(text, "bad-argument")
        if letter in target[:position]:
            text = f"output subscript {letter} appears more than once in the output"
            fail(text, "bad-argument")
    result = product_of([sizes[letter] for letter in target], *operands)
    dtype = _result_dtype(operands, names, target)
    strides = Strides.CONTIGUOUS if len(target) == 0 else Strides.UNKNOWN
    return result.changed(dtype=dtype, strides=strides)


def _covered(count: int) -> list[str]:
    """Returns names for the dims of an ellipsis; broadcasting aligns the last of them."""
    return [f".{place}" for place in range(count, 0, -1)]


def _spread(letters: Iterable[str], covered: Sequence[str]) -> list[str]:
    """Returns the letters with the names of the dims of an ellipsis in its place."""
    return [name for item in letters for name in (covered if item == _ELLIPSIS else (item,))]


def _implicit(inputs: Sequence[list[str]], covered: Sequence[str]) -> list[str]:
    used = [letter for letters in inputs for letter in letters if letter != _ELLIPSIS]
    return [*covered, *sorted(letter for letter in set(used) if used.count(letter) == 1)]


def _read(operand: Tensor, letters: list[str], index: int, sizes: dict[str, Int]) -> list[str]:
    """Takes the sizes of one operand; returns the names of its dims."""
    dotted = _ELLIPSIS in letters
    named = len(letters) - dotted
    shown = f"operand {index} {render_shape(operand.shape)}"
    if not (operand.ndim == named or (dotted and operand.ndim > named)):
        fail(f"{named} subscripts for the {operand.ndim} dims of {shown}", "bad-argument")
    names = _spread(letters, _covered(operand.ndim - named))
    own: dict[str, Int] = {}
    for name, size in zip(names, operand.shape, strict=True):
        if name in own:
            text = f"subscript {name} is repeated for {shown}, but {render(own[name])} is not "
            require(own[name] == size, f"{text}{render(size)}")
        own[name] = size
    for name, size in own.items():
        known = sizes.setdefault(name, size)
        if not same(known, size):
            word = f"dim {name} of the ellipsis" if name[0] == "." else f"subscript {name}"
            text = f"{word} has size {render(size)} for {shown}, but {render(known)} before"
            sizes[name] = _joined(known, size, text)
    return names


def _joined(a: Int, b: Int, text: str) -> Int:
    if type(a) is int and type(b) is int and a != b and 1 not in (a, b):
        fail(text)
    return broadcast_sizes(a, b, text)


def _result_dtype(
    operands: Sequence[Tensor], names: Sequence[list[str]], target: Sequence[str]
) -> DType | None:
    dtypes = [operand.dtype for operand in operands]
    first = dtypes[0]
    if first is None or None in dtypes:
        return None
    if len(operands) == 1:
        summed = len(set(names[0])) > len(target) and first.kind in ("int", "bool")
        return DTYPES["int64"] if summed else first
    if len(operands) == 2 and not any(map(is_empty, operands)):
        shared = [name for name in names[0] if name in names[1] and name not in target]
        if any(_certainly_many(operands, names, name) for name in shared):
            require_equal_dtypes(("operand 0", operands[0]), ("operand 1", operands[1]))
            refuse_bool(operands[0], "einsum")
    result = first
    for dtype in dtypes[1:]:
        result = promote_types(result, dtype)  # type: ignore[arg-type]
    unclear = result.kind in ("int", "bool") and result.name != "int64"
    return None if unclear or any(map(is_empty, operands)) else result


def _certainly_many(operands: Sequence[Tensor], names: Sequence[list[str]], name: str) -> bool:
    """Returns whether a subscript has a known size other than 1 in both operands."""
    sizes = [operand.shape[own.index(name)] for operand, own in zip(operands, names, strict=True)]
    return all(isinstance(size, int) and size != 1 for size in sizes)
