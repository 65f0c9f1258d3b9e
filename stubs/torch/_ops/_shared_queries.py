"""How questions about a tensor are registered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytea.stubapi import op


def attribute(name: str) -> Callable[..., Any]:
    """Registers what a program reads as an attribute of a tensor."""
    return op(f"torch.Tensor.{name}", binding="property", counted=False)


def query(*names: str) -> Callable[..., Any]:
    """Registers a question, which is no tensor operation in the summary."""
    return op(*names, counted=False)
