"""The worker process as the server sees it: one request at a time, restarted when it is gone."""

from __future__ import annotations

import asyncio
import itertools
import logging
import os
import sys
from contextlib import suppress
from pathlib import Path

import pytea
from pytea.config.shipped import bundled_stubs
from pytea.diagnostics import Diagnostic
from pytea_lsp.messages import Answer, Ended, Job, Mend, Mended, Outcome, Roles, Scan, Stop
from pytea_lsp.pipes import pack, receive_answer

logger = logging.getLogger(__name__)

#: A worker that uses more bytes is replaced by a new one when it has nothing to do.
MEMORY = 160 << 20
#: Largest answer.
LIMIT = 256 << 20


class WorkerLost(Exception):
    """The worker ended before it answered."""


class Analyst:
    """Runs jobs in the worker."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None
        self._serials = itertools.count(1)
        self._busy = asyncio.Lock()
        self._running = 0
        self.memory = 0

    @property
    def pid(self) -> int | None:
        """The process id of the worker while it lives."""
        process = self._process
        return process.pid if process is not None and process.returncode is None else None

    def next_serial(self) -> int:
        """Returns the number of the next request."""
        return next(self._serials)

    async def run(self, job: Job) -> Outcome | Ended:
        """Returns the result of a job, or how it ended without one; raises WorkerLost."""
        async with self._busy:
            self._running = job.serial
            try:
                answer = await self._ask(job)
            finally:
                self._running = 0
            if isinstance(answer, Outcome):
                self.memory = answer.memory
                if answer.memory > MEMORY:
                    await self.close()
            assert isinstance(answer, (Outcome, Ended))
            return answer

    async def mend(self, job: int) -> tuple[Diagnostic, ...] | None:
        """Returns the findings of the last job with their fixes, or None; raises WorkerLost."""
        async with self._busy:
            if self.pid is None:
                return None
            self._running = self.next_serial()
            try:
                answer = await self._ask(Mend(self._running, job))
            finally:
                self._running = 0
            return answer.diagnostics if isinstance(answer, Mended) else None

    async def scan(self, scan: Scan) -> Roles:
        """Returns the roles of files; raises WorkerLost."""
        async with self._busy:
            answer = await self._ask(scan)
            assert isinstance(answer, Roles)
            return answer

    def stop(self) -> None:
        """Ends the running job, if there is one."""
        process = self._process
        if self._running and process is not None and process.stdin is not None:
            with suppress(OSError, RuntimeError):
                process.stdin.write(pack(Stop(self._running)))

    async def close(self) -> None:
        """Ends the worker."""
        process, self._process = self._process, None
        if process is None or process.returncode is not None:
            return
        if process.stdin is not None:
            process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), 2)
        except TimeoutError:
            with suppress(ProcessLookupError):
                process.kill()

    async def _ask(self, request: Job | Scan | Mend) -> Answer:
        process = await self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(pack(request))
            await process.stdin.drain()
            while True:
                answer = await receive_answer(process.stdout)
                if answer.serial == request.serial:
                    return answer
        except (OSError, asyncio.IncompleteReadError) as error:
            self._process = None
            raise WorkerLost("the analysis process ended") from error

    async def _started(self) -> asyncio.subprocess.Process:
        process = self._process
        if process is None or process.returncode is not None:
            process = self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "pytea_lsp.worker",
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=LIMIT,
                # Nothing of the workspace is below this folder, so all paths are absolute.
                cwd=bundled_stubs(), env=_environment(),
            )  # fmt: skip
        return process


def _environment() -> dict[str, str]:
    """Returns an environment in which the worker finds this pytea, and nothing in the workspace."""
    own = [Path(__file__).resolve().parents[1], Path(pytea.__file__).resolve().parents[1]]
    here = Path.cwd()
    installed = [Path(path) for path in sys.path if path and Path(path).is_dir()]
    packages = dict.fromkeys([*own, *(path for path in installed if path != here)])
    path = os.pathsep.join(map(str, packages))
    return dict(os.environ, PYTHONPATH=path, PYTHONSAFEPATH="1")
