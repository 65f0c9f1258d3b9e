"""A recurrent language model of little stories that a random grammar tells."""
import argparse
import math
import random

import torch
from torch import nn, optim

NOUNS = 'cat dog fox owl bear wolf hen frog'.split()
VERBS = 'sees hears likes follows calls feeds'.split()
MOODS = 'old small clever tired happy'.split()
PLACES = ['in the wood', 'by the lake', 'at night', 'on the hill']
END = '<end>'
WORDS_TOLD = 6005


def tell(rng):
    who, whom = rng.sample(NOUNS, 2)
    words = ['the', who, rng.choice(VERBS), 'the', rng.choice(MOODS), whom]
    if rng.random() < 0.5:
        words += rng.choice(PLACES).split()
    return words + [END]


class Vocabulary:
    def __init__(self, words):
        self.words = sorted(set(words))
        self.index = {word: i for i, word in enumerate(self.words)}

    def __len__(self):
        return len(self.words)

    def encode(self, words):
        return torch.tensor([self.index[word] for word in words], dtype=torch.long)

    def decode(self, ids):
        return ' '.join(self.words[int(i)] for i in ids)


class Lanes:
    """Cuts a long text into parallel lanes and walks along them, `span` words at a time."""

    def __init__(self, ids, lanes, span):
        usable = len(ids) // lanes * lanes
        self.table = ids[:usable].view(lanes, -1)
        self.span = span

    def __len__(self):
        return math.ceil((self.table.size(1) - 1) / self.span)

    def __iter__(self):
        last = self.table.size(1) - 1
        for begin in range(0, last, self.span):
            end = min(begin + self.span, last)
            yield self.table[:, begin:end], self.table[:, begin + 1:end + 1]


class StoryModel(nn.Module):
    def __init__(self, words, embed=48, hidden=112, layers=2, cell='lstm'):
        super().__init__()
        self.hidden, self.layers, self.cell = hidden, layers, cell
        self.lookup = nn.Embedding(words, embed)
        kind = nn.LSTM if cell == 'lstm' else nn.GRU
        self.memory = kind(embed, hidden, num_layers=layers, dropout=0.25, batch_first=True)
        self.narrow = nn.Linear(hidden, embed)
        self.offset = nn.Parameter(torch.zeros(words))

    def blank(self, lanes):
        """The state before the first word."""
        zeros = torch.zeros(self.layers, lanes, self.hidden)
        return (zeros, zeros.clone()) if self.cell == 'lstm' else zeros

    def forward(self, ids, state):
        context, state = self.memory(self.lookup(ids), state)
        # scores come from the embedding table itself
        return self.narrow(context) @ self.lookup.weight.t() + self.offset, state


def forget(state):
    """Cuts the graph behind the state."""
    return tuple(part.detach() for part in state) if isinstance(state, tuple) else state.detach()


def train_pass(model, text, lanes, criterion, optimizer, clip):
    model.train()
    state = model.blank(lanes)
    total = 0.0
    for inputs, targets in text:
        scores, state = model(inputs, forget(state))
        loss = criterion(scores.transpose(1, 2), targets)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_value_(model.parameters(), clip)
        optimizer.step()
        total += loss.item()
    return total / len(text)


def measure(model, text, lanes, criterion):
    model.eval()
    state = model.blank(lanes)
    bits, words = 0.0, 0
    with torch.no_grad():
        for inputs, targets in text:
            scores, state = model(inputs, state)
            loss = criterion(scores.flatten(0, 1), targets.reshape(-1))
            bits += loss.item() / math.log(2) * targets.numel()
            words += targets.numel()
    return bits / words


@torch.no_grad()
def invent(model, vocabulary, first, length=12, heat=0.8):
    model.eval()
    state = model.blank(1)
    story = [vocabulary.index[first]]
    for _ in range(length):
        word = torch.tensor([[story[-1]]])
        scores, state = model(word, state)
        odds = torch.softmax(scores[0, -1] / heat, dim=0)
        story.append(torch.multinomial(odds, 1).item())
    return vocabulary.decode(story)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--cell', choices=['lstm', 'gru'], default='lstm')
    parser.add_argument('--lanes', type=int, default=24)
    parser.add_argument('--span', type=int, default=18)
    parser.add_argument('--epochs', type=int, default=15)
    parser.add_argument('--save', default='stories.pt')
    opts = parser.parse_args()

    rng = random.Random(3)
    torch.manual_seed(3)
    told = []
    while len(told) < WORDS_TOLD:
        told += tell(rng)
    vocabulary = Vocabulary(['the', END, *NOUNS, *VERBS, *MOODS, *' '.join(PLACES).split()])
    ids = vocabulary.encode(told[:WORDS_TOLD])
    split = 5000
    check_lanes = 7
    text = Lanes(ids[:split], opts.lanes, opts.span)
    check_text = Lanes(ids[split:], check_lanes, opts.span)

    model = StoryModel(len(vocabulary), cell=opts.cell)
    criterion = nn.CrossEntropyLoss()
    optimizer = optim.NAdam(model.parameters(), lr=4e-3)
    best = float('inf')
    for epoch in range(opts.epochs):
        loss = train_pass(model, text, opts.lanes, criterion, optimizer, clip=0.5)
        bits = measure(model, check_text, check_lanes, criterion)
        print(f'{epoch:3d} | loss {loss:.3f} | {bits:.3f} bits per word')
        print('    ', invent(model, vocabulary, 'the'))
        if bits < best:
            best = bits
            torch.save({'model': model.state_dict(), 'words': vocabulary.words}, opts.save)
        else:
            for group in optimizer.param_groups:
                group['lr'] *= 0.5


if __name__ == '__main__':
    main()
