"""Arithmetic on bounds: `(lo, hi)` pairs of integers where None means unbounded on that side.

These are plain numbers, without symbols: what a symbolic operand may be is combined here into what the result may be.
"""

from collections.abc import Iterable

Bounds = tuple[int | None, int | None]

UNBOUNDED: Bounds = (None, None)


def plus(a: Bounds, b: Bounds) -> Bounds:
    """Return the bounds of x + y for x in `a`, y in `b`."""
    return (
        None if a[0] is None or b[0] is None else a[0] + b[0],
        None if a[1] is None or b[1] is None else a[1] + b[1],
    )


def scaled(a: Bounds, factor: int) -> Bounds:
    """Return the bounds of factor * x for x in `a`."""
    lo = None if a[0] is None else a[0] * factor
    hi = None if a[1] is None else a[1] * factor
    if factor == 0:
        return 0, 0
    return (lo, hi) if factor > 0 else (hi, lo)


def times(a: Bounds, b: Bounds) -> Bounds:
    """Return the bounds of x * y for x in `a`, y in `b`."""
    alo, ahi = a
    blo, bhi = b
    if alo is not None and blo is not None and alo >= 0 and blo >= 0:
        if ahi == 0 or bhi == 0:
            return 0, 0
        return alo * blo, None if ahi is None or bhi is None else ahi * bhi
    if a == (0, 0) or b == (0, 0):
        return 0, 0
    corners = [_corner(x, i, y, j) for i, x in enumerate(a) for j, y in enumerate(b)]
    lows = [None if c == "-" else c for c in corners if c != "+"]
    highs = [None if c == "+" else c for c in corners if c != "-"]
    return _least(lows), _greatest(highs)


def _corner(x: int | None, i: int, y: int | None, j: int) -> int | str:
    """The product of two ends (i, j: 0 low end, 1 high end); "+"/"-" for an infinite one."""
    if x == 0 or y == 0:
        return 0
    if x is not None and y is not None:
        return x * y
    x_negative = i == 0 if x is None else x < 0
    y_negative = j == 0 if y is None else y < 0
    return "-" if x_negative != y_negative else "+"


def _least(ends: Iterable[int | str | None]) -> int | None:
    numbers = [end for end in ends if isinstance(end, int) or end is None]
    return None if None in numbers else min(n for n in numbers if n is not None)


def _greatest(ends: Iterable[int | str | None]) -> int | None:
    numbers = [end for end in ends if isinstance(end, int) or end is None]
    return None if None in numbers else max(n for n in numbers if n is not None)


def power(a: Bounds, exponent: int) -> Bounds:
    """Return the bounds of x ** exponent for x in `a`, exponent >= 1."""
    if exponent == 1:
        return a
    lo, hi = a
    if exponent % 2 == 1 or (lo is not None and lo >= 0):
        return None if lo is None else lo**exponent, None if hi is None else hi**exponent
    if hi is not None and hi <= 0:
        return hi**exponent, None if lo is None else lo**exponent
    return 0, None if lo is None or hi is None else max(lo**exponent, hi**exponent)


def hull(parts: Iterable[Bounds]) -> Bounds:
    """Return the smallest bounds that contain all of `parts`."""
    los, his = zip(*parts, strict=True)
    return (
        None if None in los else min(los),
        None if None in his else max(his),
    )


def meet(a: Bounds, b: Bounds) -> Bounds:
    """Return the values in both; an empty result has lo > hi."""
    lo = b[0] if a[0] is None else a[0] if b[0] is None else max(a[0], b[0])
    hi = b[1] if a[1] is None else a[1] if b[1] is None else min(a[1], b[1])
    return lo, hi


def quotient(a: Bounds, d: Bounds) -> Bounds:
    """Return the bounds of x // y; unbounded when y may be 0 or change its sign."""
    dlo, dhi = d
    if dhi is not None and dhi < 0:
        a, (dlo, dhi) = scaled(a, -1), scaled(d, -1)
    if dlo is None or dlo <= 0:
        return UNBOUNDED
    lo, hi = a
    if lo is not None:
        if lo < 0:
            lo = lo // dlo
        else:
            lo = 0 if dhi is None else lo // dhi
    if hi is not None:
        if hi >= 0:
            hi = hi // dlo
        else:
            hi = -1 if dhi is None else hi // dhi
    return lo, hi


def remainder(a: Bounds, d: Bounds) -> Bounds:
    """Return the bounds of x % y; unbounded when y may be 0 or change its sign."""
    lo, hi = a
    dlo, dhi = d
    if dhi is not None and dhi < 0:
        return scaled(remainder(scaled(a, -1), scaled(d, -1)), -1)
    if dlo is None or dlo <= 0:
        return UNBOUNDED
    if lo is None or hi is None:
        if lo is not None and lo >= 0:
            return 0, None if dhi is None else dhi - 1
        return 0, None if dhi is None else dhi - 1
    if dlo == dhi and lo // dlo == hi // dlo:
        return lo % dlo, hi % dlo
    if lo >= 0:
        return (lo, hi) if hi < dlo else (0, hi if dhi is None else min(hi, dhi - 1))
    return 0, None if dhi is None else dhi - 1


def minimum(parts: Iterable[Bounds]) -> Bounds:
    """Return the bounds of the least of several values."""
    los, his = zip(*parts, strict=True)
    known = [hi for hi in his if hi is not None]
    return None if None in los else min(los), min(known) if known else None


def maximum(parts: Iterable[Bounds]) -> Bounds:
    """Return the bounds of the greatest of several values."""
    los, his = zip(*parts, strict=True)
    known = [lo for lo in los if lo is not None]
    return max(known) if known else None, None if None in his else max(his)
