"""`python -m tests.corpus.worker`: imports pytea once and runs its command line for every job.

Job: {"folder", "argv"}; answer: {"status", "stdout", "stderr"}.
"""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
import traceback
from pathlib import Path

from pytea.cli import main as pytea_main

from .forking import Answer, Job, serve

#: Processor time for one run of pytea; more than enough for any program of the corpus.
SECONDS = 20

#: Analysed once before the first job, so that every job finds pytea's own modules and the most used
#: stubs loaded.
WARM_UP = """\
import argparse, math, random
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn, optim
from torch.utils.data import DataLoader, Dataset
from torchvision import datasets, transforms

F.relu(nn.Conv2d(3, 4, 3)(torch.zeros(2, 3, 8, 8))).flatten(1).softmax(dim=1)
"""


def _status(argv: list[str]) -> int:
    """The exit status of `pytea *argv`; 2 with a traceback on stderr if it raises."""
    try:
        return pytea_main(argv) or 0
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except Exception:
        traceback.print_exc()
        return 2


def run(job: Job) -> Answer:
    os.chdir(job["folder"])
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = _status(job["argv"])
    texts = [stream.buffer.getvalue().decode() for stream in (out, err)]
    return {"status": status, "stdout": texts[0], "stderr": texts[1]}


def main() -> None:
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "warm_up.py").write_text(WARM_UP)
        run({"folder": folder, "argv": ["check", "warm_up.py", "--format", "json"]})
        os.chdir(here)
    serve(run, SECONDS)


if __name__ == "__main__":
    main()
