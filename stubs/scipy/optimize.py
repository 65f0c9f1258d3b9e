"""scipy.optimize: the assignment that detectors match predictions and targets with."""

import numpy


def linear_sum_assignment(cost_matrix, maximize=False):
    costs = numpy.asarray(cost_matrix)
    if costs.ndim != 2:
        raise ValueError(
            f"expected a matrix (2-D array), got a {costs.ndim!r} array"
        )
    count = min(costs.shape)
    return numpy.empty((count,), dtype=numpy.int64), numpy.empty((count,), dtype=numpy.int64)
