"""Sends support tickets to the right desk: averaged word vectors, ragged batches."""
import random
import re
import sys

import torch
from torch import nn
from torch.utils.data import DataLoader, random_split

PHRASES = {
    'billing': ['i was charged twice', 'the invoice is wrong', 'refund my last payment please',
                'your price went up', 'my card was declined'],
    'delivery': ['the parcel never arrived', 'where is my order', 'the box was open and wet',
                 'please change my address', 'the courier left it outside'],
    'account': ['i forgot my password', 'cannot sign in since monday', 'delete my profile',
                'my mail address changed', 'the code is not accepted'],
    'praise': ['thank you so much', 'great service as always', 'you made my day'],
}
DESKS = list(PHRASES)
OPENINGS = ['hello', 'hi there', 'good morning', 'dear team', 'sorry to bother you but']
BUCKETS = 97         # unknown words share these rows
WIDTH = 36
ROUNDS = 8
BATCH = 45


def write_ticket(rng, desk):
    parts = [rng.choice(OPENINGS)]
    parts += rng.sample(PHRASES[desk], rng.randint(1, 3))
    return '. '.join(parts)


def split_words(text):
    return re.findall(r'[a-z]+', text.lower())


class WordIndex:
    """Known words get a row of their own, after the shared rows of the others."""

    def __init__(self, texts):
        known = sorted({word for text in texts for word in split_words(text)})
        self.rows = {word: BUCKETS + place for place, word in enumerate(known)}

    def __len__(self):
        return BUCKETS + len(self.rows)

    def __call__(self, text):
        return [self.rows.get(word, sum(map(ord, word)) % BUCKETS) for word in split_words(text)]


class Ragged:
    """Collates (text, desk) pairs: one long row of words, where each ticket starts, the desks."""

    def __init__(self, index):
        self.index = index

    def __call__(self, tickets):
        rows = [torch.tensor(self.index(text), dtype=torch.long) for text, _ in tickets]
        lengths = torch.tensor([0] + [len(row) for row in rows])
        starts = lengths.cumsum(0)[:-1]
        desks = torch.tensor([DESKS.index(desk) for _, desk in tickets])
        return torch.cat(rows), starts, desks


class TicketRouter(nn.Module):
    def __init__(self, rows, desks):
        super().__init__()
        self.vectors = nn.EmbeddingBag(rows, WIDTH, mode='mean')
        self.salience = nn.Embedding(rows, 1)
        self.weighted = nn.EmbeddingBag(rows, WIDTH, mode='sum')
        self.deep = nn.Sequential(nn.Linear(2 * WIDTH, 48), nn.Mish(), nn.Dropout(0.1))
        self.desk = nn.Linear(48, desks, bias=False)
        self.prior = nn.Parameter(torch.zeros(desks))

    def forward(self, words, starts):
        mean = self.vectors(words, starts)
        salience = self.salience(words).squeeze(-1).sigmoid()
        total = self.weighted(words, starts, per_sample_weights=salience)
        joined = torch.hstack([mean, total / 10])
        return self.desk(self.deep(joined)) + self.prior


def hinge(scores, desks):
    """Multi-class hinge loss with squared margins."""
    own = scores.gather(1, desks.view(-1, 1))
    gaps = (1 + scores - own).clamp(min=0)
    wrong = torch.ones_like(scores).scatter(1, desks.view(-1, 1), 0.0)
    return (gaps.square() * wrong).sum(dim=1).mean()


def train(router, loader, optimizer):
    router.train()
    losses, right = [], 0
    for words, starts, desks in loader:
        scores = router(words, starts)
        loss = hinge(scores, desks)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        right += (scores.argmax(dim=1) == desks).sum().item()
    return sum(losses) / len(losses), right / len(loader.dataset)


def error_matrix(router, loader):
    matrix = torch.zeros(len(DESKS), len(DESKS))
    router.eval()
    with torch.no_grad():
        for words, starts, desks in loader:
            said = nn.functional.one_hot(router(words, starts).argmax(dim=1), len(DESKS)).float()
            meant = nn.functional.one_hot(desks, len(DESKS)).float()
            matrix += meant.t() @ said
    return matrix


def route(router, index, text):
    words = torch.tensor(index(text))
    scores = router(words, torch.zeros(1, dtype=torch.long))
    return DESKS[scores.argmax(dim=-1).item()]


if __name__ == '__main__':
    rng = random.Random(13)
    torch.manual_seed(13)
    archive = [(write_ticket(rng, DESKS[i % len(DESKS)]), DESKS[i % len(DESKS)])
               for i in range(600)]
    index = WordIndex([*OPENINGS, *(phrase for group in PHRASES.values() for phrase in group)])
    collate = Ragged(index)
    fit_part, test_part = random_split(archive, [0.8, 0.2])
    fit_loader = DataLoader(fit_part, BATCH, shuffle=True, collate_fn=collate)
    test_loader = DataLoader(test_part, BATCH, collate_fn=collate)

    router = TicketRouter(len(index), len(DESKS))
    optimizer = torch.optim.Adam(router.parameters(), lr=8e-3)
    schedule = torch.optim.lr_scheduler.PolynomialLR(optimizer, total_iters=ROUNDS, power=1.5)
    for number in range(ROUNDS):
        loss, rate = train(router, fit_loader, optimizer)
        schedule.step()
        matrix = error_matrix(router, test_loader)
        print(f'round {number}: loss {loss:.3f}, {rate:.1%} right, '
              f'test {matrix.trace() / matrix.sum():.1%}')
    for text in sys.argv[1:] or ['where is my refund', 'The parcel is open!']:
        print(f'{text!r} goes to {route(router, index, text)}')
    torch.save({'router': router.state_dict(), 'rows': index.rows}, 'router.pt')
