"""Value learning in a windy grid world; the network sees the grid as a picture."""
import argparse
import random

import torch
from torch import nn
import torch.nn.functional as F

ROWS, COLUMNS = 6, 8
MOVES = [(-1, 0), (0, 1), (1, 0), (0, -1), (0, 0)]
PLANES = 3          # me, the goal, holes


class WindyGrid:
    """Wind blows upwards in the middle columns; holes end the walk, and so does the goal."""

    def __init__(self, seed, limit=40):
        self.rng = random.Random(seed)
        self.limit = limit
        self.holes = {(2, 3), (3, 5), (4, 1)}
        self.goal = (ROWS - 1, COLUMNS - 1)
        self.reset()

    def reset(self):
        self.place = (self.rng.randrange(2), self.rng.randrange(2))
        self.clock = 0
        return self.picture()

    def picture(self):
        planes = torch.zeros(PLANES, ROWS, COLUMNS)
        planes[0, self.place[0], self.place[1]] = 1
        planes[1, self.goal[0], self.goal[1]] = 1
        for row, column in self.holes:
            planes[2, row, column] = 1
        return planes

    def step(self, move):
        down, right = MOVES[move]
        wind = 1 if 2 < self.place[1] < 6 and self.rng.random() < 0.3 else 0
        row = min(max(self.place[0] + down - wind, 0), ROWS - 1)
        column = min(max(self.place[1] + right, 0), COLUMNS - 1)
        self.place = (row, column)
        self.clock += 1
        if self.place == self.goal:
            return self.picture(), 1.0, True
        if self.place in self.holes:
            return self.picture(), -1.0, True
        return self.picture(), -0.02, self.clock >= self.limit


class Ring:
    """The last `size` steps, one tensor per field."""

    def __init__(self, size):
        self.before = torch.zeros(size, PLANES, ROWS, COLUMNS)
        self.after = torch.zeros(size, PLANES, ROWS, COLUMNS)
        self.moves = torch.zeros(size, dtype=torch.long)
        self.gains = torch.zeros(size)
        self.ended = torch.zeros(size, dtype=torch.bool)
        self.size, self.filled, self.next = size, 0, 0

    def write(self, before, move, gain, after, ended):
        slot = self.next
        self.before[slot], self.after[slot] = before, after
        self.moves[slot], self.gains[slot], self.ended[slot] = move, gain, ended
        self.next = (slot + 1) % self.size
        self.filled = min(self.filled + 1, self.size)

    def draw(self, count):
        rows = torch.randint(0, self.filled, (count,))
        return (self.before[rows], self.moves[rows], self.gains[rows],
                self.after[rows], self.ended[rows])


class GridNet(nn.Module):
    """One value per move; with `quantiles` a distribution of values per move."""

    def __init__(self, channels=18, hidden=64, quantiles=1):
        super().__init__()
        self.quantiles = quantiles
        self.look = nn.Conv2d(PLANES, channels, 3, padding=1)
        self.look_again = nn.Conv2d(channels, channels, 3)
        self.think = nn.Linear(channels * (ROWS - 2) * (COLUMNS - 2), hidden)
        self.rate = nn.Linear(hidden, len(MOVES) * quantiles)

    def forward(self, planes):
        x = F.relu(self.look(planes))
        x = F.relu(self.look_again(x)).flatten(1)
        rated = self.rate(torch.tanh(self.think(x)))
        return rated.view(-1, len(MOVES), self.quantiles)

    def values(self, planes):
        return self(planes).mean(dim=2)


def quantile_loss(guess, wanted):
    """guess and wanted are (batch, quantiles): quantile regression with Huber errors."""
    count = guess.size(1)
    levels = (torch.arange(count) + 0.5) / count
    gap = wanted.unsqueeze(1) - guess.unsqueeze(2)
    huber = F.huber_loss(guess.unsqueeze(2).expand_as(gap), wanted.unsqueeze(1).expand_as(gap),
                         reduction='none')
    lean = (levels.view(1, -1, 1) - (gap < 0).float()).abs()
    return (lean * huber).sum(dim=1).mean()


def improve(net, lagged, ring, optimizer, opts):
    before, moves, gains, after, ended = ring.draw(opts.batch)
    rows = torch.arange(opts.batch)
    guess = net(before)[rows, moves]
    with torch.no_grad():
        best = net.values(after).argmax(dim=1)
        future = lagged(after)[rows, best]
        alive = 1 - ended.float()
        wanted = gains.unsqueeze(1) + opts.discount * alive.unsqueeze(1) * future
    if opts.quantiles > 1:
        loss = quantile_loss(guess, wanted)
    else:
        loss = F.smooth_l1_loss(guess.squeeze(1), wanted.squeeze(1))
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(net.parameters(), 5.0)
    optimizer.step()
    return loss.item()


def pick(net, planes, curiosity):
    if random.random() < curiosity:
        return random.randrange(len(MOVES))
    with torch.no_grad():
        return net.values(planes.unsqueeze(0)).argmax(dim=1).item()


@torch.no_grad()
def follow(lagged, net, pace):
    for old, new in zip(lagged.parameters(), net.parameters()):
        old.mul_(1 - pace).add_(new, alpha=pace)


def show_policy(net, grid):
    """What the net would do from every place, as arrows."""
    pictures = []
    for row in range(ROWS):
        for column in range(COLUMNS):
            grid.place = (row, column)
            pictures.append(grid.picture())
    with torch.no_grad():
        table = net.values(torch.stack(pictures)).argmax(dim=1).reshape(ROWS, COLUMNS)
    for line in table.tolist():
        print(' '.join('^>v<o'[move] for move in line))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--walks', type=int, default=400)
    parser.add_argument('--batch', type=int, default=48)
    parser.add_argument('--quantiles', type=int, default=1)
    parser.add_argument('--discount', type=float, default=0.97)
    parser.add_argument('--warmup', type=int, default=100)
    opts = parser.parse_args()

    random.seed(6)
    torch.manual_seed(6)
    grid, ring = WindyGrid(seed=6), Ring(5000)
    net, lagged = GridNet(quantiles=opts.quantiles), GridNet(quantiles=opts.quantiles)
    lagged.load_state_dict(net.state_dict())
    optimizer = torch.optim.Adam(net.parameters(), lr=5e-4, eps=1e-5)
    for walk in range(opts.walks):
        curiosity = max(0.05, 1 - walk / 150)
        planes, ended, earned, loss = grid.reset(), False, 0.0, 0.0
        while not ended:
            move = pick(net, planes, curiosity)
            after, gain, ended = grid.step(move)
            ring.write(planes, move, gain, after, ended)
            planes, earned = after, earned + gain
            if ring.filled >= opts.warmup:
                loss = improve(net, lagged, ring, optimizer, opts)
                follow(lagged, net, pace=0.01)
        if walk % 20 == 19:
            print(f'walk {walk + 1}: earned {earned:.2f}, loss {loss:.4f}, steps {grid.clock}')
    show_policy(net, grid)
    torch.save(net.state_dict(), 'grid.pt')


if __name__ == '__main__':
    main()
