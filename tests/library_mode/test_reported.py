"""Contradictions that must be reported although something of the program is not as usual."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from pytea.analysis.library.file import analyze_library
from pytea.config import Options

HEAD = "import torch\nfrom torch import nn\n\n\n"

PROGRAMS = {
    # an input with fewer dims is refused at the same place, for another reason
    "one letter for two sizes of parameters": """\
        class Biaffine(nn.Module):
            def __init__(self, dim, out):
                super().__init__()
                self.head, self.dep = nn.Linear(dim, dim), nn.Linear(dim, dim)
                self.weight = nn.Parameter(torch.zeros(out, dim, dim + 1))

            def forward(self, x):
                return torch.einsum("bxi,oij,byj->boxy", self.head(x), self.weight, self.dep(x))  # here
        """,
    # sizes that are rounded up are meant to be whole before, and the concatenation is right then
    "a layer behind halves that are rounded up": """\
        class Hourglass(nn.Module):
            def __init__(self, width=16):
                super().__init__()
                self.first = nn.Conv2d(3, width, 3, stride=2, padding=1)
                self.down = nn.Conv2d(width, 2 * width, 3, stride=2, padding=1)
                self.up = nn.Conv2d(2 * width, 2 * width, 3, padding=1)
                self.last = nn.Conv2d(2 * width, 3, 1)

            def forward(self, x):
                first = self.first(x)
                up = nn.functional.interpolate(self.down(first), scale_factor=2)
                x = torch.cat([first, self.up(up)], dim=1)
                return self.last(x)  # here
        """,
    # objects exist under the condition of their constructor alone
    "a constructor that refuses": """\
        class Heads(nn.Module):
            def __init__(self, size, heads):
                super().__init__()
                if size % heads != 0:
                    raise ValueError("no whole heads")
                self.query, self.key = nn.Linear(size, size), nn.Linear(2 * size, size)

            def forward(self, x):
                B, N, C = x.shape
                return self.query(x) @ self.key(x).transpose(1, 2)  # here
        """,
    # a caller may give another size than 0, and it is wrong then, too
    "a default of 0": """\
        class Edges(nn.Module):
            def __init__(self, dim, edge_dim=0, fourier_features=0):
                super().__init__()
                self.mlp = nn.Linear(4 * dim + edge_dim + 2 * fourier_features, dim)

            def forward(self, x):
                B, N, C = x.shape
                x = x + self.mlp(torch.cat((x, x), dim=-1))  # here
                return x.reshape(B, N, self.mlp.out_features)
        """,
    # what a library is to call takes no tensor that one could guess
    "an objective": """\
        import optuna

        def objective(trial):
            net = nn.Linear(5, trial.suggest_int("width", 1, 8))
            return net(torch.zeros(2, 4)).sum().item()  # here

        optuna.create_study().optimize(objective, n_trials=10)
        """,
    # the model gives the block a tensor of which nothing is known
    "a use of which nothing is known": """\
        class Block(nn.Module):
            def __init__(self, dim, hidden=32):
                super().__init__()
                self.first, self.second = nn.Linear(dim, hidden), nn.Linear(2 * hidden, dim)

            def forward(self, x, scale=None):
                x = self.first(x)
                if scale is not None:
                    x = x * scale
                return self.second(x)  # here

        class Model(nn.Module):
            def __init__(self, dim, depth, table):
                super().__init__()
                self.table = nn.Parameter(torch.tensor(table))
                self.blocks = nn.ModuleList([Block(dim) for _ in range(depth)])

            def forward(self, x):
                B, N, C = x.shape
                for block in self.blocks:
                    x = block(x, self.table)
                return x
        """,
    # too many combinations of numbers of dims to try them all
    "four inputs that are joined": """\
        class Fusion(nn.Module):
            def __init__(self, dim, hidden):
                super().__init__()
                self.a, self.b, self.c, self.d = (nn.Linear(dim, hidden) for _ in range(4))
                self.out = nn.Linear(3 * hidden, dim)

            def forward(self, text, image, audio, pose):
                parts = [self.a(text), self.b(image), self.c(audio), self.d(pose)]
                return self.out(torch.cat(parts, dim=-1))  # here
        """,
    "five inputs of which three are broadcast": """\
        class Gated(nn.Module):
            def __init__(self, dim):
                super().__init__()
                self.gate, self.head = nn.Linear(2 * dim, dim), nn.Linear(dim, 7)

            def forward(self, a, b, c, d, e):
                gate = torch.sigmoid(self.gate(torch.cat([a, b], dim=-1)))
                x = gate * a + (1 - gate) * b + c * d + e
                return self.head(torch.cat([x, c], dim=-1)) + self.head(c)  # here
        """,
    # a list of tensors: however many it has
    "a list of tensors": """\
        class Neck(nn.Module):
            def __init__(self, dim, hidden):
                super().__init__()
                self.proj = nn.Conv2d(dim, hidden, 1)
                self.smooth = nn.Conv2d(2 * hidden, dim, 3, padding=1)

            def forward(self, features):
                first = features[0]
                return [self.smooth(self.proj(f)) + first.mean() for f in features]  # here
        """,
    # it would run for hidden == 1, which nobody writes a parameter for
    "a number of features that would have to be 1": """\
        class Weighted(nn.Module):
            def __init__(self, dim, hidden):
                super().__init__()
                self.proj, self.out = nn.Linear(dim, hidden), nn.Linear(2 * hidden, dim)

            def forward(self, x, weight):
                return self.out(self.proj(x) * weight)  # here
        """,
    # height and width tell no number of dims: the one that gets furthest counts
    "the last two sizes": """\
        class Attention(nn.Module):
            def __init__(self, dim):
                super().__init__()
                self.q, self.out = nn.Conv2d(dim, dim, 1), nn.Conv2d(2 * dim, dim, 1)

            def forward(self, x):
                h, w = x.shape[-2:]
                q = self.q(x)
                b, c, _, _ = q.shape
                return self.out(q.reshape(b, c, h, w))  # here
        """,
    # one class passes the line of the method that both have
    "a method of a base class": """\
        class Base(nn.Module):
            def forward(self, x):
                return self.second(self.first(x))  # here

        class Right(Base):
            def __init__(self, dim):
                super().__init__()
                self.first, self.second = nn.Linear(dim, 8 * dim), nn.Linear(8 * dim, dim)

        class Wrong(Base):
            def __init__(self, dim):
                super().__init__()
                self.first, self.second = nn.Linear(dim, 8 * dim), nn.Linear(4 * dim, dim)
        """,
    # others call the function in which it fails, and work
    "a function that others use": """\
        def modulate(x, shift):
            return x * (1 + shift.unsqueeze(1))

        class Block(nn.Module):
            def __init__(self, dim):
                super().__init__()
                self.norm, self.shift = nn.LayerNorm(dim), nn.Linear(dim, dim)

            def forward(self, x, c):
                return modulate(self.norm(x), self.shift(c))

        class Final(nn.Module):
            def __init__(self, dim):
                super().__init__()
                self.norm, self.shift = nn.LayerNorm(2 * dim), nn.Linear(dim, 2 * dim)
                self.fc = nn.Linear(dim, 4)

            def forward(self, x, c):
                a, b = self.shift(c).chunk(2, dim=1)
                return self.fc(modulate(self.norm(x), a + b))  # here

        class Whole(nn.Module):
            def __init__(self, dim):
                super().__init__()
                self.block, self.last = Block(dim), Final(dim)

            def forward(self, x, c):
                return self.last(self.block(x, c), c)
        """,
    # with a single feature for each head the letter may stand for 1 and 2
    "one letter for two sizes": """\
        class Attention(nn.Module):
            def __init__(self, dim, heads, size):
                super().__init__()
                self.heads = heads
                self.q, self.k = nn.Linear(dim, heads * size), nn.Linear(dim, 2 * heads * size)

            def forward(self, x):
                B, N, C = x.shape
                q, k = self.q(x).view(B, N, self.heads, -1), self.k(x).view(B, N, self.heads, -1)
                return torch.einsum("bihd,bjhd->bhij", q, k)  # here
        """,
    # with a mask of three dims beside a sample the sum would do if there were a single channel
    "a residual with a mask": """\
        class Block(nn.Module):
            def __init__(self, channels, dilation=(1, 3)):
                super().__init__()
                convs = [nn.Conv1d(2 * channels, channels, 3, dilation=d, padding=d) for d in dilation]
                self.convs = nn.ModuleList(convs)

            def forward(self, x, mask=None):
                for conv in self.convs:
                    inner = x if mask is None else x * mask
                    x = conv(inner) + x  # here
                return x
        """,
    # with fewer than 16 features a head has one of them at most
    "one letter for two sizes that are parts": """\
        class Attention(nn.Module):
            def __init__(self, dim, heads=8):
                super().__init__()
                assert dim % heads == 0
                self.heads = heads
                self.q, self.k = nn.Linear(dim, 2 * dim), nn.Linear(dim, dim)

            def forward(self, x):
                B, N, C = x.shape
                q, k = self.q(x).view(B, N, self.heads, -1), self.k(x).view(B, N, self.heads, -1)
                return torch.einsum("bihd,bjhd->bhij", q, k)  # here
        """,
    # what is unpacked into two variables that are used as tensors is a pair of tensors
    "a pair of tensors": """\
        class Gated(nn.Module):
            def __init__(self, dim, cond):
                super().__init__()
                self.inner, self.cond = nn.Conv1d(dim, 2 * dim, 1), nn.Conv1d(cond, dim, 1)

            def forward(self, inputs):
                audio, spect = inputs
                return self.inner(audio) + self.cond(spect)  # here
        """,
    # whatever the pair is of which the rows are taken, it has nothing to do with the features
    "features beside a pair": """\
        class Conv(nn.Module):
            def __init__(self, dim, out):
                super().__init__()
                self.net = nn.Sequential(nn.Linear(dim, 4 * dim), nn.ReLU(), nn.Linear(2 * dim, out))

            def forward(self, x, edges):
                row, col = edges
                return self.net(x + torch.zeros_like(x).index_add_(0, col, x[row]))  # here
        """,
    # the number is handed on in a tensor
    "a size in a tensor": """\
        class Gated(nn.Module):
            def __init__(self, dim):
                super().__init__()
                self.dim = dim
                self.inner, self.out = nn.Conv1d(dim, 2 * dim, 1), nn.Conv1d(2 * dim, dim, 1)

            def forward(self, x):
                size = torch.IntTensor([self.dim])[0]
                x = self.inner(x)
                return self.out(x[:, :size, :])  # here
        """,
    # there are more combinations of numbers of dims than are tried
    "many inputs": """\
        class Scores(nn.Module):
            def __init__(self, dim, count):
                super().__init__()
                self.table, self.conv = nn.Embedding(count, dim), nn.Conv1d(3, 8, 1)

            def score(self, h, t, r):
                b = h.shape[0]
                parts = [self.table(index).view(b, 1, -1) for index in (h, t, r, h)]
                return self.conv(torch.cat(parts, dim=1)).mean((1, 2))  # here

            def forward(self, h, t, r, other_h, other_t):
                return self.score(h, t, r), self.score(other_h, other_t, r)
        """,
    # with one dim for each input, a call demands that one size is 1 and 32
    "two demands of one call": """\
        class Filters(nn.Module):
            def __init__(self, dim, edges, filters=32):
                super().__init__()
                self.first, self.last = nn.Linear(dim, filters), nn.Linear(2 * filters, dim)
                self.net = nn.Linear(edges, filters)

            def forward(self, x: torch.Tensor, edge_index: torch.Tensor, edge_attr: torch.Tensor):
                row, col = edge_index
                x = self.first(x)
                messages = x[row] * self.net(edge_attr)
                x = x.new_zeros(x.size(0), x.size(1)).index_add(0, col, messages)
                return self.last(x)  # here
        """,
    # what is unpacked picks rows, so that it is no list of whatever
    "edges without an annotation": """\
        class Messages(nn.Module):
            def __init__(self, dim, hidden):
                super().__init__()
                self.edge = nn.Sequential(nn.Linear(2 * dim, 2 * hidden), nn.ReLU(), nn.Linear(hidden, dim))

            def forward(self, h, edge_index):
                row, col = edge_index
                return self.edge(torch.cat([h[row], h[col]], dim=1))  # here
        """,
    # what unpacks a shape into other names than it has sizes is over, and leaves steps for the rest
    "heads of another size": """\
        class Attention(nn.Module):
            def __init__(self, config):
                super().__init__()
                self.heads, self.groups = config.heads, config.groups
                self.dim = config.hidden // config.heads
                self.q = nn.Linear(config.hidden, self.heads * self.dim)
                self.k = nn.Linear(config.hidden, 2 * self.groups * self.dim)

            def forward(self, x, past=None):
                b, n, _ = x.size()
                q = self.q(x).view(b, n, self.heads, self.dim).transpose(1, 2)
                k = self.k(x).view(b, n, self.groups, self.dim).transpose(1, 2)  # here
                k = k[:, :, None].expand(b, self.groups, self.heads // self.groups, n, self.dim)
                k = k.reshape(b, self.heads, n, self.dim)
                return torch.softmax(q @ k.mT, dim=-1)
        """,
}


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS.keys())
def test_contradiction_is_reported(tmp_path: Path, program: str) -> None:
    file = tmp_path / "model.py"
    file.write_text(HEAD + textwrap.dedent(program))
    lines = file.read_text().splitlines()
    wrong = [number for number, line in enumerate(lines, 1) if line.endswith("# here")]
    found = analyze_library(file, Options())
    assert [error.span.line for error in found.diagnostics] == wrong
