"""The on-disk cache of lowered modules: plain data with a checksum, in the user's cache directory.

Nothing that is read can run code or name a class: an instruction is a number and its fields. A Code
that is loaded makes its instructions and spans when they are first asked for. Every failure of the
file system or of a file's content counts as a miss; the first one of each kind is kept as a warning.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import pytea
from pytea.ir.code import Module
from pytea.ir.encoding import FINGERPRINT, decode_module, encode_module

_MAGIC = b"pytea-ir"
_DIGEST = 16
#: Files kept in each of the 256 folders of the cache; beyond that the oldest half goes.
FOLDER_LIMIT = 64


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


def cache_key(text: str, producer: str) -> str:
    """Returns the key of a text lowered by ``producer`` under this version of everything."""
    version = getattr(pytea, "__version__", "")
    python = f"{sys.implementation.name} {marshal.version}"
    digest = hashlib.blake2b(digest_size=_DIGEST)
    for part in (version, python, FINGERPRINT, producer, text):
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "little"))
        digest.update(data)
    return digest.hexdigest()


class Cache:
    """Lowered modules on disk; ``warnings`` says in sentences what went wrong, each once.

    ``shipped`` is a folder of the same kind that is only read: the stubs that were lowered when
    pytea was built. ``limit`` is the number of files kept in each of the folders of the cache.
    """

    def __init__(
        self,
        folder: Path | None = None,
        shipped: Path | None = None,
        limit: int | None = FOLDER_LIMIT,
    ) -> None:
        self.folder = folder if folder is not None else default_folder()
        self.shipped = shipped if shipped is not None and shipped.is_dir() else None
        self.limit = limit
        self.warnings: list[str] = []

    def load(self, key: str) -> Module | None:
        """Returns the module under ``key``, or None."""
        for folder in (self.shipped, self.folder):
            module = None if folder is None else self._load(_path(folder, key))
            if module is not None:
                return module
        return None

    def _load(self, path: Path) -> Module | None:
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            self._warn(f"cannot read the cache in {self.folder}: {error.strerror}")
            return None
        start = len(_MAGIC) + _DIGEST
        body = data[start:]
        if data[:start] != _MAGIC + _checksum(body):
            self._warn(f"a damaged file in the cache was ignored: {path}")
            return None
        try:
            return decode_module(body)
        except (ValueError, TypeError, EOFError, IndexError) as error:
            self._warn(f"an unreadable file in the cache was ignored: {path}: {error}")
            return None

    def store(self, key: str, module: Module) -> None:
        """Writes ``module`` under ``key``: all of it or nothing."""
        if self.folder is None:
            return
        path = _path(self.folder, key)
        try:
            body = encode_module(module)
        except (ValueError, TypeError) as error:
            self._warn(f"module {module.name} cannot be cached: {error}")
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write(path, _MAGIC + _checksum(body) + body)
            if self.limit is not None:
                _prune(path.parent, self.limit)
        except OSError as error:
            self._warn(f"cannot write the cache in {self.folder}: {error.strerror}")

    def _warn(self, text: str) -> None:
        if text not in self.warnings:
            self.warnings.append(text)


def _path(folder: Path, key: str) -> Path:
    return folder / key[:2] / f"{key[2:]}.ir"


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
