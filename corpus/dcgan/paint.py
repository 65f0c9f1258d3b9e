"""Adversarial image generation at 32 x 32: clothes in grey or house numbers in colour."""
import argparse
import itertools
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets, transforms
from torchvision.utils import make_grid, save_image

SIDE = 32


class Painter(nn.Module):
    """Code -> picture. A dense layer lays out a 4 x 4 map, every further step doubles it."""

    def __init__(self, code_size, colors, width=48):
        super().__init__()
        self.width = width
        self.layout = nn.Linear(code_size, width * 4 * 16)
        steps = []
        for factor in (4, 2):
            steps += [
                nn.ConvTranspose2d(width * factor, width * factor // 2, 4, stride=2, padding=1),
                nn.BatchNorm2d(width * factor // 2),
                nn.SiLU(),
            ]
        self.steps = nn.Sequential(*steps)
        self.paint = nn.ConvTranspose2d(width, colors, kernel_size=4, stride=2, padding=1)

    def forward(self, code):
        canvas = self.layout(code).view(code.size(0), self.width * 4, 4, 4)
        return torch.tanh(self.paint(self.steps(canvas)))


class Critic(nn.Module):
    def __init__(self, colors, width=40):
        super().__init__()
        self.look = nn.Conv2d(colors, width, kernel_size=5, stride=2, padding=2)
        self.narrow = nn.ModuleList()
        for depth in range(2):
            wide = width * 2 ** depth
            self.narrow.append(nn.Conv2d(wide, 2 * wide, kernel_size=5, stride=2, padding=2))
        self.norms = nn.ModuleList([nn.InstanceNorm2d(2 * width), nn.InstanceNorm2d(4 * width)])
        self.verdict = nn.Conv2d(4 * width, 1, kernel_size=4)

    def forward(self, picture):
        h = F.leaky_relu(self.look(picture), 0.1)
        for conv, norm in zip(self.narrow, self.norms):
            h = F.leaky_relu(norm(conv(h)), 0.1)
        return self.verdict(h).flatten()


def load_pictures(source, folder, batch):
    to_range = [transforms.Resize((SIDE, SIDE)), transforms.ToTensor()]
    if source == 'clothes':
        colors = 1
        pipeline = transforms.Compose([*to_range, transforms.Normalize([0.5], [0.5])])
        pictures = datasets.FashionMNIST(folder, transform=pipeline, download=True)
    else:
        colors = 3
        pipeline = transforms.Compose([*to_range, transforms.Lambda(lambda t: t * 2 - 1)])
        pictures = datasets.SVHN(folder, split='train', transform=pipeline, download=True)
    return DataLoader(pictures, batch_size=batch, shuffle=True), colors


def critic_step(critic, painter, real, code, optimizer, smooth):
    with torch.no_grad():
        fake = painter(code)
    scores_real, scores_fake = critic(real), critic(fake)
    wanted = torch.full_like(scores_real, 1 - smooth)
    loss = F.binary_cross_entropy_with_logits(scores_real, wanted)
    loss = loss + F.softplus(scores_fake).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    margin = (scores_real - scores_fake).mean()
    return loss.item(), margin.item()


def painter_step(critic, painter, code, optimizer):
    loss = F.softplus(-critic(painter(code))).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


def interpolate_codes(painter, code_size, rows=4, columns=8):
    """A sheet of pictures; every row walks from one code to another."""
    left, right = torch.randn(2, rows, 1, code_size)
    share = torch.linspace(0, 1, columns).view(1, columns, 1)
    walk = (1 - share) * left + share * right
    painter.eval()
    with torch.no_grad():
        sheet = painter(walk.flatten(0, 1))
    painter.train()
    return make_grid(sheet, nrow=columns)


def run(opts):
    torch.manual_seed(opts.seed)
    loader, colors = load_pictures(opts.source, opts.folder, opts.batch)
    painter = Painter(opts.code, colors)
    critic = Critic(colors)
    paint_opt = torch.optim.Adam(painter.parameters(), lr=opts.lr, betas=(0.5, 0.99))
    critic_opt = torch.optim.Adam(critic.parameters(), lr=2 * opts.lr, betas=(0.5, 0.99))
    results = Path(opts.results)
    results.mkdir(exist_ok=True)

    for epoch in itertools.count(1):
        history = []
        for real, _ in loader:
            code = torch.randn(real.size(0), opts.code)
            lost, margin = critic_step(critic, painter, real, code, critic_opt, opts.smooth)
            fooled = painter_step(critic, painter, torch.randn_like(code), paint_opt)
            history.append([lost, fooled, margin])
        means = torch.tensor(history).mean(dim=0)
        print('epoch %d: critic %.3f painter %.3f margin %.3f' % (epoch, *means.tolist()))
        save_image(interpolate_codes(painter, opts.code), results / f'{epoch:03d}.png')
        torch.save([painter.state_dict(), critic.state_dict()], results / 'latest.pt')
        if epoch == opts.epochs:
            break


if __name__ == '__main__':
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument('--source', choices=['clothes', 'numbers'], default='clothes')
    cli.add_argument('--folder', default='pictures')
    cli.add_argument('--results', default='results')
    cli.add_argument('--code', type=int, default=72, help='length of the random code')
    cli.add_argument('--batch', type=int, default=112)
    cli.add_argument('--epochs', type=int, default=12)
    cli.add_argument('--lr', type=float, default=1.5e-4)
    cli.add_argument('--smooth', type=float, default=0.1)
    cli.add_argument('--seed', type=int, default=5)
    run(cli.parse_args())
