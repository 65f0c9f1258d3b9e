"""`python -m tests.corpus.truth.server`: imports torch once and runs a program for every job.

Job: {"entry", "root", "args"}; answer: the fields of Outcome. With "modules" in the job the answer
has what the modules gave: [class, parameters, shapes].
"""

from __future__ import annotations

import random
from dataclasses import asdict
from pathlib import Path

import numpy

from ..forking import Answer, Job, serve
from .execute import execute
from .watching import watch_modules

SECONDS = 120


def run(job: Job) -> Answer:
    random.seed(0)
    numpy.random.seed(0)
    seen = watch_modules() if job.get("modules") else {}
    outcome = asdict(execute(Path(job["entry"]), Path(job["root"]), job["args"]))
    modules = [[name, count, sorted(shapes)] for (name, count), shapes in sorted(seen.items())]
    return {**outcome, "modules": modules}


if __name__ == "__main__":
    serve(run, SECONDS)
