"""A DenseNet of 100 layers; the first argument is another number of layers per block."""
import sys

import torch
from torch import nn


class DenseLayer(nn.Module):
    def __init__(self, channels, growth):
        super().__init__()
        self.norm1, self.norm2 = nn.BatchNorm2d(channels), nn.BatchNorm2d(4 * growth)
        self.narrow = nn.Conv2d(channels, 4 * growth, 1, bias=False)
        self.conv = nn.Conv2d(4 * growth, growth, 3, padding=1, bias=False)

    def forward(self, x):
        new = self.narrow(torch.relu(self.norm1(x)))
        new = self.conv(torch.relu(self.norm2(new)))
        return torch.cat([x, new], 1)


class DenseNet(nn.Module):
    def __init__(self, layers, growth=12, classes=10):
        super().__init__()
        channels = 2 * growth
        parts = [nn.Conv2d(3, channels, 3, padding=1)]
        for block in range(3):
            for _ in range(layers):
                parts.append(DenseLayer(channels, growth))
                channels += growth
            if block < 2:
                parts += [nn.BatchNorm2d(channels), nn.ReLU(),
                          nn.Conv2d(channels, channels // 2, 1), nn.AvgPool2d(2)]
                channels //= 2
        self.features = nn.Sequential(*parts)
        self.head = nn.Linear(channels, classes)

    def forward(self, x):
        return self.head(self.features(x).mean((2, 3)))


net = DenseNet(int(sys.argv[1]) if len(sys.argv) > 1 else 16)
for step in range(50):
    scores = net(torch.randn(16, 3, 32, 32))
    scores.logsumexp(1).mean().backward()
