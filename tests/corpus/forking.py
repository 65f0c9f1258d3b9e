"""Many runs in few processes: a server imports once and forks for every job.

The two sides talk in JSON lines over stdin and stdout: `serve` is the server's, `Servers` the
client's. A job's process ends with its job, so nothing that it changes reaches the next one.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Self

REPOSITORY = Path(__file__).resolve().parents[2]
SERVERS = 2
#: of a job by the clock, against deadlocks; `serve` limits the processor time
TIME_LIMIT_SECONDS = 200

Job = dict[str, Any]
Answer = dict[str, Any]


class Died(Exception):
    """A job gave no answer: its process was killed, ran out of time or crashed."""


def _run_in_child(run: Callable[[Job], Answer], job: Job, pipe: int, seconds: int) -> None:
    with open(os.devnull, "r+b") as null:
        for descriptor in (0, 1, 2):
            os.dup2(null.fileno(), descriptor)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    signal.alarm(TIME_LIMIT_SECONDS)
    with open(pipe, "w") as out:
        json.dump(run(job), out)


def _answer(run: Callable[[Job], Answer], job: Job, seconds: int) -> Answer:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(reading)
            _run_in_child(run, job, writing, seconds)
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with open(reading) as pipe:
        data = pipe.read()
    _, status = os.waitpid(child, 0)
    if data and status == 0:
        return json.loads(data)
    code = os.waitstatus_to_exitcode(status)
    if -code == signal.SIGXCPU:
        return {"died": f"more than {seconds} s of processor time"}
    return {"died": f"exit status {code}" if code >= 0 else signal.Signals(-code).name}


def serve(run: Callable[[Job], Answer], seconds: int) -> None:
    """Answers the jobs on stdin until it ends, each by `run` in a process of its own.

    A job that takes more than `seconds` of processor time dies.
    """
    gc.freeze()
    for line in sys.stdin:
        print(json.dumps(_answer(run, json.loads(line), seconds)), flush=True)


class Servers:
    """A few processes of one server module; a context manager. `ask` is for use by many threads.

    `arguments` are those of the module's command line.
    """

    def __init__(self, module: str, count: int = SERVERS, arguments: Sequence[str] = ()) -> None:
        search = os.pathsep.join(filter(None, [str(REPOSITORY), os.environ.get("PYTHONPATH")]))
        self._processes = [
            subprocess.Popen(
                [sys.executable, "-P", "-m", module, *arguments],
                env={**os.environ, "PYTHONPATH": search},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(count)
        ]
        self._free: SimpleQueue[subprocess.Popen[str]] = SimpleQueue()
        for process in self._processes:
            self._free.put(process)

    def ask(self, job: Job) -> Answer:
        """What a free server answers to `job`. Raises Died."""
        process = self._free.get()
        try:
            assert process.stdin and process.stdout
            process.stdin.write(json.dumps(job) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except BrokenPipeError:
            line = ""
        finally:
            self._free.put(process)
        if not line:
            raise Died(f"the server ended with status {process.wait()}")
        answer = json.loads(line)
        if "died" in answer:
            raise Died(answer["died"])
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in self._processes:
            assert process.stdin and process.stdout
            process.stdin.close()
            process.wait()
            process.stdout.close()
