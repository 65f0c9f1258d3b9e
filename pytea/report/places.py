"""Names of files as other tools write them: with slashes, and as URIs."""

from __future__ import annotations

import os
import re
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import quote

_DRIVE = re.compile(r"[A-Za-z]:[\\/]|\\\\")


def posix_name(file: str, windows: bool = os.name == "nt") -> str:
    """Returns a display name with slashes, which baselines and other machines understand."""
    return file.replace("\\", "/") if windows or _DRIVE.match(file) else file


def uri(file: str, windows: bool = os.name == "nt") -> str:
    """Returns the URI of a file: relative for a relative name, ``file:`` for an absolute one."""
    if _DRIVE.match(file):
        return PureWindowsPath(file).as_uri()
    if file.startswith("/"):
        return PurePosixPath(file).as_uri()
    return quote(posix_name(file, windows), safe="/~", errors="surrogateescape")
