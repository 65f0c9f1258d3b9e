"""Puts the stubs into the wheel, as text and lowered; prepares a checkout that is installed in place."""

from __future__ import annotations

import compileall
import shutil
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class StubsHook(BuildHookInterface):
    """Called by hatchling before it builds a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds ``pytea/_stubs`` and ``pytea/_lowered``.

        An editable install reads both from the checkout, where copies would hide the package; its
        modules are compiled here, as pip does for those of a wheel.
        """
        root = Path(self.root)
        lowered = root / "build" / "lowered"
        shutil.rmtree(lowered, ignore_errors=True)
        sys.path.insert(0, str(root))
        from pytea.frontend.loading import lower_all  # noqa: PLC0415  (found only now)

        lower_all(root / "stubs", lowered)
        if version == "standard":
            build_data["force_include"]["stubs"] = "pytea/_stubs"
            build_data["force_include"]["build/lowered"] = "pytea/_lowered"
            return
        for folder in (root / "pytea", root / "lsp", *(root / "stubs").rglob("_ops")):
            compileall.compile_dir(folder, quiet=2)
