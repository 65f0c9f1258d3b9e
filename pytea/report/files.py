"""Writes files at one stroke: whoever reads or interrupts sees the old text or the new one."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from pytea.errors import UsageError


def replace_file(file: Path, text: str, *, encoding: str = "utf-8") -> None:
    """Replaces the content of a file, or makes it, and keeps its rights; raises UsageError.

    Line ends are written as they are in ``text``. A symbolic link is followed, not replaced; what
    is no regular file, such as ``/dev/stdout``, is written to.
    """
    target = file.resolve()
    try:
        if target.exists() and not target.is_file():
            target.write_text(text, encoding=encoding, newline="")
            return
        _replace(target, text.encode(encoding))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"{file}: cannot be written: {reason}") from None


def _replace(target: Path, data: bytes) -> None:
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(13, "permission denied")
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with open(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        mode = target.stat().st_mode if target.exists() else 0o666 & ~_umask()
        os.chmod(name, mode & 0o7777)
        os.replace(name, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
