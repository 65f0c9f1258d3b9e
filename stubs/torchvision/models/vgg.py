"""VGG."""

import torch
from torch import nn


class VGG(nn.Module):
    def __init__(self, features, num_classes=1000, init_weights=True, dropout=0.5):
        super().__init__()
        self.features = features
        self.avgpool = nn.AdaptiveAvgPool2d((7, 7))
        self.classifier = nn.Sequential(
            nn.Linear(512 * 7 * 7, 4096), nn.ReLU(True), nn.Dropout(p=dropout),
            nn.Linear(4096, 4096), nn.ReLU(True), nn.Dropout(p=dropout),
            nn.Linear(4096, num_classes),
        )  # fmt: skip

    def forward(self, x):
        return self.classifier(torch.flatten(self.avgpool(self.features(x)), 1))


def make_layers(cfg, batch_norm=False):
    layers = []
    channels = 3
    for entry in cfg:
        if entry == "M":
            layers.append(nn.MaxPool2d(kernel_size=2, stride=2))
            continue
        layers.append(nn.Conv2d(channels, entry, kernel_size=3, padding=1))
        if batch_norm:
            layers.append(nn.BatchNorm2d(entry))
        layers.append(nn.ReLU(inplace=True))
        channels = entry
    return nn.Sequential(*layers)


def _vgg(counts, batch_norm, kwargs):
    cfg = []
    for width, count in zip((64, 128, 256, 512, 512), counts):
        cfg += [width] * count + ["M"]
    return VGG(make_layers(cfg, batch_norm), **kwargs)


def vgg11(pretrained=False, progress=True, weights=None, **kwargs):
    return _vgg((1, 1, 2, 2, 2), False, kwargs)


def vgg11_bn(pretrained=False, progress=True, weights=None, **kwargs):
    return _vgg((1, 1, 2, 2, 2), True, kwargs)


def vgg13(pretrained=False, progress=True, weights=None, **kwargs):
    return _vgg((2, 2, 2, 2, 2), False, kwargs)


def vgg13_bn(pretrained=False, progress=True, weights=None, **kwargs):
    return _vgg((2, 2, 2, 2, 2), True, kwargs)


def vgg16(pretrained=False, progress=True, weights=None, **kwargs):
    return _vgg((2, 2, 3, 3, 3), False, kwargs)


def vgg16_bn(pretrained=False, progress=True, weights=None, **kwargs):
    return _vgg((2, 2, 3, 3, 3), True, kwargs)


def vgg19(pretrained=False, progress=True, weights=None, **kwargs):
    return _vgg((2, 2, 4, 4, 4), False, kwargs)


def vgg19_bn(pretrained=False, progress=True, weights=None, **kwargs):
    return _vgg((2, 2, 4, 4, 4), True, kwargs)
