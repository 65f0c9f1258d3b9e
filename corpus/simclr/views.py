"""Learns to see without labels: two views of every picture attract, all others repel."""
import argparse
import os
import time

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, Dataset, Subset
from torchvision import transforms
from torchvision.datasets import CIFAR10


class TwoViews(Dataset):
    """Wraps a dataset of raw pictures; gives two random views, stacked: (2, 3, 32, 32)."""

    def __init__(self, pictures, vary):
        self.pictures, self.vary = pictures, vary

    def __len__(self):
        return len(self.pictures)

    def __getitem__(self, i):
        picture, _ = self.pictures[i]
        return torch.stack([self.vary(picture), self.vary(picture)])


def view_pipeline(strength):
    return transforms.Compose([
        transforms.RandomResizedCrop(32, scale=(0.3, 1.0)),
        transforms.RandomHorizontalFlip(),
        transforms.RandomApply([transforms.ColorJitter(strength, strength, strength)], p=0.7),
        transforms.ToTensor(),
        transforms.Normalize((0.5, 0.5, 0.5), (0.25, 0.25, 0.25)),
    ])


class Shrink(nn.Module):
    """Halves height and width; a parallel average-pooled path keeps gradients flowing."""

    def __init__(self, cin, cout):
        super().__init__()
        self.conv = nn.Conv2d(cin, cout, kernel_size=4, stride=2, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(cout)
        self.widen = nn.Conv2d(cin, cout, kernel_size=1)

    def forward(self, x):
        return F.relu(self.norm(self.conv(x))) + self.widen(F.avg_pool2d(x, 2))


class Encoder(nn.Module):
    def __init__(self, widths=(24, 48, 96), features=80):
        super().__init__()
        cin = 3
        for number, cout in enumerate(widths):
            self.add_module(f'shrink{number}', Shrink(cin, cout))
            cin = cout
        self.depth = len(widths)
        self.collect = nn.Linear(2 * cin, features)

    def forward(self, x):
        for number in range(self.depth):
            x = getattr(self, f'shrink{number}')(x)
        pooled = torch.cat([x.amax(dim=(2, 3)), x.mean(dim=(2, 3))], dim=1)
        return self.collect(pooled)


class ViewLearner(nn.Module):
    def __init__(self, features=80, projected=28):
        super().__init__()
        self.encoder = Encoder(features=features)
        self.projector = nn.Sequential(nn.Linear(features, features), nn.BatchNorm1d(features),
                                       nn.ReLU(), nn.Linear(features, projected))
        self.log_heat = nn.Parameter(torch.tensor(-1.5))

    def forward(self, views):
        """views: (batch, 2, 3, h, w); one unit vector per view, (batch, 2, projected)"""
        codes = self.projector(self.encoder(views.flatten(0, 1)))
        return F.normalize(codes.unflatten(0, (-1, 2)), dim=-1)

    def contrast(self, codes):
        """Every view has to find its partner among all other views."""
        first, second = codes.unbind(dim=1)
        everyone = torch.cat([first, second], dim=0)
        likeness = everyone @ everyone.mT / self.log_heat.exp()
        itself = torch.eye(everyone.size(0), dtype=torch.bool)
        likeness = likeness.masked_fill(itself, -1e4)
        n = first.size(0)
        partner = torch.cat([torch.arange(n, 2 * n), torch.arange(n)])
        found = (likeness.argmax(dim=1) == partner).float().mean()
        return F.cross_entropy(likeness, partner), found


class Memory:
    """Codes of earlier batches, as a measure of how uniformly they are spread."""

    def __init__(self, size, width):
        self.codes = F.normalize(torch.randn(size, width), dim=1)
        self.at = 0

    def remember(self, codes):
        n = codes.size(0)
        rows = torch.arange(self.at, self.at + n) % self.codes.size(0)
        self.codes[rows] = codes
        self.at = (self.at + n) % self.codes.size(0)

    def spread(self):
        return torch.pdist(self.codes).pow(2).mul(-2).exp().mean().log().item()


@torch.no_grad()
def encode_all(encoder, pictures):
    encoder.eval()
    features, labels = [], []
    for x, y in DataLoader(pictures, batch_size=125):
        features.append(F.normalize(encoder(x), dim=1))
        labels.append(y)
    encoder.train()
    return torch.cat(features), torch.cat(labels)


def nearest_neighbours(encoder, known, asked, k=9):
    """Accuracy of a weighted vote among the k nearest known pictures."""
    memory, memory_labels = encode_all(encoder, known)
    queries, truth = encode_all(encoder, asked)
    likeness, rows = (queries @ memory.T).topk(k, dim=1)
    votes = torch.zeros(len(queries), 10)
    votes.scatter_add_(1, memory_labels[rows], likeness.exp())
    return (votes.argmax(dim=1) == truth).float().mean().item()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--data', default='cifar')
    parser.add_argument('--epochs', type=int, default=50)
    parser.add_argument('--batch', type=int, default=120)
    parser.add_argument('--projected', type=int, default=28)
    parser.add_argument('--strength', type=float, default=0.4)
    opts = parser.parse_args()

    torch.manual_seed(17)
    raw = CIFAR10(opts.data, train=True, download=True)
    views = DataLoader(TwoViews(raw, view_pipeline(opts.strength)), opts.batch, shuffle=True)
    plain = transforms.Compose([transforms.ToTensor(),
                                transforms.Normalize((0.5, 0.5, 0.5), (0.25, 0.25, 0.25))])
    known = Subset(CIFAR10(opts.data, train=True, transform=plain), range(1000))
    asked = Subset(CIFAR10(opts.data, train=False, transform=plain), range(500))

    learner = ViewLearner(projected=opts.projected)
    memory = Memory(512, opts.projected)
    optimizer = torch.optim.SGD(learner.parameters(), lr=0.06, momentum=0.9, weight_decay=5e-4)
    for epoch in range(opts.epochs):
        began, losses = time.monotonic(), []
        for batch in views:
            codes = learner(batch)
            loss, found = learner.contrast(codes)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            memory.remember(codes[:, 0].detach())
            losses.append([loss.item(), found.item()])
        loss, found = torch.tensor(losses).mean(dim=0).tolist()
        rate = nearest_neighbours(learner.encoder, known, asked)
        print(f'{epoch}: loss {loss:.3f} found {found:.2f} spread {memory.spread():.2f} '
              f'neighbours {rate:.2%} ({time.monotonic() - began:.0f}s)')
        os.makedirs('views', exist_ok=True)
        torch.save(learner.encoder.state_dict(), f'views/encoder{epoch:03d}.pt')


if __name__ == '__main__':
    main()
