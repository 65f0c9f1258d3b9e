"""MobileNetV2, MobileNetV3 and EfficientNet."""

import math

import torch
from torch import nn

from torchvision.models._residuals import InvertedResidual, MBConv
from torchvision.ops.misc import Conv2dNormActivation


def _make_divisible(v, divisor, min_value=None):
    value = max(
        divisor if min_value is None else min_value, int(v + divisor / 2) // divisor * divisor
    )
    return value + divisor if value < 0.9 * v else value


class _InvertedResidual(nn.Module):
    """Expand, filter each channel, project: a block of MobileNetV2."""

    def __init__(self, inp, oup, stride, expanded):
        super().__init__()
        self.use_res_connect = stride == 1 and inp == oup
        layers = []
        if expanded != inp:
            layers.append(
                Conv2dNormActivation(inp, expanded, kernel_size=1, activation_layer=nn.ReLU6)
            )
        layers.append(
            Conv2dNormActivation(
                expanded, expanded, 3, stride, groups=expanded, activation_layer=nn.ReLU6
            )
        )
        layers += [nn.Conv2d(expanded, oup, 1, bias=False), nn.BatchNorm2d(oup)]
        self.conv = nn.Sequential(*layers)

    def forward(self, x):
        return x + self.conv(x) if self.use_res_connect else self.conv(x)


class MobileNetV2(nn.Module):
    def __init__(self, num_classes=1000, width_mult=1.0, round_nearest=8, dropout=0.2, **kwargs):
        super().__init__()
        settings = [
            (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1),
            (6, 160, 3, 2), (6, 320, 1, 1),
        ]  # fmt: skip
        width = _make_divisible(32 * width_mult, round_nearest)
        self.last_channel = _make_divisible(1280 * max(1.0, width_mult), round_nearest)
        layers = [Conv2dNormActivation(3, width, stride=2, activation_layer=nn.ReLU6)]
        for expand, channels, count, stride in settings:
            outputs = _make_divisible(channels * width_mult, round_nearest)
            for i in range(count):
                layers.append(
                    _InvertedResidual(width, outputs, stride if i == 0 else 1, width * expand)
                )
                width = outputs
        layers.append(Conv2dNormActivation(width, self.last_channel, 1, activation_layer=nn.ReLU6))
        self.features = nn.Sequential(*layers)
        self.classifier = nn.Sequential(
            nn.Dropout(p=dropout), nn.Linear(self.last_channel, num_classes)
        )

    def forward(self, x):
        x = nn.functional.adaptive_avg_pool2d(self.features(x), (1, 1))
        return self.classifier(torch.flatten(x, 1))


def mobilenet_v2(pretrained=False, progress=True, weights=None, **kwargs):
    return MobileNetV2(**kwargs)


# kernel, expanded, outputs, squeeze, hard swish, stride
_LARGE = [
    (3, 16, 16, False, False, 1), (3, 64, 24, False, False, 2), (3, 72, 24, False, False, 1),
    (5, 72, 40, True, False, 2), (5, 120, 40, True, False, 1), (5, 120, 40, True, False, 1),
    (3, 240, 80, False, True, 2), (3, 200, 80, False, True, 1), (3, 184, 80, False, True, 1),
    (3, 184, 80, False, True, 1), (3, 480, 112, True, True, 1), (3, 672, 112, True, True, 1),
    (5, 672, 160, True, True, 2), (5, 960, 160, True, True, 1), (5, 960, 160, True, True, 1),
]  # fmt: skip
_SMALL = [
    (3, 16, 16, True, False, 2), (3, 72, 24, False, False, 2), (3, 88, 24, False, False, 1),
    (5, 96, 40, True, True, 2), (5, 240, 40, True, True, 1), (5, 240, 40, True, True, 1),
    (5, 120, 48, True, True, 1), (5, 144, 48, True, True, 1), (5, 288, 96, True, True, 2),
    (5, 576, 96, True, True, 1), (5, 576, 96, True, True, 1),
]  # fmt: skip


class MobileNetV3(nn.Module):
    def __init__(self, settings, last_channel, num_classes=1000, dropout=0.2, **kwargs):
        super().__init__()
        width = 16
        layers = [Conv2dNormActivation(3, 16, stride=2, activation_layer=nn.Hardswish)]
        for kernel, expanded, outputs, squeeze, hard, stride in settings:
            squeezed = _make_divisible(expanded // 4, 8) if squeeze else 0
            activation = nn.Hardswish if hard else nn.ReLU
            layers.append(
                InvertedResidual(width, outputs, stride, expanded, kernel, activation, squeezed)
            )
            width = outputs
        layers.append(Conv2dNormActivation(width, 6 * width, 1, activation_layer=nn.Hardswish))
        self.features = nn.Sequential(*layers)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Sequential(
            nn.Linear(6 * width, last_channel), nn.Hardswish(inplace=True),
            nn.Dropout(p=dropout, inplace=True), nn.Linear(last_channel, num_classes),
        )  # fmt: skip

    def forward(self, x):
        return self.classifier(torch.flatten(self.avgpool(self.features(x)), 1))


def mobilenet_v3_large(pretrained=False, progress=True, weights=None, **kwargs):
    return MobileNetV3(_LARGE, 1280, **kwargs)


def mobilenet_v3_small(pretrained=False, progress=True, weights=None, **kwargs):
    return MobileNetV3(_SMALL, 1024, **kwargs)


class EfficientNet(nn.Module):
    # expand ratio, kernel, stride, inputs, outputs, layers
    _settings = [
        (1, 3, 1, 32, 16, 1), (6, 3, 2, 16, 24, 2), (6, 5, 2, 24, 40, 2), (6, 3, 2, 40, 80, 3),
        (6, 5, 1, 80, 112, 3), (6, 5, 2, 112, 192, 4), (6, 3, 1, 192, 320, 1),
    ]  # fmt: skip

    def __init__(self, width_mult, depth_mult, dropout, num_classes=1000, **kwargs):
        super().__init__()
        first = _make_divisible(32 * width_mult, 8)
        layers = [Conv2dNormActivation(3, first, stride=2, activation_layer=nn.SiLU)]
        for ratio, kernel, stride, inputs, outputs, count in self._settings:
            inputs = _make_divisible(inputs * width_mult, 8)
            outputs = _make_divisible(outputs * width_mult, 8)
            stage = []
            for i in range(int(math.ceil(count * depth_mult))):
                own = inputs if i == 0 else outputs
                expanded = _make_divisible(own * ratio, 8)
                stage.append(
                    MBConv(
                        own,
                        outputs,
                        stride if i == 0 else 1,
                        expanded,
                        kernel,
                        nn.SiLU,
                        max(1, own // 4),
                        nn.Sigmoid,
                        nn.SiLU,
                    )  # fmt: skip
                )
            layers.append(nn.Sequential(*stage))
        last = _make_divisible(320 * width_mult, 8)
        layers.append(Conv2dNormActivation(last, 4 * last, 1, activation_layer=nn.SiLU))
        self.features = nn.Sequential(*layers)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Sequential(
            nn.Dropout(p=dropout, inplace=True), nn.Linear(4 * last, num_classes)
        )

    def forward(self, x):
        return self.classifier(torch.flatten(self.avgpool(self.features(x)), 1))


def efficientnet_b0(pretrained=False, progress=True, weights=None, **kwargs):
    return EfficientNet(1.0, 1.0, 0.2, **kwargs)


def efficientnet_b1(pretrained=False, progress=True, weights=None, **kwargs):
    return EfficientNet(1.0, 1.1, 0.2, **kwargs)


def efficientnet_b2(pretrained=False, progress=True, weights=None, **kwargs):
    return EfficientNet(1.1, 1.2, 0.3, **kwargs)


def efficientnet_b3(pretrained=False, progress=True, weights=None, **kwargs):
    return EfficientNet(1.2, 1.4, 0.3, **kwargs)


def efficientnet_b4(pretrained=False, progress=True, weights=None, **kwargs):
    return EfficientNet(1.4, 1.8, 0.4, **kwargs)
