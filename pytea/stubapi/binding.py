"""How the arguments of a call reach a stub: ``out=`` is taken off, numpy's names are translated."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from pytea.stubapi.context import StubFailure, require
from pytea.stubapi.dtypes import can_cast
from pytea.stubapi.layouts import require_writable
from pytea.stubapi.numpy_out import fitted, positional_out
from pytea.stubapi.options import fail_type
from pytea.stubapi.registry import Operator
from pytea.stubapi.results import NamedResult
from pytea.stubapi.signatures import NUMPY_NAMES, is_native, overloads, refusal
from pytea.values.dtype import DType
from pytea.values.tensor import Tensor
from pytea.values.unknown import Unknown, UnknownUse

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


class _Plan:
    """What calls of one operator have in common."""

    __slots__ = (
        "array",
        "dtype",
        "names",
        "native",
        "plain",
        "required",
        "signature",
        "takes_out",
        "tensors",
    )

    def __init__(self, operator: Operator) -> None:
        self.signature = inspect.signature(operator.function)
        parameters = self.signature.parameters
        self.names = tuple(parameters)
        self.takes_out = "out" in parameters
        #: Where a numpy operator takes a dtype; -1 for others.
        self.array = operator.name.startswith("numpy.")
        known = self.array and "dtype" in self.names
        self.dtype = self.names.index("dtype") if known else -1
        #: Every parameter may be given by position, and the function itself has these parameters.
        self.plain = not hasattr(operator.function, "__wrapped__") and all(
            parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
            for parameter in parameters.values()
        )
        self.required = sum(
            parameter.default is inspect.Parameter.empty for parameter in parameters.values()
        )
        #: (position, name, whether None is allowed) of the parameters of a torch operator that are
        #: tensors.
        self.tensors: tuple[tuple[int, str, bool], ...] = ()
        #: Whether torch's own overloads say what the arguments must be.
        self.native = is_native(operator.name)
        if operator.name.startswith("torch."):
            self.tensors = tuple(
                (
                    sys.maxsize if parameter.kind is inspect.Parameter.KEYWORD_ONLY else index,
                    name,
                    parameter.annotation != "Tensor",
                )
                for index, (name, parameter) in enumerate(parameters.items())
                if parameter.annotation in ("Tensor", "Tensor | None")
                and parameter.kind is not inspect.Parameter.VAR_POSITIONAL
            )

    def fits(self, args: Sequence[Any], given: Mapping[str, Any]) -> bool:
        """Returns whether a call of a plain function surely has all that it needs and no more."""
        count = len(args)
        names = self.names
        if not self.plain or count > len(names):
            return False
        return all(name in names[count:] for name in given) and all(
            name in given for name in names[count : self.required]
        )


@cache
def _plan(operator: Operator) -> _Plan:
    return _Plan(operator)


def bind(
    operator: Operator, args: Sequence[Any], kwargs: Mapping[str, Any]
) -> tuple[Sequence[Any], Mapping[str, Any], Any]:
    """Returns the arguments as the stub takes them, and ``out`` when the stub has no such parameter.

    Raises TypeError when they do not fit, or when a parameter of type Tensor is given something
    else, as torch does; raises UnknownUse when a value that is not known stands for a tensor.
    """
    reason = refusal(operator.name, args, kwargs)
    if reason is not None:
        raise TypeError(reason)
    plan = _plan(operator)
    moved = positional_out(operator.name, plan.names, args, kwargs) if plan.array else None
    if moved is not None:
        args, kwargs = moved
    given = kwargs
    out = None
    if kwargs:
        given, out = _renamed(operator, plan, dict(kwargs))
    if not plan.fits(args, given):
        bound = plan.signature.bind(*args, **given)
        args, given = bound.args, bound.kwargs
    if plan.dtype >= 0:
        _check_numpy_dtype(args[plan.dtype] if plan.dtype < len(args) else given.get("dtype"))
    count = len(args)
    for index, name, optional in plan.tensors:
        if index < count:
            value = args[index]
        elif name in given:
            value = given[name]
        else:
            continue
        if isinstance(value, Unknown) and not value.object_name:
            raise UnknownUse(value.reason)
        if not plan.native:
            _check_tensor(operator, name, value, optional)
    return args, given, out


def _check_numpy_dtype(dtype: object) -> None:
    if isinstance(dtype, DType):
        raise TypeError(f"Cannot interpret '{dtype}' as a data type")


def _renamed(
    operator: Operator, plan: _Plan, given: dict[str, Any]
) -> tuple[dict[str, Any], object]:
    out = None if plan.takes_out else given.pop("out", None)
    names = plan.names
    if is_native(operator.name) or not overloads(operator.name):
        for name, others in NUMPY_NAMES.items():
            if name in names:
                for other in others:
                    if other in given and other not in names and name not in given:
                        given[name] = given.pop(other)
    return given, out


def _check_tensor(operator: Operator, name: str, value: object, optional: bool) -> None:
    if isinstance(value, Tensor) and value.kind != "ndarray":
        return
    if value is None and optional:
        return
    try:
        fail_type(operator.name.rpartition(".")[2], name, value)
    except StubFailure as failure:
        raise TypeError(failure.message) from None


def written_to(operator: Operator, result: object, out: object) -> object:
    """Returns the result as ``out=`` holds it: with the dtype of ``out``, resized where needed.

    Refuses an ``out`` that cannot hold the result: another kind of dtype, elements that overlap.
    """
    if operator.name.startswith("numpy."):
        result = fitted(operator.name, result, out)
    if isinstance(result, tuple) and isinstance(out, tuple | list):
        text = f"out must have {len(result)} tensors, got {len(out)}"
        require(len(result) == len(out), text, "bad-argument", "TypeError")
        parts = [
            written_to(operator, part, target) for part, target in zip(result, out, strict=True)
        ]
        return (
            NamedResult(result.fields, parts) if isinstance(result, NamedResult) else tuple(parts)
        )
    if not isinstance(result, Tensor) or not isinstance(out, Tensor):
        return result
    _check_out(operator, result, out)
    same_dtype = out.dtype is None or out.dtype == result.dtype
    kept = out.sizes is not None and out.sizes == result.sizes
    return result.changed(
        dtype=result.dtype if out.dtype is None else out.dtype,
        strides=out.strides if kept else result.strides,
        data=result.data if same_dtype else None,
        requires_grad=result.requires_grad if same_dtype else None,
        layout=out.layout,
    )


def _check_out(operator: Operator, result: Tensor, out: Tensor) -> None:
    require_writable(out)
    name = operator.name.rpartition(".")[2]
    if name in _ANY_OUT or result.dtype is None or out.dtype is None:
        return
    fits = result.dtype == out.dtype if name in _EXACT_OUT else can_cast(result.dtype, out.dtype)
    text = f"out is {out.dtype}, but the result is {result.dtype}"
    require(fits, text, "dtype-mismatch")
