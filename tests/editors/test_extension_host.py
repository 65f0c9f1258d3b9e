"""The extension in a real workbench, asked through the commands that the editor itself uses."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.editors.workbench import EXTENSION, HERE, corpus_project, missing, workbench

pytestmark = [
    pytest.mark.xdist_group("editors"),
    pytest.mark.timeout(600),
    pytest.mark.skipif(bool(missing()), reason=missing() or "everything is there"),
]


def test_the_editor_gets_what_the_server_knows(tmp_path: Path) -> None:
    project = tmp_path / "mnist"
    file = corpus_project("mnist_cnn", "pooled-size", project)
    test = tmp_path / "host"
    shutil.copytree(HERE / "host", test)
    result = tmp_path / "result.json"
    config = {"file": str(file), "result": str(result)}
    (test / "config.json").write_text(json.dumps(config), encoding="utf-8")
    with workbench(tmp_path / "server") as running:
        payload = [
            ["extensionDevelopmentPath", running.remote(EXTENSION)],
            ["extensionTestsPath", running.remote(test / "index.js")],
        ]
        running.drive("host.mjs", running.url(project, payload), result=str(result))
    answer = json.loads(result.read_text(encoding="utf-8"))
    assert "failure" not in answer, answer["failure"]
    assert answer["diagnostic"]["code"] == "shape-mismatch"
    assert answer["diagnostic"]["line"] == 44
    assert answer["diagnostic"]["related"] >= 1
    assert any(label.startswith(": (") for _, label in answer["hints"])
    assert "float32" in answer["hover"]
    assert "Ignore shape-mismatch here" in answer["actions"]
    assert any("→" in title for title in answer["lenses"])
    wanted = "restart showOutput checkWorkspace selectEntry showPaths showGraph explainRule"
    assert {f"pytea.{name}" for name in wanted.split()} <= set(answer["commands"])
