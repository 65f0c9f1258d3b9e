"""Output into a pipe whose reader may have seen enough, as in ``pytea check . | head``."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from pytea.errors import UsageError


@contextmanager
def reader_may_leave() -> Iterator[None]:
    """Lets what is printed inside come to nothing when the reader of stdout has gone.

    Raises UsageError where stdout cannot be written for another reason, such as a full disk.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go()
    except OSError as error:
        _let_go()
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"standard output cannot be written: {reason}") from None


def _let_go() -> None:
    # Python flushes stdout once more at exit, and would complain.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
