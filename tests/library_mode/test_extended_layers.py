"""Classes that extend a layer of torch, and take what it takes."""

from __future__ import annotations

from pathlib import Path

from tests.library_mode.shown import shown


def test_a_class_without_a_constructor_is_made_as_its_layer(tmp_path: Path) -> None:
    text = """\
        class Norm(nn.GroupNorm):
            def forward(self, x):
                return super().forward(x.float()).type(x.dtype)
        """
    assert shown(tmp_path, text) == [
        "Norm(num_groups, num_channels)",
        "  forward(x: (B, num_channels, D)) → (B, num_channels, D)   requires num_channels % num_groups == 0",
    ]


def test_a_constructor_that_hands_everything_on_is_that_of_its_layer(tmp_path: Path) -> None:
    text = """\
        class Causal(nn.Conv1d):
            def __init__(self, *args, **kwargs):
                super().__init__(*args, **kwargs)
                self.left = self.dilation[0] * (self.kernel_size[0] - 1)

            def forward(self, x):
                return super().forward(F.pad(x, (self.left, 0)))
        """
    assert shown(tmp_path, text) == [
        "Causal(in_channels, out_channels, kernel_size)",
        "  forward(x: (B, in_channels, D)) → (B, out_channels, D)",
    ]


def test_sizes_that_fit_again_and_again_are_no_number(tmp_path: Path) -> None:
    text = """\
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.low, self.high = nn.Conv2d(3, 8, 4, 4), nn.Conv2d(8, 8, 2, 2)
                self.up = nn.ConvTranspose2d(8, 8, 2, 2)

            def forward(self, x):
                low = self.low(x)
                return torch.cat([low, self.up(self.high(low))], 1)
        """
    assert "x: (B, 3, H, W)" in shown(tmp_path, text)[1]


def test_rows_of_tokens_are_modulated_for_each_sample(tmp_path: Path) -> None:
    text = """\
        class Final(nn.Module):
            def __init__(self, dim, out):
                super().__init__()
                self.norm, self.fc = nn.LayerNorm(dim), nn.Linear(dim, out)
                self.shift = nn.Linear(dim, 2 * dim)

            def forward(self, x, c):
                shift, scale = self.shift(c).chunk(2, dim=1)
                x = self.norm(x) * (1 + scale.unsqueeze(1)) + shift.unsqueeze(1)
                return self.fc(x)
        """
    assert shown(tmp_path, text)[1:] == [
        "  forward(x: (B, N, dim), c: (B, dim)) → (B, N, out)",
    ]


def test_numbers_are_told_from_tensors_by_what_is_done_with_them(tmp_path: Path) -> None:
    text = """\
        from einops import repeat

        def embedded(x, dim, fast):
            if fast and dim % 2 == 0:
                x = x + 1
            return repeat(x, "b -> b d", d=dim)

        def convolved(x, weight, dims):
            if dims == 1:
                return F.conv1d(x, weight)
            return F.conv2d(x[:, :, None], weight[:, :, None])
        """
    assert shown(tmp_path, text) == [
        "embedded(x: (N,), dim: dim, fast: fast) → (N, dim)",
        "convolved(x: (B, N, D), weight: (B2, N, D2), dims: dims) → (B, B2, D - D2 + 1) if dims == 1 else (B, B2, 1, D - D2 + 1)   requires D2 ≤ D",
    ]
