"""The reasons of a finding in words: where shapes came from, which branches the path took."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from pytea.analysis.operation_names import EXPRESSION, LAYERS, operation_name
from pytea.diagnostics import Note
from pytea.machine.findings import Finding, Operand, Place
from pytea.machine.operands import narrowed, settled
from pytea.records import immutable
from pytea.span import Span
from pytea.symbolic import (
    Bool,
    SymBool,
    any_of,
    implies,
    negate,
    render,
    same,
    symbols_of,
)
from pytea.values.origin import Origin
from pytea.values.tensor import Size

#: The lines of a file by its display name; none when it cannot be read.
Lines = Callable[[str], Sequence[str]]

#: Operations of a long chain that are told behind its first shape.
LAST = 5
#: The same where only the number of dims matters.
_LAST_OF_DIMS = 2
_ABOUT_DIMS = frozenset({"dim-out-of-range", "index-out-of-range", "unpack-mismatch"})
#: Steps of a chain that are told once more for another operand.
_SHORT = 3
#: Operands that are told where the message names none.
_OPERANDS = 4
#: Branch decisions of a path that are told.
DECISIONS = 8
#: Columns of a size in a shape.
_SIZE = 32

_OPPOSITE = {
    ast.Eq: "!=", ast.NotEq: "==", ast.Lt: ">=", ast.GtE: "<", ast.Gt: "<=", ast.LtE: ">",
    ast.Is: "is not", ast.IsNot: "is", ast.In: "not in", ast.NotIn: "in",
}  # fmt: skip
#: Layers whose weights decide a size of what they give.
_SETTLING = ("F.linear", "F.conv", "F.embedding")
#: Operations that decide the dtype of what they give.
GIVE_DTYPE = frozenset(
    ["float", "double", "half", "bfloat16", "long", "int", "short", "bool", "to", "type", "type_as",
     "astype", "ones_like", "zeros_like", "full_like", "rand_like", "randn_like", "empty_like",
     "new_zeros", "new_ones", "new_full", "argmax", "argmin", "one_hot", "randint_like"]
)  # fmt: skip
#: What messages call the factors of a product.
_FACTORS = {"input": "mat1", "self": "mat1", "operand": "mat1", "other": "mat2"}


def shape_text(sizes: Size | None) -> str:
    """Returns a shape as Python writes it, ``(...)`` when it is not known.

    So is one of which nothing but the number of elements has a name; ``…`` stands for a long size.
    """
    texts = [render(size) for size in sizes or ()]
    if sizes is None or texts == ["numel()"]:
        return "(...)"
    texts = [text if len(text) <= _SIZE else "…" for text in texts]
    return f"({texts[0]},)" if len(texts) == 1 else f"({', '.join(texts)})"


@immutable()
class Explainer:
    """Puts the records of the machine into the words of the user's files."""

    lines: Lines

    def notes(self, finding: Finding) -> tuple[Note, ...]:
        """Returns a note per operand: its name, and the operations that gave it its shape.

        Where the message names operands, the others are left out, but for one of the layer.
        """
        named = [o for o in finding.operands if _named(o.parameter, finding.message)]
        if not named and finding.code == "dtype-mismatch":
            named = [o for o in finding.operands if str(o.dtype) in finding.message.split()]
        if named and finding.code == "shape-mismatch":
            named += [o for o in finding.operands if _is_weight(o) and o not in named]
        notes: list[Note] = []
        for operand in named or finding.operands[:_OPERANDS]:
            note = self._note(operand, finding)
            notes.append(_like(notes, note) or note)
        return tuple(notes)

    def decisions(
        self, group: Sequence[Finding], decided: Mapping[SymBool, Place]
    ) -> tuple[str, ...]:
        """Returns what the user's conditions are on all paths of the findings."""
        guard = any_of(finding.guard for finding in group)
        if not isinstance(guard, SymBool):
            return ()
        sentences = []
        symbols = set(symbols_of(guard))
        for cond, place in decided.items():
            truth = _implied(guard, cond) if symbols & set(symbols_of(cond)) else None
            text = self._text(place.file, place.span, 4 * EXPRESSION)
            if truth is not None and text:
                sentences.append(text if truth else opposite(text))
        return tuple(dict.fromkeys(sentences))[:DECISIONS]

    def _text(self, file: str, span: Span, most: int = EXPRESSION) -> str:
        """Returns the source text of a place on one line; "" when it is long or not there."""
        lines = self.lines(file)
        if not 0 < span.line <= span.end_line <= len(lines):
            return ""
        whole = [*lines[span.line - 1 : span.end_line]]
        whole[-1] = whole[-1][: span.end_column - 1]
        whole[0] = whole[0][span.column - 1 :]
        text = " ".join(" ".join(whole).split())
        return text if len(text) <= most else ""

    def _shortened(self, file: str, span: Span) -> str:
        """Returns the source text of a place, what is too long with its end cut off."""
        text = self._text(file, span, 10 * EXPRESSION)
        return text if len(text) <= EXPRESSION else f"{text[: EXPRESSION - 1].rstrip()}…"

    def _note(self, operand: Operand, finding: Finding) -> Note:
        written = operand.written
        if isinstance(written, Span):
            written = self._shortened(finding.place.file, written)
        name = _name(operand.parameter, written or "", finding.message)
        steps = tuple(self._steps(operand, finding))
        if finding.code == "dtype-mismatch" and operand.dtype is not None:
            last = replace(steps[-1], message=f"{steps[-1].message} {operand.dtype}")
            steps = (*steps[:-1], last)
        if len(steps) == 1:
            return replace(steps[0], message=f"{name}: {steps[0].message}")
        message = f"{name}: {' '.join(step.message for step in steps)}"
        first = replace(steps[0], message=f"{name}: {steps[0].message}")
        return Note(message, steps[-1].file, steps[-1].span, (first, *steps[1:]))

    def _steps(self, operand: Operand, finding: Finding) -> Iterator[Note]:
        """Yields the chain from its first shape on, in the middle only how much is left out."""
        about_dtype = finding.code == "dtype-mismatch"
        steps = list(self._chain(operand, finding.guard, GIVE_DTYPE if about_dtype else ()))
        last = _LAST_OF_DIMS if finding.code in _ABOUT_DIMS else LAST
        if len(steps) > last + 2:
            steps = list(_repeated(steps))
        if len(steps) <= last + 2:
            yield from steps
            return
        yield steps[0]
        uncounted = any(step.message.startswith("→ … →") for step in steps[1:-last])
        count = "" if uncounted else f"{len(steps) - last - 1} "
        yield Note(f"→ … {count}more operations", steps=tuple(steps[1:-last]))
        yield from steps[-last:]

    def _chain(self, operand: Operand, guard: Bool, told: Collection[str] = ()) -> Iterator[Note]:
        """Yields the operations that gave an operand its shape; those that keep it are left out.

        A layer with weights at the end is told all the same: what it keeps, it might have changed.
        The last of those that are ``told`` is not, and nothing before it matters.
        """
        found: list[Note] = []
        known = settled(guard)
        current, origin = narrowed(operand.sizes, known), operand.origin
        while origin is not None:
            if origin.selector is not None:
                _, origin = origin.operands[0 if implies(guard, origin.selector) is True else 1]
                continue
            before, earlier = _main_operand(origin, current)
            before = narrowed(before, known)
            is_told = origin.operator.rpartition(".")[2] in told
            settles = not found and origin.operator.startswith(_SETTLING)
            if is_told or settles or before is None or not _equal(before, current):
                label = self.label(origin)
                label = f".{label}()" if is_told and label.isidentifier() else label
                text = f"{label} → {shape_text(current)}"
                text = f"→ {text}" if origin.operands and not is_told else text
                found.append(Note(text, origin.file, None if origin.is_cut() else origin.span))
            ends = is_told or not origin.operands
            current, origin = (None, None) if ends else (before, earlier)
        if current is not None or not found:
            yield Note(shape_text(current))
        yield from reversed(found)

    def label(self, origin: Origin) -> str:
        """Returns what an operation is called."""
        return operation_name(origin, self._text(origin.file, origin.span, 10 * EXPRESSION))


def _repeated(steps: Sequence[Note]) -> Iterator[Note]:
    """Yields the steps of a chain, those that one call gives again and again as one."""
    cut = False
    for _, group in groupby(steps, lambda step: (_label(step), step.file, step.span)):
        same_call = list(group)
        label, last = _label(same_call[0]), same_call[-1]
        if len(same_call) < _SHORT or last.span is None:
            yield from same_call
        else:
            times = "repeated" if cut else f"{len(same_call)} times"
            yield replace(last, message=last.message.replace(label, f"{label}, {times}", 1))
        cut = label == "→ …"


def _label(step: Note) -> str:
    return step.message.rpartition(" → ")[0]


def _like(notes: Sequence[Note], note: Note) -> Note | None:
    """Returns a note that refers to an earlier one with the same long chain, if there is one."""
    for earlier in notes:
        if len(note.steps) > _SHORT and note.steps[1:] == earlier.steps[1:]:
            name, other = note.message.partition(":")[0], earlier.message.partition(":")[0]
            shape = note.steps[-1].message.rpartition("→ ")[2]
            return Note(f"{name}: {shape}, made like {other}", note.file, note.span)
    return None


def _name(parameter: str, written: str, message: str) -> str:
    """Returns what an operand is called: as the message calls it, and as the user does."""
    parameter = "operand" if parameter == "self" else parameter
    if not written or written == parameter:
        return parameter or "operand"
    named = _named(parameter, message)
    if written.endswith("…") and named:
        return named
    return f"{named} {written}" if named else written


def _named(parameter: str, message: str) -> str:
    """Returns what a message calls a parameter; "" where it does not name it."""
    words = message.replace("(", " ").split()
    called = parameter if parameter in words else _FACTORS.get(parameter, "")
    return called if called in words else ""


def _main_operand(origin: Origin, result: Size | None) -> tuple[Size | None, Origin | None]:
    """Returns the operand whose shape the result follows.

    That is the input of a layer, else one that has the shape of the result, else the one that took
    the most steps.
    """
    computed = [pair for pair in origin.operands if pair[1] is not None and not _is_made(pair[1])]
    alike = [pair for pair in computed if _equal(pair[0], result)]
    if computed and (origin.operator in LAYERS or origin.operator.startswith("F.")):
        return computed[0]
    if computed:
        return max(alike or computed, key=lambda pair: pair[1].depth if pair[1] is not None else 0)
    given = [pair for pair in origin.operands if pair[1] is None]
    return next(iter([*given, *origin.operands]), (None, None))


def _is_made(origin: Origin) -> bool:
    """Returns whether a constructor of a layer made a tensor, on whichever path."""
    while origin.selector is not None and origin.operands[0][1] is not None:
        origin = origin.operands[0][1]
    return origin.operator.startswith("nn.")


def _is_weight(operand: Operand) -> bool:
    made = operand.origin is not None and _is_made(operand.origin)
    return made and operand.parameter == "weight"


def _equal(left: Size | None, right: Size | None) -> bool:
    return (
        left is not None
        and right is not None
        and len(left) == len(right)
        and all(same(a, b) for a, b in zip(left, right, strict=True))
    )


def _implied(guard: SymBool, cond: SymBool) -> bool | None:
    """Returns the truth that a condition has wherever the guard holds, if it is one."""
    if implies(guard, cond) is True:
        return True
    return False if implies(guard, negate(cond)) is True else None


def opposite(text: str) -> str:
    """Returns the negation of a condition of the program, as short as Python says it."""
    try:
        tree = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError):
        return f"not ({text})"
    match tree:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return ast.get_source_segment(text, operand) or f"not ({text})"
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _OPPOSITE:
            sides = (ast.get_source_segment(text, left), ast.get_source_segment(text, right))
            return f"{sides[0]} {_OPPOSITE[type(op)]} {sides[1]}"
        case ast.Name() | ast.Attribute() | ast.Call() | ast.Subscript():
            return f"not {text}"
    return f"not ({text})"
