"""Edits that drop an operation on a tensor, or make another one of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from benchmarks.mutants.edits import Change, kind
from benchmarks.mutants.source import Source, called, integer, receiver


def _without(source: Source, *names: str) -> Iterator[Change]:
    """Calls replaced by the tensor that they were given."""
    for call in source.calls(*names):
        before = receiver(call)
        if before is not None:
            yield call, source.text(before)
        elif call.args and not isinstance(call.args[0], ast.Starred):
            yield call, source.text(call.args[0])


@kind("dropped-view")
def dropped_view(source: Source) -> Iterator[Change]:
    yield from _without(source, "view", "reshape", "flatten", "unflatten", "rearrange", "view_as")


@kind("dropped-permute")
def dropped_permute(source: Source) -> Iterator[Change]:
    yield from _without(source, "permute", "transpose", "t", "mT", "movedim", "swapaxes")
    for node in source.walk(ast.Attribute):
        if node.attr in ("T", "mT"):
            yield node, source.text(node.value)


@kind("dropped-contiguous")
def dropped_contiguous(source: Source) -> Iterator[Change]:
    yield from _without(source, "contiguous")


@kind("dropped-squeeze")
def dropped_squeeze(source: Source) -> Iterator[Change]:
    yield from _without(source, "squeeze")


@kind("dropped-unsqueeze")
def dropped_unsqueeze(source: Source) -> Iterator[Change]:
    yield from _without(source, "unsqueeze")


@kind("dropped-expand")
def dropped_expand(source: Source) -> Iterator[Change]:
    yield from _without(source, "expand", "repeat", "expand_as", "repeat_interleave", "tile")


@kind("dropped-reduction")
def dropped_reduction(source: Source) -> Iterator[Change]:
    yield from _without(source, "mean", "sum", "argmax", "argmin")


@kind("dropped-resize")
def dropped_resize(source: Source) -> Iterator[Change]:
    yield from _without(source, "interpolate", "pad", "max_pool2d", "avg_pool2d", "adaptive_avg_pool2d",
                        "max_pool1d", "one_hot", "upsample")  # fmt: skip


@kind("view-size")
def view_size(source: Source) -> Iterator[Change]:
    for call in source.calls("view", "reshape", "expand", "repeat", "unflatten"):
        sizes = call.args if receiver(call) is not None else call.args[1:]
        if len(sizes) == 1 and isinstance(sizes[0], ast.Tuple):
            sizes = sizes[0].elts
        for size in sizes:
            number = integer(size)
            if number == -1:
                yield size, "1"
            elif number is not None:
                yield size, str(number + 1)
            elif not isinstance(size, ast.Starred):
                yield size, "-1"
                yield size, f"{source.text(size)} * 2"


@kind("view-order")
def view_order(source: Source) -> Iterator[Change]:
    for call in source.calls("view", "reshape", "expand"):
        start = 0 if receiver(call) is not None else 1
        texts = [source.text(argument) for argument in call.args]
        for place in range(start, len(texts) - 1):
            swapped = [*texts]
            swapped[place], swapped[place + 1] = texts[place + 1], texts[place]
            yield call, f"{source.text(call.func)}({', '.join(swapped)})"


@kind("dropped-view-size")
def dropped_view_size(source: Source) -> Iterator[Change]:
    for call in source.calls("view", "reshape"):
        start = 0 if receiver(call) is not None else 1
        texts = [source.text(argument) for argument in call.args]
        for place in range(start, len(texts)):
            if len(texts) - start > 1:
                left = ", ".join(texts[:place] + texts[place + 1 :])
                yield call, f"{source.text(call.func)}({left})"


@kind("dropped-operand")
def dropped_operand(source: Source) -> Iterator[Change]:
    for call in source.calls("cat", "concat", "stack"):
        if (
            call.args
            and isinstance(call.args[0], (ast.List, ast.Tuple))
            and len(call.args[0].elts) > 1
        ):
            for place in range(len(call.args[0].elts)):
                texts = [source.text(e) for e in call.args[0].elts]
                yield call.args[0], f"[{', '.join(texts[:place] + texts[place + 1 :])}]"


@kind("cat-or-stack")
def cat_or_stack(source: Source) -> Iterator[Change]:
    for call in source.calls("cat", "stack"):
        if isinstance(call.func, ast.Attribute):
            other = "stack" if called(call) == "cat" else "cat"
            yield call.func, f"{source.text(call.func.value)}.{other}"


@kind("operand-order")
def operand_order(source: Source) -> Iterator[Change]:
    for call in source.calls(
        "matmul", "bmm", "mm", "einsum", "addmm", "baddbmm", "outer", "linear"
    ):
        texts = [source.text(argument) for argument in call.args]
        before = receiver(call)
        if len(texts) >= 2 and before is None:
            texts[-1], texts[-2] = texts[-2], texts[-1]
            yield call, f"{source.text(call.func)}({', '.join(texts)})"
        elif len(texts) == 1 and before is not None:
            yield call, f"({texts[0]}).{called(call)}({source.text(before)})"
    for node in source.walk(ast.BinOp):
        if isinstance(node.op, ast.MatMult):
            yield node, f"({source.text(node.right)}) @ ({source.text(node.left)})"


@kind("elementwise-product")
def elementwise_product(source: Source) -> Iterator[Change]:
    for node in source.walk(ast.BinOp):
        if isinstance(node.op, ast.MatMult):
            yield node, f"({source.text(node.left)}) * ({source.text(node.right)})"
    for call in source.calls("matmul", "bmm"):
        if receiver(call) is None and len(call.args) == 2:
            left, right = (source.text(argument) for argument in call.args)
            yield call, f"({left}) * ({right})"


@kind("chunk-count")
def chunk_count(source: Source) -> Iterator[Change]:
    for call in source.calls("chunk", "split", "tensor_split"):
        place = 0 if receiver(call) is not None else 1
        if len(call.args) > place:
            value = call.args[place]
            number = integer(value)
            if number is not None:
                yield value, str(number + 1)
            elif isinstance(value, (ast.Name, ast.Attribute)):
                yield value, f"{source.text(value)} * 2"
