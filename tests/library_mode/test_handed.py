"""Layers that a constructor is handed, and what of a signature hangs on them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytea.analysis.library.file import analyze_library
from pytea.analysis.library.signature import FileSignatures
from pytea.config import Options


def analyzed(folder: Path, parameters: str, body: str, forward: str) -> FileSignatures:
    file = folder / "model.py"
    lines = "\n".join(f"        {line}" for line in body.split("\n"))
    file.write_text(
        "import torch\nfrom torch import nn\n\n\nclass M(nn.Module):\n"
        f"    def __init__(self, {parameters}):\n        super().__init__()\n{lines}\n\n"
        f"    def forward(self, x):\n        {forward}\n"
    )
    return analyze_library(file, Options())


def test_what_makes_layers_keeps_the_shape(tmp_path: Path) -> None:
    (found,) = analyzed(
        tmp_path, "dim, out, norm_layer, act_layer",
        "self.body = nn.Sequential(nn.Linear(dim, out), norm_layer(out), act_layer(inplace=True))",
        "return self.body(x)",
    ).signatures  # fmt: skip
    assert (found.inputs["x"], found.output) == ("(*batch, dim)", "(*batch, out)")
    assert "layers of norm_layer keep the shape of their input" in found.assumed


def test_what_a_backbone_gives_is_learned_from_its_use(tmp_path: Path) -> None:
    (found,) = analyzed(
        tmp_path, "backbone, features, classes",
        "self.backbone = backbone\nself.fc = nn.Linear(features, classes)",
        "return self.fc(self.backbone(x).mean(dim=(2, 3)))",
    ).signatures  # fmt: skip
    assert (found.inputs["x"], found.output) == ("?", "(B, classes)")
    assert found.assumed == ("backbone gives (B, features, H, W)",)


@pytest.mark.parametrize(
    "forward", ["y = self.net(x)['out']", "y, _ = self.net(x)", "y = self.net(x)[0]"]
)
def test_what_is_no_tensor_is_taken_for_none(tmp_path: Path, forward: str) -> None:
    found = analyzed(
        tmp_path, "net", "self.net, self.fc = net, nn.Linear(3, 4)", f"{forward}; return self.fc(y)"
    )  # fmt: skip
    assert not found.diagnostics and found.signatures[0].inputs == {"x": "?"}


@pytest.mark.parametrize(("between", "errors"), [("self.a(x)", 1), ("self.norm(self.a(x))", 0)])
def test_no_error_rests_on_a_layer_that_is_handed_in(
    tmp_path: Path, between: str, errors: int
) -> None:
    found = analyzed(
        tmp_path, "dim, norm_layer",
        "self.norm = norm_layer(dim)\nself.a, self.b = nn.Linear(dim, 2 * dim), nn.Linear(dim, 9)",
        f"return self.norm(self.b({between}))",
    )  # fmt: skip
    assert len(found.diagnostics) == errors


def test_an_empty_default_stands_for_something_with_items(tmp_path: Path) -> None:
    found = analyzed(
        tmp_path, "widths=()", "self.fc = nn.Linear(widths[0], 4)", "return self.fc(x)"
    )
    assert not found.diagnostics


@pytest.mark.parametrize("layer", ["nn.Embedding(size, 4, padding_idx=1)", "nn.LayerNorm(size)"])
def test_a_size_of_0_as_a_default_stands_for_another(tmp_path: Path, layer: str) -> None:
    found = analyzed(tmp_path, "size=0", f"self.layer = {layer}", "return self.layer(x)")
    assert not found.diagnostics


def test_a_number_may_be_meant_where_no_tensor_works(tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text(
        "import torch\n\n\ndef drop(x, gamma):\n    b, c = x.shape\n"
        "    mask = torch.distributions.Bernoulli(gamma).sample((b, c))\n"
        "    rows, columns = mask.shape\n    return mask.view(rows * columns)\n"
    )
    found = analyze_library(tmp_path / "model.py", Options())
    assert not found.diagnostics
    assert found.signatures[0].inputs == {"x": "(b, c)", "gamma": "()"}


def test_a_shape_is_unpacked_beside_other_things(tmp_path: Path) -> None:
    (found,) = analyzed(
        tmp_path, "heads", "self.heads = heads",
        "b, h, w, p, q, d, dev, n = *x.shape, x.device, self.heads; return x.view(b, h * w, p * q, d)",
    ).signatures  # fmt: skip
    assert found.inputs["x"] == "(b, h, w, p, q, d)"


def test_a_package_may_have_a_module_with_a_name_of_the_standard_library(tmp_path: Path) -> None:
    package = tmp_path / "layers"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "typing.py").write_text("Size = int\n")
    (found,) = analyzed(
        package, "dim", "from typing import TYPE_CHECKING\nself.n = 1 if TYPE_CHECKING else dim\n"
        "from layers.typing import Size\nself.fc = nn.Linear(Size(self.n), 2)", "return self.fc(x)",
    ).signatures  # fmt: skip
    assert found.inputs["x"] == "(*batch, dim)"
