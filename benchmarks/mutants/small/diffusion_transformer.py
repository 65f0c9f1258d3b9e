"""A diffusion transformer over patches of a latent: adaptive norms, guidance without labels, a sampler."""

import copy
import math

import torch
import torch.nn.functional as F
from torch import nn

STEPS = 10


def modulate(x, shift, scale):
    return x * (1 + scale.unsqueeze(1)) + shift.unsqueeze(1)


def grid_positions(width, side):
    """Sines and cosines of both coordinates, (side * side, width)."""
    rates = 1.0 / 10000 ** (torch.arange(width // 4) / (width / 4))
    ruler = torch.arange(side).float()
    rows, columns = torch.meshgrid(ruler, ruler, indexing="ij")
    parts = []
    for axis in (rows, columns):
        angles = axis.reshape(-1, 1) * rates[None]
        parts += [angles.sin(), angles.cos()]
    return torch.cat(parts, dim=1)


class Moment(nn.Module):
    def __init__(self, width, frequencies=64):
        super().__init__()
        self.frequencies = frequencies
        self.layers = nn.Sequential(nn.Linear(frequencies, width), nn.SiLU(), nn.Linear(width, width))

    def forward(self, moments):
        half = self.frequencies // 2
        rates = torch.exp(-math.log(10000) * torch.arange(half) / half)
        angles = moments[:, None].float() * rates[None]
        return self.layers(torch.cat([angles.cos(), angles.sin()], dim=-1))


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.first = nn.LayerNorm(width, elementwise_affine=False)
        self.second = nn.LayerNorm(width, elementwise_affine=False)
        self.qkv = nn.Linear(width, width * 3)
        self.leave = nn.Linear(width, width)
        self.mlp = nn.Sequential(nn.Linear(width, width * 4), nn.GELU("tanh"), nn.Linear(width * 4, width))
        self.adapt = nn.Sequential(nn.SiLU(), nn.Linear(width, width * 6))
        nn.init.zeros_(self.adapt[1].weight)
        nn.init.zeros_(self.adapt[1].bias)

    def attend(self, x):
        batch, count, width = x.shape
        qkv = self.qkv(x).view(batch, count, 3, self.heads, width // self.heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4).unbind(0)
        out = F.scaled_dot_product_attention(q, k, v)
        return self.leave(out.transpose(1, 2).reshape(batch, count, width))

    def forward(self, x, condition):
        shift, scale, gate, shift2, scale2, gate2 = self.adapt(condition).chunk(6, dim=-1)
        x = x + gate.unsqueeze(1) * self.attend(modulate(self.first(x), shift, scale))
        return x + gate2.unsqueeze(1) * self.mlp(modulate(self.second(x), shift2, scale2))


class DiT(nn.Module):
    def __init__(self, side=16, patch=2, channels=4, width=48, depth=3, heads=4, classes=10):
        super().__init__()
        self.channels, self.patch, self.classes = channels, patch, classes
        self.embed = nn.Conv2d(channels, width, patch, stride=patch)
        self.register_buffer("places", grid_positions(width, side // patch))
        self.moment = Moment(width)
        self.label = nn.Embedding(classes + 1, width)
        self.blocks = nn.ModuleList(Block(width, heads) for _ in range(depth))
        self.norm = nn.LayerNorm(width, elementwise_affine=False)
        self.adapt = nn.Linear(width, width * 2)
        self.head = nn.Linear(width, patch * patch * channels * 2)

    def unpatch(self, x):
        side = int(x.size(1) ** 0.5)
        x = x.reshape(x.size(0), side, side, self.patch, self.patch, self.channels * 2)
        x = torch.einsum("nhwpqc->nchpwq", x)
        return x.reshape(x.size(0), self.channels * 2, side * self.patch, side * self.patch)

    def forward(self, latents, moments, labels):
        x = self.embed(latents).flatten(2).transpose(1, 2) + self.places
        if self.training:
            dropped = torch.rand(labels.size(0)) < 0.1
            labels = torch.where(dropped, self.classes, labels)
        condition = self.moment(moments) + self.label(labels)
        for block in self.blocks:
            x = block(x, condition)
        shift, scale = self.adapt(F.silu(condition)).chunk(2, dim=-1)
        return self.unpatch(self.head(modulate(self.norm(x), shift, scale)))

    def guided(self, latents, moments, labels, strength):
        half = latents[: len(latents) // 2]
        noise, rest = self(torch.cat([half, half]), moments, labels).split(self.channels, dim=1)
        with_label, without = noise.chunk(2)
        mixed = without + strength * (with_label - without)
        return torch.cat([torch.cat([mixed, mixed]), rest], dim=1)


class Diffusion:
    def __init__(self, steps=STEPS):
        self.steps = steps
        self.betas = torch.linspace(1e-4, 0.02, steps)
        self.kept = torch.cumprod(1 - self.betas, dim=0)

    def noisy(self, clean, moments, noise):
        kept = self.kept[moments].view(-1, 1, 1, 1)
        return kept.sqrt() * clean + (1 - kept).sqrt() * noise

    def loss(self, model, clean, labels):
        moments = torch.randint(0, self.steps, (clean.shape[0],))
        noise = torch.randn_like(clean)
        guess, spread = model(self.noisy(clean, moments, noise), moments, labels).chunk(2, dim=1)
        return F.mse_loss(guess, noise) + 1e-3 * (spread - torch.log(self.betas)[moments, None, None, None]).square().mean()

    @torch.no_grad()
    def sample(self, model, labels, strength=4.0):
        count = len(labels)
        x = torch.randn(count, model.channels, 16, 16).repeat(2, 1, 1, 1)
        labels = torch.cat([labels, torch.full_like(labels, model.classes)])
        for step in reversed(range(self.steps)):
            moments = torch.full((2 * count,), step)
            guess, _ = model.guided(x, moments, labels, strength).chunk(2, dim=1)
            before = self.kept[step - 1] if step else torch.ones(())
            clean = (x - (1 - self.kept[step]).sqrt() * guess) / self.kept[step].sqrt()
            x = before.sqrt() * clean + (1 - before).sqrt() * guess
        return x[:count]


torch.manual_seed(0)
model, diffusion = DiT(), Diffusion()
average = copy.deepcopy(model).eval().requires_grad_(False)
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-4, weight_decay=0)
for _ in range(2):
    loss = diffusion.loss(model, torch.randn(6, 4, 16, 16), torch.randint(0, 10, (6,)))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    with torch.no_grad():
        for slow, fast in zip(average.parameters(), model.parameters()):
            slow.lerp_(fast, 0.01)
pictures = diffusion.sample(average, torch.tensor([1, 5, 7]))
print(loss.item(), pictures.shape == (3, 4, 16, 16))
