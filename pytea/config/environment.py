"""Finds the Python environment of a project by the layout of its folders. Nothing is executed.

An environment that the user names must be there; one that is only found may be anything, and what
does not look like an environment is passed over.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from pytea.errors import UsageError


def library_folders(python: Path | None, project: Path) -> tuple[Path, ...]:
    """Returns the ``site-packages`` folders of the environment of a project, in search order.

    ``python`` is an interpreter or an environment; without one see ``find_environment``. Raises
    UsageError when ``python`` is given and is no environment.
    """
    if python is not None:
        folders = _site_packages(_environment_of(python))
        if not folders:
            raise UsageError(f"{python} is not a Python environment: it has no site-packages")
        return folders
    found = find_environment(project)
    return _site_packages(found) if found is not None else ()


def find_environment(project: Path) -> Path | None:
    """Returns the active environment, or a ``.venv`` beside the project or above it, or None."""
    active = os.environ.get("VIRTUAL_ENV") or os.environ.get("CONDA_PREFIX")
    if active and _site_packages(Path(active)):
        return Path(active)
    project = project.absolute()
    for folder in (project, *project.parents):
        for name in (".venv", "venv"):
            if (folder / name / "pyvenv.cfg").is_file():
                return folder / name
        if (folder / ".git").exists():
            break
    return None


#: Names of folders with everything that is installed.
INSTALLED = frozenset(["site-packages", "dist-packages"])

#: What stands in the top folder of a project, the surest signs first.
_TOP = (
    (".git", ".hg", "pyproject.toml", "setup.py", "setup.cfg", "requirements.txt"),
    ("README.md", "README.rst", "README", "LICENSE"),
)


def outer_folders(script: Path) -> tuple[Path, ...]:
    """Returns the folders above that of a script up to the top of its project, innermost first.

    Folders of packages are the last of them: the modules there have longer names.
    The top is the first folder that looks like one, the working directory where none does, or the
    folder that holds the outermost package around the script. Each is followed by its ``src``. A
    folder of installed packages is none of them: what else is there belongs to other projects.
    """
    folders = list(script.absolute().parents)
    package = next(i for i, f in enumerate(folders) if not (f / "__init__.py").is_file())
    outer = folders[1 : max(_top_index(folders), package) + 1]
    own = [folder for folder in outer if folder.name not in INSTALLED]
    own.sort(key=lambda folder: (folder / "__init__.py").is_file())
    return tuple(place for folder in own for place in (folder, folder / "src"))


def _top_index(folders: list[Path]) -> int:
    here = Path.cwd()
    sure, likely = (
        [i for i, folder in enumerate(folders) if any((folder / name).exists() for name in names)]
        for names in _TOP
    )
    if sure:
        return sure[0]
    if here in folders:
        return folders.index(here)
    return likely[0] if likely else 0


def package_of(script: Path) -> str | None:
    """Returns the dotted name of the package that a script lies in, or None."""
    names: list[str] = []
    for folder in script.absolute().parents:
        if not (folder / "__init__.py").is_file():
            break
        names.insert(0, folder.name)
    return ".".join(names) or None


def module_root(script: Path, module: str) -> Path:
    """Returns the folder in which ``python -m MODULE`` finds this script."""
    parts = module.split(".")
    depth = len(parts) - (script.name != "__main__.py" or parts[-1] == "__main__")
    return script.absolute().parents[depth]


def package_of_module(script: Path, module: str) -> str:
    """Returns ``__package__`` of a script that ``python -m MODULE`` runs; "" at the top."""
    runs_package = script.name == "__main__.py" and not module.endswith("__main__")
    return module if runs_package else module.rpartition(".")[0]


def _environment_of(python: Path) -> Path:
    """Returns the environment folder of an interpreter; a folder is one already."""
    if python.is_dir():
        return python
    if not python.exists():
        raise UsageError(f"{python} does not exist, but is given as the Python environment")
    # The interpreter of an environment is a link to another one: it must not be followed.
    folder = python.absolute().parent
    return folder.parent if folder.name in ("bin", "Scripts") else folder


def _site_packages(environment: Path) -> tuple[Path, ...]:
    patterns = ("lib/python3*/site-packages", "lib64/python3*/site-packages", "Lib/site-packages",
                "lib/python3/dist-packages", "local/lib/python3*/dist-packages")  # fmt: skip
    found: dict[Path, Path] = {}
    for pattern in patterns:
        for folder in sorted(environment.glob(pattern), key=_version, reverse=True):
            if folder.is_dir():
                found.setdefault(folder.resolve(), folder)
    return tuple(found.values())


def _version(folder: Path) -> tuple[int, ...]:
    """Returns the version in ``lib/python3.12/site-packages``, so that 3.12 goes before 3.9."""
    return tuple(int(digits) for digits in re.findall(r"\d+", folder.parent.name))
