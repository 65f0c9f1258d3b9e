"""Self-attention written out, with a causal mask, over short sequences."""

import math

import torch
from torch import nn


class SelfAttention(nn.Module):
    def __init__(self, width, heads, length):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.register_buffer('mask', torch.tril(torch.ones(length, length)).view(1, 1, length, length))

    def forward(self, x):
        B, T, C = x.size()
        q, k, v = self.qkv(x).chunk(3, dim=-1)
        q = q.view(B, T, self.heads, C // self.heads).transpose(1, 2)
        k = k.view(B, T, self.heads, C // self.heads).transpose(1, 2)
        v = v.view(B, T, self.heads, C // self.heads).transpose(1, 2)
        scores = q @ k.transpose(-2, -1) / math.sqrt(k.size(-1))
        scores = scores.masked_fill(self.mask[:, :, :T, :T] == 0, float('-inf'))
        mixed = scores.softmax(dim=-1) @ v
        mixed = mixed.transpose(1, 2).contiguous().view(B, T, C)
        return self.out(mixed)


class Block(nn.Module):
    def __init__(self, width, heads, length):
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.attention = SelfAttention(width, heads, length)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))

    def forward(self, x):
        x = x + self.attention(self.norm(x))
        return x + self.mlp(x)


blocks = nn.Sequential(*[Block(width=48, heads=6, length=32) for _ in range(2)])
embed = nn.Embedding(50, 48)
places = nn.Embedding(32, 48)
head = nn.Linear(48, 50, bias=False)
tokens = torch.randint(0, 50, (4, 17))
inputs, targets = tokens[:, :-1], tokens[:, 1:]
x = embed(inputs) + places(torch.arange(inputs.size(1)))
scores = head(blocks(x))
loss = nn.functional.cross_entropy(scores.transpose(1, 2), targets)
loss.backward()
print(loss.item())
