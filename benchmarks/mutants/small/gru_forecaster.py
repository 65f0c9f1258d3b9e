"""An encoder and a decoder with GRUs forecast the next hours of several series."""

import torch
from torch import nn


class Forecaster(nn.Module):
    def __init__(self, series, hidden, horizon):
        super().__init__()
        self.horizon = horizon
        self.encoder = nn.GRU(series, hidden, num_layers=1, batch_first=True)
        self.cell = nn.GRUCell(series, hidden)
        self.out = nn.Linear(hidden, series)

    def forward(self, past):
        _, state = self.encoder(past)
        state = state.squeeze(0)
        step = past[:, -1]
        future = []
        for _ in range(self.horizon):
            state = self.cell(step, state)
            step = step + self.out(state)
            future.append(step)
        return torch.stack(future, dim=1)


def windows(values, past, horizon):
    rows = values.unfold(0, past + horizon, 1).transpose(1, 2)
    return rows[:, :past], rows[:, past:]


torch.manual_seed(3)
hours = torch.arange(60.0).unsqueeze(1)
values = torch.sin(hours * torch.tensor([0.1, 0.2, 0.3, 0.4]))
before, after = windows(values, past=12, horizon=4)
model = Forecaster(series=4, hidden=20, horizon=4)
optimizer = torch.optim.RMSprop(model.parameters(), lr=0.01)
scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=1)
for epoch in range(2):
    for start in range(0, len(before), 15):
        predicted = model(before[start : start + 15])
        loss = nn.functional.l1_loss(predicted, after[start : start + 15])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    scheduler.step()
error = (model(before) - after).abs().mean(dim=(0, 1))
print(error.tolist())
