"""torch's op_db as calls: every entry, variant and sample under the names that programs use."""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any
from unittest.mock import patch

import numpy as np
import torch
from torch.overrides import TorchFunctionMode, resolve_name

from tests.conformance.evaluation import torch_callable
from tests.conformance.skipped import OPS

#: The first of these dtypes that an entry supports is used.
_DTYPES = (torch.float32, torch.int64, torch.float64, torch.complex64, torch.bool)
_SEED = 1


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the database."""

    #: The entry: "nn.functional.linear".
    op: str
    #: What is called: "torch.Tensor.add_".
    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    #: Whether torch's database says that this call must be refused.
    error: bool = False


def entries() -> list[Any]:
    """Returns the entries of op_db that are not skipped and that have a CPU kernel."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from torch.testing._internal.common_methods_invocations import op_db
    return [entry for entry in op_db if entry.name not in OPS and entry.supported_dtypes("cpu")]


def namespace_of(name: str) -> str:
    """Returns the namespace of a callable: "torch.Tensor" of "torch.Tensor.add"."""
    return name.rpartition(".")[0]


def _dtype(entry: Any) -> torch.dtype:
    supported = entry.supported_dtypes("cpu")
    known = [dtype for dtype in _DTYPES if dtype in supported]
    return known[0] if known else min(supported, key=str)


class _Recorder(TorchFunctionMode):
    """Notes the torch functions that a wrapper of the database calls."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []

    def __torch_function__(
        self, func: Any, types: Any, args: Any = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        name = resolve_name(func)
        if name is not None and name.removesuffix(".__get__") != "torch.Tensor.device":
            name = name.removesuffix(".__get__").replace("torch.functional.", "torch.")
            self.calls.append((name, args, kwargs or {}))
        return func(*args, **(kwargs or {}))


def _recorded(entry: Any, sample: Any) -> tuple[str, tuple[Any, ...], dict[str, Any]] | None:
    """Returns the call that an entry's wrapper makes for a sample."""
    recorder = _Recorder()
    wanted = (f".{entry.name}", f".{entry.name}_")
    patched: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []

    def seen(*args: Any, **kwargs: Any) -> Any:
        patched.append((f"torch.{entry.name}", args, kwargs))
        return original(*args, **kwargs)

    original = getattr(torch, entry.name, None)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            if callable(original):
                with patch.object(torch, entry.name, seen):
                    entry.op(sample.input, *sample.args, **sample.kwargs)
            else:
                with recorder:
                    entry.op(sample.input, *sample.args, **sample.kwargs)
            if not patched and not recorder.calls:
                with recorder:
                    entry.op(sample.input, *sample.args, **sample.kwargs)
        except Exception:  # the call is what counts, torch judges it later
            pass
    named = [call for call in recorder.calls if call[0].endswith(wanted)]
    found = patched or named or recorder.calls
    return found[0] if found else None


def _is_wrapper(entry: Any) -> bool:
    return getattr(entry.op, "__name__", "") == "<lambda>"


def _method_names(entry: Any) -> Iterator[str]:
    """Yields the names of the method, in-place and operator forms of an entry and its aliases."""
    for form in (entry, *entry.aliases):
        if form.method_variant is not None:
            yield f"torch.Tensor.{form.name}"
        inplace = getattr(form.inplace_variant, "__name__", None)
        if inplace is not None and hasattr(torch.Tensor, inplace):
            yield f"torch.Tensor.{inplace}"
    for operator in (entry.operator_variant, entry.inplace_operator_variant):
        if operator is not None:
            yield f"torch.Tensor.__{operator.__name__.strip('_')}__"


def _function_names(entry: Any) -> Iterator[str]:
    if not _is_wrapper(entry):
        name = entry.name.removeprefix("torch.")
        in_torch = torch_callable(f"torch.{name}") is not None
        yield f"torch.{name}" if in_torch else f"torch.Tensor.{name}"
        for alias in entry.aliases:
            alias_name = f"torch.{alias.name.removeprefix('torch.')}"
            if torch_callable(alias_name) is not None:
                yield alias_name


def calls(entry: Any, limit: int) -> Iterator[Call]:
    """Yields the calls of up to ``limit`` samples of an entry, under every variant."""
    _seed()
    names = list(dict.fromkeys((*_function_names(entry), *_method_names(entry))))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for sample in islice(entry.sample_inputs("cpu", _dtype(entry)), limit):
            yield from _sample_calls(entry, sample, names, error=False)


def error_calls(entry: Any, limit: int = 1000) -> Iterator[Call]:
    """Yields the calls that the database says torch refuses."""
    if entry.error_inputs_func is None:
        return
    _seed()
    names = [*_function_names(entry)][:1] or [*_method_names(entry)][:1]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for found in islice(entry.error_inputs("cpu"), limit):
            yield from _sample_calls(entry, found.sample_input, names, error=True)


def _sample_calls(entry: Any, sample: Any, names: list[str], error: bool) -> Iterator[Call]:
    if _is_wrapper(entry):
        recorded = _recorded(entry, sample)
        if recorded is not None:
            yield Call(entry.name, *recorded, error)
            names = [name for name in names if name != recorded[0]]
        if not isinstance(sample.input, torch.Tensor) or error:
            return
    args = (sample.input, *sample.args)
    for name in names:
        yield Call(entry.name, name, args, sample.kwargs, error)
    if isinstance(entry.inplace_variant, partial) and not error:
        kwargs = {**sample.kwargs, **entry.inplace_variant.keywords}
        yield Call(entry.name, f"torch.{entry.name}", args, kwargs, error)


def _seed() -> None:
    torch.manual_seed(_SEED)
    random.seed(_SEED)
    np.random.seed(_SEED)


def resolve(call: Call) -> Callable[..., Any] | None:
    """Returns torch's callable of a call."""
    return torch_callable(call.name)
