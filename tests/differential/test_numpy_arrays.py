"""Creation, shapes, joining, indexing and queries of arrays on generated calls, valid and invalid."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from tests.differential.numpy_calls import (
    Calls,
    arrays,
    describe_call,
    ramp,
    report,
    torch_disagreement,
)

SHAPES = arrays(
    (), (1,), (4,), (2, 3), (1, 3), (3, 1), (0,), (0, 3), (2, 1, 3), (2, 3, 4), (2, 0, 3), (3, 3),
    (1, 1, 1), (2, 3, 2, 2),
)  # fmt: skip
STRIDED = [
    lambda: ramp(2, 3).T, lambda: ramp(2, 3, 4).transpose(2, 0, 1), lambda: ramp(4, 6)[:, ::2],
    lambda: ramp(4, 3)[::-1], lambda: ramp(2, 3, 4)[:, 1], lambda: ramp(2, 3, 4)[..., ::-1],
    lambda: ramp(2, 3, 4).swapaxes(1, 2),
]  # fmt: skip
INTEGERS = arrays((), (3,), (2, 3), (3, 1), (0,), dtype=np.int64)
OTHER_DTYPES = [
    *arrays((3,), dtype=np.float32),
    *arrays((3,), dtype=np.int16),
    *arrays((3,), dtype=np.complex64),
]
BYTES = arrays((4,), (2, 3), dtype=np.uint8)
FLAGS = [lambda: np.array([True, False, True]), lambda: np.array([[True, False, True]] * 2)]
ANY = [*SHAPES, *STRIDED, *INTEGERS, *FLAGS]
LISTS: list[Any] = [
    [1, 2, 3], [1.0, 2], [[1, 2], [3, 4]], [], [[]], [True, 2], 3, 2.5, [[1, 2], [3]], (1, (2,)),
    [[1.5], [2]], 1j, [1j, 2], ((1, 2), (3, 4)), True, [np.float32(1), np.float32(2)],
    [np.ones(2), np.zeros(2)], [np.ones(2), np.zeros(3)], [np.ones(2), [1, 2]],
]  # fmt: skip
TENSORS: list[Any] = [
    lambda: torch.ones(2, 3), lambda: torch.ones(2, requires_grad=True),
    lambda: [torch.ones(2), torch.zeros(2)], lambda: torch.ones(2, dtype=torch.bfloat16),
    lambda: torch.ones(3, dtype=torch.int32),
]  # fmt: skip
AXES: list[Any] = [0, 1, 2, -1, -2, -3, 3, -4, 0, 1, -1, None, 1.0]
AXIS = AXES[:-2]
TUPLES: list[Any] = [
    (0,),
    (0, 1),
    (-1,),
    (1, 0),
    (0, 0),
    (0, 1, 2),
    (2, 0, 1),
    (),
    (3,),
    (0, -1),
    [0, 1],
]
SIZES: list[Any] = [
    (6,), (2, 3), (3, 2), (-1,), (2, -1), (-1, 3), (-1, -1), (1, 6), (4,), (2, 2), (24,), (6, 4),
    (0,), (0, -1), (1, -1, 1), (), (2, 3, 4), 6, -1, 24, [2, 3], (2.0, 3),
]  # fmt: skip
DTYPES: list[Any] = [
    np.float32, "float32", "f4", "<i8", int, float, bool, "uint8", np.int64, None, "?", complex,
    np.dtype("int16"), "nonsense",
]  # fmt: skip
COUNTS: list[Any] = [0, 1, 2, 3, 5, -1]
INDICES: list[Any] = [
    0, 1, -1, 5, -5, slice(None), slice(1), slice(None, None, -1), slice(1, None), slice(-1, None),
    slice(3, 0, -1), slice(None, None, 2), slice(10, 20), None, ..., (0, 1), (0, slice(None)),
    (slice(None), 0), (..., 0), (0, ...), (None, 0), (..., None), (slice(None), None), [0, 1], [0, 5],
    [[0, 1], [1, 0]], ([0, 1], [1, 0]), ([0, 1], 0), (0, [0, 1]), ([0, 1], slice(None)),
    (slice(None), [0, 1]), (slice(None), [0, 1], None), ([0], None, [0]), ([0, 1], slice(None), [0, 1]),
    (0, slice(None), [0, 1]), ([0, 1], ..., 0), ([0, 1], [0, 1, 1]), True, False, [True, False],
    [True, False, True], ([True, False], 0), (0, 0, 0, 0, 0), (slice(None), slice(None), 1), 1.0, "x",
    lambda: np.array(1), lambda: np.array([0, 1]), lambda: np.array([0.0]), lambda: np.array([True, False]),
    lambda: np.array([[True, False, True]] * 2), lambda: np.zeros((2, 3), bool), lambda: torch.tensor([0, 1]),
    lambda: torch.tensor(1), lambda: (np.array([0, 1]), np.array([1])), (..., ...), [], (), lambda: np.array(True),
    (slice(None), slice(None, None, -1)), (slice(0, 1), slice(None), -1), slice(0, 4, 0), slice(1.5),
]  # fmt: skip
VALUES: list[Any] = [
    0,
    1.5,
    [1, 2],
    [1, 2, 3],
    lambda: ramp(3),
    lambda: ramp(2, 1),
    lambda: ramp(1, 3),
    lambda: ramp(2, 3),
    1j,
    lambda: torch.ones(3),
]
PARTS: list[Any] = [
    lambda: [ramp(2, 3), ramp(2, 3)], lambda: [ramp(2, 3), ramp(2, 4)], lambda: [ramp(3), ramp(2)],
    lambda: [ramp(2, 3), ramp(3)], lambda: [ramp(1, 2, 3), ramp(1, 2, 1)], lambda: [[1, 2], [3, 4]],
    lambda: [ramp(), ramp()], list, lambda: (ramp(2, 3), ramp(2, 3, dtype=np.int64)), lambda: ramp(2, 3),
    lambda: [ramp(3, dtype=np.float32), ramp(3, dtype=np.float32), [1, 2, 3]], lambda: [1, 2], lambda: 3,
    lambda: [ramp(0, 3), ramp(2, 3)], lambda: [ramp(2, 3), torch.ones(2, 3)], lambda: [[1, 2], ramp(3)],
    lambda: [ramp(3, 1), ramp(3)], lambda: [ramp(2), ramp(2)],
]  # fmt: skip
NEW = {"dtype": DTYPES}

CASES = [
    Calls("numpy.array", [[*LISTS, *ANY, *TENSORS]], {**NEW, "ndmin": [0, 1, 3]}, count=200, loose=True),
    Calls("numpy.asarray", [[*LISTS, *ANY, *TENSORS]], NEW, count=100, loose=True),
    Calls("numpy.ascontiguousarray", [ANY]),
    Calls("numpy.copy", [ANY]),
    Calls("numpy.zeros", [[*SIZES, (2, -2)]], NEW, count=100),
    Calls("numpy.ones", [SIZES], NEW),
    Calls("numpy.full", [SIZES, [0, 1.5, [1, 2, 3], True, lambda: ramp(2, 1)]], NEW, count=100),
    Calls("numpy.zeros_like", [[*ANY, *LISTS[:5]]], {**NEW, "shape": SIZES}, count=80),
    Calls("numpy.full_like", [ANY, [1, 2.5]], NEW),
    Calls("numpy.arange", [[0, 1, 5, 2.5, -3]], NEW),
    Calls("numpy.arange", [[0, 1, 2.0], [5, 4.5, 0], [1, 2, 0.5, -1, 0]], NEW, count=100),
    Calls("numpy.linspace", [[0, 1.0, [0, 1]], [5, 1.5], [0, 1, 2, 5, -1, 2.0]], NEW, count=80),
    Calls("numpy.logspace", [[0, 1.0], [2, 3.0]], {"num": [1, 5]}),
    Calls("numpy.eye", [[0, 1, 3, -1, 2.0]], {"M": [2, None, 0], "k": [0, 1], **NEW}),
    Calls("numpy.identity", [[0, 1, 3]], NEW),
    Calls("numpy.diag", [[*SHAPES, *LISTS[:4]]], {"k": [0, 1, -1, 3, -3]}, count=80),
    Calls("numpy.tril", [SHAPES], {"k": [0, 1]}),
    Calls("numpy.meshgrid", [[[1, 2, 3], ramp(2), ramp(), 3], [[1.0, 2], ramp(3)]],
          {"indexing": ["xy", "ij", "zz"], "sparse": [True, False]}),
    Calls("numpy.meshgrid", [[ramp(2)], [ramp(3)], [ramp(4)]], {"indexing": ["xy", "ij"]}, count=6),
    Calls("numpy.indices", [[(2, 3), (4,), ()]]),
    Calls("numpy.reshape", [ANY, SIZES], count=250),
    Calls("numpy.ndarray.reshape", [ANY, SIZES], {"order": ["C", "F"]}, count=250),
    Calls("numpy.ndarray.reshape", [ANY, [2, 3, -1, 4, 6], [2, 3, -1, 1]], count=100),
    Calls("numpy.ravel", [ANY]),
    Calls("numpy.ndarray.flatten", [ANY]),
    Calls("numpy.transpose", [ANY], {"axes": [*TUPLES, None, 0]}, count=120),
    Calls("numpy.ndarray.transpose", [ANY, AXIS, AXIS], count=80),
    Calls("numpy.ndarray.T", [ANY]),
    Calls("numpy.ndarray.mT", [ANY]),
    Calls("numpy.swapaxes", [ANY, AXIS, AXIS], count=100),
    Calls("numpy.moveaxis", [ANY, [*AXIS, *TUPLES], [*AXIS, *TUPLES]], count=200),
    Calls("numpy.rollaxis", [SHAPES, AXIS], {"start": AXIS}, count=80),
    Calls("numpy.expand_dims", [ANY, [*AXIS, *TUPLES]], count=120),
    Calls("numpy.squeeze", [ANY], {"axis": [*AXES, *TUPLES]}, count=150),
    Calls("numpy.ndarray.squeeze", [ANY], {"axis": AXIS}),
    Calls("numpy.atleast_1d", [[*ANY, 3, [1]]]),
    Calls("numpy.atleast_2d", [[*ANY, 3, [1]]]),
    Calls("numpy.atleast_3d", [[*ANY, 3, [1]]]),
    Calls("numpy.broadcast_to", [ANY, [(2, 3), (3,), (4, 2, 3), (), 3, (2, 3, 4)]], count=100),
    Calls("numpy.ndarray.astype", [ANY, DTYPES], count=100),
    Calls("numpy.concatenate", [PARTS], {"axis": AXES}, count=200),
    Calls("numpy.stack", [PARTS], {"axis": AXES}, count=150),
    Calls("numpy.vstack", [PARTS], count=40),
    Calls("numpy.hstack", [PARTS], count=40),
    Calls("numpy.dstack", [PARTS], count=40),
    Calls("numpy.column_stack", [PARTS], count=40),
    Calls("numpy.append", [ANY, [*SHAPES, 3, [1, 2]]], {"axis": [None, 0, 1]}, count=120),
    Calls("numpy.split", [SHAPES, [1, 2, 3, 0, [1], [1, 2], (2, 1), -1]], {"axis": AXIS}, count=150),
    Calls("numpy.array_split", [SHAPES, [1, 2, 3, 0, [1], [1, 5]]], {"axis": AXIS}, count=150),
    Calls("numpy.hsplit", [SHAPES, [1, 2, [1]]]),
    Calls("numpy.vsplit", [SHAPES, [1, 2, [1]]]),
    Calls("numpy.tile", [[*ANY, 3, [1, 2]], [2, (2,), (1, 2), (2, 1, 2), 0, ()]], count=100),
    Calls("numpy.repeat", [ANY, [2, 0, [1, 2], [2], [1, 2, 0], -1]], {"axis": AXES[:-1]}, count=200),
    Calls("numpy.delete", [SHAPES, [0, -1, 5, [0], [0, 1], [0, 0], slice(1)]], {"axis": [None, 0, 1]}, count=120),
    Calls("numpy.insert", [SHAPES, [0, 1, [0, 1]], [5, [1, 2]]], count=60),
    Calls("numpy.pad", [SHAPES, [1, (1, 2), [(1, 0)], [(1, 1), (0, 2)], -1, 0, ((1,), (2,)), (1, 2, 3)]], count=150),
    Calls("numpy.roll", [SHAPES, [1, -2]], {"axis": AXES[:-1]}),
    Calls("numpy.flip", [ANY], {"axis": [*AXES[:-1], (0, 1)]}, count=120),
    Calls("numpy.flipud", [ANY]),
    Calls("numpy.fliplr", [ANY]),
    Calls("numpy.rot90", [SHAPES], {"k": [0, 1, 2, 3, -1], "axes": [(0, 1), (1, 0), (0, 2), (1, 1), (0,)]}, count=100),
    Calls("numpy.kron", [SHAPES[1:6], SHAPES[1:6]]),
    Calls("numpy.ndarray.__getitem__", [[*ANY, *BYTES], INDICES], count=1200),
    Calls("numpy.ndarray.__setitem__", [ANY, INDICES[:-6], VALUES], count=800),
    Calls("numpy.take", [SHAPES, [0, [0, 1], [[0], [1]], 5, [0.5]]], {"axis": AXES[:-1]}, count=150),
    Calls("numpy.nonzero", [ANY]),
    Calls("numpy.argwhere", [ANY]),
    Calls("numpy.where", [ANY]),
    Calls("numpy.diagonal", [SHAPES], {"offset": [0, 1, -1], "axis1": AXIS, "axis2": AXIS}, count=120),
    Calls("numpy.ix_", [[[0, 1], ramp(3, dtype=np.int64), ramp(2, 2)], [[0], [True, False]]], count=20),
    Calls("numpy.ndarray.item", [ANY]),
    Calls("numpy.ndarray.tolist", [[*SHAPES, *INTEGERS]]),
    Calls("numpy.shape", [[*ANY, *LISTS]], count=60),
    Calls("numpy.size", [ANY], {"axis": AXIS}),
    *(Calls(f"numpy.ndarray.{name}", [ANY]) for name in ("shape", "ndim", "size", "itemsize", "nbytes", "dtype")),
    Calls("numpy.ndarray.strides", [ANY]),
    Calls("numpy.ndarray.__len__", [ANY]),
    Calls("numpy.dtype", [DTYPES[:8]]),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_arrays(case: Calls) -> None:
    problems = case.problems()
    assert not problems, report(problems)


BOTH = [
    *ANY, *BYTES, *OTHER_DTYPES, lambda: torch.ones(3), lambda: [ramp(2), ramp(2)], lambda: np.float32(3),
    lambda: [np.float64(1), np.float64(2)], lambda: ramp(4, 3)[:, ::-1],
]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["torch.from_numpy", "torch.tensor", "torch.as_tensor", "torch.Tensor.numpy"]
)
def test_between_numpy_and_torch(name: str) -> None:
    pool = [lambda: torch.ones(2, 3), lambda: torch.ones(2, requires_grad=True), lambda: torch.ones(2).bfloat16(),
            lambda: torch.arange(3), lambda: torch.ones(2, 3).t()]  # fmt: skip
    values = pool if name.endswith("numpy") and "Tensor" in name else BOTH
    problems = []
    for value in values:
        problem = torch_disagreement(name, [value()], {})
        if problem:
            problems.append(f"{describe_call(name, [value()], {})}\n    {problem}")
    assert not problems, report(problems)
