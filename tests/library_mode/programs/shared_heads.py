"""Attention whose heads are counted in several ways, conditions that may be left out, edges."""

import torch
from torch import nn


def repeated(x: torch.Tensor, times: int) -> torch.Tensor:
    batch, length, heads, size = x.shape
    if times == 1:
        return x
    return x[:, :, :, None, :].expand(batch, length, heads, times, size).flatten(2, 3)


class GroupedAttention(nn.Module):
    """Fewer heads for keys and values than for queries."""

    def __init__(self, dim: int, n_heads: int, n_kv_heads: int):
        super().__init__()
        self.n_heads, self.n_kv_heads = n_heads, n_kv_heads
        self.times = n_heads // n_kv_heads
        self.size = dim // n_heads
        self.q = nn.Linear(dim, n_heads * self.size)
        self.kv = nn.Linear(dim, 2 * n_kv_heads * self.size)
        self.out = nn.Linear(n_heads * self.size, dim)

    def forward(self, x):
        batch, length, _ = x.shape
        q = self.q(x).view(batch, length, self.n_heads, self.size).transpose(1, 2)
        k, v = self.kv(x).view(batch, length, 2, self.n_kv_heads, self.size).unbind(2)
        k, v = repeated(k, self.times).transpose(1, 2), repeated(v, self.times).transpose(1, 2)
        weights = (q @ k.transpose(2, 3) / self.size**0.5).softmax(-1)
        return self.out((weights @ v).transpose(1, 2).reshape(batch, length, -1))


class ListedHeads(nn.Module):
    """As many small layers as there are heads."""

    def __init__(self, dim: int, n_heads: int):
        super().__init__()
        self.heads = nn.ModuleList([nn.Linear(dim, dim // n_heads) for _ in range(n_heads)])
        self.out = nn.Linear(dim, dim)

    def forward(self, x):
        return self.out(torch.cat([head(x) for head in self.heads], dim=-1))


class WholeHeads(nn.Module):
    """The size of a head is a quotient that is cut off."""

    def __init__(self, hidden: int, heads: int):
        super().__init__()
        self.size = int(hidden / heads)
        self.query = nn.Linear(hidden, heads * self.size)
        self.out = nn.Linear(hidden, hidden)

    def forward(self, x):
        return self.out(self.query(x).relu())


class Conditioned(nn.Module):
    """Only works with the condition that may be left out."""

    def __init__(self, dim: int, cond_dim: int):
        super().__init__()
        self.steps = nn.Linear(dim, 64)
        self.mix = nn.Linear(64 + cond_dim, dim)

    def forward(self, x, cond=None):
        x = self.steps(x)
        if cond is not None:
            x = torch.cat([x, cond], dim=-1)
        return self.mix(x)


class EdgeMessages(nn.Module):
    """Messages along edges that are given as two lists of nodes."""

    def __init__(self, dim: int, hidden: int):
        super().__init__()
        self.message = nn.Linear(2 * dim + 1, hidden)
        self.update = nn.Linear(dim + hidden, dim)

    def forward(self, nodes, edges, places):
        source, target = edges
        apart = (places[source] - places[target]).pow(2).sum(1, keepdim=True)
        messages = self.message(torch.cat([nodes[source], nodes[target], apart], dim=1))
        gathered = messages.new_zeros(nodes.size(0), messages.size(1))
        gathered.index_add_(0, target, messages)
        return self.update(torch.cat([nodes, gathered], dim=1))
