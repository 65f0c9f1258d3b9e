"""torch.nn.modules.rnn."""

from torch.nn.rnn import GRU, LSTM, RNN, RNNBase
