"""The parts of the machine that call each other, under one roof.

``attributes``, ``operators``, ``calls`` and the others form layers; where a lower one needs a
higher one (reading an attribute may import a module), it goes through this object.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any


class Semantics:
    """The late-bound functions of the machine; ``wiring`` binds them once at import."""

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

    @classmethod
    def bind(cls, **functions: Callable[..., Any]) -> None:
        """Adds functions under the names by which the layers below call them."""
        for name, function in functions.items():
            setattr(cls, name, staticmethod(function))
