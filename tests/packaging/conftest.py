"""A wheel of this checkout and the wheels that it needs, built once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.packaging import wheelhouse

ROOT = Path(__file__).resolve().parents[2]
#: What a package of pytea is made from.
PARTS = ("pytea", "lsp", "stubs", "pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "CHANGELOG.md",
         ".pre-commit-hooks.yaml")  # fmt: skip


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the files that belong to the package."""
    folder = tmp_path_factory.mktemp("sources")
    for part in PARTS:
        if (ROOT / part).is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
            shutil.copytree(ROOT / part, folder / part, ignore=ignored)
        else:
            shutil.copy(ROOT / part, folder / part)
    return folder


@pytest.fixture(scope="session")
def wheel(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that is built from the source distribution, as a release would be."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*command, str(sources)], check=True, capture_output=True)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="session")
def offline(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which pip knows only wheels of what pytea declares that it needs."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    house = tmp_path_factory.mktemp("wheelhouse")
    build = project["build-system"]["requires"]
    wheelhouse.fill(house, [*project["project"]["dependencies"], *build, "editables"])
    foreign = ("PIP_", "PYTHON", "VIRTUAL_ENV", "PYTEA_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return kept | {
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(house),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "VIRTUALENV_NO_PERIODIC_UPDATE": "1",
    }
