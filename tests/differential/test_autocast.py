"""The dtypes inside of ``torch.autocast("cpu")``: ours are torch's, or not known."""

from __future__ import annotations

import pytest
import torch

from pytea.machine.autocast import cast_operands
from pytea.stubapi import OPERATORS, Tensor
from pytea.values.defaults import Defaults
from pytea.values.dtype import BFLOAT16
from tests.conformance.database import Call, calls, entries
from tests.conformance.evaluation import Accepted, run_stub, run_torch, torch_callable
from tests.conformance.records import dtype_record, to_record

REGION = Defaults(autocast=(("cpu", BFLOAT16),))


def _listed() -> list[Call]:
    """Returns one call of every function that has a stub and takes float32."""
    found: dict[str, Call] = {}
    for entry in entries():
        if torch.float32 in entry.supported_dtypes("cpu"):
            for call in calls(entry, 1):
                if OPERATORS.get(call.name) and OPERATORS[call.name].binding == "function":
                    found.setdefault(call.name, call)
    return list(found.values())


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_dtypes(dtype: torch.dtype) -> None:
    def cast(value: object) -> object:
        if isinstance(value, torch.Tensor) and value.is_floating_point():
            return value.detach().to(dtype)
        return [cast(item) for item in value] if isinstance(value, list) else value

    problems, compared = [], 0
    for call in _listed():
        args = tuple(map(cast, call.args))
        kwargs = {key: cast(value) for key, value in call.kwargs.items()}
        with torch.autocast("cpu", dtype=torch.bfloat16):
            expected = run_torch(torch_callable(call.name), args, kwargs)
        operands = cast_operands(
            OPERATORS[call.name], to_record([*args]), to_record(kwargs), REGION
        )
        actual = run_stub(call.name, *operands)
        if not isinstance(expected, Accepted) or not isinstance(actual, Accepted):
            continue
        if not isinstance(expected.value, torch.Tensor) or not isinstance(actual.value, Tensor):
            continue
        compared += 1
        wanted = dtype_record(expected.value.dtype)
        if actual.value.dtype not in (None, wanted):
            problems.append(f"{call.name}: {actual.value.dtype} in the stub, {wanted} in torch")
    assert not problems, "\n".join(problems)
    assert compared > 300
