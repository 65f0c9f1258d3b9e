"""Programs made of torch's own module samples: every call is spelled out with tensors of its shapes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import torch
from torch.testing._internal.common_modules import FunctionInput, ModuleInfo, module_db

PROLOGUE = """import torch
import torch.nn as nn
import torch.nn.functional as F


def facts(value):
    if isinstance(value, torch.Tensor):
        return (tuple(value.shape), str(value.dtype))
    if isinstance(value, (tuple, list)):
        return [facts(item) for item in value]
    if hasattr(value, "data"):
        return facts(value.data)
    return None

"""


@dataclass(frozen=True, slots=True)
class Sample:
    """One call: its text, and what eager torch gives or that it raises."""

    text: str
    facts: object
    refused: bool


def facts(value: object) -> object:
    """Returns shapes and dtypes of a result, as ``facts`` of the programs does."""
    if isinstance(value, torch.nn.utils.rnn.PackedSequence):
        return facts(value.data)
    if isinstance(value, torch.Tensor):
        return (tuple(value.shape), str(value.dtype))
    if isinstance(value, (tuple, list)):
        return [facts(item) for item in value]
    return None


#: Integer tensors up to this size are spelled with their values: they may be indices.
_SMALL = 16
#: So many samples of a class are run, in each mode.
MOST_SAMPLES = 30


class Unspellable(Exception):
    """An argument that cannot be written as text."""


def spelled(value: object) -> str:
    """Returns an expression that makes an argument of the same type, shape and dtype."""
    if isinstance(value, torch.Tensor):
        if value.layout is not torch.strided or value.is_nested:
            raise Unspellable("a tensor of another layout")
        if value.dtype == torch.int64 and value.numel() <= _SMALL:
            made = f"torch.tensor({value.tolist()}, dtype={value.dtype})"
        else:
            made = f"torch.ones({tuple(value.shape)}, dtype={value.dtype})"
        return f"nn.Parameter({made})" if isinstance(value, torch.nn.Parameter) else made
    if isinstance(value, torch.nn.Module):
        raise Unspellable("a module as argument")
    if isinstance(value, torch.nn.utils.rnn.PackedSequence):
        raise Unspellable("a packed sequence")
    if isinstance(value, tuple):
        return f"({', '.join(map(spelled, value))}{',' if len(value) == 1 else ''})"
    if isinstance(value, list):
        return f"[{', '.join(map(spelled, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k!r}: {spelled(v)}" for k, v in value.items()) + "}"
    if isinstance(value, (bool, int, str, type(None), torch.dtype, torch.device)):
        return repr(value) if not isinstance(value, torch.device) else f'torch.device("{value}")'
    if isinstance(value, float):
        return repr(value) if value == value and abs(value) != float("inf") else f'float("{value}")'
    for name in ("relu", "gelu"):
        if value is getattr(torch.nn.functional, name):
            return f"F.{name}"
    raise Unspellable(type(value).__name__)


def _arguments(given: FunctionInput, *, without_device: bool = False) -> str:
    keywords = {k: v for k, v in given.kwargs.items() if not (without_device and k == "device")}
    parts = [spelled(value) for value in given.args]
    return ", ".join([*parts, *(f"{name}={spelled(value)}" for name, value in keywords.items())])


def class_name(info: ModuleInfo) -> str:
    """Returns how a program names the class."""
    return f"nn.{info.module_cls.__name__}"


def samples(info: ModuleInfo, training: bool) -> Iterator[Sample]:
    """Yields the samples of one class that can be spelled, each judged by eager torch."""
    inputs = info.module_inputs_func(
        info, device="cpu", dtype=torch.float32, requires_grad=False, training=training
    )
    for given in islice(inputs, MOST_SAMPLES):
        construct, forward = given.constructor_input, given.forward_input
        if forward is None:
            continue
        try:
            made = f"{class_name(info)}({_arguments(construct, without_device=True)})"
            text = f"{made}.train({training}).to(torch.float32)({_arguments(forward)})"
        except Unspellable:
            continue
        module = info.module_cls(*construct.args, **construct.kwargs).train(training)
        result = module.to(torch.float32)(*forward.args, **forward.kwargs)
        yield Sample(text, facts(result), refused=False)


def refusals(info: ModuleInfo) -> Iterator[Sample]:
    """Yields the calls of one class that torch says must raise."""
    if info.module_error_inputs_func is None:
        return
    inputs = info.module_error_inputs_func(
        info, device="cpu", dtype=torch.float32, requires_grad=False, training=True
    )
    for error in inputs:
        given = error.module_error_input
        construct, forward = given.constructor_input, given.forward_input
        try:
            text = f"{class_name(info)}({_arguments(construct, without_device=True)})"
            if forward is not None and error.error_on.name == "FORWARD_ERROR":
                text = f"{text}({_arguments(forward)})"
        except Unspellable:
            continue
        yield Sample(text, None, refused=True)


#: One entry per class of ``torch.nn``; quantized and other packages are left out.
CLASSES = [info for info in module_db if info.module_cls.__module__.startswith("torch.nn.modules")]
