"""Values and signatures of functions that nothing calls: their sizes bear the signature's names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from pytea.analysis.entry import Observer
from pytea.analysis.library.signature import Signature
from pytea_lsp.evidence import value_of
from pytea_lsp.messages import Outcome, Value

#: A size of an input that is not named yet: the parameter and a number.
_SYMBOL = re.compile(r"\b[A-Za-z_]\w*\.\d+\b")

Names = Mapping[str, str]


def with_signatures(
    outcome: Outcome, signatures: tuple[Signature, ...], observer: Observer
) -> Outcome:
    """Returns an outcome with signatures, and with the values of one call of each function."""
    values = [value_of(item) for item in observer.observations()]
    values = [value for value in values if value.file == str(outcome.key[0])]
    by_name = {signature.name: signature for signature in signatures}
    names = {name: _names(by_name[name], values) for name in by_name}
    renamed = [_renamed(value, names.get(_root(value), {})) for value in values]
    return replace(
        outcome,
        values=tuple(dict.fromkeys((*outcome.values, *renamed))),
        signatures=signatures,
    )


def _root(value: Value) -> str:
    """Returns the function that was called alone, in which a value was seen."""
    return value.context[0].function if value.context else value.function


def _names(signature: Signature, values: Iterable[Value]) -> Names:
    """Returns what the symbols of the inputs are called in a signature."""
    found: dict[str, str] = {}
    for value in values:
        wanted = signature.inputs.get(value.name)
        if value.kind != "parameter" or value.function != signature.name or wanted is None:
            continue
        if value.context:
            continue
        seen, named = _sizes(value.shape), _sizes(wanted)
        if len(seen) == len(named):
            pairs = zip(seen, named, strict=True)
            found |= {size: name for size, name in pairs if _SYMBOL.fullmatch(size)}
    return found


def _sizes(shape: str) -> list[str]:
    return [size.strip() for size in shape.strip("()").split(",") if size.strip()]


def _renamed(value: Value, names: Names) -> Value:
    def text(old: str) -> str:
        return _SYMBOL.sub(lambda match: names.get(match[0], match[0]), old)

    # The frame of the call itself is not a place that anybody has written.
    return replace(
        value,
        shape=text(value.shape),
        operands=tuple(map(text, value.operands)),
        where=tuple(map(text, value.where)),
        when=text(value.when),
        symbols=frozenset(names.get(symbol, symbol) for symbol in value.symbols),
    )
