"""torch.nn.modules.activation."""

from torch.nn.activation import GELU, ReLU, ReLU6, LeakyReLU, PReLU, SiLU, Sigmoid, Tanh
from torch.nn.attention_layer import MultiheadAttention
from torch.nn.softmax import LogSoftmax, Softmax
