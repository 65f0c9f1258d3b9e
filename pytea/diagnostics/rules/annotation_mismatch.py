"""The rule annotation-mismatch."""

from __future__ import annotations

from pytea.diagnostics.model import Severity
from pytea.diagnostics.rule import Rule

RULE = Rule(
    summary="a tensor has not the shape that an annotation tells",
    explanation="""\
Annotations of jaxtyping, such as `Float[Tensor, "b c h w"]`, and of torchtyping, `TensorType["b", "c"]`, tell shapes.
Arguments and results are compared with them, with or without a decorator that does so at run time: numbers must be
equal, and a name means one size in all parameters and the result of a call. torch itself goes on, hence a warning.
""",
    failing="""\
from __future__ import annotations

import torch


def pooled(x: Float[Tensor, "b n d"]) -> Float[Tensor, "b d"]:
    return x.mean(dim=2)


pooled(torch.randn(8, 16, 32))
""",
    corrected="""\
from __future__ import annotations

import torch


def pooled(x: Float[Tensor, "b n d"]) -> Float[Tensor, "b d"]:
    return x.mean(dim=1)


pooled(torch.randn(8, 16, 32))
""",
    severity=Severity.WARNING,
)
