"""Programs that run in torch, and of which a wrong view of their inputs would make errors."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from pytea.analysis.library.file import analyze_library
from pytea.config import Options

_PARTS_OF_A_LAYER = """
    class Wrapper(nn.Module):
        def __init__(self, net, layer=-2):
            super().__init__()
            self.net, self.layer = net, layer

        def forward(self, x):
            hidden = [*self.net.children()][self.layer]
            return hidden(self.net(x))
"""
_ANY_NUMBER_OF_ARGUMENTS = """
    import autograd_of_a_colleague

    def backward(context, *gradients):
        return gradients[0] @ gradients[1]

    def objective(trial, width=8):
        return nn.Linear(width, trial.hidden)(torch.zeros(2, trial.width)).sum()

    autograd_of_a_colleague.register(backward, objective)

    def shifted(x, *rest):
        b, c = x.shape
        scale, shift = rest
        return x * scale + shift

    class Joined(nn.Module):
        def __init__(self, *sizes):
            super().__init__()
            self.fc = nn.Linear(sizes[0], sizes[1])

        def forward(self, x):
            return self.fc(x)
"""
_LIST_OF_ANY_LENGTH = """
    def crop(image: torch.Tensor, sides: list[int]) -> torch.Tensor:
        b, c, h, w = image.shape
        return F.pad(image, (-sides[2], -sides[3], -sides[0], -sides[1]))
"""
_DTYPE_OF_AN_INPUT = """
    def padded(image):
        b, c, h, w = image.shape
        mask = torch.isfinite(image).to(image.dtype)
        return F.pad(mask, (1, 1, 1, 1), mode="reflect")

    def moved(image, device):
        b, c, h, w = image.shape
        mask = torch.isfinite(image).to(device, image.dtype)
        return F.pad(mask, (1, 1, 1, 1), mode="reflect")
"""
_NUMBERS_OR_LISTS = """
    class Normalize(nn.Module):
        def __init__(self, mean, std):
            super().__init__()
            self.register_buffer("mean", torch.tensor(mean))
            self.register_buffer("std", torch.tensor(std))

        def forward(self, x):
            return x.sub(self.mean[None, :, None, None]).div(self.std[None, :, None, None])
"""
_REFUSED_DEFAULTS = """
    def rotated(q, k, cos=None):
        batch, heads, length, _ = q.shape
        _, _, other, _ = k.shape
        assert cos is not None, "cos is needed"
        return q * cos @ k.transpose(-1, -2)
"""

_A_MODULE_FOR_A_TENSOR = """
    def halved(module):
        for child in module.children():
            halved(child)
        return module

    def network_to_half(network):
        return nn.Sequential(nn.Identity(), halved(network.half()))
"""

_A_TEXT_THAT_IS_SPLIT = """
    def layer_of(model, names):
        for name in names.split("."):
            model = getattr(model, name)
        return model

    def first(names):
        return torch.zeros(len(names.split()), 2)
"""
_A_LIST_OF_THREE = """
    class Joined(nn.Module):
        def __init__(self, dim, hidden):
            super().__init__()
            self.proj, self.out = nn.Linear(dim, hidden), nn.Linear(3 * hidden, dim)

        def forward(self, features):
            parts = [self.proj(f) for f in features]
            return self.out(torch.cat(parts, dim=-1))

    class Levels(nn.Module):
        def forward(self, features):
            total = sum(f.mean() for f in features)
            return F.interpolate(features[3], scale_factor=2) * total + features[2]
"""
_ONE_CHOICE_OF_DIMS = """
    def picked(a, b, c, d, e):
        total = a + b + c
        return total.sum() * torch.bmm(d, e.unsqueeze(1).transpose(1, 2))

    def scattered(a, b, c, d, e):
        similar = torch.einsum("bnd,bmd->bnm", a * b, c * d)
        return similar.masked_fill(e[:, None, :] > 0, 0.0).diagonal(dim1=1, dim2=2)

    def mixed(x, m, w, p, q):
        y = (x * m + w).permute(0, 2, 1)
        return F.conv1d(y, p) + q.view(1, -1, 1) + torch.outer(q, q).sum()
"""


@pytest.mark.parametrize(
    "program", [
        _PARTS_OF_A_LAYER, _LIST_OF_ANY_LENGTH, _DTYPE_OF_AN_INPUT, _NUMBERS_OR_LISTS,
        _REFUSED_DEFAULTS, _A_MODULE_FOR_A_TENSOR, _ONE_CHOICE_OF_DIMS,
        _A_TEXT_THAT_IS_SPLIT, _A_LIST_OF_THREE, _ANY_NUMBER_OF_ARGUMENTS,
    ],
    ids=[
        "parts of a layer", "a list of any length", "the dtype of an input", "numbers or lists",
        "refused defaults", "a module for a tensor", "one choice of dims", "a text",
        "a list of three", "any number of arguments",
    ],
)  # fmt: skip
def test_there_is_no_error(tmp_path: Path, program: str) -> None:
    file = tmp_path / "model.py"
    head = "import torch\nimport torch.nn.functional as F\nfrom torch import nn\n"
    file.write_text(head + textwrap.dedent(program))
    found = analyze_library(file, Options())
    assert not found.diagnostics and not found.given_up


def test_a_number_that_is_no_size_has_its_name(tmp_path: Path) -> None:
    file = tmp_path / "model.py"
    file.write_text(
        "from torch import nn\n\n\nclass M(nn.Module):\n"
        "    def __init__(self, dim, dropout, eps):\n        super().__init__()\n"
        "        self.norm, self.drop = nn.LayerNorm(dim, eps=eps), nn.Dropout(dropout)\n\n"
        "    def forward(self, x):\n        return self.drop(self.norm(x))\n"
    )
    (signature,) = analyze_library(file, Options()).signatures
    assert signature.constructor == {"dim": "dim", "dropout": "dropout", "eps": "eps"}
    assert signature.requires == ("0 <= dropout <= 1",)


def test_a_parameter_may_be_an_array_in_the_file_where_it_is_used(tmp_path: Path) -> None:
    (tmp_path / "layers.py").write_text(
        "import torch\nfrom torch import nn\n\n\nclass Masked(nn.Module):\n"
        "    def __init__(self, positions):\n        super().__init__()\n"
        "        self.positions = positions\n\n"
        "    def forward(self, x):\n        b, n = x.shape\n"
        "        return x * self.positions.repeat(b, 1)[:, :n]\n"
    )
    file = tmp_path / "model.py"
    file.write_text(
        "from torch import nn\nfrom layers import Masked\n\n\nclass Model(nn.Module):\n"
        "    def __init__(self, positions, dim):\n        super().__init__()\n"
        "        self.masked, self.head = Masked(positions), nn.Linear(dim, dim)\n\n"
        "    def forward(self, x):\n        return self.masked(self.head(x))\n"
    )
    assert not analyze_library(file, Options()).diagnostics
