"""torch.nn.modules.rnn."""

from torch.nn.rnn import RNNBase, RNN, LSTM, GRU
