"""The kernels of RNN, LSTM, GRU, their cells and packing, judged by the classes of torch.nn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from pytea.stubapi import Tensor
from tests.conformance.comparison import difference
from tests.conformance.evaluation import Accepted, Refused, run_stub, run_torch
from tests.conformance.records import to_record
from tests.differential.nn_calls import _C, Call, Draw, T, check
from tests.differential.nn_calls import zeros as z

_MODES = ("LSTM", "GRU", "RNN")


def _agree(text: str, function: Callable[[], Any], name: str, arguments: dict[str, Any]) -> Any:
    """Asserts that torch's class and our kernel agree; returns our result, or None."""
    expected = run_torch(function, (), {})
    records = {key: to_record(value) for key, value in arguments.items()}
    actual = run_stub(f"torch._pytea.{name}", (), records)
    assert type(actual) is type(expected), f"{text}: torch {expected}, stub {actual}"
    if not isinstance(expected, Accepted) or not isinstance(actual, Accepted):
        return None
    ours = actual.value[:4] if name == "pack_padded" else actual.value
    problem = difference(expected.value, ours)
    assert problem is None, f"{text}: {problem}"
    return actual.value


def _state(draw: Draw, shape: list[int], cell: list[int], mode: str) -> Any:
    if draw.random() < 0.4:
        return None
    wrong = draw.choice(["", "", "", "hidden", "layers", "ndim", "batch"])
    if wrong == "hidden":
        shape = [*shape[:-1], shape[-1] + 1]
    elif wrong == "layers":
        shape = [shape[0] + 1, *shape[1:]]
    elif wrong == "ndim":
        shape = [1, *shape]
    elif wrong == "batch" and len(shape) == 3:
        shape = [shape[0], shape[1] + 1, shape[2]]
    return (z(*shape), z(*cell)) if mode == "LSTM" else z(*shape)


def _check_network(draw: Draw) -> None:
    mode = draw.choice(_MODES)
    sizes = {
        "input_size": draw.size(),
        "hidden_size": draw.size(),
        "num_layers": draw.choice([1, 2]),
    }
    flags = {"batch_first": draw.random() < 0.5, "bidirectional": draw.random() < 0.5}
    hidden = sizes["hidden_size"]
    project = mode == "LSTM" and hidden > 1 and draw.random() < 0.3
    options = {**sizes, **flags, **({"proj_size": hidden - 1} if project else {})}
    network = getattr(nn, mode)(**options)
    length, batch, features = draw.size(), draw.choice([[], [2], [3]]), sizes["input_size"]
    if draw.random() < 0.1:
        features += 1
    rows = [*batch, length] if flags["batch_first"] and batch else [length, *batch]
    input = z(*rows, features)
    if draw.random() < 0.05:
        input = draw.choice([input.double(), input.long(), input[0], input[None, None]])
    layers = sizes["num_layers"] * (1 + flags["bidirectional"])
    outputs = options.get("proj_size", hidden)
    state = _state(draw, [layers, *batch, outputs], [layers, *batch, hidden], mode)
    arguments = {"mode": mode, "input": input, "hx": state, "weight": network.weight_ih_l0}
    text = f"{network} of {tuple(input.shape)}"
    _agree(text, lambda: network(input, state), "rnn", {**arguments, **options})


def _converted(draw: Draw, hidden: torch.Tensor, cell: torch.Tensor) -> tuple[torch.Tensor, ...]:
    dtype = draw.choice([torch.float64, torch.float16, torch.int64])
    return (hidden, cell.to(dtype)) if draw.random() < 0.7 else (hidden.to(dtype), cell)


def _check_cell(draw: Draw) -> None:
    mode, features, hidden = draw.choice(_MODES), draw.size(), draw.size()
    cell = getattr(nn, f"{mode}Cell")(features, hidden)
    batch = draw.choice([[2], [3], []])
    input = z(*batch, features + (draw.random() < 0.1))
    state = None
    if draw.random() < 0.7:
        shape = [*batch, hidden + (draw.random() < 0.1)]
        if batch and draw.random() < 0.1:
            shape[0] += 1
        state = (z(*shape), z(*batch, hidden)) if mode == "LSTM" else z(*shape)
        if draw.random() < 0.2:
            state = state.double() if isinstance(state, torch.Tensor) else state
        elif draw.random() < 0.3 and isinstance(state, tuple):
            # the cell state may have any dtype; the other one may not
            state = _converted(draw, *state)
    arguments = {
        "mode": mode, "input": input, "hx": state, "input_size": features, "hidden_size": hidden,
        "weight": cell.weight_ih,
    }  # fmt: skip
    _agree(f"{cell} of {tuple(input.shape)}", lambda: cell(input, state), "rnn_cell", arguments)


def _packed_parts(*args: Any) -> tuple[Any, ...]:
    return tuple(pack_padded_sequence(*args))


def _check_packing(draw: Draw) -> None:
    steps, batch, first = draw.size(), draw.size(), draw.random() < 0.5
    input = z(*([batch, steps] if first else [steps, batch]), *draw.choice([(2,), (), (2, 3)]))
    lengths: Any = sorted((draw.randint(1, steps) for _ in range(batch)), reverse=True)
    if draw.random() < 0.2:
        lengths = lengths[::-1] + draw.choice([[], [1]])
    if draw.random() < 0.5:
        lengths = torch.tensor(lengths)
    is_sorted = draw.random() < 0.7
    arguments = {
        "input": input, "lengths": lengths, "batch_first": first, "enforce_sorted": is_sorted
    }  # fmt: skip
    text = f"pack {tuple(input.shape)} {lengths}"
    parts = _agree(
        text, lambda: _packed_parts(input, lengths, first, is_sorted), "pack_padded", arguments
    )
    if parts is None:
        return
    total, last = draw.choice([None, None, 1, steps + 1]), draw.random() < 0.5
    packed = pack_padded_sequence(input, lengths, first, is_sorted)
    data, batch_sizes, _, unsorted_indices, count = parts
    arguments = {
        "data": data, "batch_sizes": batch_sizes, "batch": count, "batch_first": last,
        "total_length": total, "unsorted_indices": unsorted_indices,
    }  # fmt: skip
    _agree(text, lambda: pad_packed_sequence(packed, last, 0.0, total), "pad_packed", arguments)


CALLS = [
    T.lstm_cell(z(2, 3), (z(2, 4), z(2, 4)), z(16, 3), z(16, 4)),
    T.lstm_cell(z(2, 5), (z(2, 4), z(2, 4)), z(16, 3), z(16, 4)),
    T.lstm_cell(z(2, 3), z(2, 4), z(16, 3), z(16, 4)),
    T.gru_cell(z(2, 3), z(2, 4), z(12, 3), z(12, 4)),
    T.gru_cell(z(2, 3), z(3, 4), z(12, 3), z(12, 4)),
    T.rnn_tanh_cell(z(2, 3), z(2, 4), z(4, 3), z(4, 4)),
    T.rnn_tanh_cell(z(2, 3), z(2, 4), z(5, 3), z(4, 4)),
    _C.pad_sequence([z(2, 3), z(4, 3)]),
    _C.pad_sequence([z(2, 3), z(4, 3)], True),
    _C.pad_sequence([z(2, 3), z(4, 5)], True),
    _C.pad_sequence([z(2, 3), z(4, 1)], True),
    _C.pad_sequence([z(2).long(), z(4)], True),
    _C.pad_sequence([z(2, 3), z(4)]),
    _C.pad_sequence([]),
    _C.pad_sequence([z(2), z(4)], True, 0.0, "foo"),
]


@pytest.mark.parametrize("call", CALLS)
def test_calls(call: Call) -> None:
    check(call)


@pytest.mark.parametrize("seed", range(4))
def test_generated(seed: int) -> None:
    draw = Draw(seed)
    for _ in range(120):
        _check_network(draw)
        _check_cell(draw)
        _check_packing(draw)


def test_packed_data_of_unknown_lengths_keeps_the_batch() -> None:
    lengths = to_record(torch.tensor([3, 2])).changed(data=None)
    packed = run_stub("torch._pytea.pack_padded", (to_record(z(4, 2, 5)), lengths), {})
    assert isinstance(packed, Accepted)
    data, batch_sizes, _, _, batch = packed.value
    result = run_stub("torch._pytea.pad_packed", (data, batch_sizes, batch), {})
    assert isinstance(result, Accepted)
    padded, _ = result.value
    assert isinstance(padded, Tensor)
    assert padded.shape[1:] == (2, 5)
    args = ("LSTM", data, None, 5, 7)
    result = run_stub("torch._pytea.rnn", args, {"packed": True, "batch": batch})
    assert isinstance(result, Accepted)
    assert result.value[1][0].shape == (1, 2, 7)


def test_lengths_on_another_device_are_refused() -> None:
    lengths = to_record(torch.zeros(2, dtype=torch.int64, device="meta"))
    result = run_stub("torch._pytea.pack_padded", (to_record(z(4, 2, 5)), lengths), {})
    assert isinstance(result, Refused)
    assert result.exception == "RuntimeError"


def test_an_unknown_state_is_not_checked() -> None:
    from pytea.stubapi import OPERATORS, Unknown

    rnn = OPERATORS["torch._pytea.rnn"].function
    output, (hidden, _) = rnn("LSTM", to_record(z(4, 2, 5)), Unknown("state"), 5, 7)
    assert (output.shape, hidden.shape) == ((4, 2, 7), (1, 2, 7))
