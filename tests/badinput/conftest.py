"""A project with one good script, beside which the bad input is put."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.programs import BAD


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a script ``other.py`` that has one error: it must be found in any case."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "other.py").write_text(BAD)
    return folder
