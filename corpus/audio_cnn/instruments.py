"""Recognises made-up instruments from half a second of sound."""
import argparse
import logging
import math

import torch
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, Dataset

INSTRUMENTS = ('flute', 'organ', 'reed', 'bell', 'drum', 'string')
RATE = 6000
CLIP = 3000
log = logging.getLogger('instruments')


class Orchestra(Dataset):
    """Every sound has its own length; the instrument shapes overtones and envelope."""

    def __init__(self, count, seed):
        self.count, self.seed = count, seed

    def __len__(self):
        return self.count

    def __getitem__(self, number):
        generator = torch.Generator().manual_seed(self.seed + number)
        kind = number % len(INSTRUMENTS)
        length = CLIP - 250 * (number % 3)
        seconds = torch.arange(length) / RATE
        pitch = 150 + 20 * (number % 9)
        overtones = torch.arange(1, 7).unsqueeze(1)
        strength = (1.0 / overtones) ** (0.5 + 0.3 * kind)
        wave = (strength * torch.sin(2 * math.pi * pitch * overtones * seconds)).sum(dim=0)
        wave = wave * torch.exp(-seconds * 2 * kind)
        return wave + 0.02 * torch.randn(length, generator=generator), kind


def collate(sounds):
    """Pads with silence to CLIP samples; (batch, CLIP), (batch,), lengths."""
    padded = [F.pad(wave, (0, CLIP - len(wave))) for wave, _ in sounds]
    kinds = torch.LongTensor([kind for _, kind in sounds])
    lengths = torch.LongTensor([len(wave) for wave, _ in sounds])
    return torch.stack(padded), kinds, lengths


class WaveNetwork(nn.Module):
    """1d convolutions straight on the samples."""

    def __init__(self, width=20):
        super().__init__()
        self.front = nn.Conv1d(1, width, kernel_size=40, stride=10, padding=15)   # 300
        self.norm = nn.BatchNorm1d(width)
        self.deeper = nn.ModuleList([
            nn.Conv1d(width, width, 5, stride=3),                # 99
            nn.Conv1d(width, 2 * width, 5, stride=3),            # 32
            nn.Conv1d(2 * width, 2 * width, 5, stride=3),        # 10
        ])
        self.score = nn.Linear(4 * width, len(INSTRUMENTS))

    def forward(self, waves):
        x = self.norm(self.front(waves[:, None])).relu()
        for conv in self.deeper:
            x = F.relu(conv(x))
        # statistics over time: mean and spread
        summary = torch.cat((x.mean(dim=-1), x.std(dim=-1)), dim=1)
        return self.score(summary)


class BandEnergies(nn.Module):
    """Log energies in triangular bands, (batch, bands, frames)."""

    def __init__(self, window=200, hop=100, bands=28):
        super().__init__()
        self.window, self.hop = window, hop
        self.register_buffer('taper', torch.hann_window(window))
        bins = window // 2 + 1
        centers = torch.linspace(2, bins - 2, bands)
        distance = (torch.arange(bins)[:, None] - centers[None, :]).abs()
        self.register_buffer('filters', (1 - distance / 4).clamp(min=0))

    def forward(self, waves):
        frames = waves.unfold(-1, self.window, self.hop)             # (batch, frames, window)
        power = torch.fft.rfft(frames * self.taper).abs() ** 2
        return torch.log(power @ self.filters + 1e-5).transpose(1, 2)


class BandNetwork(nn.Module):
    """Treats the energies as a picture, then reads it along time."""

    def __init__(self, bands=28, hidden=30):
        super().__init__()
        self.energies = BandEnergies(bands=bands)
        self.picture = nn.Sequential(
            nn.InstanceNorm2d(1), nn.Conv2d(1, 10, (5, 3), padding=(2, 1)), nn.ReLU(),
            nn.MaxPool2d((2, 1)),
            nn.Conv2d(10, 14, (5, 3), padding=(2, 1)), nn.ReLU(), nn.MaxPool2d((2, 1)))
        self.reader = nn.GRU(14 * bands // 4, hidden, batch_first=True)
        self.score = nn.Linear(hidden, len(INSTRUMENTS))

    def forward(self, waves):
        maps = self.picture(self.energies(waves).unsqueeze(1))
        n, channels, bands, frames = maps.shape
        steps = maps.permute(0, 3, 1, 2).reshape(n, frames, channels * bands)
        _, last = self.reader(steps)
        return self.score(last.squeeze(0))


def mix_noise(waves, lengths, level):
    """Noise where there is sound, silence stays silent."""
    sounding = torch.arange(CLIP)[None, :] < lengths[:, None]
    return waves + level * torch.randn_like(waves) * sounding


def practise(net, loader, optimizer, criterion, level):
    net.train()
    tally = []
    for waves, kinds, lengths in loader:
        scores = net(mix_noise(waves, lengths, level))
        loss = criterion(scores, kinds)
        net.zero_grad()
        loss.backward()
        optimizer.step()
        tally.append(loss.item())
    return sum(tally) / len(tally)


@torch.no_grad()
def listen(net, loader):
    net.eval()
    hits = torch.zeros(len(INSTRUMENTS))
    heard = torch.zeros(len(INSTRUMENTS))
    for waves, kinds, _ in loader:
        right = net(waves).argmax(1).eq(kinds).float()
        hits.index_add_(0, kinds, right)
        heard.index_add_(0, kinds, torch.ones_like(right))
    return hits / heard.clamp(min=1)


def name_sound(net, wave):
    padded = F.pad(wave, (0, CLIP - wave.size(0)))
    chances = net(padded.unsqueeze(0)).softmax(dim=1).squeeze(0)
    return INSTRUMENTS[chances.argmax().item()]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--net', choices=['wave', 'bands'], default='wave')
    parser.add_argument('--batch', type=int, default=32)
    parser.add_argument('--epochs', type=int, default=12)
    parser.add_argument('--noise', type=float, default=0.05)
    opts = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format='%(asctime)s %(message)s')

    torch.manual_seed(21)
    train = DataLoader(Orchestra(720, 0), opts.batch, shuffle=True, collate_fn=collate)
    test = DataLoader(Orchestra(180, 5000), opts.batch, collate_fn=collate)
    net = WaveNetwork() if opts.net == 'wave' else BandNetwork()
    log.info('%s with %d weights', type(net).__name__, sum(w.numel() for w in net.parameters()))
    optimizer = torch.optim.RAdam(net.parameters(), lr=2e-3)
    criterion = nn.CrossEntropyLoss()
    for epoch in range(opts.epochs):
        loss = practise(net, train, optimizer, criterion, opts.noise)
        recall = listen(net, test)
        log.info('epoch %d loss %.3f recall %.3f', epoch, loss, recall.mean().item())
    wave, kind = Orchestra(10, 9000)[4]
    log.info('a %s sounds like a %s', INSTRUMENTS[kind], name_sound(net, wave))
    torch.save(net.state_dict(), f'instruments-{opts.net}.pt')


if __name__ == '__main__':
    main()
