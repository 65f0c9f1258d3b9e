"""Turns the best outcome of a function into its signature: names, shapes, requirements."""

from __future__ import annotations

import re

from pytea.analysis.library.inputs import Inputs
from pytea.analysis.library.learner import Learner
from pytea.analysis.library.naming import name_determined, name_sizes
from pytea.analysis.library.outcome import Outcome
from pytea.analysis.library.pinning import pin
from pytea.analysis.library.shapes import result_text, tuple_text
from pytea.analysis.library.signature import Signature
from pytea.analysis.library.stars import Starred
from pytea.analysis.library.targets import Target
from pytea.symbolic import Bool, Comparison, Symbol, SymBool, render, symbols_of


def describe(
    display: str, target: Target, constructor: Inputs | None, starred: Starred, learner: Learner
) -> Signature:
    """Returns the signature that an outcome shows; its sizes get their names here."""
    outcome = starred.outcome
    assumed = dict(learner.assumptions)
    for name in outcome.inputs.tensors:
        if pin(outcome.solution, _axes(outcome, name)):
            assumed["equal height and width, where their product is what matters"] = None
    name_sizes(outcome, constructor, learner.names | outcome.inputs.axis_names, starred.inputs)
    star = "*batch" if starred.inputs else ""
    shapes = outcome.inputs.required()
    for parameter in outcome.inputs.parameters:
        texts = [
            input_text(outcome, name, star if name in starred.inputs else "")
            for name in parameter.tensors
        ]
        if texts:
            shapes[parameter.name] = texts[0] if len(texts) == 1 else tuple_text(texts)
    name_determined(outcome.solution.values)
    return Signature(
        display, target.line, target.name, constructor.texts() if constructor else {}, shapes,
        _output(outcome, star), tuple(map(condition_text, outcome.solution.conds)),
        tuple(assumed), not outcome.solution.partial, target.cls is not None,
    )  # fmt: skip


def _axes(outcome: Outcome, name: str) -> list[Symbol]:
    """Returns the symbols of the sizes of an input behind its first dim."""
    ndim = outcome.dims.get(name) or 0
    sizes = [outcome.inputs.size(name, index) for index in range(1 - ndim, 0)]
    return [symbol for size in sizes for symbol in symbols_of(size)]


def input_text(outcome: Outcome, name: str, star: str) -> str:
    """Returns the shape of an input."""
    ndim = outcome.dims.get(name)
    if ndim is None:
        return "?"
    sizes = [outcome.inputs.size(name, index) for index in range(-ndim, 0)]
    texts = [render(outcome.solution.apply(size)) for size in sizes]
    return tuple_text([star, *texts] if star else texts)


def _output(outcome: Outcome, star: str) -> str:
    texts: dict[str, object] = {}
    for end, guard in outcome.finals():
        whole = end.state.fork()
        whole.guard = guard
        text = result_text(whole, end.value, outcome.solution, star)
        texts.setdefault(text, outcome.solution.narrowed(guard))
    if len(texts) == 1:
        return next(iter(texts))
    *rest, (last, _) = texts.items()
    parts = [f"{text} if {render(guard)} else " for text, guard in rest]  # type: ignore[arg-type]
    return "".join(parts) + last


def condition_text(cond: Bool) -> str:
    """Returns a condition as a user writes it: ``N <= 5000`` and not ``N < 5001``."""
    least = _above_least(cond)
    if least is not None:
        return f"{least.name} >= {(least.lo or 0) + 1}"
    return _BELOW.sub(lambda found: f"<= {int(found[1]) - 1}", render(cond))


def _above_least(cond: Bool) -> Symbol | None:
    """Returns the symbol of which ``cond`` says that it is not the least that it can be."""
    if not isinstance(cond, SymBool) or cond.high is not False or cond.low is not True:
        return None
    atom = cond.atom
    if not isinstance(atom, Comparison) or not atom.equality or len(atom.poly.terms) != 1:
        return None
    monomial, factor = atom.poly.terms[0]
    symbol = monomial[0]
    if len(monomial) != 1 or abs(factor) != 1 or not isinstance(symbol, Symbol):
        return None
    return symbol if symbol.lo is not None and atom.poly.const == -factor * symbol.lo else None


_BELOW = re.compile(r"(?<![<>=!])< (\d+)\b(?! *[*/+%-])")
