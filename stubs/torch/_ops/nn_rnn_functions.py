"""Operators: torch.lstm, torch.gru, torch.rnn_tanh, torch.rnn_relu, the functions behind the classes."""

from __future__ import annotations

from typing import Any

from pytea._stubs.torch._ops.nn_rnn import rnn
from pytea.stubapi import Tensor, UnknownUse, op, require
from pytea.stubapi.arguments import require_tensor, tensors_of


def _run(mode: str, input: Tensor, hx: Any, params: Any, layers: Any, flags: Any) -> Any:
    require_tensor(input, "input")
    bidirectional, batch_first = flags
    weights = tensors_of(params, "params")
    if len(weights) < 2 or not isinstance(bidirectional, bool) or not isinstance(batch_first, bool):
        raise UnknownUse("the parameters of a recurrent network")
    states = tensors_of(hx, "hx") if mode == "LSTM" else [hx]
    text = "lstm expects two hidden states"
    require(mode != "LSTM" or len(states) == 2, text, "bad-argument")
    # torch's kernels do not compare the features of the input with the weights
    hidden = weights[1].shape[-1]
    given = tuple(states) if mode == "LSTM" else states[0]
    output, last = rnn(
        mode, input, given, input.shape[-1], hidden, layers, batch_first, bidirectional,
        weight=weights[0],
    )  # fmt: skip
    return (output, *last) if isinstance(last, tuple) else (output, last)


def _register(name: str, mode: str) -> None:
    @op(f"torch.{name}")
    def function(input: Tensor, *args: Any, **kwargs: Any) -> Any:
        """input (L, N, in), hx, params, has_biases, num_layers, dropout, train, bidirectional, batch_first"""
        if kwargs or len(args) != 8:
            raise UnknownUse(f"{name} of packed sequences or by keywords")
        hx, params, _, layers, _, _, bidirectional, batch_first = args
        if not isinstance(params, (list, tuple)):
            raise UnknownUse(f"{name} of packed sequences")
        return _run(mode, input, hx, params, layers, (bidirectional, batch_first))


for _name, _mode in (("lstm", "LSTM"), ("gru", "GRU"), ("rnn_tanh", "RNN"), ("rnn_relu", "RNN")):
    _register(_name, _mode)
