"""The parts of the machine that call each other, under one roof.

``attributes``, ``operators``, ``calls`` and the others form layers; where a lower one needs a
higher one (reading an attribute may import a module), it goes through this object.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar


class Semantics:
    """The late-bound functions of the machine; ``wiring`` binds them once at import."""

    _bound: ClassVar[dict[str, Callable[..., Any]]] = {}

    def __getattr__(self, name: str) -> Any:
        try:
            return self._bound[name]
        except KeyError:
            raise AttributeError(name) from None

    @classmethod
    def bind(cls, **functions: Callable[..., Any]) -> None:
        """Adds functions under the names by which the layers below call them."""
        cls._bound.update(functions)
