"""Who belongs to which club? Node classification on a made-up social network."""
import argparse
import copy

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

PEOPLE = 360
CLUBS = 5
TRAITS = 32


def make_network(seed=12):
    """Traits (PEOPLE, TRAITS), adjacency (PEOPLE, PEOPLE) and clubs (PEOPLE,)."""
    rng = np.random.default_rng(seed)
    clubs = np.arange(PEOPLE) % CLUBS
    same = clubs[:, None] == clubs[None, :]
    chance = np.where(same, 0.06, 0.008)
    upper = np.triu(rng.random((PEOPLE, PEOPLE)) < chance, k=1)
    adjacency = (upper | upper.T).astype(np.float32)
    centers = rng.normal(size=(CLUBS, TRAITS))
    traits = centers[clubs] + 2.5 * rng.normal(size=(PEOPLE, TRAITS))
    return (torch.tensor(traits, dtype=torch.float32), torch.from_numpy(adjacency),
            torch.from_numpy(clubs))


def walk_matrix(adjacency):
    """Row-normalised, with loops: where a random walk goes next."""
    with_loops = adjacency + torch.eye(adjacency.size(0))
    return with_loops / with_loops.sum(dim=1, keepdim=True)


class MixLayer(nn.Module):
    """Mean of the neighbours beside the node's own features."""

    def __init__(self, size_in, size_out):
        super().__init__()
        self.own = nn.Linear(size_in, size_out)
        self.others = nn.Linear(size_in, size_out, bias=False)

    def forward(self, x, walk):
        return self.own(x) + self.others(walk @ x)


class GazeLayer(nn.Module):
    """Attention among neighbours, dot-product style, with several heads."""

    def __init__(self, size_in, size_out, heads=4):
        super().__init__()
        self.heads = heads
        self.look = nn.Linear(size_in, 3 * size_out)
        self.join = nn.Linear(size_out, size_out)

    def forward(self, x, walk):
        n = x.shape[0]
        q, k, v = self.look(x).chunk(3, dim=-1)
        q, k, v = (t.view(n, self.heads, -1).transpose(0, 1) for t in (q, k, v))
        scores = torch.baddbmm(torch.zeros(1), q, k.transpose(1, 2), alpha=q.size(-1) ** -0.5)
        scores = scores.masked_fill(walk.eq(0), -1e9)
        seen = torch.bmm(scores.softmax(dim=-1), v)
        return self.join(seen.permute(1, 0, 2).reshape(n, -1))


class ClubNet(nn.Module):
    def __init__(self, layer, hidden, depth, dropout):
        super().__init__()
        self.dropout = dropout
        sizes = [TRAITS] + [hidden] * depth
        self.layers = nn.ModuleList(layer(a, b) for a, b in zip(sizes[:-1], sizes[1:]))
        # jumping knowledge: the classifier sees every layer
        self.classify = nn.Linear(hidden * depth, CLUBS)

    def forward(self, x, walk):
        levels = []
        for layer in self.layers:
            x = F.dropout(x, self.dropout, training=self.training)
            x = F.elu(layer(x, walk))
            levels.append(x)
        return self.classify(torch.cat(levels, dim=-1))


def propagate_labels(walk, clubs, known, rounds=20):
    """A baseline without learning: clubs spread along the walk."""
    belief = torch.zeros(PEOPLE, CLUBS)
    truth = F.one_hot(clubs, CLUBS).float()
    for _ in range(rounds):
        belief = torch.where(known[:, None], truth, walk @ belief)
    return belief


def split_people(seed):
    order = torch.randperm(PEOPLE, generator=torch.Generator().manual_seed(seed))
    masks = torch.zeros(3, PEOPLE, dtype=torch.bool)
    for row, part in enumerate(order.split([60, 100, PEOPLE - 160])):
        masks[row, part] = True
    return masks


def consistency(scores, walk):
    """Neighbours should agree: mean squared difference to the neighbourhood."""
    chances = scores.softmax(dim=1)
    return (chances - walk @ chances).square().sum(dim=1).mean()


def fit(net, traits, walk, clubs, masks, opts):
    optimizer = torch.optim.Adam(net.parameters(), lr=opts.lr, weight_decay=1e-3)
    train, check, _ = masks
    best, kept, patience = 0.0, copy.deepcopy(net.state_dict()), 0
    for epoch in range(1, opts.epochs + 1):
        net.train()
        scores = net(traits, walk)
        loss = F.cross_entropy(scores[train], clubs[train])
        loss = loss + opts.agree * consistency(scores, walk)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

        rate = accuracy(net, traits, walk, clubs, check)
        if epoch % 10 == 0:
            print(f'epoch {epoch:3d}  loss {loss.item():.3f}  check {rate:.3f}')
        if rate > best:
            best, kept, patience = rate, copy.deepcopy(net.state_dict()), 0
        else:
            patience += 1
        if patience > 30:
            break
    net.load_state_dict(kept)


@torch.no_grad()
def accuracy(net, traits, walk, clubs, mask):
    net.eval()
    guess = net(traits, walk).argmax(dim=1)
    return (guess[mask] == clubs[mask]).float().mean().item()


def main():
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument('--layer', choices=['mix', 'gaze'], default='mix')
    cli.add_argument('--hidden', type=int, default=24)
    cli.add_argument('--depth', type=int, default=2)
    cli.add_argument('--dropout', type=float, default=0.35)
    cli.add_argument('--agree', type=float, default=0.1)
    cli.add_argument('--lr', type=float, default=6e-3)
    cli.add_argument('--epochs', type=int, default=120)
    opts = cli.parse_args()

    torch.manual_seed(0)
    traits, adjacency, clubs = make_network()
    walk = walk_matrix(adjacency)
    masks = split_people(seed=3)
    spread = propagate_labels(walk, clubs, masks[0]).argmax(dim=1)
    print('label spreading:', (spread == clubs)[masks[2]].float().mean().item())

    net = ClubNet(MixLayer if opts.layer == 'mix' else GazeLayer, opts.hidden, opts.depth,
                  opts.dropout)
    fit(net, traits, walk, clubs, masks, opts)
    print(f'test accuracy {accuracy(net, traits, walk, clubs, masks[2]):.3f}')
    newcomer = torch.randn(1, TRAITS)
    alone = net(newcomer, torch.ones(1, 1)).softmax(dim=1)[0]
    print('newcomer:', ' '.join(f'{chance:.2f}' for chance in alone.tolist()))
    torch.save(net.state_dict(), f'clubs_{opts.layer}.pt')


if __name__ == '__main__':
    main()
