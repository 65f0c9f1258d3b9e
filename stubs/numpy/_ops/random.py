"""Operators: numpy.random: arrays of random numbers, by the old functions and by generators."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytea._stubs.numpy._ops._shared_arrays import (
    array_of,
    axis_of,
    broadcast_shapes,
    new_array,
    operand,
    outcome,
    shape_of,
    size_of,
)
from pytea._stubs.numpy._ops._shared_dtypes import FLOAT64, INT64, dtype_of
from pytea._stubs.numpy._ops.shapes import require_fits
from pytea.stubapi import drawn as any_of_range
from pytea.stubapi import (
    DATA_DEPENDENT,
    DType,
    Int,
    SymInt,
    Tensor,
    Unknown,
    UnknownUse,
    drawn_int,
    fail,
    numel,
    op,
    render,
    render_shape,
    require,
)

#: The old functions and the methods of RandomState come from one place.
_OLD, _NEW = "numpy.random", "numpy._random"


def drawn(size: Any, dtype: DType | None, *parameters: Any) -> Any:
    """Returns random numbers of shape ``size``, or of the shape of the parameters."""
    shapes = []
    for parameter in parameters:
        value = None if parameter is None else operand(parameter)
        if isinstance(value, Tensor):
            shapes.append(value.shape)
    common = broadcast_shapes(*shapes) if shapes else ()
    if size is None:
        return _python_number(dtype) if not len(common) else new_array(common, dtype)
    shape = shape_of(size)
    require_fits(common, shape)
    if not shape and dtype is not None and dtype.name == "float32":
        return new_array(shape, dtype)
    return new_array(shape, dtype) if len(shape) else _python_number(dtype)


def _python_number(dtype: DType | None) -> Any:
    """Returns one random number: the old functions and the generators give Python's own."""
    return Unknown(DATA_DEPENDENT, "" if dtype is None else dtype.kind)


def _both(name: str) -> tuple[str, str]:
    return f"{_OLD}.{name}", f"{_NEW}.{name}"


@op(*_both("rand"), *_both("randn"))
def rand(*args: Any) -> Any:
    """Sizes -> (*sizes)"""
    return drawn(tuple(args) if args else None, FLOAT64)


@op(f"{_OLD}.random_sample", f"{_OLD}.random", f"{_OLD}.ranf", f"{_OLD}.sample",
    f"{_OLD}.standard_cauchy")  # fmt: skip
def random_sample(size: Any = None) -> Any:
    """size -> (*size)"""
    return drawn(size, FLOAT64)


@op(f"{_OLD}.standard_normal", f"{_OLD}.standard_exponential", f"{_NEW}.random",
    f"{_NEW}.standard_normal", f"{_NEW}.standard_exponential", f"{_NEW}.standard_cauchy")  # fmt: skip
def random(size: Any = None, dtype: Any = None, method: Any = None) -> Any:
    """size -> (*size)"""
    return drawn(size, dtype_of(dtype, FLOAT64))


#: Distributions by their parameters and the defaults of these; a star marks whole numbers.
_DISTRIBUTIONS = {
    "uniform": ("low=0.0", "high=1.0"), "normal": ("loc=0.0", "scale=1.0"),
    "laplace": ("loc=0.0", "scale=1.0"), "gumbel": ("loc=0.0", "scale=1.0"),
    "logistic": ("loc=0.0", "scale=1.0"), "lognormal": ("mean=0.0", "sigma=1.0"),
    "exponential": ("scale=1.0",), "rayleigh": ("scale=1.0",), "beta": ("a", "b"),
    "gamma": ("shape", "scale=1.0"), "standard_gamma": ("shape",), "standard_t": ("df",),
    "chisquare": ("df",), "f": ("dfnum", "dfden"), "pareto": ("a",), "weibull": ("a",),
    "power": ("a",), "vonmises": ("mu", "kappa"), "wald": ("mean", "scale"),
    "triangular": ("left", "mode", "right"), "noncentral_chisquare": ("df", "nonc"),
    "*poisson": ("lam=1.0",), "*binomial": ("n", "p"), "*negative_binomial": ("n", "p"),
    "*geometric": ("p",), "*hypergeometric": ("ngood", "nbad", "nsample"), "*zipf": ("a",),
    "*logseries": ("p",),
}  # fmt: skip


def _distribution(parameters: tuple[str, ...], dtype: DType) -> Callable[..., Any]:
    """Returns a function with these parameters and ``size``."""
    names = [parameter.partition("=")[0] for parameter in parameters]
    one, two, three = (*names, None, None)[:3]
    needed = sum("=" not in parameter for parameter in parameters)

    def draw(given: list[Any], size: Any) -> Any:
        return drawn(size, dtype, *given)

    if three is not None:
        return _with_three(names, draw)
    if two is not None:
        return _with_two(names, needed, draw)
    assert one is not None
    return _with_one(one, needed, draw)




def _renamed(function: Callable[..., Any], names: list[str], needed: int) -> Callable[..., Any]:
    """Gives the parameters of a function the names and defaults of a distribution."""
    code = function.__code__
    varnames = (*names, *code.co_varnames[len(names) :])
    function.__code__ = code.replace(co_varnames=varnames)
    function.__defaults__ = (None,) * (len(names) + 1 - needed)
    function.__annotations__ = {}
    return function


def _with_one(name: str, needed: int, draw: Callable[..., Any]) -> Callable[..., Any]:
    def one(first: Any, size: Any = None) -> Any:
        """Parameters -> size, or their broadcast"""
        return draw([first], size)

    return _renamed(one, [name], needed)


def _with_two(names: list[str], needed: int, draw: Callable[..., Any]) -> Callable[..., Any]:
    def two(first: Any, second: Any, size: Any = None) -> Any:
        """Parameters -> size, or their broadcast"""
        return draw([first, second], size)

    return _renamed(two, names, needed)


def _with_three(names: list[str], draw: Callable[..., Any]) -> Callable[..., Any]:
    def three(first: Any, second: Any, third: Any, size: Any = None) -> Any:
        """Parameters -> size, or their broadcast"""
        return draw([first, second, third], size)

    return _renamed(three, names, 3)


for _name, _parameters in _DISTRIBUTIONS.items():
    _whole = _name.startswith("*")
    op(*_both(_name.lstrip("*")))(_distribution(_parameters, INT64 if _whole else FLOAT64))


def _check_range(low: Any, high: Any) -> None:
    numbers = [value for value in (low, high) if isinstance(value, (int, SymInt))]
    if high is None and len(numbers) == 1:
        require(low > 0, f"high <= 0: {render(low)}", "bad-argument", "ValueError")
    elif len(numbers) == 2:
        require(low < high, f"low {render(low)} >= high {render(high)}", "bad-argument", "ValueError")


def _whole_numbers(low: Any, high: Any, size: Any, dtype: Any, *, inclusive: bool = False) -> Any:
    kind = dtype_of(dtype, INT64)
    least, end = (0, low) if high is None else (low, high)
    bounded = all(isinstance(bound, (int, SymInt)) for bound in (least, end))
    most = (end if inclusive else end - 1) if bounded else None
    if size is None and dtype is None and bounded:
        return drawn_int("randint", least, most)
    free = _is_empty(size) or size == ()
    numbers = drawn(size, kind) if free else drawn(size, kind, low, high)
    if isinstance(numbers, Tensor) and bounded and kind is not None and kind.kind == "int":
        return numbers.changed(elements=any_of_range(least, most + 1))
    return numbers


@op("numpy.random.randint")
def randint(low: Any, high: Any = None, size: Any = None, dtype: Any = None) -> Any:
    """low, high -> size"""
    if not _is_empty(size):
        _check_range(low, high)
    return _whole_numbers(low, high, size, dtype)


def _is_empty(size: Any) -> bool:
    listed = size if isinstance(size, (list, tuple)) else (size,)
    return any(type(length) is int and length == 0 for length in listed)


@op("numpy.random.random_integers")
def random_integers(low: Any, high: Any = None, size: Any = None) -> Any:
    """low, high -> size"""
    if high is None:
        low, high = 1, low
    return _whole_numbers(low, high, size, None, inclusive=True)


@op("numpy._random.integers")
def integers(low: Any, high: Any = None, size: Any = None, dtype: Any = None, endpoint: Any = False) -> Any:
    """low, high -> size"""
    if endpoint is False and not _is_empty(size):
        _check_range(low, high)
    return _whole_numbers(low, high, size, dtype, inclusive=endpoint is not False)


def _population(
    a: Any, axis: Any, none_wanted: bool
) -> tuple[Int, tuple[Int, ...], DType | None, int]:
    """Returns how many there are to choose from, the shape of one, the dtype, and the axis."""
    value = operand(a)
    if not isinstance(value, Tensor) or value.ndim == 0:
        count = size_of(a, "a")
        require((count > 0) | none_wanted, "a must be greater than 0", "bad-argument", "ValueError")
        return count, (), INT64, 0
    dim = axis_of(axis, value.ndim)
    rest = (*value.shape[:dim], *value.shape[dim + 1 :])
    text = f"a cannot be empty: {render_shape(value.shape)}"
    require((value.shape[dim] > 0) | none_wanted, text, "bad-argument", "ValueError")
    return value.shape[dim], rest, value.dtype, dim


def _chosen(a: Any, size: Any, replace: Any, p: Any, axis: Any, one_dim: bool) -> Any:
    if isinstance(a, (list, tuple)) and any(isinstance(v, (str, type(None))) for v in a):
        return Unknown("a choice of objects") if size is None else new_array(shape_of(size), None)
    if isinstance(a, Unknown) and a.kind == "int":
        count, rest, dtype, dim = None, (), INT64, 0
    else:
        count, rest, dtype, dim = _population(a, axis, _is_empty(size))
    if one_dim:
        text = "a must be 1-dimensional"
        require(len(rest) == 0, text, "shape-mismatch", "ValueError")
    if p is not None and count is not None and not isinstance(p, Unknown):
        weights = array_of(p)
        text = f"a has {render(count)} elements, but p is {render_shape(weights.shape)}"
        require(weights.ndim == 1, text, "shape-mismatch", "ValueError")
        require(weights.shape[0] == count, text, "shape-mismatch", "ValueError")
    if size is None:
        return outcome(rest, dtype)
    shape = shape_of(size)
    if replace is False and count is not None:
        text = f"cannot take a sample of {render(numel(shape))} from {render(count)} without replacement"
        require(numel(shape) <= count, text, "bad-argument", "ValueError")
    return new_array((*rest[:dim], *shape, *rest[dim:]), dtype)


@op("numpy.random.choice")
def choice(a: Any, size: Any = None, replace: Any = True, p: Any = None) -> Any:
    """a (n) -> size"""
    return _chosen(a, size, replace, p, 0, one_dim=True)


@op("numpy._random.choice")
def generator_choice(
    a: Any, size: Any = None, replace: Any = True, p: Any = None, axis: Any = 0, shuffle: Any = True
) -> Any:
    """a (*, n, *) -> (*, size, *)"""
    return _chosen(a, size, replace, p, axis, one_dim=False)


@op("numpy.random.permutation")
def permutation(x: Any) -> Tensor:
    """x (n, *) -> (n, *); n -> (n)"""
    return _permuted(x, 0)


@op("numpy._random.permutation")
def generator_permutation(x: Any, axis: Any = 0) -> Tensor:
    """x (*) -> (*); n -> (n)"""
    return _permuted(x, axis)


def _permuted(x: Any, axis: Any) -> Tensor:
    value = operand(x)
    if not isinstance(value, Tensor):
        if isinstance(x, float):
            fail("x must be an integer or at least 1-dimensional", "bad-argument", "IndexError")
        return new_array((size_of(x, "x"),), INT64)
    text = "x must be an integer or at least 1-dimensional"
    if value.ndim == 0:
        if value.dtype is not None and value.dtype.kind == "int":
            return new_array((size_of(value, "x"),), INT64)
        fail(text, "bad-argument", "IndexError")
    axis_of(axis, value.ndim)
    return new_array(value.shape, value.dtype)


@op("numpy._random.permuted")
def permuted(x: Any, *, axis: Any = None) -> Tensor:
    """x (*) -> (*)"""
    record = array_of(x)
    return new_array(record.shape, record.dtype)


@op("numpy.random._shuffle", binding="inplace", counted=False)
def shuffle(x: Tensor) -> Tensor:
    """x (n, *), in another order afterwards"""
    if isinstance(x, Unknown):
        raise UnknownUse(x.reason)
    if x.ndim == 0:
        fail("x must be an array or a sequence", "bad-argument", "TypeError")
    return x.changed(data=None)


@op(*_both("multivariate_normal"))
def multivariate_normal(
    mean: Any, cov: Any, size: Any = None, check_valid: Any = "warn", tol: Any = 1e-8, *,
    method: Any = "svd",
) -> Tensor:  # fmt: skip
    """mean (n), cov (n, n) -> (*size, n)"""
    center, spread = array_of(mean), array_of(cov)
    shown = f"mean is {render_shape(center.shape)} and cov is {render_shape(spread.shape)}"
    require(center.ndim == 1, f"{shown}: mean must be 1-d", "shape-mismatch", "ValueError")
    require(spread.ndim == 2, f"{shown}: cov must be 2-d", "shape-mismatch", "ValueError")
    for length in spread.shape:
        text = f"{shown}: they must have the same length"
        require(length == center.shape[0], text, "shape-mismatch", "ValueError")
    front = () if size is None else shape_of(size)
    return new_array((*front, center.shape[0]), FLOAT64)


@op(*_both("dirichlet"))
def dirichlet(alpha: Any, size: Any = None) -> Tensor:
    """alpha (k) -> (*size, k)"""
    front = () if size is None else shape_of(size)
    return new_array((*front, *array_of(alpha).shape), FLOAT64)


@op(*_both("multinomial"))
def multinomial(n: Any, pvals: Any, size: Any = None) -> Tensor:
    """pvals (k) -> (*size, k)"""
    front = () if size is None else shape_of(size)
    return new_array((*front, *array_of(pvals).shape), INT64)


@op(*_both("bytes"), counted=False)
def bytes_(length: Any) -> Unknown:
    """Random bytes."""
    return Unknown("random bytes", "bytes")


