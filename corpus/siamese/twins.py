"""Do two garments belong to the same class? Twin towers on Fashion-MNIST."""
import argparse
import random
from collections import defaultdict

import torch
from torch import nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, Dataset
from torchvision import datasets
from torchvision.transforms import ToTensor


class GarmentPairs(Dataset):
    """Pairs (left, right, same); every second pair is of the same class."""

    def __init__(self, root, train, count, seed=0):
        self.source = datasets.FashionMNIST(root, train=train, download=True, transform=ToTensor())
        rng = random.Random(seed)
        members = defaultdict(list)
        for number, label in enumerate(self.source.targets[:4000].tolist()):
            members[label].append(number)
        labels = sorted(members)
        self.pairs = []
        for i in range(count):
            first = rng.choice(labels)
            second = first if i % 2 == 0 else rng.choice([x for x in labels if x != first])
            self.pairs.append((rng.choice(members[first]), rng.choice(members[second]), i % 2 == 0))

    def __len__(self):
        return len(self.pairs)

    def __getitem__(self, i):
        left, right, same = self.pairs[i]
        return self.source[left][0], self.source[right][0], torch.tensor(same, dtype=torch.float)


class Tower(nn.Module):
    """Separable convolutions from a picture to a unit vector."""

    def __init__(self, size):
        super().__init__()
        self.conv = nn.Sequential(
            nn.Conv2d(1, 16, 3, stride=2), nn.Hardswish(),                # 13
            nn.Conv2d(16, 16, 3, padding=1, groups=16), nn.Conv2d(16, 36, 1),
            nn.BatchNorm2d(36), nn.Hardswish(), nn.MaxPool2d(2),          # 6
            nn.Conv2d(36, 36, 3, groups=36), nn.Conv2d(36, 64, 1), nn.Hardswish(),  # 4
        )
        self.project = nn.Linear(64 * 4 * 4, size)

    def forward(self, picture):
        maps = self.conv(picture)
        return F.normalize(self.project(maps.reshape(maps.size(0), -1)), dim=1)


class CompareHead(nn.Module):
    """Learns how to compare: looks at the difference and at the product."""

    def __init__(self, size):
        super().__init__()
        self.mlp = nn.Sequential(nn.Linear(2 * size, 40), nn.ReLU(), nn.Linear(40, 1))

    def forward(self, a, b):
        return self.mlp(torch.cat([torch.abs(a - b), a * b], dim=1)).squeeze(1)


class MarginHead(nn.Module):
    """Nothing to learn: the distance itself, with a margin."""

    def __init__(self, margin=0.7):
        super().__init__()
        self.margin = margin

    def forward(self, a, b):
        return self.margin - torch.linalg.vector_norm(a - b, dim=1)

    def loss(self, closeness, same):
        far = (self.margin - closeness).clamp(min=0)
        return torch.mean(same * far ** 2 + (1 - same) * F.relu(closeness) ** 2)


class Twins(nn.Module):
    def __init__(self, head, size):
        super().__init__()
        self.tower = Tower(size)
        self.head = CompareHead(size) if head == 'compare' else MarginHead()
        self.probe = {}
        self.tower.conv.register_forward_hook(self.remember)

    def remember(self, module, inputs, output):
        self.probe['dead'] = (output.amax(dim=(0, 2, 3)) <= 0).float().mean().item()

    def forward(self, left, right):
        # one pass for both sides
        both = self.tower(torch.cat((left, right), dim=0))
        a, b = both.split(left.shape[0])
        return self.head(a, b)

    def loss(self, scores, same):
        if isinstance(self.head, MarginHead):
            return self.head.loss(scores, same)
        return F.binary_cross_entropy_with_logits(scores, same)


def train(twins, loader, optimizer):
    twins.train()
    seen = total = 0
    for left, right, same in loader:
        scores = twins(left, right)
        loss = twins.loss(scores, same)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        seen += same.size(0)
        total += same.size(0) * loss.item()
    return total / seen


@torch.no_grad()
def accuracy_by_threshold(twins, loader, thresholds):
    """Accuracy for every threshold on the score."""
    twins.eval()
    scores, truth = [], []
    for left, right, same in loader:
        scores.append(twins(left, right))
        truth.append(same)
    scores, truth = torch.cat(scores), torch.cat(truth).bool()
    guesses = scores[None, :] > thresholds[:, None]
    return (guesses == truth).float().mean(dim=1)


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument('--root', default='fashion')
    ap.add_argument('--head', choices=('compare', 'margin'), default='compare')
    ap.add_argument('--size', type=int, default=24)
    ap.add_argument('--batch', type=int, default=72)
    ap.add_argument('--epochs', type=int, default=10)
    ap.add_argument('--resume')
    opts = ap.parse_args()

    torch.manual_seed(4)
    train_loader = DataLoader(GarmentPairs(opts.root, True, 5000), opts.batch, shuffle=True)
    test_loader = DataLoader(GarmentPairs(opts.root, False, 1000, seed=1), batch_size=250)
    twins = Twins(opts.head, opts.size)
    if opts.resume:
        twins.load_state_dict(torch.load(opts.resume))
    optimizer = torch.optim.Adagrad(twins.parameters(), lr=0.01)
    thresholds = torch.linspace(-0.6, 0.6, 13)
    for epoch in range(opts.epochs):
        loss = train(twins, train_loader, optimizer)
        rates = accuracy_by_threshold(twins, test_loader, thresholds)
        best = rates.argmax()
        print('%2d  loss %.4f  accuracy %.3f at %+.1f  dead channels %.2f' % (
            epoch, loss, rates[best].item(), thresholds[best].item(), twins.probe['dead']))
    torch.save(twins.state_dict(), 'twins-%s.pt' % opts.head)


if __name__ == '__main__':
    main()
