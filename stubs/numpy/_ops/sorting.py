"""Operators: sort, argsort, unique, sets, searchsorted, histogram, bincount."""

from __future__ import annotations

from typing import Any

from pytea._stubs.numpy._ops._shared_arrays import (
    array_of,
    axis_of,
    flag_of,
    flat,
    is_torch,
    kept_layout,
    new_array,
    operand,
    outcome,
    size_of,
)
from pytea._stubs.numpy._ops._shared_dtypes import BOOL, FLOAT64, INT64, common_dtype
from pytea._stubs.numpy._ops._shared_ufunc import check_kind
from pytea._stubs.numpy._ops.joining import joined_dtype
from pytea.stubapi import (
    DType,
    Int,
    NamedResult,
    SymInt,
    Tensor,
    Unknown,
    UnknownUse,
    fail,
    fresh_size,
    named_result,
    numel,
    op,
    render_shape,
    require,
    same,
)


def _sorted(a: Any, axis: Any, positions: bool, name: str) -> Tensor:
    if is_torch(a) and name == "argsort":
        raise UnknownUse("numpy.argsort of a tensor of torch")
    record = array_of(a)
    if axis is None:
        record = flat(record)
    elif record.ndim or name != "argsort":
        axis_of(axis, record.ndim)
    else:
        axis_of(axis, 1)
    shape = record.shape or (1,) if positions else record.shape
    layout = kept_layout(record)
    result = new_array(shape, INT64 if positions else record.dtype, strides=layout)
    return result.changed(data=_in_order(record, positions))


def _in_order(a: Tensor, positions: bool) -> tuple[Any, ...] | None:
    if a.data is None or a.ndim != 1 or not all(isinstance(x, (int, float)) for x in a.data):
        return None
    order = sorted(range(len(a.data)), key=a.data.__getitem__)
    return tuple(order) if positions else tuple(a.data[index] for index in order)


@op("numpy.sort")
def sort(a: Any, axis: Any = -1, kind: Any = None, order: Any = None, *, stable: Any = None) -> Tensor:
    """a (*) -> (*), flat for axis=None"""
    return _sorted(a, axis, False, "sort")


@op("numpy.argsort", "numpy.ndarray.argsort")
def argsort(a: Any, axis: Any = -1, kind: Any = None, order: Any = None, *, stable: Any = None) -> Tensor:
    """a (*) -> positions (*), flat for axis=None"""
    return _sorted(a, axis, True, "argsort")


@op("numpy.ndarray.sort", binding="inplace")
def sort_method(
    self: Tensor, axis: Any = -1, kind: Any = None, order: Any = None, *, stable: Any = None
) -> Tensor:
    """a (*), sorted in place"""
    return self.changed(data=_sorted(self, axis, False, "sort").data)


@op("numpy.ndarray.partition", binding="inplace")
def partition_method(
    self: Tensor, kth: Any, axis: Any = -1, kind: Any = "introselect", order: Any = None
) -> Tensor:
    """a (*), partly sorted in place"""
    _partitioned(self, kth, axis, False)
    return self.changed(data=None)


@op("numpy.partition")
def partition(a: Any, kth: Any, axis: Any = -1, kind: Any = "introselect", order: Any = None) -> Tensor:
    """a (*) -> (*)"""
    return _partitioned(a, kth, axis, False)


@op("numpy.argpartition", "numpy.ndarray.argpartition")
def argpartition(a: Any, kth: Any, axis: Any = -1, kind: Any = "introselect", order: Any = None) -> Tensor:
    """a (*) -> positions (*)"""
    return _partitioned(a, kth, axis, True)


def _partitioned(a: Any, kth: Any, axis: Any, positions: bool) -> Tensor:
    result = _sorted(a, axis, positions, "argsort" if positions else "sort").changed(data=None)
    if isinstance(kth, (int, SymInt)) and result.ndim:
        size = result.shape[-1 if axis is None else axis]
        text = f"kth {kth} is out of bounds ({size})"
        inside = (kth >= -size) & (kth < size)
        require(inside | (numel(result.shape) == 0), text, "bad-argument", "ValueError")
    return result


@op("numpy.lexsort")
def lexsort(keys: Any, axis: Any = -1) -> Tensor:
    """keys (k, *) -> positions (*)"""
    record = array_of(keys)
    require(record.ndim > 0, "need sequence of keys", "bad-argument", "TypeError")
    return new_array(record.shape[1:], INT64)


def _unique_count(a: Tensor, dim: int | None) -> Int:
    """Returns how many distinct elements there are: at least one where there is any."""
    size = numel(a.shape) if dim is None else a.shape[dim]
    known = a.data is not None and dim is None
    if known and all(isinstance(item, (int, float)) for item in a.data or ()):
        return len(set(a.data or ()))
    low = min(size, 1) if isinstance(size, int) else 0
    return fresh_size("num_unique", low, size if isinstance(size, int) else None)


@op("numpy.unique")
def unique(
    ar: Any, return_index: Any = False, return_inverse: Any = False, return_counts: Any = False,
    axis: Any = None, *, equal_nan: Any = True, sorted: Any = True,
) -> Any:  # fmt: skip
    """ar (*) -> (n), with (n), (*) and (n) for the positions, the inverse and the counts"""
    record = array_of(ar)
    dim = None if axis is None else axis_of(axis, record.ndim)
    count = _unique_count(record, dim)
    shape = (count,) if dim is None else (*record.shape[:dim], count, *record.shape[dim + 1 :])
    numbers = record.data is not None and all(isinstance(x, (int, float)) for x in record.data)
    data = _distinct(record.data) if dim is None and numbers else None
    layout = "contiguous" if dim is None else "unknown"
    results = [new_array(shape, record.dtype, data, layout)]
    if flag_of(return_index, "return_index"):
        results.append(new_array((count,), INT64))
    if flag_of(return_inverse, "return_inverse"):
        inverse = record.shape if dim is None else (record.shape[dim],)
        results.append(new_array(inverse, INT64))
    if flag_of(return_counts, "return_counts"):
        results.append(new_array((count,), INT64))
    return results[0] if len(results) == 1 else tuple(results)


_sorted_list = sorted


def _distinct(data: Any) -> list[Any]:
    return _sorted_list(set(data))


def _unique_parts(*names: str) -> Any:
    def parts(x: Any, /) -> NamedResult:
        """x (*) -> (n) and the parts that its name tells"""
        record = array_of(x)
        count = _unique_count(record, None)
        shapes = {"inverse_indices": record.shape}
        found = {n: new_array(shapes.get(n, (count,)), INT64) for n in names[1:]}
        return named_result(values=new_array((count,), record.dtype), **found)

    return parts


op("numpy.unique_counts")(_unique_parts("values", "counts"))
op("numpy.unique_inverse")(_unique_parts("values", "inverse_indices"))
op("numpy.unique_all")(_unique_parts("values", "indices", "inverse_indices", "counts"))


@op("numpy.unique_values")
def unique_values(x: Any, /) -> Tensor:
    """x (*) -> (n)"""
    return unique(x)  # type: ignore[no-any-return]


def _register_set(name: str) -> None:
    @op(f"numpy.{name}")
    def combine(ar1: Any, ar2: Any, assume_unique: Any = False, return_indices: Any = False) -> Any:
        """Two arrays -> (n)"""
        found = [flat(array_of(ar1)), flat(array_of(ar2))]
        result = new_array((fresh_size("num_elements", 0),), _set_dtype(name, found))
        if return_indices is True:
            place = new_array(result.shape, INT64)
            return result, place, place
        return result


def _set_dtype(name: str, found: list[Tensor]) -> DType | None:
    return found[0].dtype if name == "setdiff1d" else joined_dtype(found)


for _name in ("union1d", "intersect1d", "setdiff1d", "setxor1d"):
    _register_set(_name)


@op("numpy.isin", "numpy.in1d")
def isin(
    element: Any, test_elements: Any, assume_unique: Any = False, invert: Any = False, *,
    kind: Any = None,
) -> Any:  # fmt: skip
    """element (*) -> flags (*)"""
    array_of(test_elements)
    record = array_of(element)
    return new_array(record.shape, BOOL)


@op("numpy.searchsorted")
def searchsorted(a: Any, v: Any, side: Any = "left", sorter: Any = None) -> Any:
    """a (n), v (*) -> positions (*)"""
    record, wanted = array_of(a), operand(v)
    text = f"searchsorted wants a 1-d array, got {render_shape(record.shape)}"
    require(record.ndim == 1, text, "shape-mismatch", "ValueError")
    return outcome(wanted.shape if isinstance(wanted, Tensor) else (), INT64)


@op("numpy.ndarray.searchsorted")
def searchsorted_method(self: Any, v: Any, side: Any = "left", sorter: Any = None) -> Any:
    """a (n), v (*) -> positions (*)"""
    return searchsorted(self, v, side, sorter)


@op("numpy.digitize")
def digitize(x: Any, bins: Any, right: Any = False) -> Any:
    """x (*), bins (n) -> positions (*)"""
    record, edges = array_of(x), array_of(bins)
    check_kind("digitize", record.dtype, "c")
    text = f"digitize wants 1-d bins, got {render_shape(edges.shape)}"
    require(edges.ndim == 1, text, "shape-mismatch", "ValueError")
    return outcome(record.shape, INT64)


@op("numpy.bincount")
def bincount(x: Any, /, weights: Any = None, minlength: Any = 0) -> Tensor:
    """x (n) -> (max(x) + 1)"""
    record, least = array_of(x), size_of(minlength, "minlength")
    shown = f"bincount wants a 1-d array of integers, got {render_shape(record.shape)}"
    require(record.ndim == 1, shown, "shape-mismatch", "ValueError")
    if record.dtype is not None and record.dtype.kind not in ("int", "bool"):
        text = f"cannot cast array data from {record.dtype.name} to int64"
        fail(text, "dtype-mismatch", "TypeError")
    kind = INT64 if weights is None or same(record.shape[0], 0) else FLOAT64
    if record.data is not None and all(type(item) is int for item in record.data):
        most = max((item + 1 for item in record.data), default=0)
        if isinstance(least, int):
            return new_array((max(most, least),), kind)
    low = least if isinstance(least, int) else 0
    return new_array((fresh_size("num_bins", low),), kind)


@op("numpy.histogram")
def histogram(
    a: Any, bins: Any = 10, range: Any = None, density: Any = None, weights: Any = None
) -> tuple[Tensor, Tensor]:
    """a (*) -> counts (bins), edges (bins + 1)"""
    record, count = array_of(a), _bins(bins)
    kind = INT64 if weights is None and not density else FLOAT64
    edges = None if record.dtype is None or not isinstance(bins, int) else FLOAT64
    if record.dtype is not None and record.dtype.name == "float32":
        edges = None
    return new_array((count,), kind), new_array((count + 1,), edges)


def _bins(bins: Any) -> Int:
    if isinstance(bins, str):
        return fresh_size("num_bins", 1)
    if isinstance(bins, (list, tuple, Tensor)):
        edges = array_of(bins)
        if edges.ndim:
            require(edges.ndim == 1, "bins must be 1-d", "shape-mismatch", "ValueError")
            return edges.shape[0] - 1
    count = size_of(bins, "bins")
    require(count >= 1, "bins must be positive, when an integer", "bad-argument", "ValueError")
    return count


@op("numpy.histogram2d")
def histogram2d(
    x: Any, y: Any, bins: Any = 10, range: Any = None, density: Any = None, weights: Any = None
) -> tuple[Tensor, Tensor, Tensor]:
    """x (n), y (n) -> counts (a, b), edges (a + 1), edges (b + 1)"""
    pair = bins if isinstance(bins, (list, tuple)) and len(bins) == 2 else (bins, bins)
    a, b = map(_bins, pair)
    return new_array((a, b), FLOAT64), new_array((a + 1,), FLOAT64), new_array((b + 1,), FLOAT64)


@op("numpy.histogram_bin_edges")
def histogram_bin_edges(a: Any, bins: Any = 10, range: Any = None, weights: Any = None) -> Tensor:
    """a (*) -> edges (bins + 1)"""
    return histogram(a, bins)[1]


@op("numpy.interp")
def interp(x: Any, xp: Any, fp: Any, left: Any = None, right: Any = None, period: Any = None) -> Any:
    """x (*), xp (n), fp (n) -> (*)"""
    at, places, values = operand(x), array_of(xp), array_of(fp)
    shown = f"xp is {render_shape(places.shape)} and fp is {render_shape(values.shape)}"
    for record in (places, values):
        require(record.ndim == 1, f"{shown}: both must be 1-d", "shape-mismatch", "ValueError")
    text = f"{shown}: they must have the same length"
    require(places.shape[0] == values.shape[0], text, "shape-mismatch", "ValueError")
    kind = values.dtype and (common_dtype(values, 1j) if values.dtype.kind == "complex" else FLOAT64)
    return outcome(at.shape if isinstance(at, Tensor) else (), kind)


@op("numpy.correlate")
def correlate(a: Any, v: Any, /, mode: Any = "valid") -> Tensor:
    """a (N), v (M) -> (|N - M| + 1), (max(N, M)) for "same", (N + M - 1) for "full" """
    return _convolved(array_of(a), array_of(v), mode)


@op("numpy.convolve")
def convolve(a: Any, v: Any, /, mode: Any = "full") -> Tensor:
    """a (N), v (M) -> (N + M - 1), (max(N, M)) for "same", (|N - M| + 1) for "valid" """
    return _convolved(array_of(a), array_of(v), mode)


def _convolved(a: Tensor, v: Tensor, mode: Any) -> Tensor:
    if isinstance(mode, Unknown):
        raise UnknownUse(mode.reason)
    shown = f"{render_shape(a.shape)} and {render_shape(v.shape)}: "
    for record in (a, v):
        require(record.ndim <= 1, f"{shown}both must be 1-d", "shape-mismatch", "ValueError")
    n, m = (record.shape[0] if record.ndim else 1 for record in (a, v))
    require((n > 0) & (m > 0), f"{shown}none may be empty", "shape-mismatch", "ValueError")
    longer, shorter = _ordered(n, m)
    sizes = {"full": n + m - 1, "same": longer, "valid": longer - shorter + 1}
    if not isinstance(mode, str) or mode not in sizes:
        fail(f"mode must be 'full', 'same' or 'valid', got {mode!r}", "bad-argument", "ValueError")
    return new_array((sizes[mode],), common_dtype(a, v))


def _ordered(n: Int, m: Int) -> tuple[Int, Int]:
    if isinstance(n, int) and isinstance(m, int):
        return max(n, m), min(n, m)
    return (n, m) if bool(n >= m) else (m, n)
