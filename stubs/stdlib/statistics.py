"""statistics of known numbers; whole results of whole numbers stay whole."""

import math


class StatisticsError(ValueError):
    pass


def _list(data, name):
    data = list(data)
    if not data:
        raise StatisticsError(f"{name} requires at least one data point")
    return data


def _tidy(value, data):
    whole = all([isinstance(x, int) for x in data])
    return int(value) if whole and value == int(value) else value


def mean(data):
    data = _list(data, "mean")
    return _tidy(math.fsum(data) / len(data), data)


def fmean(data, weights=None):
    data = _list(data, "fmean")
    if weights is None:
        return math.fsum(data) / len(data)
    return math.fsum([x * w for x, w in zip(data, weights)]) / math.fsum(weights)


def geometric_mean(data):
    data = _list(data, "geometric mean")
    return math.exp(math.fsum([math.log(x) for x in data]) / len(data))


def harmonic_mean(data, weights=None):
    data = _list(data, "harmonic_mean")
    return _tidy(len(data) / math.fsum([1 / x for x in data]), data)


def median(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    half = len(data) // 2
    return data[half] if len(data) % 2 else (data[half - 1] + data[half]) / 2


def median_low(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[len(data) // 2]


def multimode(data):
    counts = {}
    for x in data:
        counts[x] = counts.get(x, 0) + 1
    most = max(counts.values(), default=0)
    return [x for x in counts if counts[x] == most]


def mode(data):
    modes = multimode(data)
    if not modes:
        raise StatisticsError("no mode for empty data")
    return modes[0]


def _squares(data, center):
    center = math.fsum(data) / len(data) if center is None else center
    return math.fsum([(x - center) ** 2 for x in data])


def pvariance(data, mu=None):
    data = _list(data, "pvariance")
    return _tidy(_squares(data, mu) / len(data), data)


def variance(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError("variance requires at least two data points")
    return _tidy(_squares(data, xbar) / (len(data) - 1), data)


def pstdev(data, mu=None):
    data = _list(data, "pstdev")
    return math.sqrt(_squares(data, mu) / len(data))


def stdev(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError("stdev requires at least two data points")
    return math.sqrt(_squares(data, xbar) / (len(data) - 1))


def quantiles(data, *, n=4, method="exclusive"):
    data = sorted(data)
    if n < 1:
        raise StatisticsError("n must be at least 1")
    if len(data) < 2:
        raise StatisticsError("must have at least two data points")
    size = len(data) - 1 if method == "inclusive" else len(data) + 1
    result = []
    for i in range(1, n):
        j = i * size // n
        if method != "inclusive":
            j = 1 if j < 1 else min(j, len(data) - 1)
        delta = i * size - j * n
        low = j if method == "inclusive" else j - 1
        result.append((data[low] * (n - delta) + data[low + 1] * delta) / n)
    return result


def _both(x, y):
    x, y = list(x), list(y)
    if len(x) != len(y):
        raise StatisticsError(
            "covariance requires that both inputs have same number of data points"
        )
    mx, my = math.fsum(x) / len(x), math.fsum(y) / len(y)
    return math.fsum([(a - mx) * (b - my) for a, b in zip(x, y)]), mx, my


def covariance(x, y, /):
    return _both(x, y)[0] / (len(x) - 1)


def correlation(x, y, /):
    return _both(x, y)[0] / math.sqrt(_squares(list(x), None) * _squares(list(y), None))


class _Line(tuple):
    slope = property(lambda self: self[0])
    intercept = property(lambda self: self[1])


def linear_regression(x, y, /, *, proportional=False):
    product, mx, my = _both(x, y)
    slope = product / _squares(list(x), None)
    return _Line((slope, my - slope * mx))
