"""Results as text: the shapes of what a function returns, nested as it returns them."""

from __future__ import annotations

from collections.abc import Sequence

from pytea.analysis.library.factors import in_factors
from pytea.analysis.library.guards import guard_text
from pytea.analysis.library.preconditions import Solution
from pytea.state.state import State
from pytea.symbolic import (
    Bool,
    Choice,
    Int,
    SymBool,
    SymInt,
    SymKind,
    negate,
    render,
    restrict,
    symbols_of,
)
from pytea.symbolic.diagram import leaves
from pytea.values.objects import Ref, Value
from pytea.values.records import (
    DictRecord,
    InstanceRecord,
    ListRecord,
    SplitRecord,
    TensorRecord,
)
from pytea.values.tensor import Tensor

#: A size that takes more characters tells nobody anything.
_LONGEST = 100
_LONGEST_RESULT = 300


def tuple_text(parts: list[str]) -> str:
    """Returns a tuple as Python writes it."""
    return f"({parts[0]},)" if len(parts) == 1 else f"({', '.join(parts)})"


def shape_text(tensor: Tensor, solution: Solution, star: str = "") -> str:
    """Returns a shape over the symbols that are left; ``?`` when its number of dims is unknown.

    ``star`` stands in front of it for any number of further dims. An input of which nothing was
    asked has any number of them.
    """
    sizes = tensor.sizes
    if sizes is None:
        return any_dims(tensor.pending) if tensor.pending.isidentifier() else "?"
    texts = [size_text(solution.apply(size)) for size in sizes]
    return tuple_text([star, *texts] if star else texts)


def any_dims(name: str) -> str:
    """Returns the shape of an input of which nothing is asked: ``(*x)``."""
    return tuple_text([f"*{name}"])


def size_text(size: Int) -> str:
    """Returns one size; ``?`` where it depends on anything but inputs."""
    known = all(
        s.kind is SymKind.INPUT and s.name.partition("(")[0] != "len" for s in symbols_of(size)
    )
    text = render(in_factors(size)) if known else "?"
    return text if len(text) <= _LONGEST else "?"


def result_text(state: State, value: Value, solution: Solution, star: str = "") -> str:
    """Returns the shapes of a result: one, a nested tuple, a condition, or ``?``."""
    if isinstance(value, Choice):
        value = restrict(value, state.guard)
    if isinstance(value, Choice):
        return _alternatives(state, value, solution, star)
    if isinstance(value, tuple):
        return tuple_text([result_text(state, item, solution, star) for item in value])
    if isinstance(value, Ref):
        return _object_text(state, value, solution, star)
    if value is None:
        return "None"
    if isinstance(value, (int, SymInt)) and not isinstance(value, bool):
        return size_text(solution.apply(value))
    return "?"


def _alternatives(state: State, value: Choice, solution: Solution, star: str) -> str:
    arms = [(solution.decided(cond), leaf) for cond, leaf in leaves(value)]
    texts = [(c, result_text(state, leaf, solution, star)) for c, leaf in arms if c is not False]
    return conditional_text(texts)


def conditional_text(texts: Sequence[tuple[Bool, str]]) -> str:
    """Returns ``(B, 10) if pool == 'cls' else (B, N, 10)``; a ``?`` beside a size is not told."""
    if not texts:
        return "?"
    if len({text for _, text in texts}) == 1:
        return texts[0][1]
    guards = [guard_text(cond) for cond, _ in texts[:-1]]
    if None in guards:
        return "?"
    parts = [f"{text} if {cond} else " for (_, text), cond in zip(texts, guards, strict=False)]
    whole = "".join(parts) + texts[-1][1]
    return whole if len(whole) <= _LONGEST_RESULT else "?"


def _object_text(state: State, ref: Ref, solution: Solution, star: str) -> str:
    record = state.heap.read(ref)
    match record:
        case TensorRecord():
            return shape_text(record.tensor, solution, star)
        case ListRecord():
            return tuple_text([result_text(state, item, solution, star) for item in record.items])
        case DictRecord():
            items = [
                f"{key!r}: {result_text(state, item, solution, star)}"
                for key, item in record.entries.values()
            ]
            return f"{{{', '.join(items)}}}"
        case SplitRecord():
            return _split_text(state, record, solution, star)
        case InstanceRecord() if isinstance(record.payload, tuple):
            return result_text(state, record.payload, solution, star)
    return "?"


def _split_text(state: State, record: SplitRecord, solution: Solution, star: str) -> str:
    sides = [record.high, record.low]
    texts = [
        shape_text(side.tensor, solution, star) if isinstance(side, TensorRecord) else "?"
        for side in sides
    ]
    guard = solution.decided(restrict(record.guard, state.guard))  # type: ignore[arg-type]
    if not isinstance(guard, SymBool):
        return texts[0] if guard else texts[1]
    return conditional_text([(guard, texts[0]), (negate(guard), texts[1])])
