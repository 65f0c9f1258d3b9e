"""Calls of torch.nn.functional as data: recorded from expressions, or drawn at random."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import torch

from tests.differential.harness import check_call

#: One call: dotted name, positional and keyword arguments.
Call = tuple[str, tuple[Any, ...], dict[str, Any]]


class Recorder:
    """Stands for a namespace: ``F.relu(x)`` is the call, not its result."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix

    def __getattr__(self, name: str) -> Callable[..., Call]:
        return lambda *args, **kwargs: (f"{self._prefix}.{name}", args, kwargs)


F = Recorder("torch.nn.functional")
T = Recorder("torch")
init = Recorder("torch.nn.init")
_C = Recorder("torch._C._nn")


def check(call: Call) -> None:
    """Asserts that torch and the stub agree on one call."""
    name, args, kwargs = call
    check_call(name, *args, **kwargs)


def zeros(*shape: int, dtype: torch.dtype = torch.float32) -> torch.Tensor:
    """Returns zeros; ``zeros()`` is 0-d."""
    return torch.zeros(shape, dtype=dtype)


def longs(*shape: int, fill: int = 0) -> torch.Tensor:
    """Returns int64 values."""
    return torch.full(shape, fill)


class Draw(random.Random):
    """Random arguments over small shapes: valid ones, and ones that are a little wrong."""

    def size(self) -> int:
        return self.choice([1, 1, 2, 2, 3, 4])

    def shape(self, ndims: tuple[int, ...] = (0, 1, 2, 2, 3, 3, 4, 5)) -> list[int]:
        return [self.size() for _ in range(self.choice(ndims))]

    def near(self, shape: list[int]) -> list[int]:
        """Returns the shape, or one that broadcasts to it, or another one."""
        match self.choice("====<1?"):
            case "<":
                return shape[1:]
            case "1":
                return [self.choice([1, size, self.size()]) for size in shape]
            case "?":
                return self.shape()
        return list(shape)

    def tensor(
        self, shape: list[int], others: tuple[torch.dtype, ...] = (torch.float64, torch.int64)
    ) -> torch.Tensor:
        """Returns zeros, float32 in most cases, and sometimes not contiguous."""
        dtype = self.choice(others) if others and self.random() < 0.1 else torch.float32
        if len(shape) > 1 and self.random() < 0.1:
            return torch.zeros(shape[::-1], dtype=dtype).permute(*range(len(shape) - 1, -1, -1))
        return torch.zeros(shape, dtype=dtype)

    def numbers(self, count: int, low: int, high: int) -> Any:
        """Returns a number, a sequence of the right length, or (rarely) of a wrong one."""
        if self.random() < 0.03:
            return [1] * (count + 1)
        several = [self.randint(low, high) for _ in range(count)]
        return self.choice([several[0], several, tuple(several)])

    def sometimes(self, chance: float, **kwargs: Any) -> dict[str, Any]:
        """Returns the keyword arguments, each with the given chance."""
        return {key: value for key, value in kwargs.items() if self.random() < chance}
