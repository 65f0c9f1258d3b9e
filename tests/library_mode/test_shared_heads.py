"""What the modules of ``programs/shared_heads.py`` need is told in the user's terms."""

from __future__ import annotations

import json

import pytest

from pytea.report.signatures import render_signatures_json

from .programs import FOLDER, analyzed

EXPECTED = [
    ("repeated", {"x": "(batch, length, heads, size)", "times": "times"}, []),
    ("GroupedAttention.forward", {"x": "(batch, length, dim)"}, ["n_heads % n_kv_heads == 0"]),
    ("ListedHeads.forward", {"x": "(*batch, dim)"}, ["dim % n_heads == 0"]),
    ("WholeHeads.forward", {"x": "(*batch, hidden)"}, ["hidden % heads == 0"]),
    ("Conditioned.forward", {"x": "(*batch, dim)", "cond": "(*batch, cond_dim)"}, []),
    (
        "EdgeMessages.forward",
        {"nodes": "(B, dim)", "edges": "(2, D)", "places": "(B2, D2)"},
        [],
    ),
]


@pytest.fixture(scope="module")
def found() -> dict[str, dict[str, object]]:
    result = analyzed(FOLDER / "shared_heads.py")
    functions = json.loads(render_signatures_json([result]))["functions"]
    return {function["name"]: function for function in functions}


@pytest.mark.parametrize(("name", "inputs", "requires"), EXPECTED, ids=[e[0] for e in EXPECTED])
def test_signature(
    found: dict[str, dict[str, object]], name: str, inputs: dict[str, str], requires: list[str]
) -> None:
    assert found[name]["inputs"] == inputs
    assert found[name]["requires"] == requires
