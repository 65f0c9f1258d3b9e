"""A person in front of the workbench: sees an error and the shapes, looks at the views, fixes it.

``PYTEA_SCREENSHOTS=docs/img`` keeps the pictures that the README shows.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.editors.workbench import EXTENSION, ROOT, corpus_project, missing, workbench

pytestmark = [
    pytest.mark.xdist_group("editors"),
    pytest.mark.timeout(600),
    pytest.mark.skipif(bool(missing()), reason=missing() or "everything is there"),
]

PICTURES = ("shapes-in-text.png", "errors.png", "paths.png", "shapes.png", "graph.png", "fixes.png")


@pytest.fixture(scope="module")
def vsix(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of the extension, as a user would install it."""
    file = tmp_path_factory.mktemp("vsix") / "pytea.vsix"
    command = ["npx", "vsce", "package", "--no-dependencies", "--allow-missing-repository",
               "--no-rewrite-relative-links", "--out", str(file)]  # fmt: skip
    subprocess.run(command, cwd=EXTENSION, check=True, capture_output=True, timeout=120)
    return file


POOLS = """\
import random

import torch
import torch.nn.functional as F

images = torch.zeros(8, 3, 32, 32)
if random.random() < 0.5:
    pooled = F.avg_pool2d(images, 2)
else:
    pooled = F.max_pool2d(images, 4)
flat = pooled.flatten(1)
print(flat)
"""


def test_a_path_is_chosen_and_a_server_that_ends_is_started_three_times(
    vsix: Path, tmp_path: Path
) -> None:
    project = tmp_path / "pools"
    project.mkdir()
    (project / "pools.py").write_text(POOLS, encoding="utf-8")
    with workbench(tmp_path / "server", vsix) as running:
        answer = running.drive(
            "choosing.mjs",
            running.url(project),
            file="pools.py",
            root=running.root,
            first="random.random() < 0.5",
            firstShape=r"flat: ?\(8, 768\)",
            second="not (random.random() < 0.5)",
            secondShape=r"flat: ?\(8, 192\)",
            shots=str(tmp_path),
            failure=str(tmp_path / "failure.png"),
        )
    assert answer["steps"][0] == "Install pytea"
    assert len(answer["steps"]) == 5
    assert "ended 4 times" in answer["toast"]
    assert answer["left"] == 0
    assert answer["restarted"]


def test_a_bug_is_seen_and_fixed(vsix: Path, tmp_path: Path) -> None:
    project = tmp_path / "mnist"
    file = corpus_project("mnist_cnn", "pooled-size", project)
    kept = os.environ.get("PYTEA_SCREENSHOTS")
    shots = ROOT / kept if kept else tmp_path / "shots"
    shots.mkdir(exist_ok=True)
    with workbench(tmp_path / "server", vsix) as running:
        answer = running.drive(
            "ui.mjs",
            running.url(project),
            file=file.name,
            line=44,
            action="write widths[1] * 6 * 6 for widths[1] * 7 * 7",
            mended="→ (96, 10)",
            shots=str(shots),
            failure=str(tmp_path / "failure.png"),
        )
    assert any("seen: (96, 48, 6, 6)" in text for text in answer["hints"]), answer["hints"]
    assert any("→" in title for title in answer["lenses"]), answer["lenses"]
    assert "input has" in answer["hover"] and "shape-mismatch" in answer["hover"]
    assert "input has" in answer["problem"]
    assert answer["paths"][0].startswith("digits.py")
    assert any("os.path.exists" in row for row in answer["paths"])
    assert any("DigitNet" in row and "→" in row for row in answer["shapes"])
    assert any("DigitNet" in header for header in answer["graph"])
    assert "Ignore shape-mismatch here" in " ".join(answer["actions"])
    assert "nn.Linear(widths[1] * 6 * 6, hidden)" in answer["fixed"]
    assert any("(96, 1, 28, 28) → (96, 10)" in text for text in answer["mended"])
    assert "checked" in answer["status"]
    assert all((shots / name).stat().st_size > 20_000 for name in PICTURES)
