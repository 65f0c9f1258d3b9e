"""`python -m tests.corpus.truth.server`: imports torch once and runs a program for every job.

Job: {"entry", "root", "args"}; answer: the fields of Outcome.
"""

from __future__ import annotations

import random
from dataclasses import asdict
from pathlib import Path

import numpy

from ..forking import Answer, Job, serve
from .execute import execute

SECONDS = 120


def run(job: Job) -> Answer:
    random.seed(0)
    numpy.random.seed(0)
    return asdict(execute(Path(job["entry"]), Path(job["root"]), job["args"]))


if __name__ == "__main__":
    serve(run, SECONDS)
