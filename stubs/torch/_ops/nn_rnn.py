"""Kernels behind the interpreted classes RNN, LSTM, GRU and their cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pytea._stubs.torch._ops._shared_nn import integer, result_of
from pytea.stubapi import (
    Int,
    Size,
    Tensor,
    Unknown,
    fail,
    fresh_size,
    op,
    promote_types,
    render_shape,
    require,
    require_same_device,
)


def _check_dtype(name: str, input: Tensor, weight: Tensor | None) -> None:
    if weight is not None and weight.dtype is not None and input.dtype is not None:
        text = f"{name} input is {input.dtype}, but its weights are {weight.dtype}"
        exception = "RuntimeError" if name.endswith("Cell") else "ValueError"
        require(input.dtype == weight.dtype, text, "dtype-mismatch", exception)


def _check_hidden(
    hidden: Tensor, wanted: Sequence[Int], name: str, input: Tensor, *, multiplied: bool = True
) -> None:
    """Requires the size; the dtype, too, of a state that is ``multiplied`` with weights."""
    text = f"expected {name} of size {render_shape(wanted)}, got {render_shape(hidden.shape)}"
    require(hidden.ndim == len(wanted), text)
    for size, expected in zip(hidden.shape, wanted, strict=True):
        require(size == expected, text)
    if multiplied and hidden.dtype is not None and input.dtype is not None:
        text = f"input is {input.dtype}, but {name} is {hidden.dtype}"
        require(hidden.dtype == input.dtype, text, "dtype-mismatch")
    require_same_device(input, hidden)


def _states(mode: str, hx: Any) -> tuple[Tensor, ...]:
    """Returns the given states: h and c for an LSTM, h otherwise."""
    if hx is None:
        return ()
    if isinstance(hx, Unknown):
        return ()
    if mode == "LSTM":
        if not isinstance(hx, (list, tuple)):
            fail("an LSTM expects a tuple (h_0, c_0), got one tensor", "bad-argument")
        require(len(hx) == 2, f"an LSTM expects (h_0, c_0), got {len(hx)} states", "bad-argument")
        states = tuple(hx)
    else:
        if isinstance(hx, (list, tuple)):
            text = f"{mode} expects one hidden state, got a tuple of {len(hx)}"
            fail(text, "bad-argument", "AttributeError")
        states = (hx,)
    open_ended = any(isinstance(state, Unknown) or state.sizes is None for state in states)
    return () if open_ended else states


def _check_states(
    mode: str,
    states: tuple[Tensor, ...],
    input: Tensor,
    sizes: Sequence[tuple[Int, ...]],
    rank: int,
) -> None:
    for state in states:
        text = f"hidden states must be {rank}-d for this input, got {render_shape(state.shape)}"
        require(state.ndim == rank, text)
    names = ("hidden[0]", "hidden[1]") if mode == "LSTM" else ("hidden state",)
    for name, state, wanted in zip(names, states, sizes, strict=False):
        _check_hidden(state, wanted, name, input)


def _packed_batch(batch: Any, batch_sizes: Tensor | None, states: tuple[Tensor, ...]) -> Int:
    """Returns the number of sequences of a packed input."""
    if batch is not None and not isinstance(batch, Unknown):
        return batch
    if batch_sizes is not None and batch_sizes.data:
        return batch_sizes.data[0]
    if states and states[0].ndim == 3:
        return states[0].shape[1]
    return fresh_size("number of packed sequences", 1)


def _equally_long(batch_sizes: Tensor | None) -> bool:
    """Returns whether all sequences have one length: torch's LSTM kernel then checks nothing."""
    known = None if batch_sizes is None else batch_sizes.data
    return bool(known) and len(set(known)) == 1  # type: ignore[arg-type]


def _selected(state: Tensor, count: tuple[Int, ...]) -> Tensor:
    """Returns the state after index_select with the order in which the sequences were packed."""
    if state.ndim != 3 or not count:
        return state
    text = f"hidden state {render_shape(state.shape)} is for fewer than {count[0]} sequences"
    require(state.shape[1] >= count[0], text, "index-out-of-range")
    return state.changed(sizes=Size((state.shape[0], count[0], state.shape[2])))


def _check_rows(batch_sizes: Tensor, rows: Int) -> None:
    """Requires as many rows as the steps of packed sequences take: lengths over T promise more."""
    counts = batch_sizes.data or ()
    if all(type(count) is int for count in counts):
        total = sum(counts)
        text = f"the lengths of the packed sequences need {total} rows, but there are {rows}"
        require(total <= rows, text)


@op("torch._pytea.rnn")
def rnn(
    mode: str,
    input: Tensor,
    hx: Any,
    input_size: Int,
    hidden_size: Int,
    num_layers: Int = 1,
    batch_first: bool = False,
    bidirectional: bool = False,
    proj_size: Int = 0,
    weight: Tensor | None = None,
    packed: bool = False,
    batch_sizes: Tensor | None = None,
    batch: Any = None,
    sorted_indices: Tensor | None = None,
) -> tuple[Tensor, Tensor | tuple[Tensor, Tensor]]:
    """input (L, N?, in) or, ``batch_first``, (N, L, in) -> output (L, N?, D*H), state (D*layers, N?, H)

    ``mode`` is "LSTM", "GRU" or "RNN"; ``weight`` gives the dtype of the parameters.  With
    ``packed`` the input is the data (rows, in) of a PackedSequence of ``batch`` sequences.
    """
    states = _states(mode, hx)
    rank = (2,) if packed else (2, 3)
    text = f"{mode}: expected input to be 2-d or 3-d, got {render_shape(input.shape)}"
    require(input.ndim in rank, text, exception="ValueError")
    require_same_device(input, weight)
    _check_dtype(mode, input, weight)
    features = input.shape[-1]
    checked = not (packed and mode == "LSTM" and _equally_long(batch_sizes))
    text = f"input has {features} features, but input_size is {input_size}"
    checked_size = checked and not isinstance(input_size, Unknown)
    require(not checked_size or features == input_size, text)
    if checked and batch_sizes is not None:
        _check_rows(batch_sizes, input.shape[0])
    directions = 2 if bidirectional else 1
    outputs = proj_size if not (type(proj_size) is int and proj_size == 0) else hidden_size
    if packed:
        count: tuple[Int, ...] = (_packed_batch(batch, batch_sizes, states),)
    else:
        batch_dim = 0 if bool(batch_first) else 1
        count = (input.shape[batch_dim],) if input.ndim == 3 else ()
        length = input.shape[1 - batch_dim if input.ndim == 3 else 0]
        require(length > 0, f"the sequence length of input {render_shape(input.shape)} is 0")
    layers = num_layers * directions
    hidden, cell = (layers, *count, outputs), (layers, *count, hidden_size)
    if sorted_indices is not None:
        states = tuple(_selected(state, count) for state in states)
    if checked:
        _check_states(mode, states, input, (hidden, cell), len(hidden))
    shape = (*input.shape[:-1], directions * outputs)
    operands = (weight, *states)
    output = result_of(input, shape, *operands)
    if not packed and input.ndim == 3 and bool(batch_first):
        output = output.changed(strides=(shape[2], shape[0] * shape[2], 1))
    h_n = result_of(input, hidden, *operands)
    return output, (h_n, result_of(input, cell, *operands)) if mode == "LSTM" else h_n


@op("torch._pytea.rnn_cell")
def rnn_cell(
    mode: str,
    input: Tensor,
    hx: Any,
    input_size: Int,
    hidden_size: Int,
    weight: Tensor | None = None,
) -> Tensor | tuple[Tensor, Tensor]:
    """input (N?, in), state (N?, H) -> (N?, H), twice for an LSTM

    ``mode`` is "LSTM", "GRU" or "RNN".
    """
    name = f"{mode}Cell"
    text = f"{name}: expected input to be 1-d or 2-d, got {render_shape(input.shape)}"
    require(input.ndim in (1, 2), text, exception="ValueError")
    if hx is not None and mode == "LSTM" and isinstance(hx, Tensor):
        fail("LSTMCell expects a tuple (h_0, c_0), got one tensor", "bad-argument", "TypeError")
    states = _states(mode, hx)
    for index, state in enumerate(states):
        text = f"{name}: expected state {index} to be 1-d or 2-d, got {render_shape(state.shape)}"
        require(state.ndim in (1, 2), text, exception="ValueError")
    require_same_device(input, weight)
    features = input.shape[-1]
    text = f"input has {features} features, but input_size is {input_size}"
    require(isinstance(input_size, Unknown) or features == input_size, text)
    _check_dtype(name, input, weight)
    shape = (*input.shape[:-1], integer(hidden_size, "hidden_size"))
    for index, state in enumerate(states):
        # the cell state of an LSTM meets the gates elementwise, and so promotes them
        multiplied = index == 0
        _check_hidden(state, shape, f"hidden state {index}", input, multiplied=multiplied)
    result = result_of(input, shape, weight, *states)
    if mode != "LSTM":
        return result
    if len(states) > 1:
        dtypes = result.dtype, states[1].dtype
        known = dtypes[0] is not None and dtypes[1] is not None
        result = result.changed(dtype=promote_types(*dtypes) if known else None)  # type: ignore[arg-type]
    return result, result.changed()


def _register_cell(mode: str, gates: int, names: tuple[str, ...]) -> None:
    @op(*names)
    def cell(
        input: Tensor,
        hx: Any,
        w_ih: Tensor,
        w_hh: Tensor,
        b_ih: Tensor | None = None,
        b_hh: Tensor | None = None,
    ) -> object:
        """input (N, in), state (N, H), w_ih (gates*H, in), w_hh (gates*H, H) -> (N, H)"""
        for weight in (w_ih, w_hh):
            text = f"weights must be 2-d, got {render_shape(weight.shape)}"
            require(weight.ndim == 2, text)
        hidden_size = w_hh.shape[1]
        for weight in (w_ih, w_hh):
            text = f"weight {render_shape(weight.shape)} must have {gates} * {hidden_size} rows"
            require(weight.shape[0] == gates * hidden_size, text)
        require(input.ndim == 2, f"input must be 2-d, got {render_shape(input.shape)}")
        return rnn_cell(mode, input, hx, w_ih.shape[1], hidden_size, w_ih)


_register_cell("LSTM", 4, ("torch.lstm_cell",))
_register_cell("GRU", 3, ("torch.gru_cell",))
_register_cell("RNN", 1, ("torch.rnn_tanh_cell", "torch.rnn_relu_cell"))
