"""Reductions, running sums, sorting and histograms against eager torch."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from tests.differential.harness import check_call
from tests.differential.samples import DTYPES, SHAPES, layouts, tensor

_SHAPES = (*SHAPES, (0, 3), (2, 3, 4))

#: Reductions that take one dim or several, and those that take one.
_MANY = ("sum", "nansum", "mean", "nanmean", "amax", "amin", "all", "any", "logsumexp", "var", "std",
         "count_nonzero", "norm")  # fmt: skip
_ONE = ("prod", "max", "min", "median", "nanmedian", "mode", "argmax", "argmin", "cumsum", "cumprod",
        "cummax", "cummin", "logcumsumexp", "softmax", "log_softmax", "sort", "argsort", "unique",
        "unique_consecutive", "aminmax")  # fmt: skip
_DIMS: tuple[Any, ...] = (0, 1, -1, 2, -2, -4, None, (0,), (0, 1), (0, -1), (0, 0), (), (0, 3), 1.5, "a",
                          [1], torch.tensor(0))  # fmt: skip


def _dim_keyword(name: str, value: Any) -> dict[str, Any]:
    return {"p": 2, "dim": value} if name == "norm" else {"dim": value}


@pytest.mark.parametrize("name", [*_MANY, *_ONE])
def test_dims(name: str) -> None:
    for shape in _SHAPES:
        check_call(f"torch.{name}", tensor(shape))
        for dim in _DIMS:
            check_call(f"torch.{name}", tensor(shape), **_dim_keyword(name, dim))
            if name not in ("unique", "unique_consecutive", "norm"):
                check_call(f"torch.Tensor.{name}", tensor(shape), dim)


@pytest.mark.parametrize("name", [*_MANY, *_ONE, "msort", "histc"])
def test_dtypes(name: str) -> None:
    needs_dim = name.startswith(("cum", "log", "softmax"))
    for dtype in DTYPES:
        args = (0,) if needs_dim else ()
        check_call(f"torch.{name}", tensor((2, 3), dtype), *args)
        check_call(f"torch.Tensor.{name}", tensor((2, 3), dtype), *args)
        check_call(
            f"torch.{name}", tensor((3,), dtype).requires_grad_(dtype.is_floating_point), *args
        )
    for input in layouts():
        check_call(f"torch.{name}", input, *((0,) if needs_dim else ()))


@pytest.mark.parametrize("name", [*_MANY, "prod", "max", "median", "argmax", "mode", "aminmax"])
def test_keepdim(name: str) -> None:
    for keepdim in (True, False, 1, None, "a"):
        check_call(f"torch.{name}", tensor((2, 3)), keepdim=keepdim)
        for dim in (0, -1, (0, 1), None, 5):
            keywords = _dim_keyword(name, dim)
            check_call(f"torch.{name}", tensor((2, 3)), keepdim=keepdim, **keywords)
    check_call(f"torch.{name}", tensor((2, 3)), axis=0, keepdims=True)
    check_call(f"torch.{name}", tensor((2, 3)), 0, keep=True)


@pytest.mark.parametrize("name", ["sum", "mean", "prod", "nansum", "cumsum", "cumprod", "softmax"])
def test_result_dtype(name: str) -> None:
    for dtype in DTYPES:
        for wanted in DTYPES:
            check_call(f"torch.{name}", tensor((2, 3), dtype), 0, dtype=wanted)
    for input in layouts():
        for dim in range(input.ndim):
            check_call(f"torch.{name}", input, dim)


_SPREADS: tuple[tuple[tuple[Any, ...], dict[str, Any]], ...] = (
    ((), {}), ((0,), {}), ((False,), {}), ((True,), {}), ((0, True), {}), ((0, False, True), {}),
    ((0, 1), {}), ((), {"unbiased": False}), ((0,), {"unbiased": False, "keepdim": True}),
    ((0,), {"correction": 0}), ((), {"correction": 2}), ((), {"keepdim": True}),
    (((0, 1),), {"keepdim": True}), ((0,), {"unbiased": True, "correction": 1}), ((0, 1, 2, 3), {}),
    ((None,), {"correction": 1}), ((5,), {}), ((), {"dim": (0, 1), "correction": 1}),
)  # fmt: skip


@pytest.mark.parametrize("name", ["var", "std", "var_mean", "std_mean"])
def test_spreads(name: str) -> None:
    for args, kwargs in _SPREADS:
        for shape in _SHAPES:
            check_call(f"torch.{name}", tensor(shape), *args, **kwargs)
    for dtype in DTYPES:
        check_call(f"torch.{name}", tensor((2, 3), dtype))


def test_norms() -> None:
    for p in (2, 1, 0, float("inf"), "fro", "nuc", "no norm", None):
        for shape in ((3,), (2, 3), (2, 3, 4)):
            for dim in (None, 0, (0,), (0, 1), (0, 1, 2), 5):
                check_call("torch.norm", tensor(shape), p, dim)
    for dtype in DTYPES:
        check_call("torch.norm", tensor((2, 3), dtype))
        check_call("torch.norm", tensor((2, 3)), dtype=dtype)
        check_call("torch.dist", tensor((2, 3), dtype), tensor((3,), dtype))
    check_call("torch.dist", tensor((2, 3)), tensor((2,)))
    for shape in SHAPES:
        check_call("torch.renorm", tensor(shape), 2, 0, 1.0)
        check_call("torch.Tensor.renorm_", tensor(shape), 2, 0, 1.0)


@pytest.mark.parametrize("name", ["kthvalue", "topk"])
def test_selection(name: str) -> None:
    for shape in _SHAPES:
        for k in (0, 1, 2, 3, 5, -1, 1.0, "a"):
            for dim in (-1, 0, 1, 3):
                check_call(f"torch.{name}", tensor(shape), k, dim)
    for dtype in DTYPES:
        check_call(f"torch.{name}", tensor((2, 3), dtype), 1)
    for input in layouts():
        check_call(f"torch.{name}", input, 1, 0)
    check_call("torch.topk", tensor((3,)), 2, largest=False, sorted=False)


def test_two_tensors_in_max_and_min() -> None:
    for name in ("max", "min"):
        for shape in SHAPES:
            check_call(f"torch.{name}", tensor((2, 3)), tensor(shape))
            check_call(f"torch.{name}", tensor((2, 3)), other=tensor(shape))
        check_call(f"torch.{name}", tensor((2, 3)), 0, True)
        check_call(f"torch.{name}", tensor((2, 3)), tensor((3,)), 0)


def test_unique() -> None:
    for shape in _SHAPES:
        for flags in ((), (True,), (True, True), (True, True, True), (True, False, True)):
            check_call("torch.unique", tensor(shape), *flags)
        for dim in (0, 1, -1, 3):
            check_call("torch.unique", tensor(shape), return_counts=True, dim=dim)
            check_call("torch.unique_consecutive", tensor(shape), True, True, dim)


def test_sorting_arguments() -> None:
    x = tensor((2, 3))
    check_call("torch.sort", x, 0, True)
    check_call("torch.sort", x, descending=True, stable=True)
    check_call("torch.sort", x, -1, False, True)
    check_call("torch.argsort", x, 0, True)
    check_call("torch.argsort", x, dim=1, stable=True)
    check_call("torch.Tensor.sort", x, 2)
    check_call("torch.sort", x, 0, "a")


def test_search() -> None:
    shapes = ((), (3,), (2, 3), (3, 3), (2, 5), (0,), (2, 0))
    for edges in shapes:
        for values in shapes:
            check_call("torch.searchsorted", tensor(edges), tensor(values))
            check_call("torch.bucketize", tensor(values), tensor(edges))
        check_call("torch.searchsorted", tensor(edges), 0.5)
        check_call("torch.bucketize", 0.5, tensor(edges))
        check_call("torch.searchsorted", tensor(edges), tensor(edges), out_int32=True)
    for side, right in (("left", False), ("right", True), ("left", True), ("middle", False)):
        check_call("torch.searchsorted", tensor((3,)), tensor((3,)), side=side, right=right)
    for sorter in (
        torch.tensor([0, 1, 2]),
        torch.tensor([0, 1, 3]),
        tensor((3,)),
        torch.tensor([0]),
    ):
        check_call("torch.searchsorted", tensor((3,)), tensor((3,)), sorter=sorter)
    for dtype in DTYPES:
        check_call("torch.searchsorted", tensor((3,), dtype), tensor((3,), dtype))
        check_call("torch.bucketize", tensor((3,), dtype), tensor((3,), dtype))


def test_histograms() -> None:
    for bins in (5, 0, -1, 2.0, tensor((4,)), tensor((2, 2)), tensor((3,), torch.float64)):
        for shape in SHAPES:
            check_call("torch.histogram", tensor(shape), bins)
        check_call("torch.histc", tensor((3,)), bins)
        check_call("torch.histogramdd", tensor((2, 3)), bins)
    check_call("torch.histc", tensor((3,)), 5, 0, 1)
    check_call("torch.histc", tensor((3,)), 5, 1, 0)
    check_call("torch.histogram", tensor((3,)), 5, range=(0.0, 1.0), weight=tensor((3,)))
    check_call("torch.histogram", tensor((3,)), 5, weight=tensor((2,)))
    check_call("torch.histogramdd", tensor((2, 3)), [2, 3, 4])
    check_call("torch.histogramdd", tensor((2, 3)), [2, 3])
    for dtype in DTYPES:
        check_call("torch.bincount", tensor((3,), dtype))
        check_call("torch.bincount", tensor((3,), torch.int64), tensor((3,), dtype))
        check_call("torch.histogram", tensor((3,), dtype), 5)
    for shape in SHAPES:
        check_call("torch.bincount", tensor(shape, torch.int64))
        check_call("torch.bincount", tensor((3,), torch.int64), tensor(shape))
    for least in (0, 5, -1, 1.0):
        check_call("torch.bincount", tensor((3,), torch.int64), minlength=least)
    check_call("torch.bincount", torch.tensor([-1, 2]))


@pytest.mark.parametrize("name", ["quantile", "nanquantile"])
def test_quantiles(name: str) -> None:
    points: tuple[Any, ...] = (0.5, 1.5, torch.tensor(0.5), torch.tensor([0.1, 0.2]), [0.5], "a",
                               torch.tensor([[0.5]]), torch.tensor([0.5], dtype=torch.float64))  # fmt: skip
    for q in points:
        for shape in SHAPES:
            for dim in (None, 0, -1, 2):
                for keepdim in (False, True):
                    check_call(f"torch.{name}", tensor(shape), q, dim, keepdim)
    for dtype in DTYPES:
        check_call(f"torch.{name}", tensor((3,), dtype), 0.5)
    check_call(f"torch.{name}", tensor((3,)), 0.5, interpolation="lower")
    check_call(f"torch.{name}", tensor((3,)), 0.5, interpolation="middle")


def test_differences() -> None:
    for shape in _SHAPES:
        for n in (0, 1, 2, 5, -1):
            for dim in (-1, 0, 2):
                check_call("torch.diff", tensor(shape), n, dim)
        check_call("torch.diff", tensor((2, 3)), prepend=tensor(shape))
        check_call("torch.diff", tensor((2, 3)), append=tensor(shape), dim=0)
        check_call("torch.gradient", tensor(shape))
        check_call("torch.gradient", tensor(shape), spacing=2.0, edge_order=2)
        check_call("torch.gradient", tensor(shape), dim=0)
    for name in ("trapezoid", "cumulative_trapezoid", "trapz"):
        for shape in _SHAPES:
            for dim in (-1, 0, 1, 3):
                check_call(f"torch.{name}", tensor(shape), dim=dim)
            for other in ((), (1,), (2,), (3,), (2, 3), (1, 3), (2, 3, 4), (4,)):
                if name != "trapz":
                    check_call(f"torch.{name}", tensor(shape), tensor(other))
        check_call(f"torch.{name}", tensor((2, 3)), dx=2.0)
        for dtype in DTYPES:
            check_call(f"torch.{name}", tensor((3,), dtype))


_MASKED = ("sum", "mean", "prod", "amax", "amin", "argmax", "std", "var", "norm", "median", "softmax",
           "log_softmax", "softmin", "cumsum", "cumprod", "logsumexp")  # fmt: skip


@pytest.mark.parametrize("name", _MASKED)
def test_masked(name: str) -> None:
    args = (2, 0) if name == "norm" else (0,)
    for shape in ((2, 3), (3,), (1, 3), (2,), (1, 2, 3), (2, 1)):
        mask = tensor(shape, torch.bool)
        check_call(f"torch.masked.{name}", tensor((2, 3)), *args, mask=mask)
    for dtype in (torch.int64, torch.float32, torch.float64):
        check_call(f"torch.masked.{name}", tensor((2, 3), dtype), *args)
        check_call(f"torch.masked.{name}", tensor((2, 3)), *args, dtype=dtype)
