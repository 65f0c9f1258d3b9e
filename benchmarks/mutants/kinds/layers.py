"""Edits of how layers are made and called."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from benchmarks.mutants.edits import Change, kind
from benchmarks.mutants.source import Source, called, integer, keyword

_LAYER = re.compile(
    r"(Linear|(Transposed?|Lazy)?Conv\dd|ConvTranspose\dd|Embedding|LSTM|GRU|RNN|LSTMCell|GRUCell|Bilinear"
    r"|(Batch|Layer|Group|Instance|RMS)Norm(\dd)?|MultiheadAttention|TransformerEncoderLayer)$"
)
_CONVOLUTIONS = ("Conv1d", "Conv2d", "Conv3d", "ConvTranspose2d", "ConvTranspose1d")
_WINDOWS = (*_CONVOLUTIONS, "MaxPool2d", "AvgPool2d", "MaxPool1d", "AvgPool1d", "Unfold",
            "max_pool2d", "avg_pool2d", "max_pool1d", "conv2d", "conv1d")  # fmt: skip
_OTHER_CLASS = {
    "Conv2d": "Conv1d", "Conv1d": "Conv2d", "BatchNorm2d": "BatchNorm1d",
    "BatchNorm1d": "BatchNorm2d", "MaxPool2d": "MaxPool1d", "LSTM": "GRU", "GRU": "LSTM",
    "AdaptiveAvgPool2d": "AdaptiveAvgPool1d", "ConvTranspose2d": "Conv2d", "AvgPool2d": "MaxPool2d",
    "CrossEntropyLoss": "BCEWithLogitsLoss", "MSELoss": "CrossEntropyLoss", "LayerNorm": "BatchNorm1d",
}  # fmt: skip


def _layers(source: Source) -> Iterator[ast.Call]:
    return (call for call in source.calls() if _LAYER.match(called(call)))


@kind("layer-size")
def layer_size(source: Source) -> Iterator[Change]:
    for call in _layers(source):
        for argument in call.args[:2]:
            if isinstance(argument, ast.Starred):
                continue
            text = source.text(argument)
            value = integer(argument)
            if value is not None:
                yield argument, str(value * 2)
                yield argument, str(value + 1)
            elif isinstance(argument, (ast.Name, ast.Attribute)):
                yield argument, f"{text} * 2"
                yield argument, f"{text} + 1"


@kind("swapped-arguments")
def swapped_arguments(source: Source) -> Iterator[Change]:
    for call in _layers(source):
        if len(call.args) >= 2 and not any(isinstance(a, ast.Starred) for a in call.args):
            first, second, *rest = (source.text(argument) for argument in call.args)
            others = [f"{k.arg}={source.text(k.value)}" for k in call.keywords if k.arg]
            if len(others) == len(call.keywords):
                inner = ", ".join((second, first, *rest, *others))
                yield call, f"{source.text(call.func)}({inner})"


@kind("other-class")
def other_class(source: Source) -> Iterator[Change]:
    for call in source.calls(*_OTHER_CLASS):
        if isinstance(call.func, ast.Attribute):
            yield call.func, f"{source.text(call.func.value)}.{_OTHER_CLASS[called(call)]}"


def _option(source: Source, names: tuple[str, ...], place: int | None) -> Iterator[ast.expr]:
    for call in source.calls(*_WINDOWS):
        value = keyword(call, *names)
        if value is None and place is not None and len(call.args) > place and (
            called(call) in _CONVOLUTIONS
        ):  # fmt: skip
            value = call.args[place]
        if value is not None:
            yield value


@kind("kernel")
def kernel(source: Source) -> Iterator[Change]:
    for value in _option(source, ("kernel_size",), 2):
        number = integer(value)
        if number is not None:
            yield value, str(number + 1)
            yield value, str(number + 2)
        elif isinstance(value, ast.Name):
            yield value, f"{value.id} + 1"


@kind("stride")
def stride(source: Source) -> Iterator[Change]:
    for value in _option(source, ("stride",), 3):
        yield value, {1: "2", 2: "1"}.get(integer(value) or 0, f"{source.text(value)} * 2")


@kind("padding")
def padding(source: Source) -> Iterator[Change]:
    for value in _option(source, ("padding",), 4):
        number = integer(value)
        yield value, "0" if number is None or number else "1"


@kind("groups")
def groups(source: Source) -> Iterator[Change]:
    for call in source.calls(*_CONVOLUTIONS, "GroupNorm"):
        value = keyword(call, "groups", "num_groups")
        if value is not None:
            yield value, "3"
            yield value, "1"


@kind("head-count")
def head_count(source: Source) -> Iterator[Change]:
    for name in ("heads", "num_heads", "n_heads", "nhead", "n_head", "num_attention_heads"):
        for call in source.calls():
            value = keyword(call, name)
            if value is not None:
                yield value, "7" if integer(value) != 7 else "5"
        for node in source.walk(ast.Assign):
            if len(node.targets) == 1 and isinstance(node.targets[0], (ast.Name, ast.Attribute)):
                if source.text(node.targets[0]).removeprefix("self.") == name:
                    yield node.value, f"{source.text(node.value)} + 1"


@kind("batch-first")
def batch_first(source: Source) -> Iterator[Change]:
    for call in source.calls():
        value = keyword(call, "batch_first")
        match value:
            case ast.Constant(value=bool(known)):
                yield value, str(not known)


def _own_layers(source: Source) -> Iterator[tuple[ast.Call, ast.ClassDef]]:
    """The calls `self.name(x)` in methods that are not constructors, with their classes."""
    for call in source.calls():
        match call:
            case ast.Call(func=ast.Attribute(value=ast.Name("self")), args=[_]):
                function = source.in_function(call)
                owner = source.parent(function) if function is not None else None
                if isinstance(owner, ast.ClassDef) and function.name != "__init__":
                    yield call, owner


@kind("dropped-layer")
def dropped_layer(source: Source) -> Iterator[Change]:
    for call, _ in _own_layers(source):
        yield call, source.text(call.args[0])


@kind("wrong-layer")
def wrong_layer(source: Source) -> Iterator[Change]:
    for call, owner in _own_layers(source):
        called_here = sorted(
            {called(other) for other, place in _own_layers(source) if place is owner}
        )
        for name in called_here:
            if name != called(call):
                yield call.func, f"self.{name}"


@kind("twice-applied-layer")
def twice_applied_layer(source: Source) -> Iterator[Change]:
    for call, _ in _own_layers(source):
        function = source.text(call.func)
        yield call, f"{function}({source.text(call)})"
