"""Edits of which axis is meant: dims, permutations, indices into shapes, einops patterns."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise

from benchmarks.mutants.edits import Change, kind
from benchmarks.mutants.source import Source, called, integer, keyword, receiver

_DIM_NAMES = ("dim", "axis")
_JOINS = ("cat", "concat", "stack", "concatenate", "hstack", "vstack")
_NORMALISERS = ("softmax", "log_softmax", "Softmax", "LogSoftmax", "normalize", "glu")
_REDUCTIONS = ("mean", "sum", "max", "min", "argmax", "argmin", "std", "var", "norm", "amax", "amin",
               "prod", "all", "any", "logsumexp", "cumsum", "topk", "sort", "argsort")  # fmt: skip
_SPLITS = ("chunk", "split", "unbind", "tensor_split", "select", "narrow", "roll", "flip", "gather",
           "index_select", "repeat_interleave")  # fmt: skip


def _dims(source: Source, *names: str) -> Iterator[ast.expr]:
    """The arguments that say an axis, in calls of functions and methods with these names."""
    for call in source.calls(*names):
        value = keyword(call, *_DIM_NAMES)
        if value is None:
            place = 0 if receiver(call) is not None else 1
            if called(call) in _SPLITS:
                place += 1
            if len(call.args) > place:
                value = call.args[place]
        if value is not None and integer(value) is not None:
            yield value


def _other_dims(value: ast.expr) -> Iterator[Change]:
    number = integer(value)
    assert number is not None
    yield value, str(number + 1)
    yield value, str(number - 1)
    yield value, "0" if number else "-1"


@kind("join-dim")
def join_dim(source: Source) -> Iterator[Change]:
    for value in _dims(source, *_JOINS):
        yield from _other_dims(value)


@kind("softmax-dim")
def softmax_dim(source: Source) -> Iterator[Change]:
    for value in _dims(source, *_NORMALISERS):
        yield from _other_dims(value)


@kind("reduction-dim")
def reduction_dim(source: Source) -> Iterator[Change]:
    for value in _dims(source, *_REDUCTIONS):
        yield from _other_dims(value)


@kind("split-dim")
def split_dim(source: Source) -> Iterator[Change]:
    for value in _dims(source, *_SPLITS):
        yield from _other_dims(value)


@kind("flatten-dim")
def flatten_dim(source: Source) -> Iterator[Change]:
    for call in source.calls("flatten"):
        start = 0 if receiver(call) is not None else 1
        for value in call.args[start:]:
            if integer(value) is not None:
                yield from _other_dims(value)


@kind("unsqueeze-dim")
def unsqueeze_dim(source: Source) -> Iterator[Change]:
    for call in source.calls("unsqueeze", "squeeze"):
        if call.args and integer(call.args[-1]) is not None:
            yield from _other_dims(call.args[-1])


@kind("permuted-otherwise")
def permuted_otherwise(source: Source) -> Iterator[Change]:
    for call in source.calls("permute", "transpose", "movedim", "swapaxes"):
        numbers = [argument for argument in call.args if integer(argument) is not None]
        if len(numbers) < 2:
            continue
        for place in range(len(call.args) - 1):
            texts = [source.text(argument) for argument in call.args]
            if call.args[place] not in numbers:
                continue
            if called(call) == "permute":
                texts[place], texts[place + 1] = texts[place + 1], texts[place]
            else:
                texts[place] = str((integer(call.args[place]) or 0) + 1)
            yield call, f"{source.text(call.func)}({', '.join(texts)})"


@kind("shape-index")
def shape_index(source: Source) -> Iterator[Change]:
    for node in source.walk(ast.Subscript):
        number = integer(node.slice)
        if (
            number is not None
            and isinstance(node.value, ast.Attribute)
            and node.value.attr == "shape"
        ):
            yield from _other_dims(node.slice)
    for call in source.calls("size"):
        if call.args and integer(call.args[0]) is not None:
            yield from _other_dims(call.args[0])


@kind("unpacked-otherwise")
def unpacked_otherwise(source: Source) -> Iterator[Change]:
    for node in source.walk(ast.Assign):
        target = node.targets[0]
        if isinstance(target, ast.Tuple) and all(isinstance(e, ast.Name) for e in target.elts):
            texts = [source.text(element) for element in target.elts]
            for place in range(len(texts) - 1):
                swapped = [*texts]
                swapped[place], swapped[place + 1] = texts[place + 1], texts[place]
                yield target, ", ".join(swapped)


@kind("dropped-keepdim")
def dropped_keepdim(source: Source) -> Iterator[Change]:
    for call in source.calls():
        value = keyword(call, "keepdim", "keepdims")
        match value:
            case ast.Constant(value=bool(known)):
                yield value, str(not known)


@kind("einops-pattern")
def einops_pattern(source: Source) -> Iterator[Change]:
    for node in source.walk(ast.Constant):
        if isinstance(node.value, str) and "->" in node.value and "\n" not in node.value:
            quoted = source.text(node)
            words = [m for m in re.finditer(r"[a-z]\w*|\d", quoted) if m.start() > 0]
            for left, right in pairwise(words):
                between = quoted[left.end() : right.start()]
                if not between.strip(" ()"):
                    new = right.group() + between + left.group()
                    yield node, quoted[: left.start()] + new + quoted[right.end() :]
            last = words[-1] if words else None
            if last is not None and "->" in quoted[: last.start()]:
                yield node, quoted[: last.start()] + quoted[last.end() :].lstrip()
