"""Predicts two prices from a table of numbers and a category."""

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


class Prices(nn.Module):
    def __init__(self, numbers, categories, hidden=(64, 32), targets=2):
        super().__init__()
        self.category = nn.Embedding(categories, 8)
        sizes = [numbers + 8, *hidden]
        layers = []
        for before, after in zip(sizes, sizes[1:]):
            layers += [nn.Linear(before, after), nn.BatchNorm1d(after), nn.ReLU()]
        self.body = nn.Sequential(*layers)
        self.head = nn.Linear(sizes[-1], targets)

    def forward(self, numbers, category):
        x = torch.cat((numbers, self.category(category)), dim=1)
        return self.head(self.body(x))


rows = 90
table = torch.randn(rows, 10)
kinds = torch.randint(0, 5, (rows,))
prices = torch.stack((table[:, 0] * 2, table[:, 1] - 1), dim=1)
mean, std = table.mean(dim=0), table.std(dim=0)
loader = DataLoader(TensorDataset((table - mean) / std, kinds, prices), batch_size=30, shuffle=True)
model = Prices(numbers=10, categories=5)
optimizer = torch.optim.Adam(model.parameters())
loss_fn = nn.MSELoss()
for epoch in range(2):
    total = 0.0
    for numbers, category, target in loader:
        predicted = model(numbers, category)
        loss = loss_fn(predicted, target)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(target)
    print(epoch, total / rows)
