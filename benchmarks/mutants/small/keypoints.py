"""Keypoints of a hand as heatmaps: an hourglass, drawn targets, soft-argmax, the share of near points."""

import torch
import torch.nn.functional as F
from torch import nn

JOINTS, SIDE, MAP = 7, 64, 16


class Unit(nn.Module):
    def __init__(self, before, after):
        super().__init__()
        half = after // 2
        self.body = nn.Sequential(
            nn.BatchNorm2d(before), nn.ReLU(), nn.Conv2d(before, half, 1),
            nn.BatchNorm2d(half), nn.ReLU(), nn.Conv2d(half, half, 3, padding=1),
            nn.BatchNorm2d(half), nn.ReLU(), nn.Conv2d(half, after, 1),
        )
        self.skip = nn.Identity() if before == after else nn.Conv2d(before, after, 1)

    def forward(self, x):
        return self.body(x) + self.skip(x)


class Hourglass(nn.Module):
    def __init__(self, depth, width, growth=8):
        super().__init__()
        inner = width + growth
        self.upper = Unit(width, width)
        self.down = nn.Sequential(nn.MaxPool2d(2), Unit(width, inner))
        self.core = Hourglass(depth - 1, inner, growth) if depth > 1 else Unit(inner, inner)
        self.back = Unit(inner, width)

    def forward(self, x):
        lower = self.back(self.core(self.down(x)))
        return self.upper(x) + F.interpolate(lower, scale_factor=2, mode="nearest")


class Stacked(nn.Module):
    def __init__(self, stacks=2, width=32):
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(3, width // 2, 7, stride=2, padding=3), nn.BatchNorm2d(width // 2), nn.ReLU(),
            Unit(width // 2, width), nn.MaxPool2d(2), Unit(width, width),
        )
        self.glasses = nn.ModuleList([Hourglass(2, width) for _ in range(stacks)])
        self.features = nn.ModuleList([nn.Conv2d(width, width, 1) for _ in range(stacks)])
        self.heads = nn.ModuleList([nn.Conv2d(width, JOINTS, 1) for _ in range(stacks)])
        self.merges = nn.ModuleList([nn.Conv2d(JOINTS, width, 1) for _ in range(stacks - 1)])

    def forward(self, pictures):
        x = self.stem(pictures)
        maps = []
        for place, (glass, feature, head) in enumerate(zip(self.glasses, self.features, self.heads)):
            seen = F.relu(feature(glass(x)))
            maps.append(head(seen))
            if place < len(self.merges):
                x = x + seen + self.merges[place](maps[-1])
        return torch.stack(maps, dim=1)


def draw(points, sigma=1.5):
    """(batch, joints, 2) in pixels -> (batch, joints, MAP, MAP)."""
    ruler = torch.arange(MAP, dtype=points.dtype)
    centers = points * (MAP / SIDE)
    across = (ruler - centers[..., 0:1]).pow(2)
    along = (ruler - centers[..., 1:2]).pow(2)
    gap = across.unsqueeze(-2) + along.unsqueeze(-1)
    return torch.exp(-gap / (2 * sigma**2))


def soft_argmax(maps, sharpness=10.0):
    """(batch, joints, MAP, MAP) -> (batch, joints, 2) in pixels."""
    weights = (maps.flatten(2) * sharpness).softmax(dim=-1).view_as(maps)
    ruler = torch.arange(MAP, dtype=maps.dtype)
    across = (weights.sum(dim=2) * ruler).sum(dim=-1)
    along = (weights.sum(dim=3) * ruler).sum(dim=-1)
    return torch.stack([across, along], dim=-1) * (SIDE / MAP)


def near(guessed, points, seen, reach=8.0):
    close = torch.linalg.norm(guessed - points, dim=-1) < reach
    return close[seen].float().mean()


def mirror(pictures, points, order):
    flipped = points.clone()
    flipped[..., 0] = SIDE - 1 - flipped[..., 0]
    return pictures.flip(-1), flipped[:, order]


torch.manual_seed(0)
net = Stacked()
optimizer = torch.optim.RMSprop(net.parameters(), lr=2.5e-4)
order = [1, 0, 3, 2, 5, 4, 6]
for step in range(2):
    pictures = torch.rand(4, 3, SIDE, SIDE)
    points = torch.rand(4, JOINTS, 2) * SIDE
    seen = torch.rand(4, JOINTS) > 0.2
    pictures, points = mirror(pictures, points, order)
    wanted = draw(points)
    maps = net(pictures)
    errors = F.mse_loss(maps, wanted.unsqueeze(1).expand_as(maps), reduction="none").mean(dim=(3, 4))
    weights = seen.float().unsqueeze(1)
    loss = (errors * weights).sum() / (weights.sum() * maps.size(1)).clamp(min=1)
    guessed = soft_argmax(maps[:, -1])
    loss = loss + 1e-3 * F.smooth_l1_loss(guessed[seen], points[seen])
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
scale = torch.tensor([SIDE, SIDE], dtype=torch.float)
flat = (guessed / scale).view(-1, JOINTS * 2)
print(loss.item(), near(guessed, points, seen).item(), flat.std(dim=0).mean().item())
