"""What a stub of a third-party package lacks is taken from the package's own source."""

from __future__ import annotations

from pathlib import Path

from pytea.analysis.entry import analyze_entry
from pytea.config import Options
from tests.analysis.test_project_layouts import project

#: A package for which there are stubs, with what the stubs do not have.
PACKAGE = {
    "torchvision/__init__.py": "",
    "torchvision/utils.py": """\
from .transforms._helpers import twice
def _widened(layer):
    return twice(layer.out_features)
def make_grid(tensor):
    return "the stub has this one"
""",
    "torchvision/transforms/__init__.py": "",
    "torchvision/transforms/_helpers.py": "def twice(n):\n    return 2 * n\n",
}
PROGRAM = """\
import torch
from torchvision.transforms._helpers import twice
from torchvision.utils import _widened, make_grid
import torchvision.utils

hidden = torch.nn.Linear(3, twice(4))
reveal_value(_widened(hidden))
reveal_value(torchvision.utils._nowhere)
reveal_shape(make_grid(torch.zeros(4, 3, 8, 8)))
"""


def test_names_and_modules_that_the_stubs_lack(tmp_path: Path) -> None:
    site = "env/lib/python3.11/site-packages/"
    files = {site + name: text for name, text in PACKAGE.items()}
    project(tmp_path, {**files, "env/pyvenv.cfg": "home = /usr/bin\n", "train.py": PROGRAM})
    options = Options(python=tmp_path / "env", use_cache=False)
    result = analyze_entry(tmp_path / "train.py", options)
    assert [d.message for d in result.diagnostics] == ["16", "?", "(3, 12, 42)"]
    assert "no stub for torchvision.utils._nowhere" in {use.reason for use in result.file.unknowns}
