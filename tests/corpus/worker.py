"""`python -m tests.corpus.worker`: imports pytea once and runs its command line for every job.

Job: {"folder", "argv"}; answer: {"status", "stdout", "stderr"}.
"""

from __future__ import annotations

import contextlib
import io
import os
import traceback

from pytea.cli import main as pytea_main

from .forking import Answer, Job, serve


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


if __name__ == "__main__":
    serve(run)
