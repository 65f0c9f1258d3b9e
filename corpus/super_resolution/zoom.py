"""Enlarges pictures by a whole factor: learns the difference to bilinear interpolation."""
import argparse
import math
import random

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, Dataset
from torchvision.datasets import STL10
from torchvision.transforms import functional as TF


class ZoomPairs(Dataset):
    """Random crops of photographs: (small, sharp), both of brightness only."""

    def __init__(self, folder, split, window, zoom, train):
        self.photos = STL10(folder, split=split, download=True)
        # the window must be a multiple of the zoom
        self.window = window - window % zoom
        self.zoom = zoom
        self.train = train

    def __len__(self):
        return len(self.photos) // 4

    def __getitem__(self, number):
        photo, _ = self.photos[4 * number]
        grey = TF.rgb_to_grayscale(TF.to_tensor(photo))
        if self.train:
            top = random.randint(0, grey.shape[1] - self.window)
            left = random.randint(0, grey.shape[2] - self.window)
            sharp = grey[:, top:top + self.window, left:left + self.window]
            if random.random() < 0.5:
                sharp = sharp.flip(2)
        else:
            sharp = TF.center_crop(grey, self.window)
        small = F.avg_pool2d(sharp, self.zoom)
        return small, sharp


class AttendedBlock(nn.Module):
    """Residual block whose channels are weighed by what they contain."""

    def __init__(self, channels, kernel=3):
        super().__init__()
        self.first = nn.Conv2d(channels, channels, kernel, padding=1)
        self.second = nn.Conv2d(channels, channels, kernel, padding=1)
        self.act = nn.PReLU(channels)
        self.importance = nn.Sequential(
            nn.AdaptiveAvgPool2d(1), nn.Conv2d(channels, channels // 4, 1), nn.ReLU(),
            nn.Conv2d(channels // 4, channels, 1), nn.Sigmoid())

    def forward(self, x):
        change = self.second(self.act(self.first(x)))
        return x + self.importance(change) * change


def enlarger(channels, zoom):
    """Powers of two step by step, other factors at once."""
    if zoom & (zoom - 1):
        return nn.Sequential(nn.Conv2d(channels, channels * zoom ** 2, 3, padding=1),
                             nn.PixelShuffle(zoom))
    steps = []
    for _ in range(int(math.log2(zoom))):
        steps += [nn.Conv2d(channels, 4 * channels, 3, padding=1), nn.PixelShuffle(2), nn.ReLU()]
    return nn.Sequential(*steps)


class ZoomNet(nn.Module):
    def __init__(self, zoom, channels=28, blocks=3):
        super().__init__()
        self.zoom = zoom
        self.read = nn.Conv2d(1, channels, 5, padding=2)
        self.blocks = nn.ModuleList([AttendedBlock(channels) for _ in range(blocks)])
        self.fuse = nn.Conv2d(channels * (blocks + 1), channels, 1)
        self.enlarge = enlarger(channels, zoom)
        self.write = nn.Conv2d(channels, 1, 3, padding=1)

    def forward(self, small):
        features = [self.read(small)]
        for block in self.blocks:
            features.append(block(features[-1]))
        fused = self.fuse(torch.cat(features, dim=1))
        smooth = F.interpolate(small, scale_factor=self.zoom, mode='bilinear',
                               align_corners=False)
        return smooth + self.write(self.enlarge(fused))


class EdgeLoss(nn.Module):
    """Charbonnier distance of the pictures and of their edges."""

    def __init__(self, weight=0.2, eps=1e-3):
        super().__init__()
        self.weight, self.eps = weight, eps
        down = torch.tensor([[-1., -2., -1.], [0., 0., 0.], [1., 2., 1.]])
        self.register_buffer('sobel', torch.stack([down, down.t()]).unsqueeze(1))

    def edges(self, picture):
        return F.conv2d(picture, self.sobel, padding=1)

    def distance(self, a, b):
        return torch.sqrt((a - b) ** 2 + self.eps ** 2).mean()

    def forward(self, made, sharp):
        return self.distance(made, sharp) \
            + self.weight * self.distance(self.edges(made), self.edges(sharp))


def psnr(made, sharp):
    """Peak signal-to-noise ratio of every picture, in dB."""
    error = (made.clamp(0, 1) - sharp).pow(2).mean(dim=(1, 2, 3))
    return -10 * torch.log10(error.clamp(min=1e-10))


def train(net, loader, loss_fn, optimizer, accumulate):
    net.train()
    total = 0.
    optimizer.zero_grad()
    for i, (small, sharp) in enumerate(loader):
        loss = loss_fn(net(small), sharp)
        (loss / accumulate).backward()
        if (i + 1) % accumulate == 0:
            optimizer.step()
            optimizer.zero_grad()
        total += loss.item()
    return total / len(loader)


def validate(net, loader):
    net.eval()
    ours, plain = [], []
    with torch.no_grad():
        for small, sharp in loader:
            ours.append(psnr(net(small), sharp))
            plain.append(psnr(F.interpolate(small, size=sharp.shape[-2:], mode='bicubic'), sharp))
    return torch.cat(ours).mean().item(), torch.cat(plain).mean().item()


def main(argv=None):
    cli = argparse.ArgumentParser()
    cli.add_argument('--zoom', type=int, default=3)
    cli.add_argument('--window', type=int, default=50)
    cli.add_argument('--batch', type=int, default=12)
    cli.add_argument('--accumulate', type=int, default=2)
    cli.add_argument('--epochs', type=int, default=30)
    cli.add_argument('--folder', default='stl10')
    opts = cli.parse_args(argv)

    random.seed(0)
    torch.manual_seed(0)
    pairs = [ZoomPairs(opts.folder, 'train', opts.window, opts.zoom, train=True),
             ZoomPairs(opts.folder, 'test', 2 * opts.window, opts.zoom, train=False)]
    train_loader = DataLoader(pairs[0], batch_size=opts.batch, shuffle=True)
    test_loader = DataLoader(pairs[1], batch_size=10)
    net = ZoomNet(opts.zoom)
    loss_fn = EdgeLoss()
    optimizer = torch.optim.Adam(net.parameters(), lr=6e-4)
    best = -math.inf
    for epoch in range(opts.epochs):
        loss = train(net, train_loader, loss_fn, optimizer, opts.accumulate)
        ours, plain = validate(net, test_loader)
        print(f'{epoch:02d} loss {loss:.4f} psnr {ours:.2f} dB (bicubic {plain:.2f} dB)')
        if ours > best:
            best = ours
            torch.save(net.state_dict(), f'zoom{opts.zoom}.pt')


if __name__ == '__main__':
    main()
