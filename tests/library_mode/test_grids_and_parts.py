"""Sizes that the program computes in ways of its own, and inputs whose dims others decide."""

from __future__ import annotations

from pathlib import Path

from .shown import shown


def test_the_root_of_numpy_makes_a_grid(tmp_path: Path) -> None:
    text = """
    import numpy as np

    class Grid(nn.Module):
        def __init__(self, dim):
            super().__init__()
            self.conv = nn.Conv2d(dim, 8, 3, padding=1)

        def forward(self, x):
            B, N, C = x.size()
            h, w = int(np.sqrt(N)), int(np.sqrt(N))
            return self.conv(x.permute(0, 2, 1).contiguous().view(B, C, h, w))
    """
    assert shown(tmp_path, text)[1:] == ["  forward(x: (B, h**2, dim)) → (B, 8, h, h)"]


def test_what_is_made_a_pair_is_one_number(tmp_path: Path) -> None:
    text = """
    from torch.nn.modules.utils import _pair

    class Table(nn.Module):
        def __init__(self, size, dim):
            super().__init__()
            size = _pair(size)
            self.table = nn.Parameter(torch.zeros(1, size[0] * size[1], dim))

        def forward(self, x):
            return x + self.table
    """
    assert shown(tmp_path, text) == [
        "Table(size, dim)",
        "  forward(x: (*batch, N, size**2, dim)) → (*batch, N, size**2, dim)",
    ]


def test_parts_of_a_width_that_is_rounded_are_as_many_as_were_made(tmp_path: Path) -> None:
    text = """
    import math

    class Scales(nn.Module):
        def __init__(self, inplanes, planes, base=26, scale=4):
            super().__init__()
            self.width = int(math.floor(planes * (base / 64.0)))
            self.conv = nn.Conv2d(inplanes, self.width * scale, 1)

        def forward(self, x):
            return torch.cat(torch.split(self.conv(x), self.width, 1)[1:], 1)
    """
    assert shown(tmp_path, text)[1:] == [
        "  forward(x: (B, inplanes, H, W)) → (B, 3*(13*planes // 32), H, W)   requires planes ≥ 3"
    ]


def test_a_cut_of_a_shape_tells_how_long_it_is(tmp_path: Path) -> None:
    text = """
    def like(x, target):
        return F.interpolate(x, size=target.shape[2:], mode="bilinear")
    """
    assert shown(tmp_path, text) == [
        "like(x: (B, C, H, W), target: (B2, C2, H2, W2)) → (B, C, H2, W2)"
    ]


def test_edges_are_no_batch_of_nodes(tmp_path: Path) -> None:
    text = """
    class Edges(nn.Module):
        def __init__(self, dim, edge_dim):
            super().__init__()
            self.dim = dim
            self.net = nn.Linear(edge_dim, dim * dim)

        def forward(self, x, edge_index, edge_attr):
            src, dst = edge_index[0], edge_index[1]
            weight = self.net(edge_attr).view(-1, self.dim, self.dim)
            message = torch.matmul(x[src].unsqueeze(1), weight).squeeze(1)
            return torch.zeros_like(x).index_add(0, dst, message)
    """
    found = shown(tmp_path, text)[1]
    assert "(x: (B, dim), edge_index: (B2, D), edge_attr: (D, edge_dim)) → (B, dim)" in found


def test_two_parts_around_a_size_tell_the_whole(tmp_path: Path) -> None:
    text = """
    class Coupling(nn.Module):
        def __init__(self, dim, hidden):
            super().__init__()
            self.split = dim // 2
            self.net = nn.Sequential(
                nn.Linear(self.split, hidden), nn.ReLU(), nn.Linear(hidden, 2 * (dim - self.split))
            )

        def forward(self, x):
            x1, x2 = x[:, : self.split], x[:, self.split :]
            s, t = self.net(x1).chunk(2, dim=1)
            return torch.cat([x1, x2 * torch.exp(s) + t], dim=1), s.sum(dim=1)
    """
    assert shown(tmp_path, text)[1:] == ["  forward(x: (B, dim)) → ((B, dim), (B,))"]
