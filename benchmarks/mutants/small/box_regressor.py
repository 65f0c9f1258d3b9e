"""Finds one box in a picture and says what is in it."""

import torch
from torch import nn
from torch.nn import functional as F


class Residual(nn.Module):
    def __init__(self, before, after, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(before, after, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(after)
        self.conv2 = nn.Conv2d(after, after, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(after)
        self.short = nn.Identity()
        if stride != 1 or before != after:
            self.short = nn.Conv2d(before, after, 1, stride=stride, bias=False)

    def forward(self, x):
        out = F.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        return F.relu(out + self.short(x))


class Finder(nn.Module):
    def __init__(self, classes=5):
        super().__init__()
        self.body = nn.Sequential(Residual(3, 8), Residual(8, 16, stride=2), Residual(16, 32, stride=2))
        self.pool = nn.AdaptiveAvgPool2d((2, 2))
        self.box = nn.Linear(32 * 4, 4)
        self.kind = nn.Linear(32 * 4, classes)

    def forward(self, pictures):
        seen = torch.flatten(self.pool(self.body(pictures)), 1)
        return self.box(seen).sigmoid(), self.kind(seen)


def overlap(first, second):
    left = torch.max(first[:, :2], second[:, :2])
    right = torch.min(first[:, 2:], second[:, 2:])
    size = (right - left).clamp(min=0)
    common = size[:, 0] * size[:, 1]
    areas = (first[:, 2:] - first[:, :2]).prod(dim=1) + (second[:, 2:] - second[:, :2]).prod(dim=1)
    return common / (areas - common + 1e-6)


net = Finder()
pictures = torch.rand(4, 3, 24, 24)
boxes = torch.rand(4, 4).sort(dim=1).values[:, [0, 1, 2, 3]]
kinds = torch.randint(0, 5, (4,))
box, scores = net(pictures)
loss = F.smooth_l1_loss(box, boxes) + F.cross_entropy(scores, kinds) + (1 - overlap(box, boxes)).mean()
loss.backward()
print(loss.item())
