"""Operators: dropout of elements and of whole channels."""

from __future__ import annotations

from typing import Any

from pytea._stubs.torch._ops._shared_nn import (
    check_probability,
    demand_kinds,
    dense_strides,
    is_true,
    result_of,
)
from pytea.stubapi import DTYPES, Tensor, Unknown, fail, numel, op, render_shape, require, same


def _drop(
    name: str, input: Tensor, p: Any, training: Any, inplace: Any, *, by_channel: bool = False
) -> Tensor:
    """Returns the input itself where torch does: in evaluation, for p = 0, empty and in place."""
    check_probability(p)
    if training is None or type(training) in (int, float):
        got = type(training).__name__
        fail(f"{name}(): argument 'train' must be bool, not {got}", "bad-argument", "TypeError")
    if not isinstance(training, Unknown) and not training:
        return input
    if not isinstance(p, Unknown) and p == 0:
        return input
    certain = not isinstance(training, Unknown) and not isinstance(p, Unknown)
    if certain and by_channel:
        text = f"{name} needs at least 2 dims, got {render_shape(input.shape)}"
        require(input.ndim >= 2, text, "dim-out-of-range")
    if certain and p != 1:
        demand_kinds(input, name, exception="RuntimeError")
    if is_true(inplace) or (certain and same(numel(input.shape), 0)):
        return input
    return result_of(input, input.shape, strides=dense_strides(input))


def _register(name: str, by_channel: bool) -> None:
    """Registers F.name, torch.name and torch.name_ for a dropout that takes any number of dims."""
    trains_by_default = name == "dropout"

    @op(f"torch.nn.functional.{name}")
    def dropout(
        input: Tensor, p: float = 0.5, training: bool = trains_by_default, inplace: bool = False
    ) -> Tensor:
        """input (*) -> (*)"""
        return _drop(name, input, p, training, inplace, by_channel=by_channel)

    @op(f"torch.{name}")
    def torch_dropout(input: Tensor, p: float, train: bool) -> Tensor:
        """input (*) -> (*)"""
        return _drop(name, input, p, train, inplace=False, by_channel=by_channel)

    @op(f"torch.{name}_", binding="inplace")
    def dropout_(input: Tensor, p: float, train: bool) -> Tensor:
        """input (*) -> (*)"""
        return _drop(name, input, p, train, inplace=True, by_channel=by_channel)


_register("dropout", by_channel=False)
_register("alpha_dropout", by_channel=False)
_register("feature_alpha_dropout", by_channel=True)


@op("torch.feature_dropout")
def feature_dropout(input: Tensor, p: float, train: bool) -> Tensor:
    """input (N, C, *) -> (N, C, *)"""
    return _drop("feature_dropout", input, p, train, inplace=False, by_channel=True)


@op("torch.feature_dropout_", binding="inplace")
def feature_dropout_(input: Tensor, p: float, train: bool) -> Tensor:
    """input (N, C, *) -> (N, C, *)"""
    return _drop("feature_dropout", input, p, train, inplace=True, by_channel=True)


@op("torch.nn.functional.dropout1d")
def dropout1d(
    input: Tensor, p: float = 0.5, training: bool = True, inplace: bool = False
) -> Tensor:
    """input (N?, C, L) -> (N?, C, L)"""
    check_probability(p)
    text = f"input of dropout1d must be 2-d or 3-d, got {render_shape(input.shape)}"
    require(input.ndim in (2, 3), text)
    return _drop("dropout1d", input, p, training, inplace)


@op("torch.nn.functional.dropout2d")
def dropout2d(
    input: Tensor, p: float = 0.5, training: bool = True, inplace: bool = False
) -> Tensor:
    """input (N, C, *) -> (N, C, *)"""
    return _drop("dropout2d", input, p, training, inplace, by_channel=True)


@op("torch.nn.functional.dropout3d")
def dropout3d(
    input: Tensor, p: float = 0.5, training: bool = True, inplace: bool = False
) -> Tensor:
    """input (N?, C, D, H, W) -> the same shape"""
    return _drop("dropout3d", input, p, training, inplace, by_channel=input.ndim == 0)


@op("torch.native_dropout")
def native_dropout(input: Tensor, p: float, train: Any) -> tuple[Tensor, Tensor]:
    """input (*) -> (*) and the mask (*)"""
    demand_kinds(input, "native_dropout", exception="RuntimeError")
    result = result_of(input, input.shape, strides=dense_strides(input))
    return result, result.changed(dtype=DTYPES["bool"], requires_grad=False)
