"""Which of several forms is told that torch would all accept, or refuse."""

from __future__ import annotations

from pathlib import Path

from .test_signatures import analyzed, signature


def test_a_norm_over_channels_is_told_for_images(tmp_path: Path) -> None:
    text = """\
class ChannelNorm(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.g = nn.Parameter(torch.ones(1, dim, 1, 1))

    def forward(self, x):
        return (x - x.mean(dim=1, keepdim=True)) * self.g
"""
    assert signature(tmp_path, text) == ({"x": "(B, dim, H, W)"}, "(B, dim, H, W)")


def test_an_embedding_that_grows_dims_is_told_with_few(tmp_path: Path) -> None:
    text = """\
class Block(nn.Module):
    def __init__(self, channels, width):
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.emb = nn.Linear(width, channels)

    def forward(self, x, emb):
        h, shift = self.conv(x), self.emb(emb)
        while shift.dim() < h.dim():
            shift = shift[..., None]
        return h + shift
"""
    assert signature(tmp_path, text)[0] == {"x": "(B, channels, H, W)", "emb": "(B, width)"}


def test_sizes_are_named_as_the_form_that_is_told_names_them(tmp_path: Path) -> None:
    text = """\
class Embedding(nn.Module):
    def __init__(self, words, width):
        super().__init__()
        self.words = nn.Embedding(words, width)
        self.places = nn.Embedding(99, width)

    def forward(self, ids):
        length = ids.size(1)
        return self.words(ids) + self.places(torch.arange(length))
"""
    assert signature(tmp_path, text)[0] == {"ids": "(B, length)"}


def test_halves_that_are_multiplied_are_equal(tmp_path: Path) -> None:
    text = """\
def gated(x):
    a, b = x.chunk(2, dim=-1)
    return a * torch.sigmoid(b)
"""
    (found,) = analyzed(tmp_path, text).signatures
    assert found.requires == ("D % 2 == 0",)


def test_what_is_equal_on_one_path_may_differ_on_another(tmp_path: Path) -> None:
    text = """\
def compared(x, y):
    a, b, c = x.shape
    d, e, f = y.shape
    if d == 1:
        return x + y.squeeze(0).reshape(e, f, 1)
    return x + y
"""
    (found,) = analyzed(tmp_path, text).signatures
    assert any("a" in cond for cond in found.requires)


def test_a_form_that_the_program_refuses_itself_is_not_where_an_error_stands(
    tmp_path: Path,
) -> None:
    text = """\
class Lstm(nn.Module):
    def __init__(self, width, hidden, out):
        super().__init__()
        self.rnn = nn.LSTM(width, hidden, bidirectional=True)
        self.out = nn.Linear(hidden, out)

    def forward(self, x):
        y, _ = self.rnn(x)
        T, b, h = y.size()
        return self.out(y.view(T * b, h)).view(T, b, -1)
"""
    (error,) = analyzed(tmp_path, text).diagnostics
    assert error.message == "input has 2*hidden features, but weight expects hidden"


def test_a_configuration_that_the_file_defines_has_the_attributes_that_are_read(
    tmp_path: Path,
) -> None:
    text = """\
class ModelConfig:
    def __init__(self, hidden_size=8):
        self.hidden_size = hidden_size


class Head(nn.Module):
    def __init__(self, config: ModelConfig):
        super().__init__()
        self.out = nn.Linear(config.hidden_size, 2)

    def forward(self, x):
        return self.out(x)
"""
    assert signature(tmp_path, text) == ({"x": "(*batch, config.hidden_size)"}, "(*batch, 2)")


def test_token_ids_are_a_batch_of_texts(tmp_path: Path) -> None:
    text = """\
class Embeddings(nn.Module):
    def __init__(self, words, places, width):
        super().__init__()
        self.words, self.places = nn.Embedding(words, width), nn.Embedding(places, width)

    def forward(self, input_ids):
        place_ids = torch.arange(input_ids.size(1)).unsqueeze(0).expand_as(input_ids)
        return self.words(input_ids) + self.places(place_ids)
"""
    assert signature(tmp_path, text)[0] == {"input_ids": "(B, D)"}
