"""RNN, LSTM and GRU."""

from _pytea import is_known, require

import torch
from torch.nn import Parameter
from torch.nn.module import Module
from torch.nn.utils.rnn import PackedSequence

_GATES = {"LSTM": 4, "GRU": 3, "RNN_TANH": 1, "RNN_RELU": 1}


def _check_flag(value, name):
    if is_known(value) and not isinstance(value, bool):
        raise TypeError(f"{name} should be of type bool, got: {type(value).__name__}")


def _check_size(value, name):
    if is_known(value) and not isinstance(value, int):
        raise TypeError(f"{name} should be of type int, got: {type(value).__name__}")
    require(value > 0, f"{name} must be greater than zero", "bad-argument", "ValueError")


class RNNBase(Module):
    def __init__(
        self, mode, input_size, hidden_size, num_layers=1, bias=True, batch_first=False,
        dropout=0.0, bidirectional=False, proj_size=0, device=None, dtype=None,
    ):  # fmt: skip
        super().__init__()
        _check_flag(bias, "bias")
        _check_flag(batch_first, "batch_first")
        _check_size(input_size, "input_size")
        _check_size(hidden_size, "hidden_size")
        require(
            num_layers > 0, "num_layers must be greater than zero", "bad-argument", "ValueError"
        )
        text = "dropout should be a number in range [0, 1]"
        require(dropout >= 0, text, "bad-argument", "ValueError")
        require(dropout <= 1, text, "bad-argument", "ValueError")
        if proj_size != 0:
            text = "proj_size should be a positive integer or zero to disable projections"
            require(proj_size >= 0, text, "bad-argument", "ValueError")
            text = "proj_size has to be smaller than hidden_size"
            require(proj_size < hidden_size, text, "bad-argument", "ValueError")
        if mode not in _GATES:
            raise ValueError("Unrecognized RNN mode: " + mode)
        self.mode = mode
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.num_layers = num_layers
        self.bias = bias
        self.batch_first = batch_first
        self.dropout = dropout
        self.bidirectional = bidirectional
        self.proj_size = proj_size
        self._all_weights = []
        directions = ("", "_reverse") if bidirectional else ("",)
        for layer in range(num_layers):
            for suffix in directions:
                self._make_layer(layer, suffix, len(directions), {"device": device, "dtype": dtype})
        self.reset_parameters()

    def _make_layer(self, layer, suffix, directions, make):
        gates = _GATES[self.mode] * self.hidden_size
        state = self.proj_size if self.proj_size > 0 else self.hidden_size
        inputs = self.input_size if layer == 0 else state * directions
        shapes = {"weight_ih": (gates, inputs), "weight_hh": (gates, state)}
        if self.bias:
            shapes["bias_ih"] = (gates,)
            shapes["bias_hh"] = (gates,)
        if self.proj_size > 0:
            shapes["weight_hr"] = (self.proj_size, self.hidden_size)
        names = []
        for kind, shape in shapes.items():
            name = f"{kind}_l{layer}{suffix}"
            self._parameters[name] = Parameter(torch.empty(shape, **make))
            names.append(name)
        self._all_weights.append(names)

    def reset_parameters(self):
        pass

    def flatten_parameters(self):
        pass

    @property
    def all_weights(self):
        return [[getattr(self, name) for name in names] for names in self._all_weights]

    def forward(self, input, hx=None):
        packed = is_known(input) and isinstance(input, PackedSequence)
        output, hidden = torch._pytea.rnn(
            self.mode[:3] if self.mode[0] == "R" else self.mode,
            input.data if packed else input,
            hx,
            self.input_size,
            self.hidden_size,
            self.num_layers,
            self.batch_first,
            self.bidirectional,
            self.proj_size,
            weight=self.weight_ih_l0,
            packed=packed,
            batch_sizes=input.batch_sizes if packed else None,
            batch=input._batch if packed else None,
        )
        return (input._with(output) if packed else output), hidden


class RNN(RNNBase):
    def __init__(self, *args, **kwargs):
        if "proj_size" in kwargs:
            raise ValueError("proj_size argument is only supported for LSTM, not RNN or GRU")
        if len(args) > 3:
            nonlinearity = args[3]
            args = args[:3] + args[4:]
        else:
            nonlinearity = kwargs.pop("nonlinearity", "tanh")
        if nonlinearity not in ("tanh", "relu"):
            raise ValueError(
                f"Unknown nonlinearity '{nonlinearity}'. Select from 'tanh' or 'relu'."
            )
        super().__init__("RNN_TANH" if nonlinearity == "tanh" else "RNN_RELU", *args, **kwargs)
        self.nonlinearity = nonlinearity


class LSTM(RNNBase):
    def __init__(self, *args, **kwargs):
        super().__init__("LSTM", *args, **kwargs)


class GRU(RNNBase):
    def __init__(self, *args, **kwargs):
        if "proj_size" in kwargs:
            raise ValueError("proj_size argument is only supported for LSTM, not RNN or GRU")
        super().__init__("GRU", *args, **kwargs)
