"""Signatures as text and as JSON, version 1: a contract that tools outside the project rely on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from pytea.analysis.library.guards import OTHERWISE
from pytea.analysis.library.signature import FileSignatures, Signature

#: The version of the JSON.
VERSION = 1
#: Requirements of more characters stand on lines of their own, where each has as many.
_WIDE = 200
#: So many of them are shown.
_MOST = 8


def render_signatures_json(files: Iterable[FileSignatures]) -> str:
    """Returns the signatures as one JSON document, without a line end."""
    functions = [_plain(signature) for file in files for signature in file.signatures]
    return json.dumps({"version": VERSION, "functions": functions}, indent=2, ensure_ascii=False)


def _plain(signature: Signature) -> dict[str, Any]:
    data: dict[str, Any] = {
        "file": signature.file, "line": signature.line, "name": signature.name,
    }  # fmt: skip
    if signature.is_method:
        data["constructor"] = signature.constructor
    if signature.odd:
        data["odd"] = list(signature.odd)
    return data | {
        "inputs": signature.inputs,
        "output": signature.output,
        "requires": list(signature.requires),
        "requires_left_out": signature.left_out,
    }


def render_signatures(file: FileSignatures) -> list[str]:
    """Returns the lines of one file: a class and below it its methods, or a function."""
    lines: list[str] = []
    shown = ""
    for signature in sorted((*file.signatures, *file.failing), key=lambda s: (s.line, s.name)):
        owner, _, name = signature.name.rpartition(".")
        if signature.is_method:
            if owner != shown:
                lines.append(f"{owner}({_parameters(signature)})")
            shown = owner
        else:
            shown, name = "", signature.name
        lines += _described("  " if signature.is_method else "", name, signature)
    return lines


def _described(indent: str, name: str, signature: Signature) -> list[str]:
    inputs = ", ".join(f"{key}: {shape}" for key, shape in signature.inputs.items())
    if signature.fault:
        return [f"{indent}{name}({inputs}) {signature.fault}"]
    line = f"{indent}{name}({inputs}) → {signature.output}"
    told = [_typeset(text.removesuffix(OTHERWISE)) for text in signature.requires]
    lines = [line]
    if told and len(", ".join(told)) <= _WIDE:
        lines = [f"{line}   requires {', '.join(told)}"]
    elif told:
        lines += [f"{indent}  requires {_shortened(text)}" for text in told[:_MOST]]
    if len(lines) > 1 and len(told) > _MOST:
        lines.append(f"{indent}  requires {len(told) - _MOST} more, which --format json tells")
    if signature.left_out:
        lines.append(f"{indent}  requires {signature.left_out} more, too long to be written out")
    if signature.notes:
        lines[-1] += f" ({_sentence(signature.notes)})"
    if signature.assumed:
        lines.append(f"{indent}  assuming {_sentence(signature.assumed)}")
    return lines


def _shortened(text: str) -> str:
    return text if len(text) <= _WIDE else f"{text[: _WIDE - 1]}…"


def _typeset(text: str) -> str:
    return text.replace(" >= ", " ≥ ").replace(" <= ", " ≤ ")


def _sentence(parts: Sequence[str]) -> str:
    return "; ".join(parts)


def _parameters(signature: Signature) -> str:
    """Returns the parameters of a constructor, with the defaults that hold."""
    return ", ".join(
        name if name == value or value == "?" else f"{name}={value}"
        for name, value in signature.constructor.items()
    )
