"""The modules that a run in real torch calls: parameters and the shapes that they give."""

from __future__ import annotations

from collections import defaultdict

import torch
from torch import nn

#: (class, number of parameters with those of its children) to the shapes of its results.
Seen = dict[tuple[str, int], set[tuple[int, ...]]]


def watch_modules() -> Seen:
    """Notes every module that gives a tensor, from now on."""
    # The fused kernel of an encoder layer calls none of its modules.
    torch.backends.mha.set_fastpath_enabled(False)
    seen: Seen = defaultdict(set)

    def note(module: nn.Module, inputs: object, output: object) -> None:
        if isinstance(output, torch.Tensor):
            count = sum(p.numel() for p in module.parameters())
            seen[type(module).__name__, count].add(tuple(output.shape))

    nn.modules.module.register_module_forward_hook(note)
    return seen
