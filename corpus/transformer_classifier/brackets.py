"""Which kind of error, if any, does a bracket expression have? A transformer encoder decides."""
import argparse
import random

import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset

SYMBOLS = ['<blank>', '<start>', '(', ')', '[', ']', '{', '}']
ID = {symbol: number for number, symbol in enumerate(SYMBOLS)}
PARTNER = {'(': ')', '[': ']', '{': '}'}
KINDS = ['fine', 'unclosed', 'crossed']
LENGTH = 40


def expression(rng, kind):
    """A random expression of the given kind, as a list of symbols."""
    out, open_ones = [], []
    target = 2 * rng.randint(5, 18)
    while len(out) < target:
        must_close = len(open_ones) >= target - len(out)
        if open_ones and (must_close or rng.random() < 0.5):
            out.append(open_ones.pop())
        else:
            symbol = rng.choice('([{')
            out.append(symbol)
            open_ones.append(PARTNER[symbol])
    if kind == 'unclosed':
        out.pop()
    elif kind == 'crossed':
        where = max(i for i, symbol in enumerate(out) if symbol in PARTNER) + 1
        others = [symbol for symbol in PARTNER.values() if symbol != out[where]]
        out[where] = rng.choice(others)
    return out


def build_dataset(count, seed):
    rng = random.Random(seed)
    ids = torch.full((count, LENGTH), ID['<blank>'], dtype=torch.long)
    kinds = torch.zeros(count, dtype=torch.long)
    for row in range(count):
        kinds[row] = row % len(KINDS)
        symbols = ['<start>'] + expression(rng, KINDS[row % len(KINDS)])
        for column, symbol in enumerate(symbols):
            ids[row, column] = ID[symbol]
    return TensorDataset(ids, kinds)


class Embedder(nn.Module):
    """Symbol plus learned place, scaled and normed."""

    def __init__(self, width, places):
        super().__init__()
        self.symbol = nn.Embedding(len(SYMBOLS), width, padding_idx=ID['<blank>'])
        self.place = nn.Parameter(torch.empty(places, width))
        nn.init.trunc_normal_(self.place, std=0.02)
        self.norm = nn.LayerNorm(width)

    def forward(self, ids):
        return self.norm(self.symbol(ids) + self.place)


class BracketJudge(nn.Module):
    def __init__(self, width, heads, depth, gather):
        super().__init__()
        self.gather = gather
        self.embed = Embedder(width, LENGTH)
        layer = nn.TransformerEncoderLayer(
            d_model=width, nhead=heads, dim_feedforward=3 * width, dropout=0.05,
            activation='gelu', batch_first=True, norm_first=True)
        self.encoder = nn.TransformerEncoder(layer, depth, enable_nested_tensor=False)
        self.weigh = nn.Linear(width, 1)
        self.judge = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, len(KINDS)))

    def summary(self, encoded, blank):
        if self.gather == 'start':
            return encoded[:, 0]
        importance = self.weigh(encoded).squeeze(-1).masked_fill(blank, float('-inf'))
        shares = importance.softmax(dim=1).unsqueeze(1)
        return torch.matmul(shares, encoded).squeeze(1)

    def forward(self, ids):
        blank = ids.eq(ID['<blank>'])
        encoded = self.encoder(self.embed(ids), src_key_padding_mask=blank)
        return self.judge(self.summary(encoded, blank))


def optimise(model, loader, optimizer, schedule, criterion):
    model.train()
    running = None
    for ids, kinds in loader:
        loss = criterion(model(ids), kinds)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        schedule.step()
        running = loss.item() if running is None else 0.95 * running + 0.05 * loss.item()
    return running


def score(model, loader):
    """Precision and recall for every kind."""
    model.eval()
    right = torch.zeros(len(KINDS))
    said = torch.zeros(len(KINDS))
    there = torch.zeros(len(KINDS))
    with torch.no_grad():
        for ids, kinds in loader:
            guess = model(ids).argmax(dim=1)
            for number in range(len(KINDS)):
                right[number] += ((guess == number) & (kinds == number)).sum()
                said[number] += (guess == number).sum()
                there[number] += (kinds == number).sum()
    return right / said.clamp(min=1), right / there.clamp(min=1)


def classify(model, text):
    ids = [ID['<start>'], *(ID[symbol] for symbol in text)]
    row = torch.zeros(1, LENGTH, dtype=torch.long)
    row[0, :len(ids)] = torch.tensor(ids)
    model.eval()
    chances = torch.softmax(model(row), dim=-1).squeeze(0)
    return {kind: round(chance.item(), 3) for kind, chance in zip(KINDS, chances)}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--width', type=int, default=60)
    parser.add_argument('--heads', type=int, default=4)
    parser.add_argument('--depth', type=int, default=3)
    parser.add_argument('--gather', choices=['start', 'attend'], default='start')
    parser.add_argument('--batch', type=int, default=50)
    parser.add_argument('--rounds', type=int, default=20)
    args = parser.parse_args()

    torch.manual_seed(0)
    train = DataLoader(build_dataset(420, seed=1), batch_size=args.batch, shuffle=True)
    check = DataLoader(build_dataset(120, seed=2), batch_size=60)
    model = BracketJudge(args.width, args.heads, args.depth, args.gather)
    optimizer = torch.optim.AdamW(model.parameters(), lr=8e-4, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, start_factor=0.1, total_iters=60)
    criterion = nn.CrossEntropyLoss(weight=torch.tensor([1.0, 1.2, 1.2]))

    for number in range(1, args.rounds + 1):
        loss = optimise(model, train, optimizer, schedule, criterion)
        precision, recall = score(model, check)
        balance = 2 * precision * recall / (precision + recall).clamp(min=1e-6)
        print(f'round {number}: loss {loss:.4f}, F1 ' +
              ' '.join(f'{kind} {value:.2f}' for kind, value in zip(KINDS, balance)))
    print('([)]{}', classify(model, '([)]{}'))
    torch.save({'args': vars(args), 'model': model.state_dict()}, 'brackets.pt')


if __name__ == '__main__':
    main()
