"""Neovim's own client with the server: an independent reading of the protocol."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.editors.workbench import HERE, corpus_project

NEOVIM = shutil.which("nvim")

pytestmark = [
    pytest.mark.xdist_group("editors"),
    pytest.mark.skipif(NEOVIM is None, reason="no Neovim: run tests/editors/setup.sh"),
]


def test_neovim_shows_and_fixes_an_error(tmp_path: Path) -> None:
    file = corpus_project("mnist_cnn", "pooled-size", tmp_path / "mnist")
    result, config = tmp_path / "result.json", tmp_path / "config.json"
    command = [sys.executable, "-P", "-m", "pytea", "lsp"]
    wanted = {
        "file": str(file),
        "root": str(file.parent),
        "command": command,
        "result": str(result),
        "word": "seen",
    }
    config.write_text(json.dumps(wanted), encoding="utf-8")
    folders = {name: str(tmp_path / name.lower()) for name in ("XDG_DATA_HOME", "XDG_STATE_HOME")}
    environment = os.environ | folders | {
        "PYTEA_TEST": str(config), "PYTEA_CACHE_DIR": str(tmp_path / "cache"), "HOME": str(tmp_path),
    }  # fmt: skip
    script = ["-u", "NONE", "--headless", "-c", f"luafile {HERE / 'neovim.lua'}"]
    subprocess.run(
        [str(NEOVIM), *script], env=environment, timeout=240, check=False, capture_output=True
    )
    answer = json.loads(result.read_text(encoding="utf-8"))
    assert "failure" not in answer, answer["failure"]
    assert (answer["line"], answer["code"]) == (44, "shape-mismatch")
    assert answer["message"].startswith("input has 1728 features, but weight expects 2352")
    assert "seen: (96, 1728)" in answer["hover"]
    assert "made by `flatten`" in answer["hover"]
    assert "Ignore shape-mismatch here" in answer["actions"]
    assert answer["text"].endswith("# pytea: ignore[shape-mismatch]")
