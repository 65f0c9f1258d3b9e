"""Reductions, sorting, products, linear algebra, transforms and random numbers of numpy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from tests.differential.numpy_calls import Calls, arrays, ramp, report

SHAPES = arrays(
    (), (1,), (4,), (2, 3), (1, 3), (3, 1), (0,), (0, 3), (2, 1, 3), (2, 3, 4), (2, 0, 3), (3, 3)
)
INTEGERS = arrays((), (3,), (2, 3), (0,), dtype=np.int64)
OTHERS = [
    *arrays((3,), (2, 3), dtype=np.float32), *arrays((2, 3), dtype=np.uint8),
    *arrays((3,), dtype=np.int8), *arrays((2, 2), dtype=np.complex64),
    lambda: np.array([True, False, True]), lambda: ramp(2, 3).T, lambda: ramp(3, dtype=np.float16),
]  # fmt: skip
LISTS: list[Any] = [[1, 2, 3], [[1.0, 2.0], [3.0, 4.0]], 3, 2.5, [], (1, 2), True]
ANY = [*SHAPES, *INTEGERS, *OTHERS, *LISTS]
RECORDS = [*SHAPES, *INTEGERS, *OTHERS]
AXES: list[Any] = [0, 1, -1, 2, -3, None, (0, 1), (0,), (), (0, 0), 5, 1.5]
AXIS: list[Any] = [0, 1, -1, 2, None, 5]
KEEP: dict[str, Any] = {"axis": AXES, "keepdims": [True, False]}
ONE: dict[str, Any] = {"axis": AXIS}
TENSORS = [lambda: torch.ones(3), lambda: [torch.ones(2), torch.ones(2)]]
SUMS = "sum prod mean max min std var all any".split()
MATRICES = [lambda shape=shape, d=d: np.eye(shape[-2], shape[-1], dtype=d) + np.zeros(shape, d)
            for shape in ((2, 2), (3, 3), (2, 3), (3, 2), (4, 2, 2), (4, 2, 3), (1, 1))
            for d in (np.float64, np.float32)] + [lambda: np.eye(2, dtype=np.int64), lambda: ramp(3)]  # fmt: skip
VECTORS = [*arrays((3,), (2,), (4,), (2, 3), (3, 2), (3, 3), (2, 2, 3), (2, 3, 2), (1, 3), (), (0,)), 2,
           *arrays((3,), (2, 3), dtype=np.int64), lambda: ramp(3, dtype=np.float32)]  # fmt: skip
SIZES: list[Any] = [None, 3, (2, 3), (), [2], 0, (2, -1), 2.5]

CASES = [
    *(Calls(f"numpy.{n}", [[*ANY, *TENSORS]], KEEP, count=150) for n in SUMS),
    *(Calls(f"numpy.ndarray.{n}", [RECORDS], KEEP, count=80) for n in SUMS),
    Calls("numpy.sum", [RECORDS], {"dtype": [np.float32, int], **KEEP}),
    *(Calls(f"numpy.{n}", [RECORDS], KEEP) for n in "nansum nanmean nanmax ptp nanstd".split()),
    *(Calls(f"numpy.{n}", [ANY], {**ONE, "keepdims": [True, False]}, count=100) for n in ("argmax", "argmin")),
    Calls("numpy.ndarray.argmax", [RECORDS], ONE),
    *(Calls(f"numpy.{n}", [RECORDS[1:]], {"axis": AXIS, "keepdims": [True, False]}, count=80) for n in ("median", "count_nonzero")),
    Calls("numpy.average", [RECORDS], {"axis": AXIS, "weights": [[1, 2, 3], [1.0, 1.0], None]}, count=100),
    Calls("numpy.percentile", [RECORDS, [50, [25, 75], 101, 0.5]], {"axis": AXIS, "keepdims": [True, False]}, count=100),
    Calls("numpy.quantile", [RECORDS[1:], [0.5, [0.2, 0.8], 2]], {"axis": AXIS, "keepdims": [True, False]}, count=60),
    *(Calls(f"numpy.{n}.reduce", [RECORDS], {"axis": [0, 1, -1, None, 5], "keepdims": [True, False]}, count=80)
      for n in ("add", "multiply", "maximum", "fmin", "logical_and", "logical_xor", "bitwise_or")),
    *(Calls(f"numpy.{n}.accumulate", [RECORDS], {"axis": [0, 1, -1, 5]}, count=60)
      for n in ("add", "multiply", "minimum", "logical_or")),
    *(Calls(f"numpy.{n}.outer", [VECTORS, VECTORS], count=60) for n in ("add", "subtract", "less", "maximum")),
    Calls("numpy.fromstring", [["1-2-3", "4", "1, 2", "1.5 2"]], {"dtype": [int, float, np.float32], "sep": ["-", ",", " "]}, loose=True),
    Calls("numpy.cumsum", [ANY], ONE, count=100),
    Calls("numpy.ndarray.cumprod", [RECORDS], ONE),
    Calls("numpy.diff", [ANY], {"n": [0, 1, 2, 5, -1], "axis": [0, 1, -1, 3]}, count=120),
    Calls("numpy.ediff1d", [RECORDS]),
    Calls("numpy.gradient", [SHAPES], {"axis": [0, 1, None]}),
    Calls("numpy.trace", [RECORDS], {"offset": [0, 1], "axis1": [0, 1], "axis2": [1, -1]}),
    Calls("numpy.sort", [ANY], ONE, count=80),
    Calls("numpy.argsort", [ANY], ONE, count=80),
    Calls("numpy.ndarray.argsort", [RECORDS], ONE),
    Calls("numpy.ndarray.sort", [RECORDS], {"axis": [0, -1, 1]}),
    Calls("numpy.partition", [RECORDS, [0, 1, 5]], {"axis": [0, -1]}),
    Calls("numpy.unique", [ANY], {"return_index": [True, False], "return_inverse": [True, False],
                                  "return_counts": [True, False]}, count=100),
    Calls("numpy.unique", [RECORDS], {"axis": [0, 1, None]}),
    *(Calls(f"numpy.{n}", [RECORDS, RECORDS]) for n in ("union1d", "intersect1d", "setdiff1d", "isin")),
    Calls("numpy.searchsorted", [RECORDS, ANY[:-1]], count=80),
    Calls("numpy.digitize", [ANY, [[1, 2, 3], lambda: ramp(4), lambda: ramp(2, 2)]]),
    Calls("numpy.bincount", [RECORDS], {"minlength": [0, 5], "weights": [[1.0, 2.0, 3.0]]}, count=60),
    Calls("numpy.histogram", [[*SHAPES, *INTEGERS]], {"bins": [10, 3, [0, 1, 2], 0]}, loose=True),
    Calls("numpy.interp", [ANY[:10], [[0, 1, 2], ramp(3), ramp(2, 2)], [[1, 2, 3], [1.0, 2.0]]]),
    Calls("numpy.convolve", [VECTORS, VECTORS], {"mode": ["full", "same", "valid", "zz"]}, count=120),
    *(Calls(f"numpy.{n}", [VECTORS, VECTORS], count=200) for n in ("dot", "matmul", "inner", "outer", "vdot")),
    Calls("numpy.ndarray.dot", [VECTORS[:9], VECTORS], count=80),
    Calls("numpy.ndarray.__matmul__", [VECTORS[:9], VECTORS], count=120),
    Calls("numpy.tensordot", [VECTORS, VECTORS], {"axes": [0, 1, 2, ([0], [0]), (1, 0), ([0, 1], [1, 0])]}, count=150),
    Calls("numpy.cross", [VECTORS, VECTORS], count=100),
    Calls("numpy.einsum", [["ij,jk->ik", "ij,jk", "i,i", "ij->ji", "ii", "...i->...", "bij,bjk->bik", "ij,ij->",
                            "i,j->ij", "ij->kk", "i1,j->i"], VECTORS, VECTORS], count=150),
    Calls("numpy.einsum", [["ij->ji", "ii", "...i->...", "i->", "ij->i", "ijk->k"], VECTORS], count=80),
    Calls("numpy.linalg.norm", [[*SHAPES, *OTHERS]], {"axis": [0, 1, -1, None, (0, 1)], "keepdims": [True, False]}, count=100),
    *(Calls(f"numpy.linalg.{n}", [MATRICES], count=40, loose=n == "eig")
      for n in ("inv", "det", "pinv", "eig", "eigh", "slogdet", "cond")),
    Calls("numpy.linalg.svd", [MATRICES], {"full_matrices": [True, False], "compute_uv": [True, False]}),
    Calls("numpy.linalg.qr", [MATRICES], {"mode": ["reduced", "complete", "r", "zz"]}),
    Calls("numpy.linalg.solve", [MATRICES, [*MATRICES, ramp(2), ramp(3)]], count=100),
    Calls("numpy.linalg.lstsq", [MATRICES, [ramp(2), ramp(3), ramp(3, 2)]]),
    Calls("numpy.linalg.matrix_power", [MATRICES, [0, 2, -1]]),
    Calls("numpy.cov", [[*VECTORS[:5], *OTHERS[:3]]]),
    Calls("numpy.corrcoef", [VECTORS[3:6]]),
    *(Calls(f"numpy.fft.{n}", [[*SHAPES, *OTHERS]], {"n": [None, 4, 0], "axis": [-1, 0, 1]}, loose=True)
      for n in ("fft", "ifft", "rfft", "irfft")),
    Calls("numpy.fft.fft2", [SHAPES]),
    Calls("numpy.fft.rfft2", [SHAPES]),
    Calls("numpy.fft.fftn", [SHAPES]),
    Calls("numpy.fft.fftfreq", [[4, 5]]),
    Calls("numpy.hanning", [[4, 5]]),
    Calls("numpy.polyfit", [[ramp(5)], [ramp(5), ramp(4)], [1, 2]], count=10),
    Calls("numpy.take_along_axis", [SHAPES[:6], arrays((1,), (2, 1), (2, 3), (4,), dtype=np.int64), [0, -1, 1]], count=60),
    *(Calls(f"numpy.random.{n}", [[2, 0, 3], [3, 2]], count=12) for n in ("rand", "randn")),
    *(Calls(f"numpy.random.{n}", [], {"size": SIZES}, count=20) for n in ("random", "random_sample", "standard_normal")),
    Calls("numpy.random.randint", [[5, 1, 0, [1, 2, 3]]], {"high": [10, 7, [9, 9, 9]], "size": SIZES, "dtype": [np.uint8, int]}, count=100),
    Calls("numpy.random.uniform", [], {"low": [0, [1.0, 2.0]], "high": [5, [[3.0], [4.0]]], "size": SIZES}, count=80),
    Calls("numpy.random.normal", [[0, [1.0, 2.0]], [1.0, [1.0, 2.0, 3.0]]], {"size": SIZES}, count=80),
    Calls("numpy.random.poisson", [[3, [1.0, 2.0]]], {"size": SIZES}),
    Calls("numpy.random.binomial", [[3, [1, 2]], [0.5]], {"size": SIZES}),
    Calls("numpy.random.choice", [[5, [1, 2, 3], ramp(3), ramp(2, 2), 0, []]],
          {"size": SIZES, "replace": [True, False], "p": [None, [0.5, 0.25, 0.25]]}, count=120),
    Calls("numpy._random.choice", [[5, [1, 2, 3], ramp(3), ramp(4, 2)]], {"size": SIZES[:6], "replace": [True, False]}, count=80),
    Calls("numpy.random.permutation", [[5, ramp(3), ramp(2, 3), [1, 2, 3], 2.5]], count=20),
    Calls("numpy._random.permutation", [[5, ramp(3), ramp(2, 3)]], count=10),
    Calls("numpy._random.integers", [[5, 1]], {"high": [10, 7], "size": SIZES, "dtype": [np.uint8]}, count=60),
    Calls("numpy._random.normal", [], {"loc": [0], "scale": [1.0, [1.0, 2.0]], "size": SIZES}),
    Calls("numpy._random.random", [], {"size": SIZES, "dtype": [np.float32]}),
    Calls("numpy.random.multivariate_normal", [[[0, 0], ramp(3)], [np.eye(2), np.eye(3)]], {"size": SIZES[:5]}, count=30),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_functions(case: Calls) -> None:
    problems = case.problems()
    assert not problems, report(problems)
