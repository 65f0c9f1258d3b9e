"""Calls of numpy and einops, each judged by the real library: accept or refuse, shape, dtype."""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import einops
import numpy as np
import torch

from pytea.stubapi import (
    DATA_DEPENDENT,
    OPERATORS,
    Strides,
    SymBool,
    SymInt,
    Tensor,
    Unknown,
)
from pytea.stubapi.loading import load_operators
from pytea.values.numpy_dtype import NUMPY_DTYPES, NUMPY_SCALARS, NumpyDType
from tests.conformance.evaluation import (
    Accepted,
    Crashed,
    Missing,
    NotKnown,
    Refused,
    run_stub,
    torch_callable,
)
from tests.conformance.records import DTYPES, array_record, without_data
from tests.conformance.records import to_record as plain_record

load_operators("numpy")
load_operators("einops")

_SHOWN = 12
_ROOTS = {"numpy": np, "einops": einops}


def real_callable(name: str) -> Callable[..., Any]:
    """Returns what the library has under a dotted name; an attribute becomes its getter."""
    root, *parts = name.replace("numpy._random.", "numpy.random.Generator.").split(".")
    found: Any = _ROOTS[root]
    for part in parts:
        found = getattr(found, part)
    if name.startswith("numpy._random."):
        method = parts[-1]
        return lambda *args, **kwargs: getattr(np.random.default_rng(0), method)(*args, **kwargs)
    return found if callable(found) else found.__get__  # type: ignore[no-any-return]


def to_record(value: Any) -> Any:
    """Returns a value as a stub sees it: numpy's scalars and dtypes too."""
    if isinstance(value, np.generic):
        kinds = {"i": "int", "u": "int", "f": "float", "b": "bool", "c": "complex"}
        return Unknown(DATA_DEPENDENT, kinds[value.dtype.kind], dtype=DTYPES[value.dtype.name])
    if isinstance(value, np.dtype) or (isinstance(value, type) and issubclass(value, np.generic)):
        names = NUMPY_DTYPES if isinstance(value, np.dtype) else NUMPY_SCALARS
        return names.get(np.dtype(value).name) or Unknown("a dtype")
    if type(value) in (list, tuple):
        return type(value)(map(to_record, value))
    if isinstance(value, dict):
        return {key: to_record(item) for key, item in value.items()}
    if isinstance(value, np.ndarray):
        return _strided(value)
    return plain_record(value)


def _strided(value: np.ndarray) -> Tensor:
    """Returns the record of an array with its strides, and with the values of doubles."""
    record = array_record(value)
    if record.strides == Strides.UNKNOWN:
        record = record.changed(strides=tuple(step // value.itemsize for step in value.strides))
    few = value.dtype == np.float64 and value.size <= 64
    return record.changed(data=tuple(value.ravel().tolist())) if few else record


def _run(function: Callable[..., Any], args: Any, kwargs: Any) -> Accepted | Refused:
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            return Accepted(function(*args, **kwargs))
    except Exception as error:  # the refusal is the answer
        return Refused(type(error).__name__, str(error).strip().split("\n")[0])


def _copied(value: Any) -> Any:
    return value.copy() if isinstance(value, np.ndarray) else value


def torch_disagreement(name: str, args: Sequence[Any], kwargs: dict[str, Any]) -> str | None:
    """Returns how a stub of torch and torch disagree on a call with arrays, or None."""
    function = torch_callable(name)
    assert function is not None
    return _judged(function, name, args, kwargs, loose=False)


def disagreement(
    name: str, args: Sequence[Any], kwargs: dict[str, Any], *, loose: bool = False
) -> str | None:
    """Returns how the stub and the library disagree on a call, or None.

    ``loose``: a dtype that the stub does not know is fine.
    """
    return _judged(real_callable(name), name, args, kwargs, loose=loose)


def _judged(
    function: Callable[..., Any],
    name: str,
    args: Sequence[Any],
    kwargs: dict[str, Any],
    *,
    loose: bool,
) -> str | None:
    operator = OPERATORS[name]
    records, named = to_record(tuple(args)), to_record(kwargs)
    inplace = operator.binding == "inplace"
    real_args = [_copied(arg) for arg in args] if inplace else args
    expected = _run(function, real_args, kwargs)
    if inplace and isinstance(expected, Accepted):
        expected = Accepted(real_args[0])
    for blind in (False, True):
        actual = run_stub(
            name, *(map(without_data, (records, named)) if blind else (records, named))
        )
        problem = _compare(expected, actual, loose, inplace)
        if problem and blind and isinstance(actual, NotKnown):
            continue
        if problem and blind and isinstance(expected, Refused) and isinstance(actual, Accepted):
            continue
        if problem:
            return f"{'without values: ' if blind else ''}{problem}"
    return None


def _compare(expected: Any, actual: Any, loose: bool, inplace: bool = False) -> str | None:
    match expected, actual:
        case _, Crashed(trace):
            return f"the stub crashes: {trace}"
        case _, Missing():
            return "no stub"
        case Accepted(), NotKnown(reason):
            return f"the stub does not know: {reason}"
        case Accepted(value), Accepted(ours):
            if inplace and isinstance(ours, Tensor):
                ours = ours.changed(strides=Strides.UNKNOWN)
            return difference(value, ours, loose)
        case Accepted(), Refused(exception, message):
            return f"accepted, but the stub refuses: {exception}: {message}"
        case Refused(exception, message), Accepted():
            return f"refused, but the stub accepts: {exception}: {message}"
    return None


def difference(expected: Any, ours: Any, loose: bool = False) -> str | None:
    """Returns how a stub's result differs from the real one, or None."""
    if expected is NotImplemented or ours is NotImplemented:
        return None if expected is ours else f"{expected!r} is not {ours!r}"
    if isinstance(ours, Unknown):
        return _unknown(expected, ours)
    if isinstance(ours, Tensor):
        return _array(expected, ours, loose)
    if isinstance(ours, (list, tuple)):
        if not isinstance(expected, (list, tuple, torch.Size)) or len(expected) != len(ours):
            return f"gives {expected!r}, the stub {len(ours)} items"
        pairs = zip(expected, ours, strict=True)
        found = (difference(left, right, loose) for left, right in pairs)
        return next((problem for problem in found if problem), None)
    if isinstance(ours, (SymInt, SymBool)):
        return None
    if isinstance(expected, np.generic):
        expected = expected.item()
    if isinstance(ours, NumpyDType) or isinstance(expected, np.dtype):
        return None if str(ours) == np.dtype(expected).name else f"{expected} {ours}"
    same = type(expected) is type(ours) and (expected == ours or expected != expected)
    near = isinstance(ours, float) and isinstance(expected, float) and np.isclose(ours, expected)
    return None if same or near else f"gives {expected!r}, the stub {ours!r}"


def _unknown(expected: Any, ours: Unknown) -> str | None:
    if isinstance(expected, np.ndarray) and expected.ndim:
        return f"gives an array, the stub an unknown {ours.kind or 'value'}"
    kinds = {"int": "iu", "float": "f", "bool": "b", "complex": "c"}
    wanted = kinds.get(ours.kind, "")
    if wanted and isinstance(expected, (np.generic, np.ndarray, int, float, bool)):
        dtype = np.asarray(expected).dtype
        if ours.dtype is not None and ours.dtype.name != dtype.name:
            return f"dtype {dtype}, the stub {ours.dtype.name}"
        return None if dtype.kind in wanted else f"gives {expected!r}, the stub a {ours.kind}"
    return None


def _array(expected: Any, ours: Tensor, loose: bool) -> str | None:
    if isinstance(expected, torch.Tensor):
        if ours.kind == "ndarray":
            return "gives a tensor of torch, the stub an array"
        dtype = str(expected.dtype).removeprefix("torch.")
        return _facts(tuple(expected.shape), dtype, ours, loose)
    if ours.kind != "ndarray":
        return "gives an array, the stub a tensor of torch"
    if not isinstance(expected, (np.ndarray, np.generic)):
        if isinstance(expected, (bool, int, float)) and ours.sizes == ():
            return None
        return f"gives {expected!r}, the stub an array"
    if isinstance(expected, np.generic) is not (ours.layout == "scalar"):
        return f"gives a {type(expected).__name__}, the stub layout {ours.layout!r}"
    problem = _facts(expected.shape, expected.dtype.name, ours, loose)
    if problem or isinstance(expected, np.generic):
        return problem
    return _layout(expected, ours) or _elements(expected, ours)


def _facts(shape: Sequence[int], dtype: str, ours: Tensor, loose: bool) -> str | None:
    if ours.sizes is None:
        return f"the shape is {tuple(shape)}, the stub does not know"
    if len(shape) != len(ours.sizes):
        return f"shape {tuple(shape)}, the stub {tuple(ours.sizes)}"
    for size, own in zip(shape, ours.sizes, strict=True):
        if isinstance(own, SymInt):
            low, high = own.bounds()
            if (low is not None and size < low) or (high is not None and size > high):
                return f"size {size} is not within {low}..{high}"
        elif own != size:
            return f"shape {tuple(shape)}, the stub {tuple(ours.sizes)}"
    if ours.dtype is None:
        return None if loose or dtype not in DTYPES else f"dtype {dtype}, the stub does not know"
    return None if dtype == ours.dtype.name else f"dtype {dtype}, the stub {ours.dtype.name}"


def _layout(expected: np.ndarray, ours: Tensor) -> str | None:
    if ours.strides == Strides.UNKNOWN or not expected.size:
        return None
    if ours.strides == Strides.CONTIGUOUS:
        steps = [s // expected.itemsize for s in expected.strides]
        return None if expected.flags.c_contiguous else f"strides are {steps}, the stub contiguous"
    for size, step, own in zip(expected.shape, expected.strides, ours.strides, strict=True):
        if size > 1 and isinstance(own, int) and step != own * expected.itemsize:
            steps = [s // expected.itemsize for s in expected.strides]
            return f"strides are {steps}, the stub {ours.strides}"
    return None


def _elements(expected: np.ndarray, ours: Tensor) -> str | None:
    if ours.data is None:
        return None
    elements = expected.ravel().tolist()
    if len(elements) != len(ours.data):
        return f"{len(elements)} elements, the stub {len(ours.data)}"
    for element, own in zip(elements, ours.data, strict=True):
        if isinstance(own, (SymInt, SymBool)):
            continue
        close = isinstance(own, float) and np.isclose(own, element, equal_nan=True)
        if not close and (type(own) is not type(element) or own != element):
            return f"elements are {elements}, the stub {ours.data}"
    return None


def describe(value: Any) -> str:
    """Returns an argument in a few words."""
    if isinstance(value, np.ndarray):
        shown = (
            f" = {value.ravel().tolist()}" if value.size < 7 and value.dtype.kind in "iub" else ""
        )
        return f"{value.shape} {value.dtype}{shown}"
    if isinstance(value, torch.Tensor):
        return f"tensor{tuple(value.shape)} {value.dtype}"
    if isinstance(value, list):
        return f"[{', '.join(map(describe, value))}]"
    if isinstance(value, tuple):
        return f"({', '.join(map(describe, value))},)"
    return repr(value)


def describe_call(name: str, args: Sequence[Any], kwargs: dict[str, Any]) -> str:
    """Returns a call as one line."""
    parts = [describe(arg) for arg in args]
    parts += [f"{key}={describe(value)}" for key, value in kwargs.items()]
    return f"{name}({', '.join(parts)})"


@dataclass(frozen=True, slots=True)
class Calls:
    """One operator with a pool of values for each positional argument and for keywords."""

    name: str
    pools: Sequence[Sequence[Any]]
    keywords: dict[str, Sequence[Any]] | None = None
    count: int = 60
    loose: bool = False

    def problems(self, seed: int = 0) -> list[str]:
        """Returns the disagreements of ``count`` random calls."""
        rng = random.Random(f"{self.name} {seed}")
        found = []
        for _ in range(self.count):
            args = [_made(rng.choice(pool)) for pool in self.pools]
            kwargs = {}
            for key, pool in (self.keywords or {}).items():
                if rng.random() < 0.5:
                    kwargs[key] = _made(rng.choice(pool))
            problem = disagreement(self.name, args, kwargs, loose=self.loose)
            if problem:
                found.append(f"{describe_call(self.name, args, kwargs)}\n    {problem}")
        return found


def _made(value: Any) -> Any:
    maker = callable(value) and (value is list or not isinstance(value, type))
    return value() if maker else value


def report(problems: Sequence[str]) -> str:
    """Returns the disagreements as text, shortened."""
    lines = list(problems[:_SHOWN])
    if len(problems) > _SHOWN:
        lines.append(f"... and {len(problems) - _SHOWN} more")
    return "\n".join(lines)


def ramp(*shape: int, dtype: Any = np.float64) -> np.ndarray:
    """Returns 0, 1, 2, ... in a shape."""
    return np.arange(int(np.prod(shape)), dtype=np.int64).reshape(shape).astype(dtype)


def arrays(*shapes: tuple[int, ...], dtype: Any = np.float64) -> list[Any]:
    """Returns makers of arrays of these shapes."""
    return [lambda shape=shape: ramp(*shape, dtype=dtype) for shape in shapes]
