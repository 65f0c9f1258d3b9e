"""Swin-L with shifted windows; the first argument is another number of blocks of the third stage."""
import sys

import torch
from torch import nn


def windows(x, side):
    n, height, width, channels = x.shape
    x = x.view(n, height // side, side, width // side, side, channels)
    return x.permute(0, 1, 3, 2, 4, 5).reshape(-1, side * side, channels)


def joined(tokens, side, height, width):
    n = tokens.shape[0] // (height * width // side // side)
    x = tokens.view(n, height // side, width // side, side, side, -1)
    return x.permute(0, 1, 3, 2, 4, 5).reshape(n, height, width, -1)


class WindowAttention(nn.Module):
    def __init__(self, width, side, heads):
        super().__init__()
        self.heads, self.side = heads, side
        self.biases = nn.Parameter(torch.zeros((2 * side - 1) ** 2, heads))
        places = torch.stack(torch.meshgrid(torch.arange(side), torch.arange(side), indexing="ij"))
        places = places.flatten(1)
        apart = (places[:, :, None] - places[:, None, :]).permute(1, 2, 0) + (side - 1)
        self.register_buffer("index", apart[..., 0] * (2 * side - 1) + apart[..., 1])
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)

    def forward(self, x, mask=None):
        n, count, width = x.shape
        parts = self.qkv(x).reshape(n, count, 3, self.heads, width // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        scores = query * (width // self.heads) ** -0.5 @ key.transpose(-2, -1)
        bias = self.biases[self.index.view(-1)].view(self.side**2, self.side**2, -1)
        scores = scores + bias.permute(2, 0, 1).unsqueeze(0)
        if mask is not None:
            kinds = mask.shape[0]
            scores = scores.view(n // kinds, kinds, self.heads, count, count) + mask[None, :, None]
            scores = scores.view(-1, self.heads, count, count)
        return self.out((scores.softmax(-1) @ value).transpose(1, 2).reshape(n, count, width))


class Block(nn.Module):
    def __init__(self, width, side, heads, window=7, shift=0):
        super().__init__()
        self.side, self.window, self.shift = side, window, shift
        if side <= window:
            self.shift, self.window = 0, side
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention = WindowAttention(width, self.window, heads)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(),
                                 nn.Linear(4 * width, width))
        self.register_buffer("mask", self.mask_of_regions() if self.shift else None)

    def mask_of_regions(self):
        regions = torch.zeros(1, self.side, self.side, 1)
        cuts = (slice(0, -self.window), slice(-self.window, -self.shift), slice(-self.shift, None))
        number = 0
        for rows in cuts:
            for columns in cuts:
                regions[:, rows, columns, :] = number
                number += 1
        tokens = windows(regions, self.window).view(-1, self.window**2)
        apart = tokens.unsqueeze(1) - tokens.unsqueeze(2)
        return apart.masked_fill(apart != 0, -100.0).masked_fill(apart == 0, 0.0)

    def forward(self, x):
        n, count, width = x.shape
        assert count == self.side**2, "the picture has another size"
        y = self.norm1(x).view(n, self.side, self.side, width)
        if self.shift:
            y = torch.roll(y, (-self.shift, -self.shift), (1, 2))
        y = self.attention(windows(y, self.window), self.mask)
        y = joined(y, self.window, self.side, self.side)
        if self.shift:
            y = torch.roll(y, (self.shift, self.shift), (1, 2))
        x = x + y.view(n, count, width)
        return x + self.mlp(self.norm2(x))


class Merging(nn.Module):
    def __init__(self, width, side):
        super().__init__()
        self.side = side
        self.norm, self.narrow = nn.LayerNorm(4 * width), nn.Linear(4 * width, 2 * width, bias=False)

    def forward(self, x):
        n, _, width = x.shape
        x = x.view(n, self.side, self.side, width)
        corners = [x[:, row::2, column::2] for column in (0, 1) for row in (0, 1)]
        return self.narrow(self.norm(torch.cat(corners, -1).view(n, -1, 4 * width)))


class Swin(nn.Module):
    def __init__(self, depths, width=192, heads=(6, 12, 24, 48), size=224, classes=1000):
        super().__init__()
        self.embed = nn.Conv2d(3, width, 4, 4)
        side = size // 4
        self.layers = nn.ModuleList()
        for stage, (depth, count) in enumerate(zip(depths, heads)):
            for index in range(depth):
                self.layers.append(Block(width, side, count, shift=3 * (index % 2)))
            if stage < len(depths) - 1:
                self.layers.append(Merging(width, side))
                width, side = 2 * width, side // 2
        self.norm, self.head = nn.LayerNorm(width), nn.Linear(width, classes)

    def forward(self, x):
        x = self.embed(x).flatten(2).transpose(1, 2)
        for layer in self.layers:
            x = layer(x)
        return self.head(self.norm(x).mean(1))


net = Swin((2, 2, int(sys.argv[1]) if len(sys.argv) > 1 else 18, 2))
for step in range(10):
    net(torch.randn(8, 3, 224, 224)).logsumexp(1).sum().backward()
