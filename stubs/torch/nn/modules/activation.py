"""torch.nn.modules.activation."""

from torch.nn.activation import GELU, LeakyReLU, PReLU, ReLU, ReLU6, Sigmoid, SiLU, Tanh
from torch.nn.attention_layer import MultiheadAttention
from torch.nn.softmax import LogSoftmax, Softmax
