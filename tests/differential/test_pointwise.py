"""Element-wise operators against eager torch: dtypes, broadcasting, layouts, numbers, in place."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from pytea.stubapi import OPERATORS
from tests.conformance.evaluation import torch_callable
from tests.differential.harness import check_call
from tests.differential.samples import DTYPES, SHAPE_PAIRS, SHAPES, layouts, tensor


def _names(*modules: str) -> list[str]:
    """Returns the operators that stub files of these names register."""
    found = []
    for name, operator in OPERATORS.items():
        home = operator.function.__globals__["__name__"].rpartition(".")[2]
        wrapped = getattr(operator.function, "__wrapped__", operator.function)
        home = wrapped.__globals__["__name__"].rpartition(".")[2] if wrapped else home
        if home in modules and torch_callable(name) is not None:
            found.append(name)
    return sorted(found)


_MANY = {"polygamma", "polygamma_", "mvlgamma", "mvlgamma_", "multigammaln"}
UNARY = [name for name in _names("pointwise_unary") if name.rpartition(".")[2] not in _MANY]
#: Functions of three tensors and those whose second argument is not an operand.
_OTHER = (
    "addcmul addcdiv lerp clamp clip where masked_fill nonzero argwhere allclose equal isin isclose "
    "polar complex"
).split()
BINARY = [
    name
    for name in _names(
        "_shared_binary", "pointwise_binary", "pointwise_binary_functions", "pointwise_logic"
    )
    if name.rpartition(".")[2].rstrip("_") not in _OTHER
]


@pytest.mark.parametrize("name", UNARY)
def test_unary(name: str) -> None:
    for dtype in DTYPES:
        check_call(name, tensor((2,), dtype))
    for shape in SHAPES:
        check_call(name, tensor(shape))
    for input in layouts():
        check_call(name, input)


_NUMBERS: tuple[Any, ...] = (True, 1, 2, 1.5, 1j)


@pytest.mark.parametrize("name", BINARY)
def test_binary_dtypes(name: str) -> None:
    for dtype in DTYPES:
        for other in DTYPES:
            check_call(name, tensor((2,), dtype), tensor((2,), other))
        check_call(name, tensor((2,), dtype), tensor((), torch.float64))
        check_call(name, tensor((), dtype), tensor((2,), torch.int32))


@pytest.mark.parametrize("name", BINARY)
def test_binary_numbers(name: str) -> None:
    for number in _NUMBERS:
        for dtype in (torch.bool, torch.int64, torch.float32, torch.float64, torch.complex64):
            check_call(name, tensor((2,), dtype), number)
            if "Tensor" not in name:
                check_call(name, number, tensor((2,), dtype))


@pytest.mark.parametrize("name", BINARY)
def test_binary_shapes(name: str) -> None:
    exact = "gcd" in name or "lcm" in name or "bitwise" in name or "shift" in name
    dtype = torch.int64 if exact or "and__" in name or "or__" in name else torch.float32
    for shape, other in SHAPE_PAIRS:
        check_call(name, tensor(shape, dtype), tensor(other, dtype))
    for input in layouts():
        check_call(name, input, input)
        check_call(name, input, tensor(input.shape[-1:]))
        check_call(name, tensor(input.shape), input)


@pytest.mark.parametrize("bad", ["a", None, [1.0, 2.0]])
def test_operands_that_are_no_numbers(bad: object) -> None:
    for name in BINARY:
        check_call(name, tensor((2,)), bad)


_TERNARY = ("torch.addcmul", "torch.addcdiv", "torch.lerp", "torch.Tensor.addcmul_",
            "torch.Tensor.addcdiv_", "torch.Tensor.lerp_", "torch.clamp", "torch.Tensor.clamp_")  # fmt: skip


@pytest.mark.parametrize("name", _TERNARY)
def test_ternary(name: str) -> None:
    for a in DTYPES:
        for b in (torch.bool, torch.int64, torch.float32, torch.float64, torch.complex64):
            check_call(name, tensor((2,), a), tensor((2,), b), tensor((2,), b))
            check_call(name, tensor((2,), a), tensor((2,), a), tensor((), b))
    for shape, other in SHAPE_PAIRS:
        check_call(name, tensor(shape), tensor(other), tensor(shape))
        check_call(name, tensor(shape), tensor(shape), tensor(other))
    for input in layouts():
        check_call(name, input, input, input)


@pytest.mark.parametrize("value", [1, 1.5, True, 1j, float("inf")])
def test_masked_fill(value: object) -> None:
    for dtype in DTYPES:
        for name in ("torch.masked_fill", "torch.Tensor.masked_fill_"):
            check_call(name, tensor((2,), dtype), tensor((2,), torch.bool), value)
            check_call(name, tensor((2,), dtype), tensor((2,), torch.bool), tensor((), dtype))
    for shape, other in SHAPE_PAIRS:
        for name in ("torch.masked_fill", "torch.Tensor.masked_fill_"):
            check_call(name, tensor(shape), tensor(other, torch.bool), 0)


def test_where() -> None:
    for dtype in DTYPES:
        check_call("torch.where", tensor((2,), dtype), tensor((2,)), tensor((2,)))
        for other in DTYPES:
            mask = tensor((2,), torch.bool)
            check_call("torch.where", mask, tensor((2,), dtype), tensor((2,), other))
        for number in _NUMBERS:
            check_call("torch.where", mask, tensor((2,), dtype), number)
            check_call("torch.where", mask, number, tensor((), dtype))
            check_call("torch.Tensor.where", tensor((2,), dtype), mask, number)
    for shape, other in SHAPE_PAIRS:
        check_call("torch.where", tensor(shape, torch.bool), tensor(other), tensor(shape))
        check_call("torch.where", tensor(shape, torch.bool))
        check_call("torch.nonzero", tensor(shape))
        check_call("torch.nonzero", tensor(other), as_tuple=True)
    for input in layouts():
        check_call("torch.where", input > 0, input, input)


@pytest.mark.parametrize("name", ["torch.isclose", "torch.allclose", "torch.equal", "torch.isin"])
def test_comparisons_of_tensors(name: str) -> None:
    for shape, other in SHAPE_PAIRS:
        check_call(name, tensor(shape), tensor(other))
        check_call(name, tensor(shape, torch.int64), tensor(other, torch.int64))
    for dtype in DTYPES:
        check_call(name, tensor((2,), dtype), tensor((2,), dtype))
        check_call(name, tensor((2,), dtype), tensor((2,)))


@pytest.mark.parametrize(
    "name", ["torch.Tensor.add_", "torch.add", "torch.sub", "torch.Tensor.sub_"]
)
def test_alpha_and_the_old_form(name: str) -> None:
    for dtype in DTYPES:
        for alpha in (1, 2, 1.5, True, 2j):
            check_call(name, tensor((2,), dtype), tensor((2,), dtype), alpha=alpha)
    check_call(name, tensor((2,)), 2, tensor((2,)))
    check_call(name, tensor((2,)), tensor((2,)), 2)
    check_call("torch.Tensor.addcmul_", tensor((2,)), 2, tensor((2,)), tensor((2,)))
    check_call("torch.addcdiv", tensor((2,)), 2, tensor((2,)), tensor((2,)))


def test_division_forms() -> None:
    for mode in (None, "floor", "trunc", "ceil"):
        for dtype in DTYPES:
            check_call("torch.div", tensor((2,), dtype), tensor((2,), dtype), rounding_mode=mode)
            check_call("torch.Tensor.div_", tensor((2,), dtype), 2, rounding_mode=mode)
    for name in ("torch.remainder", "torch.floor_divide", "torch.fmod"):
        check_call(name, tensor((2,), torch.int64), 0)
        check_call(name, tensor((2,)), 0)
    for exponent in (-1, 0, 1, 2, 0.5, -0.5):
        for dtype in DTYPES:
            check_call("torch.pow", tensor((2,), dtype), exponent)
            check_call("torch.Tensor.__pow__", tensor((2,), dtype), exponent)
            check_call("torch.pow", exponent, tensor((2,), dtype))


def test_needs_a_gradient() -> None:
    weight = tensor((2,)).requires_grad_()
    for name in ("torch.sin", "torch.sign", "torch.isnan", "torch.neg", "torch.abs"):
        check_call(name, weight)
    for name in ("torch.add", "torch.eq", "torch.maximum", "torch.Tensor.__mul__"):
        check_call(name, tensor((2,)), weight)
    check_call("torch.where", tensor((2,)) > 0, weight, tensor((2,)))
    check_call("torch.masked_fill", weight, tensor((2,)) > 0, 0.0)


def test_parameters_by_name() -> None:
    x = tensor((2,))
    check_call("torch.add", input=x, other=x)
    check_call("torch.add", x, x2=x)
    check_call("torch.sin", a=x)
    check_call("torch.clamp", x, min=0, max=1)
    check_call("torch.clamp", x)
    check_call("torch.clamp", x, lower=1)
    check_call("torch.sin", x, x)
    check_call("torch.sin")
    check_call("torch.sin", 1.0)
    check_call("torch.where", x > 0, input=x, other=x)
    check_call("torch.Tensor.where", x, x > 0)
    check_call("torch.round", x, decimals=2)
    check_call("torch.round", tensor((2,), torch.int64), decimals=2)
    check_call("torch.nan_to_num", x, 0.0, posinf=1.0)
    check_call("torch.polygamma", 1, x)
    check_call("torch.polygamma", -1, x)
    check_call("torch.Tensor.polygamma", x, 1)
    check_call("torch.mvlgamma", x + 5, 0)
    check_call("torch.mvlgamma", x + 5, p=2)
    check_call("torch.logit", x / 2, eps=0.1)
    check_call("torch.polar", x, x)
    check_call("torch.complex", x, x.double())
    check_call("torch.lerp", x, x, 1j)
