"""Tags every word of a sentence with a bidirectional LSTM."""

import torch
from torch import nn
from torch.nn import functional as F

WORDS, TAGS, PAD = 200, 9, 0


class Tagger(nn.Module):
    def __init__(self, embed=24, hidden=32, layers=2):
        super().__init__()
        self.embed = nn.Embedding(WORDS, embed, padding_idx=PAD)
        self.lstm = nn.LSTM(embed, hidden, num_layers=layers, batch_first=True, bidirectional=True)
        self.mix = nn.Linear(hidden * 2, hidden)
        self.tags = nn.Linear(hidden, TAGS)

    def forward(self, words):
        vectors = self.embed(words)
        states, (last, _) = self.lstm(vectors)
        ends = torch.cat([last[-2], last[-1]], dim=-1)
        states = states + ends.unsqueeze(1)
        return self.tags(torch.tanh(self.mix(states)))


def accuracy(scores, tags):
    guesses = scores.argmax(dim=-1)
    real = tags != PAD
    return (guesses == tags)[real].float().mean()


tagger = Tagger()
optimizer = torch.optim.AdamW(tagger.parameters(), lr=0.01)
for _ in range(2):
    words = torch.randint(1, WORDS, (6, 15))
    tags = torch.randint(0, TAGS, (6, 15))
    scores = tagger(words)
    loss = F.cross_entropy(scores.view(-1, TAGS), tags.view(-1), ignore_index=PAD)
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
    optimizer.step()
print(accuracy(tagger(words), tags).item())
