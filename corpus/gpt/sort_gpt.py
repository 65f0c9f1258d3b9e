"""A small decoder-only transformer that learns to sort: it reads letters and writes them in order.

Example line: `dbca>abcd.` Rotary positions, grouped keys, gated feed-forward.
"""
import string
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn, optim
from torch.utils.data import DataLoader, IterableDataset

alphabet = string.ascii_lowercase[:12] + '>.'
lookup = {symbol: place for place, symbol in enumerate(alphabet)}

settings = {
    'letters': 11,          # letters per exercise
    'size': 72,
    'query_heads': 6,
    'key_heads': 2,
    'blocks': 3,
    'batch': 40,
    'batches': 150,
    'rounds': 8,
    'rate': 2e-3,
}
for item in sys.argv[1:]:
    key, value = item.split('=')
    settings[key] = type(settings[key])(value)


class Exercises(IterableDataset):
    """(line without its end, line without its start, weights); the question weighs nothing."""

    def __init__(self, count, letters, seed):
        self.count, self.letters = count, letters
        self.generator = torch.Generator().manual_seed(seed)

    def __len__(self):
        return self.count

    def __iter__(self):
        for _ in range(self.count):
            question = torch.randint(0, 12, (self.letters,), generator=self.generator)
            answer, _ = question.sort()
            line = torch.cat([question, torch.tensor([lookup['>']]), answer,
                              torch.tensor([lookup['.']])])
            weights = torch.ones(2 * self.letters + 1)
            weights[:self.letters] = 0
            yield line[:-1], line[1:], weights


def rotation_table(length, size):
    """Angles of the rotary code: cosines and sines, (length, size / 2) each."""
    speeds = 1000.0 ** (-torch.arange(0, size, 2) / size)
    angles = torch.outer(torch.arange(length), speeds)
    return angles.cos(), angles.sin()


def rotate(x, cosines, sines):
    """x is (batch, heads, length, size)"""
    even, odd = x[..., 0::2], x[..., 1::2]
    turned = torch.stack((even * cosines - odd * sines, even * sines + odd * cosines), dim=-1)
    return turned.flatten(-2)


class GroupedAttention(nn.Module):
    def __init__(self, size, query_heads, key_heads):
        super().__init__()
        self.query_heads, self.key_heads = query_heads, key_heads
        self.head_size = size // query_heads
        self.queries = nn.Linear(size, query_heads * self.head_size, bias=False)
        self.pairs = nn.Linear(size, 2 * key_heads * self.head_size, bias=False)
        self.merge = nn.Linear(query_heads * self.head_size, size, bias=False)

    def split_heads(self, x, heads):
        return x.unflatten(2, (heads, self.head_size)).transpose(1, 2)

    def forward(self, x, angles, future):
        n, length, size = x.shape
        q = rotate(self.split_heads(self.queries(x), self.query_heads), *angles)
        k, v = self.split_heads(self.pairs(x), 2 * self.key_heads).chunk(2, dim=1)
        k = rotate(k, *angles)
        # every key head serves a group of query heads
        group = self.query_heads // self.key_heads
        k, v = k.repeat_interleave(group, dim=1), v.repeat_interleave(group, dim=1)
        scores = torch.matmul(q, k.mT) * self.head_size ** -0.5
        weights = scores.masked_fill(future, float('-inf')).softmax(dim=-1)
        mixed = torch.matmul(weights, v)
        return self.merge(mixed.transpose(1, 2).reshape(n, length, size))


class GatedForward(nn.Module):
    def __init__(self, size):
        super().__init__()
        inner = size * 5 // 2
        self.both = nn.Linear(size, 2 * inner)
        self.back = nn.Linear(inner, size)

    def forward(self, x):
        value, gate = self.both(x).chunk(2, dim=-1)
        return self.back(value * F.silu(gate))


class Sorter(nn.Module):
    def __init__(self, window, size, query_heads, key_heads, blocks):
        super().__init__()
        self.window = window
        self.tokens = nn.Embedding(len(alphabet), size)
        self.blocks = nn.ModuleList()
        for _ in range(blocks):
            self.blocks.append(nn.ModuleDict({
                'norm_a': nn.RMSNorm(size),
                'attention': GroupedAttention(size, query_heads, key_heads),
                'norm_f': nn.RMSNorm(size),
                'feed': GatedForward(size),
            }))
        self.norm = nn.RMSNorm(size)
        cosines, sines = rotation_table(window, size // query_heads)
        self.register_buffer('cosines', cosines)
        self.register_buffer('sines', sines)
        self.register_buffer('future', torch.ones(window, window, dtype=torch.bool).triu(1))

    def forward(self, ids):
        length = ids.size(-1)
        angles = self.cosines[:length], self.sines[:length]
        x = self.tokens(ids)
        for block in self.blocks:
            x = x + block['attention'](block['norm_a'](x), angles, self.future[:length, :length])
            x = x + block['feed'](block['norm_f'](x))
        return F.linear(self.norm(x), self.tokens.weight)

    @torch.no_grad()
    def answer(self, question):
        """Writes greedily until the line is full."""
        line = torch.tensor([[lookup[letter] for letter in question + '>']])
        while line.size(1) < self.window:
            best = self(line)[:, -1].argmax(dim=-1, keepdim=True)
            line = torch.cat([line, best], dim=1)
        return ''.join(alphabet[place] for place in line[0, len(question) + 1:].tolist())


def weighted_loss(scores, wanted, weights):
    losses = F.cross_entropy(scores.flatten(0, 1), wanted.flatten(), reduction='none')
    return (losses * weights.flatten()).sum() / weights.sum()


def share_right(net, loader, letters):
    net.eval()
    right, total = 0, 0
    with torch.no_grad():
        for given, wanted, _ in loader:
            guess = net(given).argmax(-1)
            right += (guess == wanted)[:, letters:].all(1).sum().item()
            total += given.size(0)
    net.train()
    return right / total


if __name__ == '__main__':
    torch.manual_seed(2)
    letters, batch = settings['letters'], settings['batch']
    window = 2 * letters + 1
    net = Sorter(window, settings['size'], settings['query_heads'], settings['key_heads'],
                 settings['blocks'])
    optimizer = optim.AdamW(net.parameters(), lr=settings['rate'], betas=(0.9, 0.98))
    halve = optim.lr_scheduler.ExponentialLR(optimizer, gamma=0.8)
    practice = DataLoader(Exercises(batch * settings['batches'], letters, seed=0), batch)
    exam = DataLoader(Exercises(130, letters, seed=99), batch)
    for number in range(settings['rounds']):
        start = time.time()
        for given, wanted, weights in practice:
            loss = weighted_loss(net(given), wanted, weights)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        halve.step()
        share = share_right(net, exam, letters)
        print(f'{number}: loss {loss:.4f} sorted {share:.1%} ({time.time() - start:.0f}s)')
        print('  hagbcdfeabc ->', net.answer('hagbcdfeabc'))
        torch.save(net.state_dict(), 'sorter.pt')
