"""A mixture density network with full covariances: where a bouncing ball is next, from where it was."""

import math

import torch
from torch import nn
from torch.distributions import Categorical, MixtureSameFamily, MultivariateNormal

PLACES = 2


class Density(nn.Module):
    """A mixture of normals over `PLACES` coordinates, conditioned on a history."""

    def __init__(self, history, parts=5, hidden=32):
        super().__init__()
        self.parts = parts
        self.triangle = PLACES * (PLACES + 1) // 2
        self.body = nn.Sequential(
            nn.Flatten(), nn.Linear(history * PLACES, hidden), nn.Tanh(),
            nn.Linear(hidden, hidden), nn.Tanh(),
        )
        self.weights = nn.Linear(hidden, parts)
        self.means = nn.Linear(hidden, parts * PLACES)
        self.factors = nn.Linear(hidden, parts * self.triangle)

    def forward(self, past):
        hidden = self.body(past)
        means = self.means(hidden).view(-1, self.parts, PLACES)
        factors = self.factors(hidden).view(-1, self.parts, self.triangle)
        lower = factors.new_zeros(*factors.shape[:2], PLACES, PLACES)
        rows, columns = torch.tril_indices(PLACES, PLACES)
        lower[:, :, rows, columns] = factors
        diagonal = torch.diagonal(lower, dim1=-2, dim2=-1)
        lower = lower - torch.diag_embed(diagonal) + torch.diag_embed(diagonal.exp())
        return self.weights(hidden), means, lower

    def mixture(self, past):
        weights, means, lower = self(past)
        return MixtureSameFamily(Categorical(logits=weights), MultivariateNormal(means, scale_tril=lower))


def by_hand(weights, means, lower, target):
    """The log likelihood of (batch, PLACES) without torch's distributions."""
    gap = (target.unsqueeze(1) - means).unsqueeze(-1)
    scaled = torch.linalg.solve_triangular(lower, gap, upper=False).squeeze(-1)
    area = lower.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    each = -0.5 * scaled.square().sum(dim=-1) - area - PLACES / 2 * math.log(2 * math.pi)
    return torch.logsumexp(weights.log_softmax(dim=-1) + each, dim=1)


def bounce(count, steps):
    """Paths of balls between walls, (count, steps, PLACES)."""
    place = torch.rand(count, PLACES) * 2 - 1
    speed = torch.randn(count, PLACES) * 0.2
    path = []
    for _ in range(steps):
        place = place + speed
        outside = place.abs() > 1
        speed = torch.where(outside, -speed, speed)
        place = place.clamp(-1, 1)
        path.append(place)
    return torch.stack(path, dim=1)


def windows(paths, history):
    """All pieces of paths: (pieces, history, PLACES) and what follows, (pieces, PLACES)."""
    pieces = paths.unfold(1, history + 1, 1).permute(0, 1, 3, 2)
    pieces = pieces.reshape(-1, history + 1, PLACES)
    return pieces[:, :-1], pieces[:, -1]


torch.manual_seed(0)
history = 4
net = Density(history)
optimizer = torch.optim.Adam(net.parameters(), lr=3e-3)
past, following = windows(bounce(40, 12), history)
order = torch.randperm(len(past))
for rows in order.split(64):
    mixture = net.mixture(past[rows])
    loss = -mixture.log_prob(following[rows]).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
with torch.no_grad():
    weights, means, lower = net(past[:10])
    alike = torch.allclose(by_hand(weights, means, lower, following[:10]),
                           net.mixture(past[:10]).log_prob(following[:10]), atol=1e-4)
    ahead = past[:10]
    for _ in range(3):
        drawn = net.mixture(ahead).sample()
        ahead = torch.cat([ahead[:, 1:], drawn.unsqueeze(1)], dim=1)
    spread = torch.einsum("bk,bkij->bij", weights.softmax(-1), lower @ lower.mT)
print(loss.item(), alike, ahead.shape, spread.diagonal(dim1=1, dim2=2).mean().item())
