"""Handwritten digits with a small convolutional network."""
import os
import sys

import torch
from torch import nn
from torch.utils.data import DataLoader, random_split
from torchvision import datasets, transforms as T

BATCH = 96
EVAL_BATCH = 500
EPOCHS = 6
PEAK_LR = 0.08
CLASSES = 10
CHECKPOINT = 'digits_best.pt'


def stage(channels_in, channels_out, kernel, padding):
    return nn.Sequential(
        nn.Conv2d(channels_in, channels_out, kernel, padding=padding, bias=False),
        nn.BatchNorm2d(channels_out),
        nn.GELU(),
        nn.MaxPool2d(2),
    )


class DigitNet(nn.Module):
    def __init__(self, widths=(24, 48), hidden=96):
        super().__init__()
        self.eye = nn.Sequential(
            stage(1, widths[0], kernel=5, padding=2),
            stage(widths[0], widths[1], kernel=3, padding=0),
        )
        self.brain = nn.Sequential(
            nn.Linear(widths[1] * 6 * 6, hidden),
            nn.GELU(),
            nn.Dropout(p=0.3),
            nn.Linear(hidden, CLASSES),
        )

    def forward(self, pictures):
        seen = self.eye(pictures)
        seen = seen.flatten(start_dim=1)
        return self.brain(seen)


class Confusion:
    """Counts of (true digit, guessed digit)."""

    def __init__(self):
        self.table = torch.zeros(CLASSES, CLASSES, dtype=torch.long)

    def add(self, truth, guess):
        flat = truth * CLASSES + guess
        counts = torch.bincount(flat, minlength=CLASSES * CLASSES)
        self.table += counts.view(CLASSES, CLASSES)

    def accuracy(self):
        return self.table.diagonal().sum().item() / max(1, self.table.sum().item())

    def recall(self):
        return self.table.diagonal() / self.table.sum(dim=1).clamp(min=1)

    def worst(self):
        rates = self.recall()
        return int(rates.argmin()), float(rates.min())


def make_loaders(folder):
    as_tensor = [T.ToTensor(), T.Normalize(mean=[0.13], std=[0.31])]
    augmented = T.Compose([T.RandomAffine(degrees=8, translate=(0.08, 0.08)), *as_tensor])
    digits = datasets.MNIST(folder, train=True, download=True, transform=augmented)
    fit_part, check_part = random_split(digits, [55000, 5000],
                                        generator=torch.Generator().manual_seed(11))
    held_out = datasets.MNIST(folder, train=False, download=True, transform=T.Compose(as_tensor))
    return (
        DataLoader(fit_part, batch_size=BATCH, shuffle=True),
        DataLoader(check_part, batch_size=EVAL_BATCH),
        DataLoader(held_out, batch_size=EVAL_BATCH),
    )


def fit_one_epoch(net, loader, criterion, optimizer, schedule):
    net.train()
    total, pictures_seen = 0.0, 0
    for pictures, truth in loader:
        scores = net(pictures)
        loss = criterion(scores, truth)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        total += loss.item() * truth.numel()
        pictures_seen += truth.numel()
    return total / pictures_seen


@torch.no_grad()
def examine(net, loader):
    net.eval()
    confusion = Confusion()
    confidence = 0.0
    for pictures, truth in loader:
        probabilities = net(pictures).softmax(dim=1)
        best, guess = probabilities.max(dim=1)
        confusion.add(truth, guess)
        confidence += best.mean().item() / len(loader)
    return confusion, confidence


def main(folder):
    torch.manual_seed(7)
    fit_loader, check_loader, test_loader = make_loaders(folder)
    net = DigitNet()
    criterion = nn.CrossEntropyLoss(label_smoothing=0.05)
    optimizer = torch.optim.SGD(net.parameters(), lr=PEAK_LR, momentum=0.9, nesterov=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=PEAK_LR, total_steps=EPOCHS * len(fit_loader))

    best = 0.0
    for epoch in range(EPOCHS):
        loss = fit_one_epoch(net, fit_loader, criterion, optimizer, schedule)
        confusion, confidence = examine(net, check_loader)
        digit, rate = confusion.worst()
        print(f'{epoch}: loss {loss:.3f}  acc {confusion.accuracy():.2%}  '
              f'conf {confidence:.2f}  worst digit {digit} ({rate:.1%})')
        if confusion.accuracy() > best:
            best = confusion.accuracy()
            torch.save(net.state_dict(), CHECKPOINT)

    if os.path.exists(CHECKPOINT):
        net.load_state_dict(torch.load(CHECKPOINT))
    confusion, _ = examine(net, test_loader)
    print(f'test accuracy {confusion.accuracy():.2%}')


if __name__ == '__main__':
    main(sys.argv[1] if len(sys.argv) > 1 else 'mnist-data')
