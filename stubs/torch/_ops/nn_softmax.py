"""Operators: the softmax family of torch.nn.functional."""

from __future__ import annotations

from typing import Any

from pytea._stubs.torch._ops._shared_nn import demand_kinds, is_true, result_of
from pytea.stubapi import DType, Tensor, op, render_shape, require, warn, wrap_dim
from pytea.stubapi.options import as_dtype


def _softmax(name: str, input: Tensor, dim: Any, dtype: DType | None) -> Tensor:
    if dim is None:
        dim = 0 if input.ndim in (0, 1, 3) else 1
        if input.ndim == 3:
            text = f"{name} without dim= normalizes dim 0 of {render_shape(input.shape)}"
            warn("implicit-dim", text)
    wrap_dim(dim, input.ndim)
    cast = input if dtype is None else input.changed(dtype=as_dtype(name, dtype))
    demand_kinds(cast, name)
    return result_of(cast, input.shape)


def _register(name: str) -> None:
    @op(f"torch.nn.functional.{name}")
    def softmax(
        input: Tensor, dim: Any = None, _stacklevel: int = 3, dtype: DType | None = None
    ) -> Tensor:
        """input (*) -> (*)"""
        return _softmax(name, input, dim, dtype)


for _name in ("softmax", "log_softmax", "softmin"):
    _register(_name)


@op("torch.nn.functional.gumbel_softmax")
def gumbel_softmax(
    logits: Tensor, tau: float = 1, hard: bool = False, eps: float = 1e-10, dim: int = -1
) -> Tensor:
    """logits (*) -> (*)"""
    demand_kinds(logits, "gumbel_softmax", exception="RuntimeError")
    wrapped = wrap_dim(dim, logits.ndim)
    if is_true(hard) and logits.ndim:
        text = f"gumbel_softmax needs dim {dim} of {render_shape(logits.shape)} not to be empty"
        require(logits.shape[wrapped] != 0, text, exception="IndexError")
    return result_of(logits, logits.shape)
