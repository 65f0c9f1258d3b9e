"""Turns the best outcome of a function into its signature: names, shapes, requirements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pytea.analysis.library.guards import requirements
from pytea.analysis.library.inputs import Inputs
from pytea.analysis.library.kinds import Kind
from pytea.analysis.library.learner import Learner
from pytea.analysis.library.naming import name_determined, name_sizes
from pytea.analysis.library.notes import notes_on
from pytea.analysis.library.outcome import Outcome
from pytea.analysis.library.parameter import Parameter
from pytea.analysis.library.pinning import pin
from pytea.analysis.library.shapes import any_dims, conditional_text, result_text, tuple_text
from pytea.analysis.library.signature import Signature
from pytea.analysis.library.stars import Starred
from pytea.analysis.library.targets import Target
from pytea.diagnostics import Diagnostic
from pytea.symbolic import Bool, Symbol, render_whole, symbols_of


def describe(
    display: str, target: Target, constructor: Inputs | None, starred: Starred, learner: Learner
) -> Signature:
    """Returns the signature that an outcome shows; its sizes get their names here.

    What the program calls a size comes before the names that ``learner`` knows, those of comments.
    """
    outcome = starred.outcome
    assumed = dict(learner.assumptions)
    if outcome.solution.paired:
        assumed["inputs have equal sizes at the same place, where only products must be equal"] = (
            None
        )
    for name in outcome.inputs.tensors:
        if pin(outcome.solution, _axes(outcome, name)):
            assumed["equal height and width, where their product is what matters"] = None
    given = {**learner.names, **outcome.run.names, **outcome.inputs.axis_names}
    name_sizes(outcome, constructor, given, starred.inputs, learner.roots)
    star = "*batch" if starred.inputs else ""
    assumed |= dict.fromkeys(_about_layers(outcome, constructor))
    shapes = outcome.inputs.required()
    for parameter in outcome.inputs.parameters:
        texts = [
            input_text(outcome, name, star if name in starred.inputs else "")
            for name in parameter.tensors
        ]
        if texts:
            shapes[parameter.name] = _together(parameter, texts)
    name_determined(outcome.solution.values)
    output = _output(outcome, star)
    for name, text in shapes.items():
        if text == "?" and any_dims(name) in output:
            shapes[name] = any_dims(name)  # it is handed back as it is
    odd = sorted(symbol.name for cond in outcome.odd for symbol in symbols_of(cond))
    assumed |= dict.fromkeys(f"{name} is odd" for name in odd)
    conds = [c for c in outcome.solution.conds if all(c is not known for known in outcome.odd)]
    demanded, left_out = requirements(conds)
    takers = [given for given in (constructor, outcome.inputs) if given is not None]
    probable = [f"0 <= {name} <= 1" for given in takers for name in given.probabilities]
    return Signature(
        display, target.line, target.name, constructor.texts() if constructor else {}, shapes,
        output, (*_by_parameters(demanded, constructor), *probable),
        tuple(assumed), notes_on(outcome), not outcome.solution.partial, target.cls is not None,
        left_out=left_out, odd=tuple(odd),
    )  # fmt: skip


def describe_failing(
    display: str,
    target: Target,
    constructor: Inputs | None,
    outcome: Outcome,
    errors: Sequence[Diagnostic],
) -> Signature:
    """Returns what a function that fails with all inputs takes as far as it gets."""
    fault = "fails with all inputs that were tried"
    for error in errors[:1]:
        where = "line " if error.file == display else f"{error.file}:"
        fault = f"fails at {where}{error.span.line}: {error.message}"
    inputs = {name: input_text(outcome, name, "") for name in outcome.inputs.tensors}
    parameters = constructor.texts() if constructor else {}
    return Signature(
        display, target.line, target.name, parameters, inputs, "", fault=fault,
        is_method=target.cls is not None,
    )  # fmt: skip


def _about_layers(outcome: Outcome, constructor: Inputs | None) -> Iterator[str]:
    """Yields what is taken for granted of the layers that a constructor is handed."""
    for name, kind in (constructor.handed if constructor is not None else {}).items():
        if kind is Kind.LAYER:
            yield f"{name} keeps the shape of its input"
        elif kind is Kind.FACTORY:
            yield f"layers of {name} keep the shape of their input"
        elif outcome.dims.get(f"{name}(...)") is not None:
            yield f"{name} gives {input_text(outcome, f'{name}(...)', '')}"


#: ``dim % 8 == 0``, in which the number comes from the text and not from a calculation.
_DIVISOR = re.compile(r"^([\w.]+) % (\d+) == 0$")


def _by_parameters(requires: Sequence[str], constructor: Inputs | None) -> tuple[str, ...]:
    """Returns requirements in which a divisor has the name of the parameter whose default it is."""
    defaults: dict[str, list[str]] = {}
    for name, text in (constructor.texts() if constructor else {}).items():
        if text.isdecimal() and int(text) > 1:
            defaults.setdefault(text, []).append(name)
    named = {text: names[0] for text, names in defaults.items() if len(names) == 1}
    return tuple(
        _DIVISOR.sub(lambda found: f"{found[1]} % {named.get(found[2], found[2])} == 0", text)
        for text in requires
    )


def _together(parameter: Parameter, texts: list[str]) -> str:
    """Returns the shapes of the tensors of one parameter."""
    keys = parameter.judged.keys if parameter.judged is not None else ()
    if keys:
        items = (f"{key!r}: {text}" for key, text in zip(keys, texts, strict=True))
        return f"{{{', '.join(items)}}}"
    return tuple_text(texts) if parameter.is_several else texts[0]


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
    texts = [render_whole(outcome.solution.apply(size)) or "?" for size in sizes]
    return tuple_text([star, *texts] if star else texts)


def _output(outcome: Outcome, star: str) -> str:
    texts: dict[str, Bool] = {}
    for end, guard in outcome.finals():
        whole = end.state.fork()
        whole.guard = guard
        text = result_text(whole, end.value, outcome.solution, star)
        texts[text] = texts.get(text, False) | guard
    told = [(outcome.solution.decided(guard), text) for text, guard in texts.items()]
    return conditional_text([(guard, text) for guard, text in told if guard is not False] or told)
