"""Products of matrices, einsum and linear algebra on generated calls, valid and invalid."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from tests.differential.generated import Generated, ramp, report, tensors

SHAPES = tensors(
    (), (3,), (1,), (4,), (2, 3), (3, 4), (3, 3), (4, 4), (1, 3), (2, 1), (0, 3), (3, 0), (2, 2, 3),
    (2, 3, 4), (1, 3, 3), (2, 3, 3), (2, 1, 3, 4), (0,),
)  # fmt: skip
MATRICES = tensors((2, 3), (3, 4), (3, 2), (4, 4), (0, 3), (3, 0), (3, 3), (1, 3))
BATCHES = tensors((2, 2, 3), (2, 3, 4), (1, 3, 4), (2, 3, 0), (3, 3, 4), (2, 4, 3))
KINDS = [
    lambda: ramp(2, 3, dtype=torch.int64), lambda: ramp(3, 4, dtype=torch.float64),
    lambda: ramp(3, 4, dtype=torch.complex64), lambda: ramp(3, 3) > 1, lambda: ramp(4, 3).t(),
    lambda: ramp(3, dtype=torch.float64), lambda: ramp(3, dtype=torch.int64), 2,
]  # fmt: skip
ANY: list[Any] = [*SHAPES, *KINDS]
FULL: list[Any] = [*SHAPES[:10], *SHAPES[12:-1], *KINDS]
DIMS: list[Any] = [0, 1, 2, -1, -2, 3, 1.0]
SQUARE = [
    lambda: torch.eye(3), lambda: torch.eye(3).expand(2, 3, 3), lambda: ramp(2, 3), lambda: ramp(3),
    lambda: torch.eye(3, dtype=torch.float64), lambda: torch.eye(3).long(), lambda: torch.eye(0),
    lambda: torch.eye(3, dtype=torch.complex64), lambda: torch.eye(4), lambda: torch.tensor(1.0),
    lambda: torch.eye(3).half(), lambda: ramp(4, 3), lambda: ramp(0, 3), lambda: ramp(2, 4, 3),
]  # fmt: skip
#: oneMKL refuses batches without elements, which other backends take.
SPECTRAL: list[Any] = [*SHAPES[:10], *SHAPES[12:], *KINDS, lambda: ramp(2, 5).half()]
SIZES: list[Any] = [None, 0, 1, 2, 5, -1]
LISTS: list[Any] = [None, (0,), (0, 1), (-2, -1), (1, 0), (0, 0), (3,), (), 1]
EQUATIONS = [
    "ij,jk->ik", "ij,jk", "i,i->", "i,j->ij", "ij,kj->ik", "...ij,...jk->...ik", "bij,bjk->bik",
    "ij,j->i", "ii,ij->j", "ij,jk->iz", "ij,jk->ii", "ij,jk,kl->il", "i...,j...->ij...", "ij,jk->ki",
    "...,...->...", "ij->ji", "i.j,jk->ik", "bhi,bhj->bij", "a1,ab->b", "ijk,jil->kl",
]  # fmt: skip
UNARY = [
    "ij->ji", "ii->i", "ii", "ij->", "...ij->...ji", "...i->...", "i->ii", "ij->j", "...", "", "ijk->kji",
]  # fmt: skip
ORDERS: list[Any] = [None, 1, 2, -1, -2, 3, "fro", "nuc", "foo", float("inf"), 0.5]

CASES = [
    *(
        Generated(f"torch.{name}", [ANY, ANY], count=count)
        for name, count in (
            ("matmul", 400), ("mm", 80), ("bmm", 80), ("mv", 80), ("dot", 80), ("vdot", 40),
            ("inner", 150), ("outer", 80), ("cross", 120), ("cdist", 120),
        )
    ),
    Generated("torch.kron", [SHAPES, SHAPES]),
    Generated("torch.mm", [MATRICES, MATRICES]),
    Generated("torch.bmm", [BATCHES, BATCHES]),
    Generated("torch.Tensor.__matmul__", [ANY, SHAPES]),
    Generated("torch.addmm", [ANY, MATRICES, MATRICES], count=150),
    Generated("torch.Tensor.addmm_", [ANY[:-1], MATRICES, MATRICES], count=100),
    Generated("torch.baddbmm", [ANY, BATCHES, BATCHES], count=120),
    Generated("torch.addbmm", [ANY, BATCHES, BATCHES], count=100),
    Generated("torch.addmv", [ANY, MATRICES, ANY], count=120),
    Generated("torch.addr", [ANY, ANY, ANY], count=150),
    Generated("torch.chain_matmul", [ANY, ANY]),
    Generated("torch.tensordot", [ANY, ANY], {"dims": [0, 1, 2, -1, 4, ([0], [0]), ([1], [0]),
              ([0, 1], [1, 0]), ([0], [0, 1]), ([-1], [-2])]}, count=200),
    Generated("torch.linalg.cross", [ANY, ANY], {"dim": DIMS}, count=100),
    Generated("torch.linalg.vecdot", [ANY, ANY], {"dim": DIMS}, count=150),
    Generated("torch.einsum", [EQUATIONS, FULL, FULL], count=400),
    Generated("torch.einsum", [UNARY, ANY], count=120),
    Generated("torch.einsum", [FULL, [[0, 1], [1], [0, ...]], FULL, [[1, 2], [0], [1, 0]]], count=80),
    Generated("torch.trace", [ANY]),
    Generated("torch.cov", [ANY], {"fweights": ANY[:6], "aweights": [lambda: torch.ones(3), *ANY[1:6]]}, count=100),
    Generated("torch.corrcoef", [ANY]),
    Generated("torch.matrix_power", [SQUARE, [0, 1, 2, -1, 1.0]]),
    *(
        Generated(f"torch.linalg.{name}", [SQUARE], count=40)
        for name in (
            "inv", "det", "slogdet", "eig", "eigvals", "eigh", "eigvalsh", "svd", "svdvals", "qr",
            "lu", "lu_factor", "lu_factor_ex", "pinv", "matrix_rank", "matrix_exp", "inv_ex",
            "cholesky_ex", "ldl_factor", "matrix_norm", "norm", "vector_norm", "cond",
        )
    ),
    Generated("torch.linalg.svd", [SQUARE, [True, False]]),
    Generated("torch.svd", [SQUARE, [True, False]]),
    Generated("torch.linalg.qr", [SQUARE, ["reduced", "complete", "r", "foo"]]),
    Generated("torch.linalg.solve", [SQUARE, ANY], {"left": [True, False]}, count=250),
    Generated(
        "torch.linalg.solve_triangular", [SQUARE, ANY], {"left": [True, False], "upper": [True]}
    ),
    Generated("torch.linalg.lstsq", [SQUARE, ANY], count=100),
    Generated("torch.cholesky_solve", [ANY, SQUARE], count=100),
    Generated(
        "torch.linalg.tensorinv",
        [[*tensors((2, 3), (2, 3, 4), (3,), ()), lambda: torch.eye(4).view(2, 2, 4)]],
        {"ind": [1, 2, 0]},
    ),
    Generated("torch.linalg.tensorsolve", [SQUARE, ANY]),
    Generated("torch.linalg.matrix_norm", [ANY], {"ord": ORDERS, "dim": LISTS}, count=200),
    Generated("torch.linalg.vector_norm", [ANY], {"ord": ORDERS, "dim": LISTS}, count=200),
    Generated("torch.linalg.norm", [ANY], {"ord": ORDERS, "dim": LISTS, "keepdim": [True]}, count=250),
    Generated("torch.linalg.vander", [ANY], {"N": SIZES}),
    *(
        Generated(f"torch.fft.{name}", [SPECTRAL], {"n": SIZES, "dim": DIMS, "norm": ["ortho", "x"]})
        for name in ("fft", "ifft", "rfft", "irfft", "hfft", "ihfft")
    ),
    *(
        Generated(f"torch.fft.{name}", [SPECTRAL], {"s": LISTS, "dim": LISTS})
        for name in ("fft2", "fftn", "rfft2", "rfftn", "irfft2", "irfftn", "hfftn", "ihfft2", "ihfftn")
    ),
    Generated("torch.fft.fftshift", [ANY], {"dim": LISTS}),
    Generated("torch.fft.fftfreq", [[0, 1, 5, -1, 2.0]]),
    Generated(
        "torch.stft",
        [[lambda: ramp(100), lambda: ramp(2, 100), *tensors((7,), (9,), (2, 3, 100), ())], [16, 0, 20]],
        {"hop_length": [4, 0, 8], "win_length": [16, 8, 20], "center": [True, False],
         "onesided": [True, False], "return_complex": [True], "pad_mode": ["reflect", "constant"],
         "window": [lambda: torch.ones(16), lambda: torch.ones(8)]},
        count=150,
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_generated_calls(case: Generated) -> None:
    assert report(case.problems(1)) == ""
