"""GPT-2 XL: 48 blocks with 25 heads each; the first argument is another number of blocks."""
import math
import sys

import torch
from torch import nn
from torch.nn import functional as F


class CausalAttention(nn.Module):
    def __init__(self, width, heads, context):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        past = torch.tril(torch.ones(context, context, dtype=torch.bool))
        self.register_buffer("past", past.view(1, 1, context, context))

    def forward(self, x):
        n, length, width = x.size()
        split = [part.view(n, length, self.heads, width // self.heads).transpose(1, 2)
                 for part in self.qkv(x).split(width, dim=2)]
        query, key, value = split
        scores = query @ key.transpose(-2, -1) / math.sqrt(key.size(-1))
        scores = scores.masked_fill(~self.past[:, :, :length, :length], float("-inf"))
        mixed = F.softmax(scores, dim=-1) @ value
        return self.out(mixed.transpose(1, 2).contiguous().view(n, length, width))


class Block(nn.Module):
    def __init__(self, width, heads, context):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention = CausalAttention(width, heads, context)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(),
                                 nn.Linear(4 * width, width), nn.Dropout(0.1))

    def forward(self, x):
        x = x + self.attention(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class GPT(nn.Module):
    def __init__(self, blocks, width=1600, heads=25, context=1024, words=50257):
        super().__init__()
        self.words, self.places = nn.Embedding(words, width), nn.Embedding(context, width)
        self.blocks = nn.ModuleList([Block(width, heads, context) for _ in range(blocks)])
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(width, words, bias=False)

    def forward(self, words, wanted):
        x = self.words(words) + self.places(torch.arange(words.shape[1]))
        for block in self.blocks:
            x = block(x)
        logits = self.head(self.norm(x))
        return F.cross_entropy(logits.view(-1, logits.size(-1)), wanted.view(-1))


net = GPT(int(sys.argv[1]) if len(sys.argv) > 1 else 48)
optimizer = torch.optim.AdamW(net.parameters(), lr=1e-4)
for step in range(100):
    text = torch.randint(0, 50257, (8, 1025))
    loss = net(text[:, :-1].contiguous(), text[:, 1:].contiguous())
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
