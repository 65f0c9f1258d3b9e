"""`python -m benchmarks.mutants.server [LIBRARIES]`: runs a program in real torch for every job.

Job: {"entry", "root", "args", "trace"}; answer: the fields of Outcome and, if "trace", the lines that
were "reached". With a folder of libraries its
packages are importable, and those that take long are imported once; else torchvision is a stand-in.
"""

from __future__ import annotations

import contextlib
import importlib
import random
import resource
import sys
from dataclasses import asdict
from pathlib import Path

import numpy
import torch

from benchmarks.mutants.reached import recorded
from tests.corpus.forking import Answer, Job, serve
from tests.corpus.truth.execute import FAKES, execute

SECONDS = 40
MEMORY_BYTES = 6 << 30
SLOW_IMPORTS = (
    "torchvision.models", "timm.models", "transformers.modeling_utils", "einops",
    "segmentation_models_pytorch", "torch._dynamo", "torch.nn.attention.flex_attention",
    "monai.networks.nets", "x_transformers", "denoising_diffusion_pytorch",
)  # fmt: skip

#: Declarations end with their Library.
_KEPT: list[torch.library.Library] = []


def _declare_operators() -> None:
    """Lets torchvision's Python be imported where its compiled operators are not loaded."""
    library = torch.library.Library("torchvision", "FRAGMENT")
    with contextlib.suppress(RuntimeError):
        for name in ("nms", "qnms"):
            library.define(f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
    _KEPT.append(library)


def main() -> None:
    libraries = Path(sys.argv[1]) if len(sys.argv) > 1 else FAKES
    if libraries != FAKES:
        sys.path.insert(0, str(libraries))
        _declare_operators()
        # what a package prints when it is imported is no answer
        with contextlib.redirect_stdout(sys.stderr):
            for name in SLOW_IMPORTS:
                with contextlib.suppress(Exception):
                    importlib.import_module(name)

    def run(job: Job) -> Answer:
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
        random.seed(0)
        numpy.random.seed(0)
        entry, root = Path(job["entry"]), Path(job["root"])
        if not job["trace"]:
            return asdict(execute(entry, root, job["args"], libraries))
        with recorded(root) as reached:
            outcome = execute(entry, root, job["args"], libraries)
        return asdict(outcome) | {"reached": reached}

    serve(run, SECONDS)


if __name__ == "__main__":
    main()
