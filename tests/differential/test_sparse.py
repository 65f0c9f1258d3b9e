"""Sparse constructors, conversions and products, each judged by eager torch."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from tests.differential.generated import ramp
from tests.differential.harness import check_call

L = torch.tensor
INDICES, VALUES = L([[0, 1], [1, 2]]), L([1.0, 2.0])
COO, DENSE = ramp(2, 3).to_sparse(), ramp(3, 4)

CALLS: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    ("torch.sparse_coo_tensor", (INDICES, VALUES, (2, 3)), {}),
    ("torch.sparse_coo_tensor", (INDICES, VALUES), {}),
    ("torch.sparse_coo_tensor", (INDICES, VALUES, (2, 3, 4)), {}),
    ("torch.sparse_coo_tensor", (INDICES, L([1.0, 2.0, 3.0]), (2, 3)), {}),
    ("torch.sparse_coo_tensor", (INDICES, ramp(2, 5), (2, 3, 5)), {}),
    ("torch.sparse_coo_tensor", (INDICES, ramp(2, 5)), {}),
    ("torch.sparse_coo_tensor", ([[0, 1], [1, 2]], [1, 2], (2, 3)), {}),
    ("torch.sparse_coo_tensor", (L([0, 1]), VALUES, (2, 3)), {}),
    ("torch.sparse_coo_tensor", ((2, 3),), {}),
    ("torch.sparse_coo_tensor", (INDICES, VALUES, (2, 3)), {"dtype": torch.float64}),
    ("torch.sparse_csr_tensor", (L([0, 1, 2]), L([0, 1]), VALUES, (2, 5)), {}),
    ("torch.sparse.mm", (COO, DENSE), {}),
    ("torch.sparse.mm", (COO, ramp(2, 4)), {}),
    ("torch.sparse.mm", (COO, DENSE.to_sparse()), {}),
    ("torch.spmm", (COO, DENSE), {}),
    ("torch.spmm", (COO, ramp(2, 4)), {}),
    ("torch.hspmm", (COO, DENSE), {}),
    ("torch.smm", (COO, DENSE), {}),
    ("torch.Tensor.__matmul__", (COO, DENSE), {}),
    ("torch.matmul", (COO, ramp(3)), {}),
    ("torch.sparse.addmm", (ramp(2, 4), COO, DENSE), {}),
    ("torch.sparse.addmm", (ramp(3, 4), COO, DENSE), {}),
    ("torch.sparse.sum", (COO,), {}),
    ("torch.sparse.sum", (COO, 0), {}),
    ("torch.sparse.sum", (COO, (0, 1)), {}),
    ("torch.sparse.softmax", (COO, 1), {}),
    ("torch.sparse.log_softmax", (COO, 5), {}),
    ("torch.Tensor.sparse_mask", (ramp(2, 3), COO), {}),
    ("torch.Tensor.sparse_mask", (ramp(2, 4), COO), {}),
    ("torch.Tensor.to_sparse_csr", (ramp(2, 3),), {}),
    ("torch.Tensor.to_sparse_csr", (ramp(3),), {}),
    ("torch.Tensor.to_sparse_coo", (ramp(3),), {}),
    ("torch.Tensor.t", (COO,), {}),
    ("torch.sparse.spdiags", (ramp(2, 3), L([0, 1]), (3, 4)), {}),
    ("torch.sparse.spdiags", (ramp(2, 3), L([0, 1, 2]), (3, 4)), {}),
]


@pytest.mark.parametrize(("name", "args", "kwargs"), CALLS)
def test_calls(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    check_call(name, *args, **kwargs)
