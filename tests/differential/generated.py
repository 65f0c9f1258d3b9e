"""Calls generated from pools of arguments, each judged by eager torch."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import torch

from tests.differential.harness import describe_call, disagreement

#: Disagreements that are listed before the rest is only counted.
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Generated:
    """One operator with a pool of values for each positional argument."""

    name: str
    pools: Sequence[Sequence[Any]]
    keywords: dict[str, Sequence[Any]] | None = None
    count: int = 60

    def problems(self, seed: int) -> list[str]:
        """Returns the disagreements of ``count`` random calls."""
        rng = random.Random(f"{self.name} {seed}")
        found = []
        for _ in range(self.count):
            args = tuple(made(rng.choice(pool)) for pool in self.pools)
            kwargs = {}
            for key, pool in (self.keywords or {}).items():
                if rng.random() < 0.5:
                    kwargs[key] = made(rng.choice(pool))
            problem = disagreement(self.name, args, kwargs)
            if problem:
                found.append(f"{describe_call(self.name, args, kwargs)}\n    {problem}")
        return found


def made(value: Any) -> Any:
    """Returns a pool value: functions are called, so that each call gets fresh tensors."""
    return value() if callable(value) and not isinstance(value, torch.dtype) else value


def ramp(*shape: int, dtype: torch.dtype = torch.float32) -> torch.Tensor:
    """Returns 0, 1, 2, ... in a shape."""
    return torch.arange(torch.Size(shape).numel()).view(shape).to(dtype)


def tensors(*shapes: tuple[int, ...], dtype: torch.dtype = torch.float32) -> list[Any]:
    """Returns makers of tensors of these shapes."""
    return [lambda shape=shape: ramp(*shape, dtype=dtype) for shape in shapes]


def report(problems: Sequence[str]) -> str:
    """Returns the disagreements as text, shortened."""
    lines = list(problems[:_SHOWN])
    if len(problems) > _SHOWN:
        lines.append(f"... and {len(problems) - _SHOWN} more")
    return "\n".join(lines)


#: A function that makes a tensor.
Maker = Callable[[], torch.Tensor]
