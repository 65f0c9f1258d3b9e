"""The table of what operators keep for backward, against torch on the calls of its own database."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
import torch
from torch.testing._internal.common_methods_invocations import op_db

from pytea.machine.saved_tensors import RESULT, differentiable, saved_for

#: Samples of each operator.
_SAMPLES = 1
_ENTRIES = [op for op in op_db if saved_for(op.name, [0])[0] or saved_for(op.name, [1])[0]]


def _is_float(value: object) -> bool:
    return isinstance(value, torch.Tensor) and value.is_floating_point()


def _calls(op: Any) -> Iterator[tuple[list[Any], dict[str, Any]]]:
    torch.manual_seed(0)
    for sample in islice(op.sample_inputs("cpu", torch.float32, requires_grad=False), _SAMPLES):
        yield [sample.input, *sample.args], sample.kwargs


def _run(
    op: Any, args: list[Any], kwargs: dict[str, Any], need: int
) -> tuple[list[Any], list[Any]]:
    """Returns the arguments, of which one needs a gradient and none is a leaf, and the results."""
    given = [value.detach().clone() if _is_float(value) else value for value in args]
    if not _is_float(given[need]):
        return given, []
    given[need] = given[need].requires_grad_().clone()
    try:
        result = op.op(*given, **kwargs)
    except RuntimeError as error:
        if "not differentiable" not in str(error):
            raise
        return given, []
    parts = result if isinstance(result, (tuple, list)) else (result,)
    return given, [part for part in parts if _is_float(part) and part.requires_grad]


def _backward(results: list[Any]) -> str:
    try:
        torch.autograd.backward(results, [torch.ones_like(part) for part in results])
    except RuntimeError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("op", _ENTRIES, ids=lambda op: f"{op.name}.{op.variant_test_name}")
def test_what_is_kept(op: Any) -> None:
    warnings.simplefilter("ignore")
    for args, kwargs in _calls(op):
        for need in range(len(args)):
            keeps, places = saved_for(op.name, [need])
            _, results = _run(op, args, kwargs, need)
            if not keeps or not results:
                continue
            assert differentiable(op.name, need)
            assert _backward(results) == ""
            assert "second time" in _backward(results)
            for place in sorted(places):
                given, results = _run(op, args, kwargs, need)
                changed = results if place == RESULT else [given[place]]
                if not all(map(_is_float, changed)):
                    continue
                with torch.no_grad():
                    for tensor in changed:
                        tensor.add_(0)
                assert "modified by an inplace" in _backward(results), (need, place)
