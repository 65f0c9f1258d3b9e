"""``pytea clean``: removes the cache."""

from __future__ import annotations

import argparse
import shutil

from pytea.config.store import default_folder
from pytea.errors import UsageError


def run(arguments: argparse.Namespace) -> int:
    """Removes what pytea keeps in its cache folder; returns the exit status."""
    folder = arguments.cache_dir or default_folder()
    if folder is None or not folder.is_dir():
        print("there is no cache")
        return 0
    kept = sorted(folder.glob("[0-9a-f][0-9a-f]"))
    try:
        # Only the folders that pytea makes are removed: the user may name any folder.
        for inner in kept:
            shutil.rmtree(inner)
        if not any(folder.iterdir()):
            folder.rmdir()
    except OSError as error:
        raise UsageError(f"{error.filename}: {(error.strerror or str(error)).lower()}") from None
    print(f"removed {folder}" if kept else "there is no cache")
    return 0
