"""Recurrent networks for texts and series."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class LSTMClassifier(nn.Module):
    def __init__(self, vocab_size, embedding_dim, hidden_dim, output_dim):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embedding_dim)
        self.lstm = nn.LSTM(embedding_dim, hidden_dim, num_layers=2, batch_first=True, bidirectional=True)
        self.fc = nn.Linear(hidden_dim * 2, output_dim)

    def forward(self, text):
        embedded = self.embedding(text)
        output, (hidden, cell) = self.lstm(embedded)
        hidden = torch.cat((hidden[-2], hidden[-1]), dim=1)
        return self.fc(hidden)


class Forecaster(nn.Module):
    def __init__(self, input_size: int, hidden_size: int, horizon: int):
        super().__init__()
        self.hidden_size = hidden_size
        self.gru = nn.GRU(input_size, hidden_size, batch_first=True)
        self.head = nn.Linear(hidden_size, horizon)

    def forward(self, series):
        h0 = torch.zeros(1, series.size(0), self.hidden_size)
        out, _ = self.gru(series, h0)
        return self.head(out[:, -1, :])


class CharRNN(nn.Module):
    def __init__(self, n_chars, n_hidden=64):
        super().__init__()
        self.n_chars = n_chars
        self.cell = nn.LSTMCell(n_chars, n_hidden)
        self.out = nn.Linear(n_hidden, n_chars)

    def forward(self, tokens, h, c):
        x = F.one_hot(tokens, self.n_chars).float()
        h, c = self.cell(x, (h, c))
        return self.out(h), h, c


class Encoder(nn.Module):
    def __init__(self, vocab, emb, hid):
        super().__init__()
        self.emb = nn.Embedding(vocab, emb)
        self.rnn = nn.GRU(emb, hid)

    def forward(self, src):
        # src = [src len, batch size]
        outputs, hidden = self.rnn(self.emb(src))
        return outputs, hidden


class Decoder(nn.Module):
    def __init__(self, vocab, emb, hid):
        super().__init__()
        self.emb = nn.Embedding(vocab, emb)
        self.rnn = nn.GRU(emb + hid, hid)
        self.fc_out = nn.Linear(emb + hid * 2, vocab)

    def forward(self, input, hidden, context):
        # input = [batch size], hidden = [1, batch size, hid dim]
        input = input.unsqueeze(0)
        embedded = self.emb(input)
        emb_con = torch.cat((embedded, context), dim=2)
        output, hidden = self.rnn(emb_con, hidden)
        output = torch.cat((embedded.squeeze(0), hidden.squeeze(0), context.squeeze(0)), dim=1)
        return self.fc_out(output), hidden


class MinimalRNN(nn.Module):
    """A recurrence written out."""

    def __init__(self, input_dim, hidden_dim):
        super().__init__()
        self.w_in = nn.Parameter(torch.randn(input_dim, hidden_dim))
        self.w_hid = nn.Parameter(torch.randn(hidden_dim, hidden_dim))
        self.bias = nn.Parameter(torch.zeros(hidden_dim))

    def forward(self, x, state):
        return torch.tanh(x @ self.w_in + state @ self.w_hid + self.bias)
