"""Element-wise functions of numpy: every ufunc over every dtype, broadcasting, operators."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.differential.numpy_calls import Calls, arrays, describe_call, disagreement, ramp, report

DTYPES = ["bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64",
          "float16", "float32", "float64", "complex64", "complex128"]  # fmt: skip
NUMBERS: list[Any] = [True, 2, 0, -1, 2.5, 1j, 300]
UNARY = """
sqrt exp log log2 log10 log1p exp2 expm1 sin cos tan arcsin arccos arctan sinh cosh tanh arcsinh
arccosh arctanh cbrt rint deg2rad rad2deg fabs floor ceil trunc absolute abs negative positive sign
square reciprocal conj conjugate invert isnan isinf isfinite logical_not signbit real imag angle round fix
nan_to_num isposinf
""".split()
BINARY = """
add subtract multiply divide true_divide floor_divide remainder mod fmod power float_power maximum
minimum fmax fmin less less_equal greater greater_equal equal not_equal logical_and logical_or
logical_xor bitwise_and bitwise_or bitwise_xor left_shift right_shift arctan2 hypot copysign logaddexp
nextafter heaviside gcd lcm isclose
""".split()
METHODS = """
add sub mul truediv floordiv mod pow and or xor lshift rshift lt le gt ge eq ne radd rsub rmul rtruediv
rfloordiv rmod rpow
""".split()
INPLACE = "iadd isub imul itruediv ifloordiv imod ipow iand ior".split()
SHAPES = arrays((), (1,), (3,), (2, 3), (2, 1), (1, 3), (0,), (0, 3), (4,), (2, 2, 3))
INTEGERS = arrays((), (3,), (2, 3), (2, 1), (4,), dtype=np.int64)
FLAGS = [lambda: np.array([True, False, True]), lambda: np.array(True)]
ANY = [
    *SHAPES,
    *INTEGERS,
    *FLAGS,
    lambda: ramp(2, 3).T,
    lambda: ramp(3, 2)[::-1],
    lambda: ramp(3, 4)[:, ::2],
]
OPERANDS = [*ANY, 2, 1.5, True, [1, 2, 3], [[1.0], [2.0]], (1, 2, 3), 2j]


def _over_dtypes(name: str, others: list[Any] | None) -> list[str]:
    problems = []
    for dtype in DTYPES:
        first = np.array([1, 1], dtype=dtype)
        rows = [(first,)] if others is None else [(first, other) for other in others]
        for args in rows:
            problem = disagreement(name, args, {})
            if problem:
                problems.append(f"{describe_call(name, args, {})}\n    {problem}")
    return problems


@pytest.mark.parametrize("name", UNARY)
def test_unary(name: str) -> None:
    problems = _over_dtypes(f"numpy.{name}", None)
    problems += Calls(f"numpy.{name}", [[*OPERANDS, "x"]], count=25, loose=True).problems()
    assert not problems, report(problems)


@pytest.mark.parametrize("name", BINARY)
def test_binary(name: str) -> None:
    others = [np.array([1, 1], dtype=dtype) for dtype in DTYPES]
    problems = _over_dtypes(f"numpy.{name}", [*others, *NUMBERS])
    problems += Calls(f"numpy.{name}", [OPERANDS, OPERANDS], count=40).problems()
    assert not problems, report(problems)


@pytest.mark.parametrize("name", METHODS)
def test_operators(name: str) -> None:
    case = Calls(f"numpy.ndarray.__{name}__", [ANY, OPERANDS], count=60)
    problems = case.problems()
    assert not problems, report(problems)


@pytest.mark.parametrize("name", INPLACE)
def test_inplace(name: str) -> None:
    problems = Calls(f"numpy.ndarray.__{name}__", [ANY, OPERANDS], count=60).problems()
    assert not problems, report(problems)


@pytest.mark.parametrize(
    "case",
    [
        Calls("numpy.clip", [ANY, [0, 1.5, None, *SHAPES[:4]], [2, None, *SHAPES[:4]]], count=80),
        Calls("numpy.ndarray.clip", [ANY, [0, 1.5, None], [2, None]]),
        Calls("numpy.divmod", [INTEGERS, [2, 3, *INTEGERS]]),
        Calls("numpy.modf", [ANY[:8]]),
        Calls("numpy.allclose", [ANY, OPERANDS[:-1]]),
        Calls("numpy.array_equal", [ANY, ANY]),
        Calls("numpy.where", [ANY, OPERANDS, OPERANDS], count=120),
        Calls("numpy.ndarray.round", [ANY], {"decimals": [0, 1, -1]}),
        Calls("numpy.ndarray.__neg__", [ANY]),
        Calls("numpy.ndarray.__invert__", [ANY]),
        Calls("numpy.ndarray.__abs__", [ANY]),
        Calls("numpy.float32", [OPERANDS]) if False else Calls("numpy.copysign", [SHAPES, SHAPES]),
    ],
    ids=lambda case: case.name,
)
def test_others(case: Calls) -> None:
    problems = case.problems()
    assert not problems, report(problems)
