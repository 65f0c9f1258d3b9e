"""What a stub of a third-party package lacks is taken from the package's own source."""

from __future__ import annotations

from pathlib import Path

from pytea.analysis.entry import EntryResult, analyze_entry
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


def with_package(folder: Path, package: dict[str, str], program: str) -> EntryResult:
    """Analyses a program whose environment has a package."""
    site = "env/lib/python3.11/site-packages/"
    files = {site + name: text for name, text in package.items()}
    project(folder, {**files, "env/pyvenv.cfg": "home = /usr/bin\n", "train.py": program})
    options = Options(python=folder / "env", use_cache=False)
    return analyze_entry(folder / "train.py", options)


def test_names_and_modules_that_the_stubs_lack(tmp_path: Path) -> None:
    result = with_package(tmp_path, PACKAGE, PROGRAM)
    assert [d.message for d in result.diagnostics] == ["16", "?", "(3, 12, 42)"]
    assert "no stub for torchvision.utils._nowhere" in {use.reason for use in result.file.unknowns}


LAYER = "import torch\n__all__ = ['{0}']\ndef {0}():\n    return torch.nn.Linear(3, {1})\n"
MODELS = {
    "torchvision/__init__.py": "",
    "torchvision/models/__init__.py": (
        "from .swin_transformer import *\nfrom .googlenet import *\nfrom . import segmentation\n"
    ),
    "torchvision/models/swin_transformer.py": LAYER.format("swin_t", 5),
    "torchvision/models/googlenet.py": LAYER.format("googlenet", 6),
    "torchvision/models/segmentation/__init__.py": LAYER.format("deeplab", 7),
}
BUILDS = """\
import torch
import torchvision.models as models
from torchvision.models import swin_t

x = torch.zeros(2, 3)
reveal_shape(swin_t()(x))
reveal_shape(models.googlenet()(x))
reveal_shape(models.segmentation.deeplab()(x))
reveal_shape(models.resnet18()(torch.zeros(2, 3, 64, 64)))
reveal_value(models.nowhere)
"""


def test_models_that_a_stub_does_not_have_are_those_of_the_package(tmp_path: Path) -> None:
    result = with_package(tmp_path, MODELS, BUILDS)
    found = {d.message for d in result.diagnostics}
    assert found == {"(2, 5)", "(2, 6)", "(2, 7)", "(2, 1000)", "?"}


TYPING = {
    "typing_extensions.py": "raise RuntimeError('a module of this name is not interpreted')\n"
}
TYPED = """\
import torch
import typing_extensions
from typing_extensions import Literal, TypedDict, override


class Batch(TypedDict):
    images: torch.Tensor


def width(mode: Literal["a", "b"]) -> int:
    return 3


batch: Batch = {"images": torch.zeros(2, width("a"))}
reveal_shape(batch["images"])
"""


def test_typing_extensions_is_typing_where_it_is_installed(tmp_path: Path) -> None:
    result = with_package(tmp_path, TYPING, TYPED)
    assert [d.message for d in result.diagnostics] == ["(2, 3)"]


HUB = {
    "huggingface_hub/__init__.py": "from .file_download import hf_hub_download\n",
    "huggingface_hub/file_download.py": """\
import os
def hf_hub_download(repo_id, filename):
    if os.path.exists(filename):
        raise ValueError("an old file")
    raise OSError("no network")
""",
    "zoo.py": """\
import torch
from huggingface_hub import hf_hub_download
def encoder(weights):
    net = torch.nn.Linear(8, 4)
    if weights is not None:
        net.load_state_dict(torch.load(hf_hub_download(weights, "model.bin")))
    return net
""",
}


def test_weights_of_the_hub_are_not_looked_for(tmp_path: Path) -> None:
    program = "import torch\nfrom zoo import encoder\n\nencoder('net')(torch.zeros(2, 9))\n"
    (error,) = with_package(tmp_path, HUB, program).diagnostics
    assert (error.severity.value, error.span.line) == ("error", 4)
    assert error.message == "input has 9 features, but weight expects 8"
