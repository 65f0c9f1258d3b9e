"""Files of packages that are not run where a function without an entry needs one name of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytea.analysis.library.file import analyze_library
from pytea.config import Options
from pytea.report.signatures import render_signatures

#: The name of the layer in ``pack`` by what the package's own file says, and what is read for it.
PACKAGES = {
    "an import": ("from .other import Other\nfrom .layers import Head\n", {"layers"}),
    "another name": ("from .layers import Tail as Head\nfrom .other import Other\n", {"layers"}),
    "everything": ("from .other import *\nfrom .layers import *\n", {"layers", "other"}),
    "a package inside": ("from .inner import *\n", {"layers", "inner/__init__"}),
    "bound twice": (
        "from .layers import Tail as Head\nfrom .other import Other\nfrom .layers import Head\n",
        {"layers", "other"},
    ),
    "its own": (
        "from .other import Other\nfrom .layers import Head as _Head\nHead = _Head\n",
        {"layers", "other"},
    ),
    "itself": ("from pack import layers\nfrom pack.layers import Head\n", {"layers"}),
    "on demand": (
        "def __getattr__(name):\n    import pack.layers\n    return getattr(pack.layers, name)\n",
        {"layers"},
    ),
}
LAYERS = """\
from torch import nn


class Head(nn.Linear):
    def __init__(self, dim):
        super().__init__(dim, 10)


class Tail(nn.Linear):
    def __init__(self, dim):
        super().__init__(dim, 10)
"""
MODEL = """\
import torch
from torch import nn
from pack import Head


class Model(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.head = Head(dim)

    def forward(self, x):
        B, N, C = x.shape
        return self.head(x)
"""


@pytest.mark.parametrize("name", PACKAGES)
def test_only_what_a_name_comes_from_is_read(tmp_path: Path, name: str) -> None:
    text, wanted = PACKAGES[name]
    pack = tmp_path / "pack"
    (pack / "inner").mkdir(parents=True)
    (pack / "__init__.py").write_text(text)
    (pack / "inner" / "__init__.py").write_text("from ..layers import Head\n")
    (pack / "layers.py").write_text(LAYERS)
    (pack / "other.py").write_text("class Other:\n    pass\n")
    model = tmp_path / "model.py"
    model.write_text(MODEL)
    found = analyze_library(model, Options(use_cache=False))
    assert list(render_signatures(found)) == [
        "Model(dim)",
        "  forward(x: (B, N, dim)) → (B, N, 10)",
    ]
    read = {
        path.relative_to(pack).with_suffix("").as_posix() for path in found.reached if path != model
    }
    assert read == wanted | {"__init__"}


def test_a_file_does_not_need_the_packages_around_it(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "__init__.py").write_text("from .other import Other\n")
    (pack / "layers.py").write_text(LAYERS)
    (pack / "other.py").write_text("class Other:\n    pass\n")
    model = pack / "model.py"
    model.write_text(MODEL.replace("from pack import", "from pack.layers import"))
    found = analyze_library(model, Options(use_cache=False))
    assert len(found.signatures) == 1
    assert {path.name for path in found.reached} == {"model.py", "layers.py"}


def test_a_module_that_is_imported_by_its_own_name_is_run(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "__init__.py").write_text("WIDTHS = []\nfrom . import layers\nWIDTHS.append(7)\n")
    (pack / "layers.py").write_text(LAYERS)
    model = tmp_path / "model.py"
    text = MODEL.replace("from pack import Head", "import pack").replace(
        "Head(dim)", "nn.Linear(dim, pack.WIDTHS[0])"
    )
    model.write_text(text)
    found = analyze_library(model, Options(use_cache=False))
    assert [s.output for s in found.signatures] == ["(B, N, 7)"]


def test_a_folder_of_the_package_hides_no_installed_library(tmp_path: Path) -> None:
    library = tmp_path / "site-packages"
    models = library / "pack" / "models"
    (models / "heads").mkdir(parents=True)
    (models / "inner").mkdir()
    (library / "heads").mkdir()
    for folder in (library / "pack", models, models / "heads", models / "inner"):
        (folder / "__init__.py").write_text("")
    (library / "heads" / "__init__.py").write_text(LAYERS)
    model = models / "inner" / "model.py"
    model.write_text(MODEL.replace("from pack import", "from heads import"))
    found = analyze_library(model, Options(use_cache=False))
    assert [s.output for s in found.signatures] == ["(B, N, 10)"]


def test_an_amount_of_padding_may_hang_on_a_truth(tmp_path: Path) -> None:
    text = """\
import torch.nn.functional as F
from torch import nn


class Pad(nn.Module):
    def __init__(self, even: bool):
        super().__init__()
        self.even = even

    def forward(self, x):
        B, C, H, W = x.shape
        return F.pad(x, (0, W % 2 if self.even else 0))
"""
    (tmp_path / "model.py").write_text(text)
    found = analyze_library(tmp_path / "model.py", Options(use_cache=False))
    assert found.given_up == () and len(found.signatures) == 1
