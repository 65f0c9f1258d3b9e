"""pytea finds tensor errors in PyTorch programs before they run.

Importing this package loads nothing else: the command line and the editor choose what they need,
and ``from pytea import check`` loads the analysis.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pytea.api import check

__version__ = "0.1.0"
__all__ = ["__version__", "check"]


def __getattr__(name: str) -> object:
    if name == "check":
        from pytea.api import check  # noqa: PLC0415  (importing the package loads nothing)

        return check
    raise AttributeError(f"module 'pytea' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
