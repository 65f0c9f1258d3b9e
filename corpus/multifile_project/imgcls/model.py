import torch
from torch import nn

_MODELS = {}


def register_model(name):
    def decorator(cls):
        if name in _MODELS:
            raise ValueError(f'model {name} is already registered')
        _MODELS[name] = cls
        return cls
    return decorator


def build_model(cfg, num_classes):
    if cfg.name not in _MODELS:
        raise KeyError(f'unknown model {cfg.name}, known: {sorted(_MODELS)}')
    return _MODELS[cfg.name](cfg, num_classes)


class Residual(nn.Module):
    def __init__(self, fn):
        super().__init__()
        self.fn = fn

    def forward(self, x):
        return self.fn(x) + x


@register_model('convmixer')
class ConvMixer(nn.Sequential):
    def __init__(self, cfg, num_classes):
        dim, k, p = cfg.dim, cfg.kernel_size, cfg.patch_size
        super().__init__(
            nn.Conv2d(cfg.in_channels, dim, kernel_size=p, stride=p),
            nn.GELU(),
            nn.BatchNorm2d(dim),
            *[nn.Sequential(
                Residual(nn.Sequential(
                    nn.Conv2d(dim, dim, k, groups=dim, padding="same"),
                    nn.GELU(),
                    nn.BatchNorm2d(dim)
                )),
                nn.Conv2d(dim, dim, kernel_size=1),
                nn.GELU(),
                nn.BatchNorm2d(dim)
            ) for _ in range(cfg.depth)],
            nn.AdaptiveAvgPool2d((1, 1)),
            nn.Flatten(),
            nn.Linear(dim, num_classes)
        )


class SqueezeExcite(nn.Module):
    def __init__(self, channels, reduction):
        super().__init__()
        self.fc1 = nn.Linear(channels, channels // reduction)
        self.fc2 = nn.Linear(channels // reduction, channels)

    def forward(self, x):
        s = x.mean((2, 3))
        s = torch.relu(self.fc1(s))
        s = torch.sigmoid(self.fc2(s))
        return x * s[:, :, None, None]


class Stage(nn.Module):
    def __init__(self, cin, cout, se_reduction=None, downsample=True):
        super().__init__()
        self.conv = nn.Conv2d(cin, cout, 3, padding=1, bias=False)
        self.norm = nn.GroupNorm(8, cout)
        self.act = nn.SiLU()
        self.se = SqueezeExcite(cout, se_reduction) if se_reduction else nn.Identity()
        self.pool = nn.MaxPool2d(2) if downsample else nn.Identity()

    def forward(self, x):
        return self.pool(self.se(self.act(self.norm(self.conv(x)))))


@register_model('stagenet')
class StageNet(nn.Module):
    def __init__(self, cfg, num_classes):
        super().__init__()
        channels = [cfg.in_channels] + list(cfg.widths)
        self.stages = nn.ModuleList(
            Stage(cin, cout, cfg.se_reduction, downsample=i < 2)
            for i, (cin, cout) in enumerate(zip(channels[:-1], channels[1:]))
        )
        self.dropout = nn.Dropout(cfg.dropout)
        self.head = nn.Linear(channels[-1] * 7 * 7, num_classes)

    def forward(self, x):
        for stage in self.stages:
            x = stage(x)
        return self.head(self.dropout(x.flatten(1)))
