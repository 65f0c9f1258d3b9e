"""Residual networks for CIFAR-100, pre-activation style, trained with mixup."""
import argparse
import json
import time

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader
import torchvision
from torchvision.transforms import Compose, Normalize, RandomCrop, RandomHorizontalFlip, ToTensor

CHANNEL_MEAN = (0.507, 0.487, 0.441)
CHANNEL_STD = (0.267, 0.256, 0.276)


def conv(cin, cout, size, stride=1):
    return nn.Conv2d(cin, cout, size, stride, padding=size // 2, bias=False)


class Residual(nn.Module):
    """x + branch(x); where the branch changes the size, x goes through a projection."""

    def __init__(self, cin, cout, stride, slim):
        super().__init__()
        self.entry = nn.Sequential(nn.BatchNorm2d(cin), nn.ReLU())
        if slim:
            inner = cout // 4
            self.branch = nn.Sequential(
                conv(cin, inner, 1), nn.BatchNorm2d(inner), nn.ReLU(),
                conv(inner, inner, 3, stride), nn.BatchNorm2d(inner), nn.ReLU(),
                conv(inner, cout, 1))
        else:
            self.branch = nn.Sequential(
                conv(cin, cout, 3, stride), nn.BatchNorm2d(cout), nn.ReLU(),
                conv(cout, cout, 3))
        changes = stride != 1 or cin != cout
        self.project = conv(cin, cout, 1, stride) if changes else None

    def forward(self, x):
        active = self.entry(x)
        carried = x if self.project is None else self.project(active)
        return carried + self.branch(active)


class CifarResNet(nn.Module):
    def __init__(self, plan, classes, slim=False):
        """plan: list of (number of blocks, channels); every stage but the first halves the size"""
        super().__init__()
        width = 20
        self.begin = conv(3, width, 3)
        blocks = []
        for number, (count, channels) in enumerate(plan):
            for position in range(count):
                stride = 2 if number > 0 and position == 0 else 1
                blocks.append(Residual(width, channels, stride, slim))
                width = channels
        self.body = nn.Sequential(*blocks)
        self.end = nn.Sequential(nn.BatchNorm2d(width), nn.ReLU(), nn.AvgPool2d(8))
        self.classify = nn.Linear(width, classes)

    def forward(self, images):
        maps = self.end(self.body(self.begin(images)))
        return self.classify(torch.flatten(maps, 1))


PLANS = {
    'small': [(2, 20), (2, 40), (2, 80)],
    'slim': [(2, 64), (3, 96), (2, 128)],
}


def mixup(images, targets, alpha, rng):
    """Convex mixes of the batch with itself, and the labels of both partners."""
    share = float(rng.beta(alpha, alpha))
    partner = torch.randperm(images.shape[0])
    return share * images + (1 - share) * images[partner], targets[partner], share


def hits_within(logits, targets, ranks):
    """How many targets are among the best 1, 3, ... guesses."""
    guesses = logits.topk(max(ranks), dim=1).indices
    right = guesses.eq(targets[:, None]).transpose(0, 1)
    return torch.stack([right[:rank].reshape(-1).sum() for rank in ranks])


class Trainer:
    def __init__(self, net, args):
        self.net, self.args = net, args
        self.device = 'cuda' if torch.cuda.is_available() else 'cpu'
        self.net.to(self.device)
        decayed, free = [], []
        for p in net.parameters():
            (decayed if p.ndim > 1 else free).append(p)
        groups = [{'params': decayed, 'weight_decay': 1e-3}, {'params': free, 'weight_decay': 0}]
        self.optimizer = torch.optim.SGD(groups, lr=args.lr, momentum=0.85)
        self.cosine = torch.optim.lr_scheduler.CosineAnnealingLR(self.optimizer, args.epochs)
        self.criterion = nn.CrossEntropyLoss()
        self.rng = np.random.default_rng(0)

    def train_epoch(self, loader):
        self.net.train()
        losses = np.zeros(len(loader))
        for step, (images, targets) in enumerate(loader):
            images, targets = images.to(self.device), targets.to(self.device)
            mixed, others, share = mixup(images, targets, self.args.alpha, self.rng)
            logits = self.net(mixed)
            loss = share * self.criterion(logits, targets) \
                + (1 - share) * self.criterion(logits, others)
            self.optimizer.zero_grad()
            loss.backward()
            self.optimizer.step()
            losses[step] = loss.item()
        self.cosine.step()
        return losses.mean()

    @torch.inference_mode()
    def evaluate(self, loader, ranks=(1, 3)):
        self.net.eval()
        hits = torch.zeros(len(ranks), dtype=torch.long)
        for images, targets in loader:
            # test-time augmentation: the mean over both reflections
            both = torch.cat([images, images.flip(-1)]).to(self.device)
            logits = self.net(both).view(2, len(images), -1).mean(dim=0)
            hits += hits_within(logits.cpu(), targets, ranks)
        return (hits / len(loader.dataset)).tolist()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('data', nargs='?', default='cifar')
    parser.add_argument('--plan', default='small', choices=PLANS)
    parser.add_argument('--batch-size', type=int, default=160)
    parser.add_argument('--epochs', type=int, default=40)
    parser.add_argument('--lr', type=float, default=0.12)
    parser.add_argument('--alpha', type=float, default=0.4)
    args = parser.parse_args()

    torch.manual_seed(1)
    plain = [ToTensor(), Normalize(CHANNEL_MEAN, CHANNEL_STD)]
    varied = Compose([RandomHorizontalFlip(), RandomCrop(32, padding=3), *plain])
    cifar = torchvision.datasets.CIFAR100
    train = DataLoader(cifar(args.data, train=True, transform=varied, download=True),
                       batch_size=args.batch_size, shuffle=True)
    test = DataLoader(cifar(args.data, train=False, transform=Compose(plain)), batch_size=256)

    net = CifarResNet(PLANS[args.plan], classes=100, slim=args.plan == 'slim')
    trainer = Trainer(net, args)
    log = []
    for epoch in range(args.epochs):
        start = time.perf_counter()
        loss = trainer.train_epoch(train)
        top1, top3 = trainer.evaluate(test)
        seconds = time.perf_counter() - start
        log.append(dict(epoch=epoch, loss=float(loss), top1=top1, top3=top3, seconds=seconds))
        print(json.dumps(log[-1]))
    torch.save({'net': net.state_dict(), 'log': log}, f'resnet-{args.plan}.pt')


if __name__ == '__main__':
    main()
