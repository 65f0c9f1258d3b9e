"""Translates dates written by people into ISO form, letter by letter, with attention."""
import random
import time
from datetime import date, timedelta

import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.utils import clip_grad_norm_
from torch.utils.data import DataLoader, Dataset

FORMATS = ['%d %B %Y', '%B %d, %Y', '%a %d %b %y', '%d.%m.%Y', '%d/%m/%y']
LETTERS = '~^' + '0123456789' + 'abcdefghijklmnopqrstuvwxyz' + ' .,/-'
PAD, GO = LETTERS.index('~'), LETTERS.index('^')
WRITTEN = 18   # longest human form
ISO = 10       # 2024-02-29
HYPER = dict(batch=90, letters=20, encoder=56, decoder=88, epochs=9, lr=2e-3, forcing=0.7)


def to_ids(text, length):
    ids = [LETTERS.index(letter) for letter in text.lower()]
    return torch.tensor((ids + [PAD] * length)[:length])


class Dates(Dataset):
    def __init__(self, count, seed):
        rng = random.Random(seed)
        first = date(1970, 1, 1)
        self.pairs = []
        while len(self.pairs) < count:
            day = first + timedelta(days=rng.randrange(25000))
            self.pairs.append((day.strftime(rng.choice(FORMATS)), day.isoformat()))

    def __len__(self):
        return len(self.pairs)

    def __getitem__(self, number):
        written, iso = self.pairs[number]
        return to_ids(written, WRITTEN), to_ids(iso, ISO)


class Reader(nn.Module):
    """Bidirectional LSTM; its last states are merged into the first state of the writer."""

    def __init__(self, letters, hidden, writer_hidden):
        super().__init__()
        self.embed = nn.Embedding(len(LETTERS), letters, padding_idx=PAD)
        self.lstm = nn.LSTM(letters, hidden, bidirectional=True, batch_first=True)
        self.merge = nn.Linear(2 * hidden, 2 * writer_hidden)

    def forward(self, source):
        memory, (h, _) = self.lstm(self.embed(source))
        ends = torch.cat([h[0], h[1]], dim=-1)
        return memory, torch.tanh(self.merge(ends)).chunk(2, dim=-1)


class Attention(nn.Module):
    """Bilinear scores; padding gets no weight."""

    def __init__(self, memory_size, query_size):
        super().__init__()
        self.to_query = nn.Linear(query_size, memory_size, bias=False)

    def forward(self, query, memory, padding):
        scores = torch.bmm(memory, self.to_query(query).unsqueeze(2)).squeeze(2)
        weights = F.softmax(scores.masked_fill(padding, -1e9), dim=1)
        return torch.einsum('bt,bth->bh', weights, memory), weights


class Writer(nn.Module):
    def __init__(self, letters, memory_size, hidden):
        super().__init__()
        self.embed = nn.Embedding(len(LETTERS), letters)
        self.cell = nn.LSTMCell(letters + memory_size, hidden)
        self.attend = Attention(memory_size, hidden)
        self.out = nn.Sequential(nn.Linear(hidden + memory_size, hidden), nn.ReLU(),
                                 nn.Linear(hidden, len(LETTERS)))

    def step(self, letter, glimpse, state, memory, padding):
        h, c = self.cell(torch.cat([self.embed(letter), glimpse], dim=1), state)
        glimpse, weights = self.attend(h, memory, padding)
        return self.out(torch.cat((h, glimpse), 1)), glimpse, (h, c), weights


class DateTranslator(nn.Module):
    def __init__(self, hyper):
        super().__init__()
        self.reader = Reader(hyper['letters'], hyper['encoder'], hyper['decoder'])
        self.writer = Writer(hyper['letters'], 2 * hyper['encoder'], hyper['decoder'])

    def forward(self, source, target=None, forcing=0.0):
        """Scores (batch, ISO, letters) and attention (batch, ISO, WRITTEN)."""
        memory, (h, c) = self.reader(source)
        state = (h.contiguous(), c.contiguous())
        padding = source == PAD
        letter = torch.full((source.size(0),), GO)
        glimpse = memory.new_zeros(source.size(0), memory.size(2))
        scores, attention = [], []
        for position in range(ISO):
            score, glimpse, state, weights = self.writer.step(
                letter, glimpse, state, memory, padding)
            scores.append(score)
            attention.append(weights)
            if target is not None and random.random() < forcing:
                letter = target[:, position]
            else:
                letter = score.argmax(dim=1)
        return torch.stack(scores, dim=1), torch.stack(attention, dim=1)


def learn(model, loader, optimizer, forcing):
    model.train()
    total = 0.0
    for source, target in loader:
        scores, _ = model(source, target, forcing)
        loss = F.cross_entropy(scores.reshape(-1, scores.size(2)), target.view(-1))
        optimizer.zero_grad()
        loss.backward()
        clip_grad_norm_(model.parameters(), max_norm=2.0)
        optimizer.step()
        total += loss.item()
    return total / len(loader)


@torch.no_grad()
def check(model, loader):
    """Shares of right letters and of entirely right dates, and how sharp attention is."""
    model.eval()
    letters = whole = 0
    sharpness = torch.zeros(ISO)
    for source, target in loader:
        scores, attention = model(source)
        right = scores.argmax(-1) == target
        letters += right.float().mean(dim=1).sum().item()
        whole += right.all(dim=1).sum().item()
        sharpness += attention.max(dim=2).values.mean(dim=0)
    count = len(loader.dataset)
    return letters / count, whole / count, sharpness / len(loader)


def translate(model, text):
    scores, _ = model(to_ids(text, WRITTEN).unsqueeze(0))
    return ''.join(LETTERS[i] for i in scores[0].argmax(dim=1).tolist())


if __name__ == '__main__':
    random.seed(1)
    torch.manual_seed(1)
    model = DateTranslator(HYPER)
    optimizer = torch.optim.Adamax(model.parameters(), lr=HYPER['lr'])
    train_loader = DataLoader(Dates(2000, seed=10), HYPER['batch'], shuffle=True)
    check_loader = DataLoader(Dates(300, seed=20), batch_size=100)
    for epoch in range(HYPER['epochs']):
        began = time.time()
        loss = learn(model, train_loader, optimizer, HYPER['forcing'] * 0.8 ** epoch)
        letters, whole, sharpness = check(model, check_loader)
        print(f'{epoch}: loss {loss:.3f} letters {letters:.1%} dates {whole:.1%} '
              f'sharpness {sharpness.mean():.2f} {time.time() - began:.1f}s')
        torch.save(model.state_dict(), 'dates.pt')
    for text in ('24 december 1999', '1.2.2003'):
        print(text, '->', translate(model, text))
