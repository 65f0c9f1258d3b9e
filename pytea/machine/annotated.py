"""Compares tensors with the shapes that annotations of functions tell: arguments and results.

Nobody raises where they differ, unless a decorator checks at run time: the finding is a warning.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from functools import lru_cache

from pytea.ir.code import Parameters
from pytea.machine.machine import Machine
from pytea.solver import Verdict
from pytea.state.frame import Frame
from pytea.symbolic import Bool, Int, SymInt, render, same, symbols_of
from pytea.values.annotation import (
    DTYPE_KINDS,
    AnnotatedShape,
    Axis,
    annotated_choices,
    annotated_items,
)
from pytea.values.objects import Ref, Value
from pytea.values.records import TensorRecord
from pytea.values.tensor import Tensor

CODE = "annotation-mismatch"

_OPERATIONS: dict[type[ast.operator], Callable[[Int, Int], Int]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul,
}  # fmt: skip


@lru_cache(maxsize=4096)
def tells_shapes(parameters: Parameters) -> bool:
    """Returns whether an annotation of a function tells a shape."""
    texts = [text for _, text in parameters.annotations]
    return any(annotated_choices(part) for text in texts for part in (text, *annotated_items(text)))


def check_arguments(m: Machine, frame: Frame) -> None:
    """Compares the arguments of a call that starts, and keeps the sizes of named axes."""
    parameters = frame.code.parameters
    texts = dict(parameters.annotations)
    axes: dict[str, Int] = {}
    for register, name in enumerate(parameters.names):
        _check(m, name, frame.regs[register], texts.get(name, ""), axes)
    frame.axes = axes


def check_result(m: Machine, frame: Frame, value: Value) -> None:
    """Compares what a function returns with the annotation of its result."""
    text = next((t for n, t in frame.code.parameters.annotations if n == "return"), "")
    _check(m, "the result", value, text, dict(frame.axes or {}))


def _check(m: Machine, name: str, value: Value, text: str, axes: dict[str, Int]) -> None:
    """Reports a tensor, or one in a tuple, that has none of the shapes that its annotation tells."""
    items = annotated_items(text)
    if items and isinstance(value, tuple) and len(value) == len(items):
        for number, (item, inner) in enumerate(zip(value, items, strict=True)):
            _check(m, f"item {number} of {name}", item, inner, axes)
        return
    record = m.state.heap.read(value) if isinstance(value, Ref) else None
    if not isinstance(record, TensorRecord):
        return
    problems = []
    for shape in annotated_choices(text):
        tried = dict(axes)
        problem = _problem(m, name, record.tensor, shape, tried)
        if not problem:
            axes.update(tried)
            return
        problems.append(problem)
    if problems:
        m.findings.add(m.findings.make(m.state, CODE, problems[0], "warning"))


def _problem(
    m: Machine, name: str, tensor: Tensor, shape: AnnotatedShape, axes: dict[str, Int]
) -> str:
    """Returns what of a tensor cannot be as annotated, or ""; learns the sizes of named axes."""
    kinds = DTYPE_KINDS.get(shape.dtype)
    if tensor.dtype is not None and kinds is not None and tensor.dtype.kind not in kinds:
        return f"{name} is of {tensor.dtype.name}, but its annotation says {shape.dtype}"
    sizes = tensor.sizes
    if sizes is None:
        return ""
    shown = f"({', '.join(map(render, sizes))}{',' if len(sizes) == 1 else ''})"
    least = len(shape.front) + len(shape.back)
    if len(sizes) < least or (shape.star is None and len(sizes) != least):
        wanted = f"{'at least ' if shape.star is not None else ''}{least} dims"
        return f'{name} is {shown}, but its annotation "{shape.text}" has {wanted}'
    pairs = list(zip(shape.front, sizes, strict=False))
    if shape.back:
        pairs += zip(shape.back, sizes[-len(shape.back) :], strict=True)
    for axis, size in pairs:
        wanted_size = _wanted(axis, axes)
        if wanted_size is None:
            if axis.is_named and not axis.broadcasts:
                axes[axis.text] = size
            continue
        holds: Bool = size == wanted_size
        if axis.broadcasts:
            holds = holds | (size == 1)
        verdict = m.verdict(holds)
        if verdict is Verdict.FAILS or (
            verdict is Verdict.DEPENDS and _are_apart(m, size, wanted_size, axes)
        ):
            told = axis.value is not None or axis.text == render(wanted_size)
            meaning = "" if told else f" ({axis.text} is {render(wanted_size)})"
            return f'{name} is {shown}, but its annotation says "{shape.text}"{meaning}'
    return ""


def _are_apart(m: Machine, size: Int, wanted: Int, axes: dict[str, Int]) -> bool:
    """Returns whether two sizes are axes of a function that nobody calls, which may be any."""
    if m.program.library is None or not (isinstance(size, SymInt) and isinstance(wanted, SymInt)):
        return False
    named = [value for value in axes.values() if isinstance(value, SymInt)]
    both = [any(same(side, value) for value in named) for side in (size, wanted)]
    return all(both) and _sole_input(size) and _sole_input(wanted)


def _sole_input(size: SymInt) -> bool:
    """Returns whether a size is one input, and nothing that is computed."""
    symbols = symbols_of(size)
    return len(symbols) == 1 and all(same(s.expr, size) for s in symbols if not s.is_bool)


def _wanted(axis: Axis, axes: dict[str, Int]) -> Int | None:
    """Returns the size that an axis must have; None while nothing says it."""
    if axis.value is not None:
        return axis.value
    return computed(axis.text, axes)


def computed(text: str, axes: dict[str, Int]) -> Int | None:
    """Returns the value of an expression over named axes; None for anything else."""
    if text in axes:
        return axes[text]
    try:
        return _value(ast.parse(text, mode="eval").body, axes)
    except (SyntaxError, ValueError):
        return None


def _value(node: ast.expr, axes: dict[str, Int]) -> Int | None:
    match node:
        case ast.Constant(value=value) if type(value) is int:
            return value
        case ast.Name(id=name):
            return axes.get(name)
        case ast.BinOp(left=left, op=op, right=right):
            a, b = _value(left, axes), _value(right, axes)
            if a is None or b is None:
                return None
            if isinstance(op, ast.FloorDiv) and not isinstance(b, SymInt) and b > 0:
                return a // b
            operation = _OPERATIONS.get(type(op))
            return None if operation is None else operation(a, b)
    return None
