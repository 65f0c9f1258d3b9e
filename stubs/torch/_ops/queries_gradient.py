"""Operators: what a program asks about gradients."""

from __future__ import annotations

from typing import Any

from pytea._stubs.torch._ops._shared_queries import attribute
from pytea.stubapi import Tensor, Unknown


@attribute("requires_grad")
def requires_grad(input: Tensor) -> Any:
    """Whether a gradient is needed."""
    if input.requires_grad is None:
        return Unknown("whether a gradient is needed is not known", "bool")
    return input.requires_grad


@attribute("is_leaf")
def is_leaf(input: Tensor) -> Any:
    """Whether the tensor was not made by a differentiable operator."""
    if input.requires_grad is False or input.kind == "Parameter":
        return True
    return Unknown("whether the tensor is a leaf is not followed", "bool")


@attribute("grad")
def grad(input: Tensor) -> Any:
    """The gradient, of the shape of the tensor once backward() ran."""
    if input.requires_grad is False:
        return None
    return input.changed(requires_grad=False, kind="Tensor", data=None)


@attribute("grad_fn")
def grad_fn(input: Tensor) -> Any:
    """The node of the autograd graph."""
    return None if input.requires_grad is False else Unknown("autograd nodes are not followed")


@attribute("_version")
def version(input: Tensor) -> Unknown:
    """The number of in-place changes."""
    return Unknown("the version of a tensor is not followed", "int")
