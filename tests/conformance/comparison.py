"""Whether what a stub says of a result agrees with the result that torch gave."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import torch

from pytea.stubapi import Device, DType, Size, Strides, SymBool, SymInt, Tensor, Unknown
from pytea.stubapi.results import NamedResult
from pytea.symbolic import Symbol, substitute
from pytea.values.objects import Typing
from tests.conformance.records import dtype_record, to_record


class _Comparison:
    """Collects what the symbolic sizes of one result must be equal to."""

    def __init__(self) -> None:
        self.equations: list[tuple[SymInt, int]] = []

    def value(self, expected: Any, actual: Any) -> str | None:
        """Returns the first difference, or None."""
        match actual:
            case Unknown():
                return None if not isinstance(expected, torch.Tensor) else "a tensor is unknown"
            case Tensor():
                return self.tensor(expected, actual)
            case tuple() | list():
                return self.sequence(expected, actual)
            case dict():
                return self.mapping(expected, actual)
            case SymInt():
                return self.size(expected, actual)
            case SymBool():
                return None if isinstance(expected, bool) else f"torch gives {expected!r}"
            case Typing():
                return _scalar(to_record(expected), actual.name)
        return _scalar(to_record(expected), actual)

    def size(self, expected: Any, actual: Any) -> str | None:
        if isinstance(actual, SymInt):
            self.equations.append((actual, expected))
            low, high = actual.bounds()
            fits = (low is None or low <= expected) and (high is None or expected <= high)
            return None if fits else f"{expected} is not within {low}..{high}"
        return None if expected == actual else f"{expected} is not {actual}"

    def sequence(self, expected: Any, actual: Any) -> str | None:
        if isinstance(actual, list) is not isinstance(expected, list):
            return f"torch gives a {type(expected).__name__}, the stub a {type(actual).__name__}"
        if not isinstance(expected, (list, tuple)):
            return f"torch gives a {type(expected).__name__}, the stub {len(actual)} items"
        if len(expected) != len(actual):
            return f"torch gives {len(expected)} items, the stub {len(actual)}"
        names = getattr(expected, "__match_args__", None) or getattr(expected, "_fields", None)
        if type(expected) is not tuple and isinstance(expected, tuple) and names:
            fields = actual.fields if isinstance(actual, NamedResult) else ()
            if tuple(names) != fields:
                return f"torch names the parts {tuple(names)}, the stub {fields}"
        if isinstance(expected, torch.Size) and not isinstance(actual, Size):
            return "torch gives a torch.Size, the stub a plain tuple"
        for index, (left, right) in enumerate(zip(expected, actual, strict=True)):
            difference = self.value(left, right)
            if difference:
                return f"item {index}: {difference}"
        return None

    def mapping(self, expected: Any, actual: dict[Any, Any]) -> str | None:
        if not isinstance(expected, dict) or list(expected) != list(actual):
            return f"torch gives {expected!r}"
        found = (self.value(expected[key], actual[key]) for key in expected)
        return next((difference for difference in found if difference), None)

    def tensor(self, expected: Any, actual: Tensor) -> str | None:
        if isinstance(expected, np.ndarray):
            return self._array(expected, actual)
        if not isinstance(expected, torch.Tensor):
            return f"torch gives a {type(expected).__name__}, the stub a tensor"
        shape = tuple(expected.shape)
        if actual.sizes is None:
            return f"the shape is unknown, torch gives {shape}"
        if len(shape) != len(actual.sizes):
            return f"shape is {shape} in torch, {tuple(actual.sizes)} in the stub"
        for size, ours in zip(shape, actual.sizes, strict=True):
            if self.size(size, ours):
                return f"shape is {shape} in torch, {tuple(actual.sizes)} in the stub"
        dtype = dtype_record(expected.dtype)
        if dtype != actual.dtype:
            return f"dtype is {dtype} in torch, {actual.dtype} in the stub"
        if actual.device is not None and str(actual.device) != str(expected.device):
            return f"device is {expected.device} in torch, {actual.device} in the stub"
        if actual.requires_grad is not None and actual.requires_grad != expected.requires_grad:
            return f"requires_grad is {expected.requires_grad}, not {actual.requires_grad}"
        return _layout(expected, actual) or _elements(expected.detach(), actual)

    def _array(self, expected: np.ndarray, actual: Tensor) -> str | None:
        if actual.kind != "ndarray":
            return "torch gives a numpy array, the stub a tensor"
        sizes = [*zip(expected.shape, actual.shape, strict=False)]
        if expected.ndim != actual.ndim or any(self.size(a, b) for a, b in sizes):
            return f"shape is {expected.shape} in torch, {tuple(actual.shape)} in the stub"
        dtype = dtype_record(expected.dtype)
        return None if dtype == actual.dtype else f"dtype is {dtype}, not {actual.dtype}"

    def solve(self) -> str | None:
        """Returns a size that contradicts another one, with the symbols' values put in."""
        known: dict[Symbol, int] = {}
        for expr, size in self.equations:
            if len(expr.terms) == 1 and expr.const == 0 and expr.terms[0][1] == 1:
                atoms = expr.terms[0][0]
                if len(atoms) == 1 and isinstance(atoms[0], Symbol):
                    known.setdefault(atoms[0], size)
        for expr, size in self.equations:
            value = substitute(expr, known)
            if isinstance(value, int) and value != size:
                return f"size {expr} is {value} by the other sizes, but {size} in torch"
        return None


def _layout(expected: torch.Tensor, actual: Tensor) -> str | None:
    if expected.layout != torch.strided:
        name = str(expected.layout).removeprefix("torch.")
        return None if actual.layout == name else f"layout is {name}, not {actual.layout!r}"
    if actual.layout:
        return f"layout is strided in torch, {actual.layout} in the stub"
    if actual.strides == Strides.UNKNOWN or not expected.numel():
        return None
    if actual.strides == Strides.CONTIGUOUS:
        return None if expected.is_contiguous() else f"strides are {expected.stride()} in torch"
    for size, stride, ours in zip(expected.shape, expected.stride(), actual.strides, strict=True):
        if size > 1 and isinstance(ours, int) and stride != ours:
            return f"strides are {expected.stride()} in torch, {actual.strides} in the stub"
    return None


def _elements(expected: torch.Tensor, actual: Tensor) -> str | None:
    if actual.data is None:
        return None
    elements = expected.reshape(-1).tolist()
    if len(elements) != len(actual.data):
        return f"{len(elements)} elements in torch, {len(actual.data)} in the stub"
    for element, ours in zip(elements, actual.data, strict=True):
        if isinstance(ours, (SymInt, SymBool, Unknown)) or _same_but_for_rounding(element, ours):
            continue
        if _scalar(element, ours):
            return f"elements are {elements} in torch, {actual.data} in the stub"
    return None


def _same_but_for_rounding(element: Any, ours: Any) -> bool:
    """Returns whether two float32 differ in their last bit at most, which torch may round freely."""
    return type(element) is type(ours) is float and math.isclose(element, ours, rel_tol=2**-22)


def _scalar(expected: Any, actual: Any) -> str | None:
    simple = (bool, int, float, complex, str, type(None), type(NotImplemented), DType, Device)
    if type(expected) is not type(actual) or not isinstance(expected, simple):
        return f"torch gives {expected!r}, the stub {actual!r}"
    if isinstance(expected, float) and math.isnan(expected) and math.isnan(actual):
        return None
    return None if expected == actual else f"torch gives {expected!r}, the stub {actual!r}"


def difference(expected: Any, actual: Any) -> str | None:
    """Returns how a stub's result differs from torch's, or None when they agree."""
    comparison = _Comparison()
    return comparison.value(expected, actual) or comparison.solve()
