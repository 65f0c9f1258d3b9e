"""``python -m pytea_lsp.worker``: analyses what the server asks for, one entry after another.

A thread reads the requests, so that a job can be stopped at any step. The process keeps what does
not change between jobs (operator stubs, parsers, lowered modules) and never runs the user's code.
"""

from __future__ import annotations

import gc
import os
import queue
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from pytea.analysis.discovery import Outline, imported_files, outline, python_files
from pytea.analysis.edited import EditedEntry
from pytea.analysis.entry import Observer, Stopped, analyze_entry
from pytea.analysis.fixing.offering import Offering
from pytea.analysis.library.file import analyze_library
from pytea.analysis.memory import collect_rarely
from pytea.analysis.results import EntryResult
from pytea.errors import PyteaError
from pytea.frontend.loading import MEMORY
from pytea.stubapi.loading import load_operators
from pytea_lsp.evidence import outcome_of
from pytea_lsp.functions import with_signatures
from pytea_lsp.messages import (
    Answer,
    Ended,
    Job,
    Mend,
    Mended,
    Outcome,
    Request,
    Role,
    Roles,
    Scan,
    Stop,
)
from pytea_lsp.pipes import pack, receive

#: Lowered modules in memory: the stubs that programs use, and some states of what is edited.
KEPT_MODULES = 300
#: Results whose fixes may be asked for later.
KEPT_RESULTS = 8
#: Entries whose analyses may go on from a place that an edit left as it was.
KEPT_ENTRIES = 2


class Worker:
    """Answers requests from a stream."""

    def __init__(self, requests: BinaryIO, answers: BinaryIO) -> None:
        self._requests, self._answers = requests, answers
        self._waiting: queue.SimpleQueue[Job | Scan | Mend | None] = queue.SimpleQueue()
        #: The last jobs with what their entries gave, by serial: fixes are looked for in them.
        self._results: dict[int, tuple[Job, EntryResult]] = {}
        #: The entries that were analysed last, the last one at the end.
        self._entries: list[EditedEntry] = []
        self._stopped: set[int] = set()
        self._outlines: dict[Path, tuple[tuple[int, int], Outline | None]] = {}

    def run(self) -> None:
        """Answers until the stream of requests ends."""
        threading.Thread(target=self._read, name="requests", daemon=True).start()
        load_operators("torch")
        MEMORY.modules = KEPT_MODULES
        collect_rarely()
        settled = False
        while (request := self._waiting.get()) is not None:
            answer: Answer
            match request:
                case Job():
                    answer = self._analyse(request)
                case Scan():
                    answer = self._scan(request)
                case Mend():
                    answer = self._mend(request)
            self._answers.write(pack(answer))
            self._answers.flush()
            is_job = isinstance(request, Job)
            del answer, request
            gc.collect()
            if is_job and not settled:
                # the stubs that the first job read stay: they need not be looked at each time
                gc.freeze()
                settled = True

    def _read(self) -> None:
        while (request := self._next()) is not None:
            if isinstance(request, Stop):
                self._stopped.add(request.serial)
            else:
                self._waiting.put(request)
        # The server is gone: nobody wants what is running.
        os._exit(0)

    def _next(self) -> Request | None:
        try:
            return receive(self._requests)
        except (OSError, ValueError, EOFError):
            return None

    def _analyse(self, job: Job) -> Answer:
        observer = Observer()

        def stop() -> bool:
            return job.serial in self._stopped

        try:
            if stop():
                return Ended(job.serial)
            result = self._entry_of(job).analyze(job.overlay, observer, stop)
            outcome = outcome_of(job, result, observer, memory_in_use())
            self._results[job.serial] = job, replace(result, observer=None)
            self._results = dict([*self._results.items()][-KEPT_RESULTS:])
            return self._analyse_alone(job, outcome, stop) if job.alone else outcome
        except Stopped:
            return Ended(job.serial)
        except (PyteaError, OSError) as error:
            return Ended(job.serial, str(error))
        except Exception as error:  # noqa: BLE001  The border: the next job must run.
            return Ended(job.serial, f"internal failure: {type(error).__name__}: {error}")
        finally:
            self._stopped.discard(job.serial)

    def _entry_of(self, job: Job) -> EditedEntry:
        found = next((e for e in self._entries if e.is_for(job.entry, job.options)), None)
        entry = EditedEntry(job.entry, job.options) if found is None else found
        others = [other for other in self._entries if other is not entry]
        self._entries = [*others, entry][-KEPT_ENTRIES:]
        return entry

    def _analyse_alone(self, job: Job, outcome: Outcome, stop: Callable[[], bool]) -> Outcome:
        """Adds what each function of a file needs and gives, and the values of such a call."""
        observer = Observer()
        found = analyze_library(
            job.entry, job.options, overlay=job.overlay, observer=observer, stop=stop
        )
        return with_signatures(outcome, found.signatures, observer)

    def _mend(self, mend: Mend) -> Answer:
        if mend.job not in self._results:
            return Ended(mend.serial)
        job, result = self._results[mend.job]

        def stop() -> bool:
            return mend.serial in self._stopped

        try:
            analyze = partial(analyze_entry, stop=stop)
            offering = Offering(job.entry, job.options, job.overlay, analyze)
            found = offering.with_fixes(result).diagnostics
            return Ended(mend.serial) if stop() else Mended(mend.serial, found)
        except Exception as error:  # noqa: BLE001  The border: the next job must run.
            return Ended(mend.serial, f"internal failure: {type(error).__name__}: {error}")
        finally:
            self._stopped.discard(mend.serial)

    def _scan(self, scan: Scan) -> Roles:
        wanted = dict(scan.files)
        for folder in scan.folders:
            for file in python_files(folder):
                wanted.setdefault(file, folder)
        roles: dict[Path, Role] = {}
        for file, folder in wanted.items():
            known = self._outline(file, scan.overlay.get(file))
            if known is None:
                continue
            imports = frozenset(imported_files(file, known, folder))
            roles[file] = Role(known.main, known.calls, imports)
        return Roles(scan.serial, scan.folders, roles)

    def _outline(self, file: Path, text: str | None) -> Outline | None:
        if text is not None:
            return outline(file, text)
        try:
            status = file.stat()
        except OSError:
            return None
        stamp = (status.st_mtime_ns, status.st_size)
        known = self._outlines.get(file)
        if known is None or known[0] != stamp:
            known = self._outlines[file] = (stamp, outline(file))
        return known[1]


def memory_in_use() -> int:
    """Returns the resident bytes of this process, or 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    """Runs the worker; what anything prints goes to the log, not between the answers."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    Worker(sys.stdin.buffer, answers).run()


if __name__ == "__main__":
    main()
