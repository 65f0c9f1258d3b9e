"""A variational autoencoder for Japanese characters, dense or convolutional."""
import argparse
import math
import os

import torch
import torch.nn as nn
import torch.optim as optim
from torch.utils.data import DataLoader
from torchvision import transforms
from torchvision.datasets import KMNIST
from torchvision.utils import save_image

PIXELS = 28 * 28


class DenseBody(nn.Module):
    """Two-layer perceptrons on flat pictures."""

    def __init__(self, code, hidden=320):
        super().__init__()
        self.squash = nn.Sequential(
            nn.Flatten(), nn.Linear(PIXELS, hidden), nn.Tanh(), nn.Linear(hidden, 2 * code))
        self.expand = nn.Sequential(
            nn.Linear(code, hidden), nn.Tanh(), nn.Linear(hidden, PIXELS),
            nn.Unflatten(1, (1, 28, 28)))


class ConvBody(nn.Module):
    """Strided convolutions, 28 -> 14 -> 7, and back."""

    def __init__(self, code, base=12):
        super().__init__()
        self.squash = nn.Sequential(
            nn.Conv2d(1, base, 3, stride=2, padding=1), nn.ELU(),
            nn.Conv2d(base, 2 * base, 3, stride=2, padding=1), nn.ELU(),
            nn.Flatten(), nn.Linear(2 * base * 49, 2 * code))
        self.expand = nn.Sequential(
            nn.Linear(code, 2 * base * 49), nn.ELU(), nn.Unflatten(1, (2 * base, 7, 7)),
            nn.Upsample(scale_factor=2), nn.Conv2d(2 * base, base, 3, padding=1), nn.ELU(),
            nn.Upsample(scale_factor=2), nn.Conv2d(base, 1, 3, padding=1))


BODIES = {'dense': DenseBody, 'conv': ConvBody}


class CharacterVAE(nn.Module):
    def __init__(self, body, code):
        super().__init__()
        self.code = code
        self.body = BODIES[body](code)

    def posterior(self, x):
        center, log_spread = self.body.squash(x).chunk(2, dim=-1)
        return center, log_spread.clamp(-6, 3)

    def draw(self, center, log_spread):
        if not self.training:
            return center
        noise = torch.randn(center.shape, device=center.device)
        return center + noise * log_spread.exp()

    def forward(self, x):
        center, log_spread = self.posterior(x)
        return self.body.expand(self.draw(center, log_spread)), center, log_spread

    def dream(self, count):
        logits = self.body.expand(torch.randn(count, self.code))
        return torch.sigmoid(logits)


class NegativeElbo(nn.Module):
    """Sum over pixels and code, mean over the batch; the KL term is weighted by `beta`."""

    def __init__(self, beta):
        super().__init__()
        self.beta = beta
        self.pixel_loss = nn.BCEWithLogitsLoss(reduction='none')

    def forward(self, logits, x, center, log_spread):
        misfit = self.pixel_loss(logits, x).sum(dim=(1, 2, 3))
        variance = torch.exp(2 * log_spread)
        kl = 0.5 * (center.square() + variance - 1) - log_spread
        return misfit.mean() + self.beta * kl.sum(dim=1).mean(), misfit.mean(), kl.mean(dim=0)


def epoch_pass(model, loader, elbo, optimizer=None):
    model.train(optimizer is not None)
    sums = torch.zeros(2)
    active = torch.zeros(model.code)
    with torch.set_grad_enabled(optimizer is not None):
        for x, _ in loader:
            logits, center, log_spread = model(x)
            loss, misfit, kl = elbo(logits, x, center, log_spread)
            if optimizer is not None:
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
            sums += torch.stack([loss.detach(), misfit.detach()])
            active += kl.detach()
    sums /= len(loader)
    return sums.tolist(), (active / len(loader) > 0.02).sum().item()


@torch.no_grad()
def picture_sheet(model, loader, columns=9):
    """Three rows: originals, reconstructions, dreams."""
    model.eval()
    originals = next(iter(loader))[0][:columns]
    restored = torch.sigmoid(model(originals)[0])
    rows = torch.stack([originals, restored, model.dream(columns)])
    return rows.view(3 * columns, 1, 28, 28)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--body', default='dense', choices=sorted(BODIES))
    parser.add_argument('--code', type=int, default=14)
    parser.add_argument('--beta', type=float, default=0.8)
    parser.add_argument('--batch', type=int, default=144)
    parser.add_argument('--epochs', type=int, default=18)
    parser.add_argument('--out', default='vae-out')
    opts = parser.parse_args()

    torch.manual_seed(42)
    load = dict(root='kmnist', download=True, transform=transforms.ToTensor())
    train_loader = DataLoader(KMNIST(train=True, **load), opts.batch, shuffle=True)
    test_loader = DataLoader(KMNIST(train=False, **load), 250)

    model = CharacterVAE(opts.body, opts.code)
    elbo = NegativeElbo(opts.beta)
    optimizer = optim.RMSprop(model.parameters(), lr=7e-4)
    decay = optim.lr_scheduler.LambdaLR(optimizer, lambda e: 0.5 * (1 + math.cos(e / opts.epochs)))
    os.makedirs(opts.out, exist_ok=True)

    for epoch in range(opts.epochs):
        (loss, misfit), active = epoch_pass(model, train_loader, elbo, optimizer)
        (test_loss, _), _ = epoch_pass(model, test_loader, elbo)
        decay.step()
        print(f'{epoch:2d} train {loss:.1f} (misfit {misfit:.1f}, {active}/{opts.code} active) '
              f'test {test_loss:.1f}')
        save_image(picture_sheet(model, test_loader), f'{opts.out}/sheet_{epoch}.png', nrow=9)
    torch.save(model, os.path.join(opts.out, 'model.pt'))


if __name__ == '__main__':
    main()
