"""ResNet-152; the first argument is another number of blocks of the third stage."""
import sys

import torch
from torch import nn


class Bottleneck(nn.Module):
    def __init__(self, channels, planes, stride=1, shortcut=None):
        super().__init__()
        self.conv1, self.norm1 = nn.Conv2d(channels, planes, 1, bias=False), nn.BatchNorm2d(planes)
        self.conv2 = nn.Conv2d(planes, planes, 3, stride, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(planes)
        self.conv3 = nn.Conv2d(planes, planes * 4, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(planes * 4)
        self.relu = nn.ReLU(inplace=True)
        self.shortcut = shortcut

    def forward(self, x):
        out = self.relu(self.norm1(self.conv1(x)))
        out = self.relu(self.norm2(self.conv2(out)))
        out = self.norm3(self.conv3(out))
        if self.shortcut is not None:
            x = self.shortcut(x)
        return self.relu(out + x)


class ResNet(nn.Module):
    def __init__(self, blocks, classes=1000):
        super().__init__()
        self.channels = 64
        self.stem = nn.Sequential(nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64),
                                  nn.ReLU(), nn.MaxPool2d(3, 2, 1))
        self.stages = nn.Sequential(*[
            self.stage(64 * 2**index, count, 1 if index == 0 else 2)
            for index, count in enumerate(blocks)])
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.head = nn.Linear(2048, classes)

    def stage(self, planes, count, stride):
        shortcut = None
        if stride != 1 or self.channels != planes * 4:
            shortcut = nn.Sequential(nn.Conv2d(self.channels, planes * 4, 1, stride, bias=False),
                                     nn.BatchNorm2d(planes * 4))
        layers = [Bottleneck(self.channels, planes, stride, shortcut)]
        self.channels = planes * 4
        for _ in range(1, count):
            layers.append(Bottleneck(self.channels, planes))
        return nn.Sequential(*layers)

    def forward(self, x):
        return self.head(self.pool(self.stages(self.stem(x))).flatten(1))


net = ResNet([3, 8, int(sys.argv[1]) if len(sys.argv) > 1 else 36, 3])
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
for step in range(100):
    images, labels = torch.randn(32, 3, 224, 224), torch.randint(0, 1000, (32,))
    loss = nn.functional.cross_entropy(net(images), labels)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
