"""The one way to a lowered module: the cache, else lowering, and then the cache again."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import replace
from functools import cache
from pathlib import Path

from pytea.frontend.libcst_loading import load_libcst
from pytea.frontend.reading import read_source
from pytea.ir.cache import Cache, cache_key
from pytea.ir.code import Module
from pytea.records import mutable
from pytea.span import SourceFile

#: Lowered modules that are kept in memory, the one used last at the end.
_kept: OrderedDict[str, Module] = OrderedDict()


@mutable()
class Memory:
    """How many lowered modules a process keeps in memory: none, unless it analyses many times."""

    modules: int = 0


MEMORY = Memory()


@cache
def producer() -> str:
    """Returns what identifies the lowering: a digest of its files, the same wherever they are."""
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def lowered(
    source: SourceFile | Path, module_name: str, store: Cache | None, *, recover: bool = False,
    observed: frozenset[str] = frozenset(),
) -> Module:  # fmt: skip
    """Returns the IR of a file; raises SourceError, and OSError for a path that cannot be read.

    ``store`` is the cache to use, or None for none; what goes wrong with it is in its ``warnings``.
    A text that needs recovery is never cached. ``observed`` are the kinds of Observe
    instructions to emit.
    """
    file = source if isinstance(source, SourceFile) else read_source(source)
    key = ""
    if store is not None or MEMORY.modules:
        key = cache_key(file.text, "\n".join([producer(), *sorted(observed)]))
        known = _kept.get(key) or (store.load(key) if store is not None else None)
        if known is not None:
            _keep(key, known)
            return known if known.name == module_name else replace(known, name=module_name)
    # LibCST takes longer to load than a cached module to read.
    load_libcst()
    from pytea.frontend.lowering import lower  # noqa: PLC0415

    module = lower(file, module_name, recover=recover, observed=observed)
    if not module.faults:
        _keep(key, module)
        if store is not None:
            store.store(key, module)
    return module


def lower_all(folder: Path, target: Path) -> int:
    """Lowers the stubs below ``folder`` that are interpreted into the cache folder ``target``.

    Returns their number. A wheel is shipped with them, so that a first check need not do it.
    """
    store = Cache(target, limit=None)
    files = [path for path in sorted(folder.rglob("*.py")) if "_ops" not in path.parts]
    for path in files:
        lowered(path, path.stem, store)
    if store.warnings:
        raise OSError("; ".join(store.warnings))
    return len(files)


def _keep(key: str, module: Module) -> None:
    if not MEMORY.modules:
        return
    _kept[key] = module
    _kept.move_to_end(key)
    while len(_kept) > MEMORY.modules:
        _kept.popitem(last=False)
