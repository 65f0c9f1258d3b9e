"""How the arguments of a call reach a stub: ``out=`` is taken off, numpy's names are translated."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from pytea.stubapi.context import StubFailure, require
from pytea.stubapi.dtypes import can_cast
from pytea.stubapi.layouts import require_writable
from pytea.stubapi.options import fail_type
from pytea.stubapi.registry import Operator
from pytea.values.tensor import Tensor

#: Second names that torch's argument parser accepts for these parameters.
_NUMPY_NAMES = {
    "dim": ("axis",),
    "keepdim": ("keepdims",),
    "input": ("x", "a", "x1"),
    "other": ("x2",),
}


#: Functions that torch writes in Python, whose parameters have one name only.
_PYTHON_FUNCTIONS = frozenset(
    [
        "norm",
        "Tensor.norm",
        "split",
        "Tensor.split",
        "unique",
        "Tensor.unique",
        "unique_consecutive",
        "Tensor.unique_consecutive",
        "stft",
        "Tensor.stft",
        "Tensor.istft",
        "Tensor.unflatten",
        "sparse.sum",
    ]
)
#: Functions of torch.nn.functional that are not.
_NATIVE_FUNCTIONALS = frozenset(
    [
        "adaptive_avg_pool1d",
        "avg_pool1d",
        "avg_pool2d",
        "avg_pool3d",
        "channel_shuffle",
        "conv1d",
        "conv2d",
        "conv3d",
        "conv_tbc",
        "conv_transpose1d",
        "conv_transpose2d",
        "conv_transpose3d",
        "cosine_similarity",
        "gelu",
        "hardshrink",
        "linear",
        "logsigmoid",
        "one_hot",
        "pairwise_distance",
        "pdist",
        "pixel_shuffle",
        "pixel_unshuffle",
        "prelu",
        "softplus",
        "softshrink",
    ]
)


#: Functions whose ``out=`` must have the very dtype of the result; others cast to a higher kind.
_EXACT_OUT = frozenset(
    [
        "abs",
        "absolute",
        "addmm",
        "addmv",
        "addbmm",
        "baddbmm",
        "dot",
        "vdot",
        "bmm",
        "mv",
        "mm",
        "matmul",
        "bitwise_not",
        "ceil",
        "cross",
        "diff",
        "diag",
        "frac",
        "floor",
        "isin",
        "masked_select",
        "quantile",
        "nanquantile",
        "heaviside",
        "softmax",
        "log_softmax",
        "neg",
        "negative",
        "float_power",
        "round",
        "sign",
        "sgn",
        "signbit",
        "trunc",
        "fix",
        "nan_to_num",
        "isposinf",
        "isneginf",
        "gather",
        "index_copy",
        "index_select",
        "index_add",
        "index_reduce",
        "take",
        "scatter",
        "scatter_add",
        "scatter_reduce",
        "histc",
        "bucketize",
        "searchsorted",
        "msort",
        "renorm",
        "take_along_dim",
        "tril",
        "triu",
        "inner",
        "tensordot",
        "logcumsumexp",
        "where",
        "nonzero",
        "norm",
        "amax",
        "amin",
        "aminmax",
        "argmax",
        "argmin",
        "sort",
        "topk",
        "kthvalue",
        "mode",
        "cummax",
        "cummin",
        "multinomial",
        "complex",
        "polar",
    ]
)
#: Functions that write any dtype.
_ANY_OUT = frozenset(
    [
        "sum",
        "nansum",
        "prod",
        "cumsum",
        "cumprod",
        "bernoulli",
        "arange",
        "range",
        "linspace",
        "logspace",
        "zeros",
        "ones",
        "full",
        "empty",
        "eye",
        "rand",
        "randn",
        "randint",
        "randperm",
        "normal",
    ]
)


@cache
def _has_numpy_names(operator: Operator) -> bool:
    """Returns whether torch's own argument parser reads the call."""
    name = operator.name.removeprefix("torch.")
    if name.startswith("nn.functional."):
        return name.removeprefix("nn.functional.") in _NATIVE_FUNCTIONALS
    return name not in _PYTHON_FUNCTIONS and not name.startswith(("nn.", "masked."))


@cache
def _signature(operator: Operator) -> inspect.Signature:
    return inspect.signature(operator.function)


@cache
def _tensor_parameters(operator: Operator) -> tuple[tuple[str, bool], ...]:
    """Returns the parameters of a torch operator that are tensors, and whether None is allowed."""
    if not operator.name.startswith("torch."):
        return ()
    return tuple(
        (name, parameter.annotation != "Tensor")
        for name, parameter in _signature(operator).parameters.items()
        if parameter.annotation in ("Tensor", "Tensor | None")
        and parameter.kind is not inspect.Parameter.VAR_POSITIONAL
    )


def bind(
    operator: Operator, args: Sequence[Any], kwargs: Mapping[str, Any]
) -> tuple[inspect.BoundArguments, Any]:
    """Returns the arguments as the stub takes them, and ``out`` when the stub has no such parameter.

    Raises TypeError when they do not fit, or when a parameter of type Tensor is given something
    else, as torch does; raises UnknownUse when a value that is not known stands for a tensor.
    """
    signature = _signature(operator)
    parameters = signature.parameters
    given = dict(kwargs)
    out = None
    if "out" not in parameters:
        out = given.pop("out", None)
    if kwargs and _has_numpy_names(operator):
        for name, others in _NUMPY_NAMES.items():
            if name in parameters:
                for other in others:
                    if other in given and other not in parameters and name not in given:
                        given[name] = given.pop(other)
    bound = signature.bind(*args, **given)
    for name, optional in _tensor_parameters(operator):
        if name in bound.arguments:
            _check_tensor(operator, name, bound.arguments[name], optional)
    return bound, out


def _check_tensor(operator: Operator, name: str, value: object, optional: bool) -> None:
    if isinstance(value, Tensor) and value.kind != "ndarray":
        return
    if value is None and optional:
        return
    try:
        fail_type(operator.name.rpartition(".")[2], name, value)
    except StubFailure as failure:
        raise TypeError(failure.message) from None


def check_out(operator: Operator, result: object, out: object) -> None:
    """Refuses an ``out=`` that cannot hold the result: another dtype, or elements that overlap."""
    if isinstance(result, tuple) and isinstance(out, tuple | list):
        for part, target in zip(result, out, strict=False):
            check_out(operator, part, target)
    if not isinstance(result, Tensor) or not isinstance(out, Tensor):
        return
    require_writable(out)
    name = operator.name.rpartition(".")[2]
    if name in _ANY_OUT or result.dtype is None or out.dtype is None:
        return
    fits = result.dtype == out.dtype if name in _EXACT_OUT else can_cast(result.dtype, out.dtype)
    text = f"out is {out.dtype}, but the result is {result.dtype}"
    require(fits, text, "dtype-mismatch")
