"""A vision transformer for small pictures (SVHN): non-overlapping tiles, some register tokens."""
from argparse import ArgumentParser

import torch
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, Subset
from torchvision import transforms as T
from torchvision.datasets import SVHN


class TileStem(nn.Module):
    """Cuts the picture into tiles with unfold and embeds each of them."""

    def __init__(self, tile, dim, colors=3):
        super().__init__()
        self.tile = tile
        self.unfold = nn.Unfold(kernel_size=tile, stride=tile)
        self.embed = nn.Linear(colors * tile * tile, dim)

    def forward(self, picture):
        tiles = self.unfold(picture).transpose(1, 2)
        return self.embed(tiles)


class ConvStem(nn.Module):
    """Two strided convolutions instead; the same number of tokens."""

    def __init__(self, tile, dim, colors=3):
        super().__init__()
        self.coarse = nn.Conv2d(colors, dim // 2, 3, stride=2, padding=1)
        self.fine = nn.Conv2d(dim // 2, dim, tile // 2, stride=tile // 2)

    def forward(self, picture):
        grid = self.fine(F.gelu(self.coarse(picture)))
        n, dim, rows, columns = grid.shape
        return grid.view(n, dim, rows * columns).permute(0, 2, 1)


class SelfAttention(nn.Module):
    def __init__(self, dim, heads, head_dim):
        super().__init__()
        self.heads, self.head_dim = heads, head_dim
        self.project = nn.Linear(dim, 3 * heads * head_dim)
        self.temperature = nn.Parameter(torch.full((heads, 1, 1), head_dim ** -0.5))
        self.combine = nn.Linear(heads * head_dim, dim)

    def forward(self, tokens):
        n, count, _ = tokens.shape
        parts = self.project(tokens).view(n, count, 3, self.heads, self.head_dim)
        query, key, value = parts.permute(2, 0, 3, 1, 4).unbind(0)
        affinity = torch.einsum('nhqd,nhkd->nhqk', query, key) * self.temperature
        gathered = affinity.softmax(dim=-1) @ value
        return self.combine(gathered.transpose(1, 2).flatten(2))


class Layer(nn.Module):
    def __init__(self, dim, heads, head_dim, drop_path):
        super().__init__()
        self.drop_path = drop_path
        self.before_attention, self.before_mlp = nn.LayerNorm(dim), nn.LayerNorm(dim)
        self.attention = SelfAttention(dim, heads, head_dim)
        self.mlp = nn.Sequential(nn.Linear(dim, 2 * dim), nn.GELU(), nn.Linear(2 * dim, dim))

    def keep(self, update):
        """Stochastic depth: drops the whole update of some pictures."""
        if not self.training or self.drop_path == 0:
            return update
        alive = torch.rand(update.size(0), 1, 1, device=update.device) >= self.drop_path
        return update * alive / (1 - self.drop_path)

    def forward(self, tokens):
        tokens = tokens + self.keep(self.attention(self.before_attention(tokens)))
        return tokens + self.keep(self.mlp(self.before_mlp(tokens)))


class TileTransformer(nn.Module):
    def __init__(self, opts, side=32, registers=3, classes=10):
        super().__init__()
        self.readout = opts.readout
        stem = ConvStem if opts.conv_stem else TileStem
        self.stem = stem(opts.tile, opts.dim)
        tiles = (side // opts.tile) ** 2
        self.positions = nn.Parameter(0.02 * torch.randn(tiles, opts.dim))
        self.registers = nn.Parameter(torch.zeros(1, registers, opts.dim))
        rates = torch.linspace(0, 0.15, opts.depth).tolist()
        self.layers = nn.ModuleList(
            Layer(opts.dim, opts.heads, opts.head_dim, rate) for rate in rates)
        self.norm = nn.LayerNorm(opts.dim)
        self.head = nn.Linear(opts.dim * registers if opts.readout == 'registers' else opts.dim,
                              classes)

    def forward(self, picture):
        tokens = self.stem(picture) + self.positions
        registers = self.registers.repeat(tokens.size(0), 1, 1)
        tokens = torch.cat([registers, tokens], dim=1)
        for layer in self.layers:
            tokens = layer(tokens)
        tokens = self.norm(tokens)
        count = registers.size(1)
        if self.readout == 'registers':
            return self.head(tokens[:, :count].flatten(1))
        return self.head(tokens[:, count:].mean(dim=1))


def loaders(opts):
    scale = T.Normalize(mean=(0.44, 0.44, 0.47), std=(0.2, 0.2, 0.2))
    jitter = [T.RandomCrop(32, padding=2), T.ColorJitter(0.3, 0.3)]
    train = SVHN(opts.data, split='train', download=True,
                 transform=T.Compose([*jitter, T.ToTensor(), scale]))
    test = SVHN(opts.data, split='test', download=True,
                transform=T.Compose([T.ToTensor(), scale]))
    test = Subset(test, range(0, len(test), 4))
    return DataLoader(train, opts.batch, shuffle=True), DataLoader(test, 200)


def run_epoch(net, batches, optimizer, opts):
    net.train()
    losses = []
    for picture, digit in batches:
        scores = net(picture)
        wanted = F.one_hot(digit, 10).float() * (1 - opts.smooth) + opts.smooth / 10
        loss = -(wanted * scores.log_softmax(1)).sum(1).mean()
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 3.0)
        optimizer.step()
        losses.append(loss.detach())
    return torch.stack(losses).mean().item()


@torch.no_grad()
def test_error(net, batches):
    net.eval()
    wrong = sum((net(picture).argmax(1) != digit).sum().item() for picture, digit in batches)
    return wrong / len(batches.dataset)


if __name__ == '__main__':
    parser = ArgumentParser()
    parser.add_argument('--data', default='svhn')
    parser.add_argument('--tile', type=int, default=4)
    parser.add_argument('--dim', type=int, default=80)
    parser.add_argument('--depth', type=int, default=5)
    parser.add_argument('--heads', type=int, default=5)
    parser.add_argument('--head-dim', type=int, default=24)
    parser.add_argument('--conv-stem', action='store_true')
    parser.add_argument('--readout', choices=['registers', 'mean'], default='registers')
    parser.add_argument('--smooth', type=float, default=0.08)
    parser.add_argument('--batch', type=int, default=104)
    parser.add_argument('--epochs', type=int, default=25)
    opts = parser.parse_args()

    torch.manual_seed(8)
    train_batches, test_batches = loaders(opts)
    net = TileTransformer(opts)
    optimizer = torch.optim.AdamW(net.parameters(), lr=1e-3, weight_decay=0.03)
    schedule = torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones=[12, 20], gamma=0.3)
    for epoch in range(1, opts.epochs + 1):
        loss = run_epoch(net, train_batches, optimizer, opts)
        schedule.step()
        print(f'[{epoch}/{opts.epochs}] loss={loss:.3f} error={test_error(net, test_batches):.2%}')
        torch.save({'net': net.state_dict(), 'opts': vars(opts)}, 'tiles.pt')
