"""A small U-Net and 1,000 steps of sampling; the first argument is another number of steps."""
import sys

import torch
from torch import nn

STEPS = int(sys.argv[1]) if len(sys.argv) > 1 else 1000


class UNet(nn.Module):
    def __init__(self, width=64):
        super().__init__()
        self.enter = nn.Conv2d(3, width, 3, padding=1)
        self.down = nn.Conv2d(width, 2 * width, 3, 2, 1)
        self.middle = nn.Conv2d(2 * width, 2 * width, 3, padding=1)
        self.up = nn.ConvTranspose2d(2 * width, width, 4, 2, 1)
        self.leave = nn.Conv2d(2 * width, 3, 3, padding=1)
        self.times = nn.Embedding(STEPS, 2 * width)

    def forward(self, noisy, time):
        wide = self.enter(noisy).relu()
        deep = self.down(wide).relu() + self.times(time)[:, :, None, None]
        deep = self.up(self.middle(deep).relu())
        return self.leave(torch.cat([deep, wide], 1))


betas = torch.linspace(1e-4, 0.02, STEPS)
alphas = 1 - betas
products = torch.cumprod(alphas, 0)
net = UNet()


@torch.no_grad()
def sample(count):
    x = torch.randn(count, 3, 32, 32)
    for step in reversed(range(STEPS)):
        time = torch.full((count,), step, dtype=torch.long)
        noise = net(x, time)
        x = (x - betas[step] / (1 - products[step]).sqrt() * noise) / alphas[step].sqrt()
        if step > 0:
            x = x + betas[step].sqrt() * torch.randn_like(x)
    return x


for step in range(5000):
    clean, time = torch.randn(32, 3, 32, 32), torch.randint(0, STEPS, (32,))
    noise = torch.randn_like(clean)
    noisy = products[time].sqrt()[:, None, None, None] * clean + noise
    loss = (net(noisy, time) - noise).pow(2).mean()
    loss.backward()
print(sample(16).shape)
