"""Sizes that are products are told as products, and tests that answer each other are settled."""

from __future__ import annotations

from pathlib import Path

from .shown import shown


def test_a_flattened_convolution_is_told_as_a_product(tmp_path: Path) -> None:
    text = """
    class Primary(nn.Module):
        def __init__(self, channels, width, caps, kernel):
            super().__init__()
            self.caps = caps
            self.conv = nn.Conv2d(channels, width, kernel)

        def forward(self, x):
            return self.conv(x).view(x.size(0), -1, self.caps)
    """
    line = shown(tmp_path, text)[1]
    product = "width*(H - kernel + 1)*(W - kernel + 1)"
    assert f"→ (B, {product} // caps, caps)" in line
    assert f"{product} % caps == 0" in line


def test_a_sum_that_is_no_product_is_told_as_it_is(tmp_path: Path) -> None:
    text = """
    class Padded(nn.Module):
        def forward(self, x):
            n, h, w = x.shape
            return torch.zeros(h * w + h + 2 * w + 3 + n)
    """
    assert shown(tmp_path, text)[1] == "  forward(x: (n, h, w)) → (h*w + n + h + 2*w + 3,)"


def test_a_choice_by_a_size_leaves_no_condition_that_holds_either_way(tmp_path: Path) -> None:
    text = """
    class Gate(nn.Module):
        def __init__(self, count, width):
            super().__init__()
            self.wide = count * width != count
            if self.wide:
                self.skip = nn.Linear(count * width, count)
            self.fc = nn.Linear(count * width, count)
            self.first = nn.Linear(width, 3)

        def forward(self, x):
            first = self.first(x[..., 0, :])
            x = x.flatten(-2)
            return self.fc(x) + (self.skip(x) if self.wide else x), first
    """
    assert shown(tmp_path, text)[1] == (
        "  forward(x: (*batch, count, width)) → ((*batch, count), (*batch, 3))"
    )
