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


class SpatialMix(nn.Module):
    """Mixes places channel by channel, then adds what came in; any kernel size keeps the map."""

    def __init__(self, channels, k):
        super().__init__()
        self.spread = nn.Conv2d(channels, channels, k, groups=channels, padding="same")
        self.scale = nn.Parameter(torch.full((channels, 1, 1), 0.5))
        self.norm = nn.GroupNorm(1, channels)

    def forward(self, x):
        spread = torch.relu(self.spread(x))
        return self.norm(x + self.scale * spread)


@register_model('gridmix')
class GridMix(nn.Module):
    """Cells of the picture become a coarse grid; the grid is mixed over places and channels."""

    def __init__(self, cfg, num_classes):
        super().__init__()
        self.cells = nn.Sequential(nn.PixelUnshuffle(cfg.patch_size),
                                   nn.Conv2d(cfg.in_channels * cfg.patch_size ** 2, cfg.dim, 1))
        self.places = nn.ModuleList([SpatialMix(cfg.dim, cfg.kernel_size) for _ in range(cfg.depth)])
        self.channels = nn.ModuleList([nn.Linear(cfg.dim, cfg.dim) for _ in range(cfg.depth)])
        self.classify = nn.Linear(2 * cfg.dim, num_classes)

    def forward(self, x):
        grid = self.cells(x)
        for places, channels in zip(self.places, self.channels):
            grid = places(grid)
            grid = grid + torch.relu(channels(grid.movedim(1, -1))).movedim(-1, 1)
        summary = torch.cat([grid.mean((2, 3)), grid.amax((2, 3))], dim=1)
        return self.classify(summary)


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
