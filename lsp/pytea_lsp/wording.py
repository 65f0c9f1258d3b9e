"""Sentences about values that several features show."""

from __future__ import annotations

from pathlib import Path

from pytea_lsp.messages import Value

#: Calling contexts that are listed.
CONTEXTS = 8


def made_by(value: Value) -> str:
    """Returns where a shape came from, or nothing where that is not known."""
    if not value.operator:
        return ""
    operands = ", ".join(f"`{shape}`" for shape in value.operands)
    sentence = f"made by `{value.operator}`" + (f" from {operands}" if operands else "")
    if value.made_at is None:
        return sentence
    where = "" if value.made_in == value.file else f" of {Path(value.made_in).name}"
    return f"{sentence} on line {value.made_at.line}{where}"


def contexts(values: list[Value]) -> list[str]:
    """Returns one line for each caller with the shape that it leads to."""
    lines: dict[str, None] = {}
    for value in values:
        line = f"`{value.shape}`"
        if value.context:
            call = value.context[-1]
            line = f"from {Path(call.file).name}:{call.span.line}: {line}"
        if value.when:
            line += f" when `{value.when}`"
        lines.setdefault(f"- {line}")
    found = list(lines)
    if len(found) > CONTEXTS:
        found = [*found[:CONTEXTS], f"- and {len(found) - CONTEXTS} more"]
    return ["\n".join(found)] if found else []
