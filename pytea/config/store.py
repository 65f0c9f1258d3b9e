"""Files in the user's cache directory: bytes with a checksum, written whole or not at all.

Every failure of the file system or of a file's content counts as a miss; the first one of each kind
is kept as a warning.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

_T = TypeVar("_T")

_DIGEST = 16
#: Files kept in each of the 256 folders of the cache; beyond that the oldest half goes.
FOLDER_LIMIT = 64
#: What reading a file of another kind may raise.
_UNREADABLE = (ValueError, TypeError, EOFError, IndexError)


def default_folder() -> Path | None:
    """Returns the cache directory of this user, or None when the user has no home."""
    chosen = os.environ.get("PYTEA_CACHE_DIR")
    if chosen:
        return Path(chosen)
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        return (
            Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "pytea" / "Cache"
        )
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "pytea"
    # The specification of XDG says that a relative path is to be ignored.
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (base if base.is_absolute() else home / ".cache") / "pytea"


def digest_of(*parts: str | bytes) -> str:
    """Returns a key for texts: other parts, or parts cut otherwise, give another key."""
    digest = hashlib.blake2b(digest_size=_DIGEST)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "little"))
        digest.update(data)
    return digest.hexdigest()


class Store:
    """One kind of files in the cache; ``warnings`` says in sentences what went wrong, each once.

    ``suffix`` names the kind. ``shipped`` is a folder that is only read, and read first.
    ``limit`` is the number of files kept in each of the folders.
    """

    def __init__(
        self,
        suffix: str,
        folder: Path | None = None,
        shipped: Path | None = None,
        limit: int | None = FOLDER_LIMIT,
    ) -> None:
        self.suffix = suffix
        self.folder = folder if folder is not None else default_folder()
        self.shipped = shipped if shipped is not None and shipped.is_dir() else None
        self.limit = limit
        self.warnings: list[str] = []
        self._magic = b"pytea-" + suffix.encode()

    def load(self, key: str, decode: Callable[[bytes], _T]) -> _T | None:
        """Returns what ``decode`` makes of the bytes under ``key``, or None."""
        for folder in (self.shipped, self.folder):
            found = None if folder is None else self._load(self._path(folder, key), decode)
            if found is not None:
                return found
        return None

    def _load(self, path: Path, decode: Callable[[bytes], _T]) -> _T | None:
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            self.warn(f"cannot read the cache in {self.folder}: {error.strerror}")
            return None
        start = len(self._magic) + _DIGEST
        body = data[start:]
        if data[:start] != self._magic + _checksum(body):
            self.warn(f"a damaged file in the cache was ignored: {path}")
            return None
        try:
            return decode(body)
        except _UNREADABLE as error:
            self.warn(f"an unreadable file in the cache was ignored: {path}: {error}")
            return None

    def store(self, key: str, body: bytes) -> None:
        """Writes ``body`` under ``key``: all of it or nothing."""
        if self.folder is None:
            return
        path = self._path(self.folder, key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write(path, self._magic + _checksum(body) + body)
            if self.limit is not None:
                _prune(path.parent, self.limit)
        except OSError as error:
            self.warn(f"cannot write the cache in {self.folder}: {error.strerror}")

    def warn(self, text: str) -> None:
        """Keeps a sentence about what went wrong, once."""
        if text not in self.warnings:
            self.warnings.append(text)

    def _path(self, folder: Path, key: str) -> Path:
        return folder / key[:2] / f"{key[2:]}.{self.suffix}"


def _checksum(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=_DIGEST).digest()


def _write(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _prune(folder: Path, limit: int) -> None:
    files = list(folder.iterdir())
    if len(files) <= limit:
        return
    ages: list[tuple[int, Path]] = []
    for file in files:
        with suppress(OSError):
            ages.append((file.stat().st_mtime_ns, file))
    for _, file in sorted(ages)[: len(ages) // 2]:
        with suppress(OSError):
            file.unlink()
