"""Loads the native operator stubs: files in folders named ``_ops`` below a stubs directory.

Only the stubs that ship with pytea are loaded this way. They are found by path and never put on
``sys.path``, so that ``stubs/torch`` cannot shadow torch.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

from pytea.config.shipped import bundled_stubs

#: The package under which stub files import each other.
_ROOT = "pytea._stubs"
_loaded: set[Path] = set()
_packages: set[str] = set()


def load_operators(package: str) -> None:
    """Imports every operator stub of one top-level package ("torch", "numpy", ...), once."""
    if package in _packages:
        return
    _packages.add(package)
    folder = bundled_stubs() / package
    for file in sorted(folder.glob("**/_ops/*.py")):
        if file not in _loaded:
            _loaded.add(file)
            parts = file.relative_to(bundled_stubs()).with_suffix("").parts
            _make_packages(parts[:-1])
            import_module(".".join((_ROOT, *parts)))


def _make_packages(parts: tuple[str, ...]) -> None:
    """Makes the folders of a stub file importable, without running their ``__init__.py``."""
    for depth in range(len(parts) + 1):
        name = ".".join((_ROOT, *parts[:depth]))
        if name not in sys.modules:
            module = ModuleType(name)
            module.__path__ = [str(bundled_stubs().joinpath(*parts[:depth]))]
            sys.modules[name] = module
