"""sklearn.datasets: tables of known sizes."""

import numpy
from _pytea import is_known, unknown


class Bunch(dict):
    def __getattr__(self, name):
        if name in self:
            return self[name]
        raise AttributeError(name)


def _table(rows, columns, labels="int64", return_X_y=False, **more):
    data = numpy.empty((rows, columns), dtype=numpy.float64)
    target = numpy.empty((rows,), dtype=labels)
    if is_known(return_X_y) and return_X_y:
        return data, target
    names = unknown("the names of the columns")
    return Bunch(data=data, target=target, feature_names=names, target_names=names, **more)


def load_iris(*, return_X_y=False, as_frame=False):
    return _table(150, 4, return_X_y=return_X_y)


def load_wine(*, return_X_y=False, as_frame=False):
    return _table(178, 13, return_X_y=return_X_y)


def load_breast_cancer(*, return_X_y=False, as_frame=False):
    return _table(569, 30, return_X_y=return_X_y)


def load_digits(*, n_class=10, return_X_y=False, as_frame=False):
    images = numpy.empty((1797, 8, 8), dtype=numpy.float64)
    return _table(1797, 64, return_X_y=return_X_y, images=images)


def load_diabetes(*, return_X_y=False, as_frame=False, scaled=True):
    return _table(442, 10, "float64", return_X_y)


def fetch_california_housing(*, return_X_y=False, **kwargs):
    return _table(20640, 8, "float64", return_X_y)


def fetch_openml(*args, **kwargs):
    return unknown("a table of OpenML")


def fetch_20newsgroups(*args, **kwargs):
    return unknown("a collection of texts")


def make_moons(n_samples=100, *, shuffle=True, noise=None, random_state=None):
    return _table(n_samples, 2, return_X_y=True)


def make_circles(n_samples=100, *, shuffle=True, noise=None, random_state=None, factor=0.8):
    return _table(n_samples, 2, return_X_y=True)


def make_blobs(
    n_samples=100, n_features=2, *, centers=None, cluster_std=1.0, random_state=None, **kwargs
):
    return _table(n_samples, n_features, return_X_y=True)


def make_classification(n_samples=100, n_features=20, **kwargs):
    return _table(n_samples, n_features, return_X_y=True)


def make_regression(n_samples=100, n_features=100, *, n_targets=1, **kwargs):
    data, target = _table(n_samples, n_features, "float64", True)
    if n_targets != 1:
        target = numpy.empty((n_samples, n_targets))
    return data, target


def make_swiss_roll(n_samples=100, *, noise=0.0, random_state=None, hole=False):
    return _table(n_samples, 3, "float64", True)
