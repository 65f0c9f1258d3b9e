"""A layer of experts with a gate, between two layers with einsum."""

import torch
from einops import rearrange, reduce
from torch import nn


class Experts(nn.Module):
    def __init__(self, width, experts, chosen):
        super().__init__()
        self.chosen = chosen
        self.gate = nn.Linear(width, experts, bias=False)
        self.up = nn.Parameter(torch.randn(experts, width, width * 2) * 0.02)
        self.down = nn.Parameter(torch.randn(experts, width * 2, width) * 0.02)

    def forward(self, x):
        weights, places = self.gate(x).softmax(dim=-1).topk(self.chosen, dim=-1)
        gates = torch.zeros(*x.shape[:-1], self.up.shape[0]).scatter(-1, places, weights)
        hidden = torch.einsum('bnd,edh->benh', x, self.up).relu()
        out = torch.einsum('benh,ehd->bned', hidden, self.down)
        return (out * gates.unsqueeze(-1)).sum(dim=2)


class Patches(nn.Module):
    def __init__(self, patch, channels, width, classes):
        super().__init__()
        self.patch = patch
        self.embed = nn.Linear(patch * patch * channels, width)
        self.experts = Experts(width, experts=4, chosen=2)
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(width, classes)

    def forward(self, pictures):
        x = rearrange(pictures, 'b c (h p) (w q) -> b (h w) (p q c)', p=self.patch, q=self.patch)
        x = self.embed(x)
        x = x + self.experts(self.norm(x))
        return self.head(reduce(x, 'b n d -> b d', 'mean'))


net = Patches(patch=4, channels=3, width=32, classes=7)
scores = net(torch.rand(5, 3, 16, 24))
loss = nn.functional.cross_entropy(scores, torch.randint(0, 7, (5,)))
loss.backward()
print(loss.item(), scores.argmax(dim=1).tolist())
