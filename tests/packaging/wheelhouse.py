"""Wheels made of what is installed here, so that a test can install without a network.

An installed distribution lists its files; packed again they are a wheel that pip accepts. The
closure follows the declared requirements, so that what is not declared is not there.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

#: Files that the installer wrote, not the distribution.
_WRITTEN = {"RECORD", "INSTALLER", "REQUESTED", "direct_url.json"}


def closure(requirements: Iterable[str]) -> list[Distribution]:
    """Returns the installed distributions that satisfy the requirements, and theirs."""
    found: dict[str, Distribution] = {}
    pending = list(requirements)
    while pending:
        requirement = Requirement(pending.pop())
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": ""}):
            continue
        name = canonicalize_name(requirement.name)
        if name not in found:
            found[name] = distribution(requirement.name)
            pending += found[name].requires or []
    return list(found.values())


def fill(folder: Path, requirements: Iterable[str]) -> None:
    """Writes a wheel into ``folder`` for everything that the requirements need."""
    folder.mkdir(exist_ok=True)
    for installed in closure(requirements):
        repack(installed, folder)


def repack(installed: Distribution, folder: Path) -> Path:
    """Returns the wheel that is written for one installed distribution."""
    files = [file for file in installed.files or () if _belongs(file.as_posix())]
    info = next(file.parts[0] for file in files if file.parts[0].endswith(".dist-info"))
    lines = (installed.read_text("WHEEL") or "").splitlines()
    tags = [line.partition(": ")[2] for line in lines if line.startswith("Tag: ")]
    wheel = folder / f"{info.removesuffix('.dist-info')}-{tags[0]}.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_STORED) as archive:
        for file in files:
            archive.write(str(file.locate()), file.as_posix())
        rows = [f"{file.as_posix()},," for file in files] + [f"{info}/RECORD,,"]
        archive.writestr(f"{info}/RECORD", "\n".join(rows) + "\n")
    return wheel


def _belongs(file: str) -> bool:
    # Scripts are made anew; what lies outside of site-packages is data that pytea does not use.
    return not (
        file.startswith("..")
        or "__pycache__" in file
        or (".dist-info/" in file and file.rpartition("/")[2] in _WRITTEN)
    )
