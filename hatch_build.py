"""Puts the stubs into the wheel as ``pytea/_stubs``; an editable install reads them from here."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class StubsHook(BuildHookInterface):
    """Called by hatchling before it builds a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds the stubs unless the install is editable, where they would hide the package."""
        if version == "standard":
            build_data["force_include"]["stubs"] = "pytea/_stubs"
