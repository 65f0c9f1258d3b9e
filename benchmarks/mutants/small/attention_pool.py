"""Attention pooling over the readings of a bag of sensors."""

import torch
from torch import nn


class AttentionPool(nn.Module):
    def __init__(self, features, hidden, heads):
        super().__init__()
        self.heads = heads
        self.key = nn.Linear(features, hidden)
        self.value = nn.Linear(features, hidden)
        self.query = nn.Parameter(torch.randn(heads, hidden // heads))
        self.out = nn.Linear(hidden, 1)

    def forward(self, bag):
        batch, readings, _ = bag.shape
        key = self.key(bag).view(batch, readings, self.heads, -1)
        value = self.value(bag).view(batch, readings, self.heads, -1)
        scores = (key * self.query).sum(dim=-1)
        weights = scores.softmax(dim=1).unsqueeze(-1)
        pooled = (weights * value).sum(dim=1)
        return self.out(pooled.flatten(1)).squeeze(-1)


torch.manual_seed(0)
model = AttentionPool(features=12, hidden=32, heads=4)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
criterion = nn.BCEWithLogitsLoss()
for step in range(3):
    bags = torch.randn(8, 20, 12)
    faulty = torch.randint(0, 2, (8,))
    loss = criterion(model(bags), faulty.float())
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(loss.item())
