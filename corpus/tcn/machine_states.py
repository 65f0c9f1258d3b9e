"""Finds the moments at which a noisy machine changes its state: causal dilated convolutions."""
import argparse
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, TensorDataset

SENSORS = 4
STATES = 3


def simulate(runs, steps, seed):
    """Sensor readings (runs, SENSORS, steps) and states (runs, steps)."""
    rng = np.random.RandomState(seed)
    states = np.zeros((runs, steps), dtype=np.int64)
    for run in range(runs):
        state = rng.randint(STATES)
        for step in range(steps):
            if rng.rand() < 0.04:
                state = rng.randint(STATES)
            states[run, step] = state
    levels = rng.normal(size=(STATES, SENSORS))
    readings = levels[states].transpose(0, 2, 1)
    readings = readings + 0.9 * rng.normal(size=(runs, SENSORS, steps))
    return torch.tensor(readings, dtype=torch.float), torch.tensor(states)


class CausalConv(nn.Module):
    """A convolution that never looks ahead: all padding is on the left."""

    def __init__(self, channels_in, channels_out, taps, gap):
        super().__init__()
        self.left = (taps - 1) * gap
        self.conv = nn.Conv1d(channels_in, channels_out, taps, dilation=gap)

    def forward(self, x):
        return self.conv(F.pad(x, (self.left, 0)))


class GatedStage(nn.Module):
    """Filter and gate; returns what goes on and what goes to the output."""

    def __init__(self, channels, skip, taps, gap):
        super().__init__()
        self.both = CausalConv(channels, 2 * channels, taps, gap)
        self.onward = nn.Conv1d(channels, channels, 1)
        self.aside = nn.Conv1d(channels, skip, 1)
        self.norm = nn.GroupNorm(4, channels)

    def forward(self, x):
        gated = F.glu(self.both(x), dim=1)
        return self.norm(x + self.onward(gated)), self.aside(gated)


class StateDetector(nn.Module):
    def __init__(self, channels=20, skip=32, taps=3, stages=5):
        super().__init__()
        self.channels = channels
        self.enter = nn.Conv1d(SENSORS, channels, 1)
        gaps = [2 ** number for number in range(stages)]
        self.stages = nn.ModuleList([GatedStage(channels, skip, taps, gap) for gap in gaps])
        self.leave = nn.Linear(skip, STATES)
        self.reach = 1 + (taps - 1) * sum(gaps)

    def forward(self, readings):
        x, collected = self.enter(readings), 0
        for stage in self.stages:
            x, aside = stage(x)
            collected = collected + aside
        return self.leave(F.relu(collected).permute(0, 2, 1))


class FocusedLoss(nn.Module):
    """Cross entropy, weighed more where the state has just changed."""

    def __init__(self, extra):
        super().__init__()
        self.extra = extra

    def forward(self, scores, states):
        changed = (states[:, 1:] != states[:, :-1]).float()
        weights = 1 + self.extra * torch.cat([torch.zeros_like(changed[:, :1]), changed], dim=1)
        losses = F.cross_entropy(scores.mT, states, reduction='none')
        return (losses * weights).sum() / weights.sum()


def smooth_path(scores, stay=0.9):
    """The likeliest path through the states of every run (Viterbi)."""
    emission = scores.log_softmax(dim=2)
    move = torch.full((STATES, STATES), (1 - stay) / (STATES - 1))
    move.fill_diagonal_(stay)
    best, arrows = emission[:, 0], []
    for step in range(1, emission.size(1)):
        options = best.unsqueeze(2) + move.log()
        best, arrow = options.max(dim=1)
        best = best + emission[:, step]
        arrows.append(arrow)
    path = [best.argmax(dim=1)]
    for arrow in reversed(arrows):
        path.insert(0, arrow.gather(1, path[0].unsqueeze(1)).squeeze(1))
    return torch.stack(path, dim=1)


def train_epoch(net, loader, loss_fn, optimizer):
    net.train()
    total = 0
    for readings, states in loader:
        optimizer.zero_grad()
        loss = loss_fn(net(readings), states)
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 0.7)
        optimizer.step()
        total += loss.item() * len(readings)
    return total / len(loader.dataset)


def evaluate(net, loader):
    """Accuracy before and after smoothing, per step of time from the beginning."""
    net.eval()
    plain, smoothed = [], []
    with torch.no_grad():
        for readings, states in loader:
            scores = net(readings)
            plain.append(scores.argmax(dim=2) == states)
            smoothed.append(smooth_path(scores) == states)
    curve = torch.cat(plain).float().mean(dim=0)
    return curve, torch.cat(smoothed).float().mean().item()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--steps', type=int, default=60)
    parser.add_argument('--taps', type=int, default=3)
    parser.add_argument('--batch', type=int, default=36)
    parser.add_argument('--extra', type=float, default=1.5)
    parser.add_argument('--epochs', type=int, default=14)
    parser.add_argument('--out', default='machine.pt')
    args = parser.parse_args()

    torch.manual_seed(9)
    readings, states = simulate(260, args.steps, seed=9)
    center = readings.mean(dim=(0, 2), keepdim=True)
    spread = readings.std(dim=(0, 2), keepdim=True)
    data = TensorDataset((readings - center) / spread, states)
    train_set, test_set = torch.utils.data.random_split(data, [200, 60])
    train_loader = DataLoader(train_set, batch_size=args.batch, shuffle=True)
    test_loader = DataLoader(test_set, batch_size=30)

    net = StateDetector(taps=args.taps)
    print('the network looks back', net.reach, 'steps')
    loss_fn = FocusedLoss(args.extra)
    optimizer = torch.optim.AdamW(net.parameters(), lr=3e-3)
    for epoch in range(args.epochs):
        began = time.time()
        loss = train_epoch(net, train_loader, loss_fn, optimizer)
        curve, smoothed = evaluate(net, test_loader)
        third = args.steps // 3
        print(f'{epoch}: loss {loss:.3f}, right at first {curve[:third].mean():.1%}, '
              f'later {curve[third:].mean():.1%}, smoothed {smoothed:.1%}, '
              f'{time.time() - began:.1f}s')
    torch.save({'net': net.state_dict(), 'center': center, 'spread': spread}, args.out)


if __name__ == '__main__':
    main()
