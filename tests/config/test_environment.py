"""Finding the libraries of a project by the layout of folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytea.config import find_environment, library_folders
from pytea.errors import UsageError


@pytest.fixture(autouse=True)
def no_active_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    monkeypatch.delenv("CONDA_PREFIX", raising=False)


def environment(folder: Path, *versions: str) -> Path:
    for version in versions or ("3.11",):
        (folder / "lib" / f"python{version}" / "site-packages").mkdir(parents=True)
    (folder / "bin").mkdir()
    (folder / "bin" / "python").symlink_to("/usr/bin/python3-of-somebody-else")
    (folder / "pyvenv.cfg").write_text("home = /usr/bin\n")
    return folder


def test_an_environment_is_given_by_its_folder_or_its_interpreter(tmp_path: Path) -> None:
    folder = environment(tmp_path / "env")
    (folder / "bin" / "python").unlink()
    (folder / "bin" / "python").write_text("")
    expected = (folder / "lib" / "python3.11" / "site-packages",)
    assert library_folders(folder, tmp_path) == expected
    assert library_folders(folder / "bin" / "python", tmp_path) == expected


def test_an_interpreter_is_a_link_that_is_not_followed(tmp_path: Path) -> None:
    system, folder = environment(tmp_path / "system"), environment(tmp_path / "env")
    (system / "bin" / "python").unlink()
    (system / "bin" / "python").write_text("")
    (folder / "bin" / "python").unlink()
    (folder / "bin" / "python").symlink_to(system / "bin" / "python")
    (found,) = library_folders(folder / "bin" / "python", tmp_path)
    assert found.is_relative_to(folder)


def test_newer_versions_go_first(tmp_path: Path) -> None:
    folder = environment(tmp_path / "env", "3.9", "3.12")
    names = [path.parent.name for path in library_folders(folder, tmp_path)]
    assert names == ["python3.12", "python3.9"]


@pytest.mark.parametrize("name", [".venv", "venv"])
def test_an_environment_beside_the_project_is_found(tmp_path: Path, name: str) -> None:
    folder = environment(tmp_path / name)
    project = tmp_path / "src" / "package"
    project.mkdir(parents=True)
    assert find_environment(project) == folder


def test_the_search_ends_at_the_repository(tmp_path: Path) -> None:
    environment(tmp_path / ".venv")
    project = tmp_path / "repository"
    (project / ".git").mkdir(parents=True)
    assert find_environment(project) is None
    assert library_folders(None, project) == ()


def test_the_active_environment_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environment(tmp_path / ".venv")
    active = environment(tmp_path / "active")
    monkeypatch.setenv("VIRTUAL_ENV", str(active))
    assert find_environment(tmp_path) == active
    monkeypatch.setenv("VIRTUAL_ENV", str(tmp_path / "gone"))
    assert find_environment(tmp_path) == tmp_path / ".venv"


def test_what_the_user_names_must_be_an_environment(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        library_folders(tmp_path / "gone", tmp_path)
    with pytest.raises(UsageError, match="has no site-packages"):
        library_folders(tmp_path, tmp_path)
