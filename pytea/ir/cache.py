"""The on-disk cache of lowered modules: plain data in the user's cache directory.

Nothing that is read can run code or name a class: an instruction is a number and its fields. A Code
that is loaded makes its instructions and spans when they are first asked for.
"""

from __future__ import annotations

import marshal
import sys
from pathlib import Path

import pytea
from pytea.config.store import FOLDER_LIMIT, Store, digest_of
from pytea.ir.code import Module
from pytea.ir.encoding import FINGERPRINT, decode_module, encode_module


def cache_key(text: str, producer: str) -> str:
    """Returns the key of a text lowered by ``producer`` under this version of everything."""
    version = getattr(pytea, "__version__", "")
    python = f"{sys.implementation.name} {marshal.version}"
    return digest_of(version, python, FINGERPRINT, producer, text)


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
        self._store = Store("ir", folder, shipped, limit)

    @property
    def warnings(self) -> list[str]:
        """What went wrong so far."""
        return self._store.warnings

    def load(self, key: str) -> Module | None:
        """Returns the module under ``key``, or None."""
        return self._store.load(key, decode_module)

    def store(self, key: str, module: Module) -> None:
        """Writes ``module`` under ``key``: all of it or nothing."""
        if self._store.folder is None:
            return
        try:
            body = encode_module(module)
        except (ValueError, TypeError) as error:
            self._store.warn(f"module {module.name} cannot be cached: {error}")
            return
        self._store.store(key, body)
