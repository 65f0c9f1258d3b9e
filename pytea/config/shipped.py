"""Where the files that ship with pytea lie: in a wheel, or in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def bundled_stubs() -> Path:
    """Returns the folder of the stubs that belong to this pytea."""
    inside = _PACKAGE / "_stubs"
    return inside if inside.is_dir() else _PACKAGE.parent / "stubs"


def lowered_stubs() -> Path:
    """Returns the folder into which the interpreted stubs were lowered when pytea was built.

    It need not exist: a checkout that was never installed lowers them when they are needed.
    """
    inside = _PACKAGE / "_lowered"
    return inside if inside.is_dir() else _PACKAGE.parent / "build" / "lowered"


def own_files() -> tuple[Path, Path]:
    """Returns the folders whose files decide what an analysis finds: our code and our stubs."""
    return _PACKAGE, bundled_stubs()
