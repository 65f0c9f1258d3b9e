"""Transforms that change the shape: sticks, correlations, views."""

from _pytea import require

import torch
from torch.distributions import constraints
from torch.distributions._transform import Bijective, Transform, enough


class StickBreakingTransform(Bijective):
    domain = constraints.real_vector
    codomain = constraints.simplex

    def _call(self, x):
        return torch.cat([x, x.new_empty((*x.shape[:-1], 1))], dim=-1)

    def _inverse(self, y):
        return y[..., :-1] * 1.0

    def forward_shape(self, shape):
        enough(shape, 1)
        return torch.Size((*shape[:-1], shape[-1] + 1))

    def inverse_shape(self, shape):
        enough(shape, 1)
        return torch.Size((*shape[:-1], shape[-1] - 1))


class CorrCholeskyTransform(Transform):
    bijective = True
    domain = constraints.real_vector
    codomain = constraints.corr_cholesky

    def _call(self, x):
        return x.new_empty(self.forward_shape(x.shape))

    def _inverse(self, y):
        return y.new_empty(self.inverse_shape(y.shape))

    def forward_shape(self, shape):
        enough(shape, 1)
        count = shape[-1]
        rows = int((0.25 + 2 * count) ** 0.5 + 0.5)
        require(
            rows * (rows - 1) // 2 == count,
            "Input is not a flattened lower-diagonal number",
            "shape-mismatch",
            "ValueError",
        )
        return torch.Size((*shape[:-1], rows, rows))

    def inverse_shape(self, shape):
        enough(shape, 2)
        rows = shape[-2]
        require(rows == shape[-1], "Input is not square", "shape-mismatch", "ValueError")
        return torch.Size((*shape[:-2], rows * (rows - 1) // 2))


class ReshapeTransform(Transform):
    bijective = True

    def __init__(self, in_shape, out_shape, cache_size=0):
        self.in_shape = torch.Size(in_shape)
        self.out_shape = torch.Size(out_shape)
        require(
            self.in_shape.numel() == self.out_shape.numel(),
            f"in_shape {tuple(in_shape)} and out_shape {tuple(out_shape)} have different numbers "
            "of elements",
            "bad-reshape",
            "ValueError",
        )
        self.domain = constraints.independent(constraints.real, len(self.in_shape))
        self.codomain = constraints.independent(constraints.real, len(self.out_shape))

    def _call(self, x):
        return x.reshape(x.shape[: x.dim() - len(self.in_shape)] + self.out_shape)

    def _inverse(self, y):
        return y.reshape(y.shape[: y.dim() - len(self.out_shape)] + self.in_shape)

    def log_abs_det_jacobian(self, x, y):
        return x.new_empty(x.shape[: x.dim() - len(self.in_shape)])

    def _replaced(self, shape, old, new):
        enough(shape, len(old))
        cut = len(shape) - len(old)
        text = f"Shape mismatch: expected {tuple(shape[cut:])} but got {tuple(old)}"
        require(tuple(shape[cut:]) == tuple(old), text, "shape-mismatch", "ValueError")
        return torch.Size(shape[:cut]) + new

    def forward_shape(self, shape):
        return self._replaced(shape, self.in_shape, self.out_shape)

    def inverse_shape(self, shape):
        return self._replaced(shape, self.out_shape, self.in_shape)
