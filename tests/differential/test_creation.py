"""Creation, conversion and in-place fills against eager torch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

from tests.differential.harness import check_call
from tests.differential.samples import DTYPES, SHAPES, layouts, tensor

_BY_SIZE = ("zeros", "ones", "empty", "rand", "randn")


@pytest.mark.parametrize("name", [f"torch.{name}" for name in _BY_SIZE])
def test_from_sizes(name: str) -> None:
    check_call(name, 2, 3)
    check_call(name, (2, 3))
    check_call(name, [2, 3])
    check_call(name, torch.Size([2, 3]))
    check_call(name, size=(2,))
    check_call(name, ())
    check_call(name)
    check_call(name, -1)
    check_call(name, 2, -3)
    check_call(name, 2.0)
    check_call(name, "a")
    check_call(name, None)
    check_call(name, (2,), 3)
    check_call(name, torch.tensor(3), 2)
    for dtype in (*DTYPES, float, int, bool):
        check_call(name, 2, dtype=dtype)
        check_call(name, 2, dtype=dtype, requires_grad=True)
    check_call(name, 2, dtype="float")
    check_call(name, 2, device="cpu")
    check_call(name, 2, device=torch.device("cpu"))
    check_call(name, 2, device="no such device")
    check_call(name, 2, shape=3)


@pytest.mark.parametrize(
    "name", ["zeros_like", "ones_like", "empty_like", "rand_like", "randn_like"]
)
def test_from_another_tensor(name: str) -> None:
    for dtype in DTYPES:
        check_call(f"torch.{name}", tensor((2, 3), dtype))
        check_call(f"torch.{name}", tensor((2, 3)), dtype=dtype)
        check_call(f"torch.{name}", tensor((2, 3)), dtype=dtype, requires_grad=True)
    for input in layouts():
        check_call(f"torch.{name}", input)
        check_call(f"torch.{name}", input, memory_format=torch.contiguous_format)
        check_call(f"torch.{name}", input, memory_format=torch.channels_last)
    check_call(f"torch.{name}", 3)
    check_call(f"torch.{name}", tensor((2,)), 3)


_NEW: tuple[tuple[Any, ...], ...] = ((2, 3), ((2, 3),), (), (-1,), ("a",), (2.0,))


@pytest.mark.parametrize("name", ["new_zeros", "new_ones", "new_empty"])
def test_new(name: str) -> None:
    for dtype in DTYPES:
        for args in _NEW:
            check_call(f"torch.Tensor.{name}", tensor((2,), dtype), *args)
        check_call(f"torch.Tensor.{name}", tensor((2,)), 2, dtype=dtype)
        check_call(f"torch.Tensor.{name}", tensor((2,)), (2,), dtype=dtype, requires_grad=True)


_VALUES: tuple[Any, ...] = (True, 2, 2.5, 1j, "a", None, torch.tensor(2), torch.tensor(2.5),
                            torch.tensor([1.0]), [1])  # fmt: skip


@pytest.mark.parametrize("value", _VALUES)
def test_full(value: Any) -> None:
    check_call("torch.full", (2, 3), value)
    check_call("torch.full", 2, value)
    check_call("torch.full", size=(2,), fill_value=value)
    check_call("torch.full_like", tensor((2,), torch.int64), value)
    check_call("torch.Tensor.new_full", tensor((2,)), (2, 3), value)
    for dtype in (torch.int64, torch.float64, torch.bool):
        check_call("torch.full", (2,), value, dtype=dtype)


_RANGES: tuple[tuple[Any, ...], ...] = (
    (5,), (0,), (-3,), (1, 5), (5, 1), (5, 1, -1), (5, 1, -2), (1, 5, 2), (1, 6, 2), (0, 1, 0),
    (5.0,), (2.5,), (0, 1, 0.25), (0.5, 3), (1, 1), (5, 1, -1.5), ("a",), (True,), (1j,), (None,),
    (torch.tensor(4),), (torch.tensor(4.5),), (1, 2, 3, 4), (), (float("inf"),), (2, 7, 0.5),
)  # fmt: skip


@pytest.mark.parametrize("bounds", _RANGES)
def test_ranges(bounds: tuple[Any, ...]) -> None:
    check_call("torch.arange", *bounds)
    for dtype in (torch.int64, torch.float32, torch.int32, torch.bool):
        check_call("torch.arange", *bounds, dtype=dtype)
    if len(bounds) > 1:
        check_call("torch.range", *bounds)
    if len(bounds) == 3:
        start, end, step = bounds
        check_call("torch.arange", start=start, end=end, step=step)
    if len(bounds) == 2:
        for steps in (0, 1, 5, -1, 2.0, None):
            check_call("torch.linspace", *bounds, steps)
            check_call("torch.logspace", *bounds, steps=steps)


def test_integers_at_random() -> None:
    calls: tuple[tuple[Any, ...], ...] = (
        (5, (2,)), (1, 5, (2,)), (5, 5, (2,)), (0, (2,)), (5, 2), (5.0, (2,)), (5,), (1, 5, 2),
        (torch.tensor(5), (2,)), (-3, 2, (2, 3)), (5, ()), (5, (-1,)),
    )  # fmt: skip
    for args in calls:
        check_call("torch.randint", *args)
        for dtype in DTYPES:
            check_call("torch.randint", *args, dtype=dtype)
    check_call("torch.randint", low=1, high=5, size=(2,))
    check_call("torch.randint", high=5, size=(2,))
    check_call("torch.randint", 300, (2,), dtype=torch.uint8)
    check_call("torch.randint_like", tensor((2,)), 5)
    check_call("torch.randint_like", tensor((2,)), 5, 2)
    check_call("torch.randint_like", tensor((2,)), low=1, high=3)
    for n in (0, 5, -1, 2.0, None):
        check_call("torch.randperm", n)
        check_call("torch.eye", n)
        check_call("torch.eye", 3, n)
    check_call("torch.randperm", 3, dtype=torch.float32)


def test_distributions() -> None:
    for dtype in DTYPES:
        p = tensor((2, 3), dtype) / 2 if dtype.is_floating_point else tensor((2, 3), dtype)
        check_call("torch.bernoulli", p)
        check_call("torch.poisson", p)
        check_call("torch.multinomial", p, 2)
        check_call("torch.normal", p, p)
        check_call("torch.normal", p, 1.0)
        check_call("torch.normal", 1.0, p)
        check_call("torch.binomial", p, p)
    for shape in SHAPES:
        check_call("torch.bernoulli", tensor(shape))
        check_call("torch.multinomial", tensor(shape), 1)
        check_call("torch.normal", tensor(shape), tensor((3,)))
    for count in (0, 2, 3, 4, -1, 1.0):
        check_call("torch.multinomial", tensor((3,)), count)
        check_call("torch.multinomial", tensor((3,)), count, True)
        check_call("torch.multinomial", tensor((2, 3)), num_samples=count, replacement=True)
    check_call("torch.normal", 0, 1, (2, 3))
    check_call("torch.normal", 0.0, 1.0, size=(2, 3))
    check_call("torch.normal", 0, -1, (2,))
    check_call("torch.normal", 0, 1)
    check_call("torch.normal", tensor((2,)))


_DATA: tuple[Any, ...] = (
    1, 1.5, True, 1j, [], [[]], [1, 2], [1, 2.5], [True, 2], (1, 2), [[1, 2], [3, 4]], [[1, 2], [3]],
    [1, [2]], [[1], 2], None, [None], "a", ["a"], {1: 2}, range(3), torch.Size([2, 3]),
    torch.ones(2), torch.ones(2, dtype=torch.int64), [torch.tensor(1.0), 2],
    [torch.tensor(1), torch.tensor(2.5)], [torch.ones(2)], [torch.ones(1), torch.ones(1)],
    np.ones((2, 3)), np.ones(2, dtype=np.float32), [np.ones(2), np.ones(2)], np.int64(3),
    [[[1, 2]], [[3, 4]]], [[1.0, 2], [3, True]], torch.ones(3, 2).t(),
)  # fmt: skip


@pytest.mark.parametrize("data", _DATA, ids=repr)
def test_from_data(data: Any) -> None:
    for name in ("torch.tensor", "torch.as_tensor", "torch.asarray"):
        check_call(name, data)
        for dtype in (torch.int64, torch.float64, torch.bool):
            check_call(name, data, dtype=dtype)
    check_call("torch.tensor", data, requires_grad=True)
    check_call("torch.Tensor.new_tensor", tensor((2,)), data)
    check_call("torch.from_numpy", data)


def test_strided() -> None:
    for stride in ((3, 1), (1, 2), (0, 0), (1,), (-1, 1), (1, 2, 3)):
        check_call("torch.empty_strided", (2, 3), stride)
        check_call("torch.Tensor.new_empty_strided", tensor((2,)), (2, 3), stride)
    for order in ((0, 1, 2), (2, 0, 1), (0, 1), (0, 0, 1), (0, 1, 3)):
        check_call("torch.empty_permuted", (2, 3, 4), order)
    for name in ("torch.tril_indices", "torch.triu_indices"):
        for offset in (-4, -1, 0, 1, 5):
            for rows, columns in ((3, 3), (2, 4), (4, 2), (0, 3), (3, 0), (-1, 2)):
                check_call(name, rows, columns, offset)
    for x in (tensor((3,)), tensor((2, 3)), tensor((0,)), tensor((3,), torch.bool)):
        for count in (None, 0, 2, -1):
            check_call("torch.vander", x, count)


@pytest.mark.parametrize("name", ["bartlett", "blackman", "hamming", "hann", "kaiser"])
def test_windows(name: str) -> None:
    for length in (0, 1, 5, -1, 2.0, "a"):
        check_call(f"torch.{name}_window", length)
        check_call(f"torch.signal.windows.{name}", length)
    for dtype in DTYPES:
        check_call(f"torch.{name}_window", 5, dtype=dtype)
        check_call(f"torch.signal.windows.{name}", 5, dtype=dtype)


_CONVERSIONS = ("bool", "byte", "char", "short", "int", "long", "half", "bfloat16", "float", "double",
                "cfloat", "cdouble", "chalf", "cpu", "clone", "detach", "contiguous")  # fmt: skip


@pytest.mark.parametrize("name", _CONVERSIONS)
def test_conversions(name: str) -> None:
    for dtype in DTYPES:
        check_call(f"torch.Tensor.{name}", tensor((2, 3), dtype))
    for input in layouts():
        check_call(f"torch.Tensor.{name}", input)
        if name != "detach":
            for memory_format in (torch.contiguous_format, torch.channels_last):
                check_call(f"torch.Tensor.{name}", input, memory_format=memory_format)
    check_call(f"torch.Tensor.{name}", tensor((2,)).requires_grad_())


def test_to() -> None:
    x, other = tensor((2, 3)), tensor((), torch.int64)
    arguments: tuple[tuple[Any, ...], ...] = (
        (), (torch.float64,), ("cpu",), (torch.device("cpu"),), (other,), ("cpu", torch.float64),
        (torch.float64, "cpu"), (float,), (None,), (None, torch.float64), ("float",), (x, True, True),
        (torch.float64, True, True), ("cpu", torch.int64, True, False), ([1],), (1.5,),
        (torch.float64, 1, 1, 1),
    )  # fmt: skip
    for args in arguments:
        check_call("torch.Tensor.to", x, *args)
    check_call("torch.Tensor.to", x, dtype=torch.int64, device="cpu", copy=True, non_blocking=True)
    check_call("torch.Tensor.to", x, device="cpu")
    check_call("torch.Tensor.to", x, dtypes=torch.int64)
    for input in layouts():
        check_call("torch.Tensor.to", input, torch.float64)
        check_call("torch.Tensor.to", input, memory_format=torch.channels_last)
    kinds = (None, torch.int64, "torch.LongTensor", "no type", int)
    for kind in kinds:
        check_call("torch.Tensor.type", x, kind)
    check_call("torch.Tensor.type_as", x, other)


def test_fills() -> None:
    for value in _VALUES:
        for dtype in DTYPES:
            check_call("torch.Tensor.fill_", tensor((2, 3), dtype), value)
            check_call("torch.fill", tensor((2, 3), dtype), value)
    for name in ("zero_", "uniform_", "normal_", "random_", "exponential_", "cauchy_", "log_normal_",
                 "bernoulli_"):  # fmt: skip
        for dtype in DTYPES:
            check_call(f"torch.Tensor.{name}", tensor((2, 3), dtype))
        for input in layouts():
            check_call(f"torch.Tensor.{name}", input)
    numbers: tuple[tuple[str, tuple[Any, ...]], ...] = (
        ("uniform_", (0, 1)), ("uniform_", (1, 0)), ("normal_", (0, 1)), ("normal_", (0, -1)),
        ("random_", (5,)), ("random_", (1, 5)), ("random_", (5, 1)), ("exponential_", (-1,)),
        ("cauchy_", (0, -1)), ("log_normal_", (0, -1)), ("bernoulli_", (0.5,)), ("bernoulli_", (2,)),
        ("geometric_", (0.5,)), ("geometric_", (2,)), ("uniform_", (0, 1, 2)),
    )  # fmt: skip
    for name, args in numbers:
        check_call(f"torch.Tensor.{name}", tensor((2, 3)), *args)
    for shape in SHAPES:
        for name in ("copy_", "bernoulli_"):
            check_call(f"torch.Tensor.{name}", tensor((2, 3)), tensor(shape) / 2)
    for dtype in DTYPES:
        check_call("torch.Tensor.copy_", tensor((2,)), tensor((2,), dtype))
    check_call("torch.Tensor.copy_", tensor((2,)), 1.0)
    check_call("torch.Tensor.copy_", tensor((2,)), [1.0, 2.0])


_PROPERTIES = ("shape", "dtype", "device", "ndim", "itemsize", "nbytes", "is_cuda", "is_cpu", "layout",
               "requires_grad", "is_leaf", "grad", "is_sparse", "is_meta", "real", "data")  # fmt: skip
_QUERIES = ("size", "dim", "numel", "nelement", "stride", "is_contiguous", "element_size", "tolist",
            "is_floating_point", "is_complex", "is_signed", "get_device", "item", "__len__",
            "is_nonzero", "ndimension")  # fmt: skip


@pytest.mark.parametrize("name", [*_PROPERTIES, *_QUERIES])
def test_queries(name: str) -> None:
    for dtype in DTYPES:
        check_call(f"torch.Tensor.{name}", tensor((2, 3), dtype))
    for shape in SHAPES:
        check_call(f"torch.Tensor.{name}", tensor(shape))
        check_call(f"torch.Tensor.{name}", tensor(shape, torch.int64))
    for input in layouts():
        check_call(f"torch.Tensor.{name}", input)


def test_queries_with_arguments() -> None:
    for dim in (0, 1, -1, -2, 2, -3, 1.0, "a"):
        check_call("torch.Tensor.size", tensor((2, 3)), dim)
        check_call("torch.Tensor.stride", tensor((2, 3)), dim)
        check_call("torch.Tensor.size", tensor(()), dim)
    for input in layouts():
        check_call("torch.Tensor.is_contiguous", input, memory_format=torch.channels_last)
    for a in DTYPES:
        for b in DTYPES:
            check_call("torch.promote_types", a, b)
            check_call("torch.can_cast", a, b)
            check_call("torch.result_type", tensor((2,), a), tensor((), b))
    for number in (True, 1, 1.5, 1j, "a", None):
        check_call("torch.result_type", tensor((2,), torch.int32), number)
        check_call("torch.is_tensor", number)
    check_call("torch.is_tensor", tensor(()))
    for dtype in (torch.int64, torch.float32):
        check_call("torch.Tensor.requires_grad_", tensor((2,), dtype))
        check_call("torch.Tensor.requires_grad_", tensor((2,), dtype), False)


def _legacy(name: str) -> Callable[..., None]:
    return lambda *args: check_call(f"torch.{name}", *args)


@pytest.mark.parametrize("name", ["FloatTensor", "LongTensor", "ByteTensor", "DoubleTensor"])
def test_old_constructors(name: str) -> None:
    construct = _legacy(name)
    construct()
    construct(2, 3)
    construct([1, 2])
    construct([[1, 2], [3, 4]])
    construct(torch.Size([2, 3]))
    construct(-1)
    construct((1, 2, 3))


def test_arrays_of_tensors() -> None:
    for dtype in DTYPES:
        check_call("torch.Tensor.numpy", tensor((2, 3), dtype))
    for input in layouts():
        check_call("torch.Tensor.numpy", input)
    weight = tensor((2, 3)).requires_grad_()
    check_call("torch.Tensor.numpy", weight)
    check_call("torch.Tensor.numpy", weight, force=True)
    check_call("torch.Tensor.numpy", weight, True)
