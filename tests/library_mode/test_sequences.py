"""Parameters that are sequences of sizes: what loops, slices and stars do with them."""

from __future__ import annotations

from pathlib import Path

from .shown import shown


def test_sizes_that_a_loop_takes_in_pairs_are_a_list(tmp_path: Path) -> None:
    text = """
    class Layer(nn.Module):
        def __init__(self, fan_in, fan_out):
            super().__init__()
            self.weight = nn.Parameter(torch.Tensor(fan_out, fan_in))

        def forward(self, x):
            return F.linear(x, self.weight)

    class Net(nn.Module):
        def __init__(self, hidden):
            super().__init__()
            self.layers = nn.ModuleList()
            for a, b in zip(hidden, hidden[1:]):
                self.layers.append(Layer(a, b))

        def forward(self, x):
            for layer in self.layers:
                x = layer(x)
            return x
    """
    assert shown(tmp_path, text)[-2:] == [
        "Net(hidden=[hidden_0, hidden_1])",
        "  forward(x: (*batch, hidden_0)) → (*batch, hidden_1)",
    ]


def test_sizes_that_are_counted_and_zipped_are_lists(tmp_path: Path) -> None:
    text = """
    class Up(nn.Module):
        def __init__(self, width, rates, kernels):
            super().__init__()
            self.ups = nn.ModuleList()
            for i, (u, k) in enumerate(zip(rates, kernels)):
                self.ups.append(nn.ConvTranspose1d(width, width, k + u, u, padding=k // 2))

        def forward(self, x):
            for up in self.ups:
                x = up(x)
            return x[..., :1]
    """
    assert shown(tmp_path, text)[:2] == [
        "Up(width, rates=[rates_0, rates_1], kernels=[kernels_0, kernels_1])",
        "  forward(x: (B, width, D)) → (B, width, 1)",
    ]


def test_sizes_that_are_indexed_and_spread_are_as_many_as_the_indices(tmp_path: Path) -> None:
    text = """
    class Decoder(nn.Module):
        def __init__(self, size, classes):
            super().__init__()
            self.size = size
            self.fc = nn.Linear(classes, size[0] * size[1] * size[2])

        def forward(self, x):
            return self.fc(x).view(-1, *self.size)
    """
    head, forward = shown(tmp_path, text)[:2]
    assert head == "Decoder(size=(size_0, size_1, size_2), classes)"
    assert forward.endswith("size_0, size_1, size_2)")


def test_a_pair_that_is_unpacked_into_sizes_is_no_pair_of_tensors(tmp_path: Path) -> None:
    text = """
    def grid(x, size):
        height, width = size
        return torch.zeros(x.shape[0], height // 2, width)
    """
    assert "size: (size_0, size_1)) → (B, size_0 // 2, size_1)" in shown(tmp_path, text)[0]


def test_layers_that_a_product_counts_are_counted(tmp_path: Path) -> None:
    text = """
    class Conditioned(nn.Module):
        def __init__(self, channels, width, n_layers):
            super().__init__()
            self.width, self.n_layers = width, n_layers
            self.cond = nn.Conv1d(channels, 2 * width * n_layers, 1)

        def forward(self, x, cond):
            cond = self.cond(cond)
            for i in range(self.n_layers):
                at = 2 * i * self.width
                x = x + cond[:, at : at + 2 * self.width]
            return x
    """
    assert shown(tmp_path, text)[1] == (
        "  forward(x: (B, 2*width, D), cond: (B, channels, D)) → (B, 2*width, D)"
    )


def test_what_has_the_shape_of_an_input_asks_for_it(tmp_path: Path) -> None:
    text = """
    class Predictor(nn.Module):
        def __init__(self, channels, width):
            super().__init__()
            self.conv = nn.Conv1d(channels, width, 1)

        def forward(self, x):
            start = torch.zeros_like(x)
            return self.conv(torch.detach(x)), start
    """
    assert shown(tmp_path, text)[1] == (
        "  forward(x: (B, channels, D)) → ((B, width, D), (B, channels, D))"
    )


def test_odd_kernels_keep_lengths_whatever_they_are_multiplied_with(tmp_path: Path) -> None:
    text = """
    class Dilated(nn.Module):
        def __init__(self, width, kernel, rate):
            super().__init__()
            assert kernel % 2 == 1
            pad = int((kernel * rate - rate) / 2)
            self.conv = nn.Conv1d(width, width, kernel, dilation=rate, padding=pad)

        def forward(self, x, cond):
            return x + self.conv(x) + cond
    """
    assert shown(tmp_path, text)[1] == (
        "  forward(x: (B, width, D), cond: (B, width, D)) → (B, width, D)   requires kernel % 2 != 0"
    )
