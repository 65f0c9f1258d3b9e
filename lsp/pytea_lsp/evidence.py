"""Turns what an analysis saw into plain data: texts and numbers instead of symbols.

Runs in the worker, right after the analysis: the next one makes its symbols anew.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pytea.analysis.entry import EntryResult, Observer
from pytea.frontend import SourceError, read_source
from pytea.machine.findings import Place
from pytea.machine.observer import ModuleUse, Observation, Seen, shape_of, tuple_text
from pytea.span import NOWHERE, SourceFile
from pytea.symbolic import (
    Bool,
    Symbol,
    SymBool,
    SymInt,
    all_of,
    negate,
    render,
    restrict,
    symbols_of,
)
from pytea.symbolic.arms import arms_of, from_arms
from pytea.values.tensor import Size, Tensor
from pytea_lsp.cards import card_of
from pytea_lsp.messages import Decision, Job, ModuleInfo, Outcome, Value

#: Facts that are shown about the symbols of one shape.
FACTS = 6
#: Branches that are offered as a choice.
DECISIONS = 40

Text = Callable[[Place], str]


def outcome_of(job: Job, result: EntryResult, observer: Observer, memory: int) -> Outcome:
    """Returns the result of a job as plain data."""
    text_of = _Texts(job.overlay)
    decisions = _decisions(observer, text_of)
    assumed = _assumed(decisions, job.chosen)
    observations = [o for o in observer.observations() if restrict(o.guard, assumed) is not False]
    values = tuple(value_of(item, assumed) for item in observations)
    names = {value.operator for value in values if value.operator}
    cards = {name: card for name in sorted(names) if (card := card_of(name)) is not None}
    return Outcome(
        job.serial,
        job.key,
        result.diagnostics,
        result.file,
        tuple(dict.fromkeys(values)),
        tuple(_module(use) for use in observer.modules.values()),
        tuple(decision for decision, _ in decisions),
        cards,
        result.reached,
        result.suppression,
        job.chosen,
        result.file.status != "invalid",
        memory,
    )


class _Texts:
    """The source text of places."""

    def __init__(self, overlay: dict[Path, str]) -> None:
        self.overlay = overlay
        self._files: dict[str, SourceFile | None] = {}

    def __call__(self, place: Place) -> str:
        if place.file not in self._files:
            self._files[place.file] = self._read(place.file)
        file, span = self._files[place.file], place.span
        if file is None or span == NOWHERE:
            return ""
        line = file.line(span.line)
        end = span.end_column - 1 if span.end_line == span.line else len(line)
        return line[span.column - 1 : end].strip()

    def _read(self, name: str) -> SourceFile | None:
        path = Path(name)
        if path in self.overlay:
            return SourceFile(path, name, self.overlay[path])
        try:
            return read_source(path)
        except (OSError, SourceError):
            return None


def _decisions(observer: Observer, text_of: Text) -> list[tuple[Decision, list[SymBool]]]:
    """Returns the branches, each with its conditions: a loop comes to one several times."""
    by_place: dict[Place, list[SymBool]] = {}
    for cond, place in observer.decisions.items():
        by_place.setdefault(place, []).append(cond)
    found = []
    for place, conds in by_place.items():
        text = text_of(place) or render(conds[0])
        identity = f"{place.file}:{place.span}"
        found.append((Decision(identity, place.file, place.span, text), conds))
    return found[:DECISIONS]


def _assumed(
    decisions: list[tuple[Decision, list[SymBool]]], chosen: tuple[tuple[str, bool], ...]
) -> Bool:
    """Returns what holds on a path that takes the same side whenever it comes to a branch."""
    wanted = dict(chosen)
    sides = [
        cond if wanted[decision.identity] else negate(cond)
        for decision, conds in decisions
        if decision.identity in wanted
        for cond in conds
    ]
    return all_of(sides)


# --- values -----------------------------------------------------------------------------------


def value_of(item: Observation, assumed: Bool = True) -> Value:
    """Returns an observation as plain data, where ``assumed`` holds."""
    seen = _under(item.value, assumed)
    tensor = seen if isinstance(seen, Tensor) else None
    symbols = set(_symbols(seen))
    origin = item.origin
    when = restrict(item.guard, assumed)
    return Value(
        file=item.place.file,
        span=item.place.span,
        name=item.name,
        kind=item.kind,
        shape=shape_of(seen),
        dtype=item.dtype,
        device=item.device,
        function=item.function,
        context=item.context,
        when=render(when) if isinstance(when, SymBool) else "",
        where=_where(item, symbols) if symbols else (),
        symbols=frozenset(symbol.name for symbol in symbols),
        is_tensor=_holds_tensor(seen),
        sizes=_numbers(tensor),
        subject=item.subject,
        operator=origin.operator if origin else "",
        operands=tuple(_size_text(sizes) for sizes, _ in origin.operands) if origin else (),
        made_in=origin.file if origin else "",
        made_at=origin.span if origin else None,
    )


def _holds_tensor(seen: Seen | None) -> bool:
    if isinstance(seen, (tuple, list)):
        return any(_holds_tensor(item) for item in seen)
    return isinstance(seen, Tensor)


def _numbers(tensor: Tensor | None) -> tuple[int | None, ...] | None:
    if tensor is None or tensor.sizes is None:
        return None
    return tuple(size if isinstance(size, int) else None for size in tensor.sizes)


def _size_text(sizes: Size | None) -> str:
    return "?" if sizes is None else tuple_text(map(render, sizes))


def _under(seen: Seen | None, assumed: Bool) -> Seen | None:
    """Returns what was seen where ``assumed`` holds."""
    if assumed is True:
        return seen
    match seen:
        case Tensor() if seen.sizes is not None:
            return seen.changed(sizes=Size(_size_under(size, assumed) for size in seen.sizes))
        case tuple():
            return tuple(_under(item, assumed) for item in seen)
        case list():
            return [_under(item, assumed) for item in seen]
        case SymInt():
            return _size_under(seen, assumed)
    return seen


def _size_under(size: SymInt | int, assumed: Bool) -> SymInt | int:
    arms = arms_of(size) if isinstance(size, SymInt) else None
    return size if arms is None else from_arms(restrict(arms, assumed))


def _symbols(seen: Seen | None) -> list[Symbol]:
    match seen:
        case Tensor():
            sizes = seen.sizes or ()
            return [symbol for size in sizes for symbol in _symbols(size)]
        case tuple() | list():
            return [symbol for item in seen for symbol in _symbols(item)]
        case SymInt():
            return list(symbols_of(seen))
    return []


def _where(item: Observation, symbols: set[Symbol]) -> tuple[str, ...]:
    """Returns what is certain about the symbols of a shape: their bounds and the facts."""
    texts = [
        f"{symbol.name} ≥ {symbol.lo}"
        for symbol in symbols
        if not symbol.is_bool and symbol.lo is not None
    ]
    texts += [render(fact) for fact in item.facts if symbols & set(symbols_of(fact))]
    return tuple(dict.fromkeys(sorted(texts)))[:FACTS]


# --- modules ----------------------------------------------------------------------------------


def _module(use: ModuleUse) -> ModuleInfo:
    return ModuleInfo(
        use.address,
        use.class_name,
        use.children,
        use.parameters,
        use.count,
        use.place.file if use.place else "",
        use.place.span if use.place else None,
        tuple(_known(use.inputs)),
        tuple(_known(use.outputs)),
        use.outermost,
    )


def _known(texts: list[str]) -> list[str]:
    return [text for text in texts if text != "?"] or texts
