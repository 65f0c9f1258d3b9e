"""``out`` of numpy's functions: where it may stand, and which arrays hold a result.

Many take ``out`` by position: ``np.exp(x, x)``, ``np.sum(a, 0, None, total)``. Their stubs leave it away,
and what numpy lists behind it may be given to a stub by name only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pytea.stubapi.context import fail, require
from pytea.stubapi.shapes import render_shape
from pytea.values.tensor import Tensor
from pytea.values.unknown import Unknown

_UNARY = (
    "abs absolute acos acosh arccos arccosh arcsin arcsinh arctan arctanh asin asinh atan atanh "
    "bitwise_invert bitwise_not cbrt ceil conj conjugate cos cosh deg2rad degrees exp exp2 expm1 "
    "fabs floor invert isfinite isinf isnan log log10 log1p log2 logical_not negative positive "
    "rad2deg radians reciprocal rint sign signbit sin sinh spacing sqrt square tan tanh trunc "
    "fix isneginf isposinf"
)
_BINARY = (
    "add arctan2 atan2 bitwise_and bitwise_left_shift bitwise_or bitwise_right_shift bitwise_xor "
    "copysign divide equal float_power floor_divide fmax fmin fmod gcd greater greater_equal "
    "heaviside hypot lcm ldexp left_shift less less_equal logaddexp logaddexp2 logical_and "
    "logical_or logical_xor matmul maximum minimum mod multiply nextafter not_equal pow power "
    "remainder right_shift subtract true_divide dot outer"
)
_AXIS = (
    "all amax amin any argmax argmin max median min nanargmax nanargmin nanmax nanmedian nanmin ptp "
    "round around concat concatenate stack"
)
_DTYPE = (
    "cumprod cumsum mean nancumprod nancumsum nanmean nanprod nanstd nansum nanvar prod std sum var "
    "clip compress nanpercentile nanquantile percentile quantile take"
)
_UFUNCS = frozenset(f"numpy.{name}" for name in (_UNARY + " " + _BINARY).split())
#: Name: how many arguments stand before ``out``.
_BEFORE: dict[str, int] = {
    f"numpy.{name}": count
    for count, names in enumerate((_UNARY, _BINARY + " " + _AXIS, _DTYPE), 1)
    for name in names.split()
}


def positional_out(
    name: str, names: Sequence[str], args: Sequence[Any], given: Mapping[str, Any]
) -> tuple[Sequence[Any], dict[str, Any]] | None:
    """Returns a call with ``out`` and what stands behind it by name; None when all is in place."""
    before = _BEFORE.get(name)
    if before is None or len(args) <= before or "out" in names:
        return None
    behind = ["out"] if name in _UFUNCS else ["out", *names[before:]]
    extra = args[before:]
    if len(extra) > len(behind) or any(other in given for other in behind[: len(extra)]):
        return None
    named = dict(zip(behind, extra, strict=False))
    return args[:before], {**given, **named}


def fitted(name: str, result: Any, out: Any) -> Any:
    """Returns a result as an array given as ``out`` holds it; fails where it cannot."""
    if isinstance(out, (tuple, list)) and len(out) == 1 and not isinstance(result, tuple):
        out = out[0]
    if isinstance(out, Unknown) or isinstance(result, (tuple, Unknown)):
        return result
    if not isinstance(out, Tensor):
        fail("return arrays must be of ArrayType", "bad-argument", "TypeError")
    if not isinstance(result, Tensor) or out.sizes is None or result.sizes is None:
        return result
    text = f"out has shape {render_shape(out.shape)}, but the result {render_shape(result.shape)}"
    if name in _UFUNCS and out.ndim > result.ndim:
        missing = out.ndim - result.ndim
        result = result.changed(sizes=out.sizes, data=None) if missing else result
        return result
    require(out.ndim == result.ndim, text, "not-broadcastable", "ValueError")
    for have, want in zip(result.shape, out.shape, strict=True):
        fits = (have == want) | (have == 1) if name in _UFUNCS else have == want
        require(fits, text, "not-broadcastable", "ValueError")
    return result.changed(sizes=out.sizes)
