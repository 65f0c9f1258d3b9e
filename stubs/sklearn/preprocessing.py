"""sklearn.preprocessing: scaled tables keep their shape and become float64."""

import numpy
from _pytea import fresh_int, is_known, require, unknown


class _Scaler:
    def __init__(self, *args, **kwargs):
        pass

    def _checked(self, X):
        if is_known(X) and hasattr(X, "ndim"):
            message = f"Expected 2D array, got {X.ndim}D array instead"
            require(X.ndim == 2, message, "shape-mismatch", "ValueError")

    def fit(self, X, y=None, sample_weight=None):
        self._checked(X)
        return self

    def partial_fit(self, X, y=None, sample_weight=None):
        return self.fit(X)

    def transform(self, X, copy=None):
        self._checked(X)
        if not is_known(X):
            return unknown("a scaled table", "ndarray")
        return numpy.empty(numpy.asarray(X).shape, dtype=numpy.float64)

    def fit_transform(self, X, y=None, **fit_params):
        return self.transform(X)

    def inverse_transform(self, X, copy=None):
        return self.transform(X)


class StandardScaler(_Scaler):
    pass


class MinMaxScaler(_Scaler):
    pass


class RobustScaler(_Scaler):
    pass


class MaxAbsScaler(_Scaler):
    pass


class Normalizer(_Scaler):
    pass


class LabelEncoder:
    classes_ = unknown("the classes of a column", "ndarray")

    def fit(self, y):
        self.classes_ = numpy.empty((fresh_int("len(classes_)", 1),), dtype=object)
        return self

    def transform(self, y):
        if not is_known(y):
            return unknown("labels", "ndarray")
        return numpy.empty((len(y),), dtype=numpy.int64)

    def fit_transform(self, y):
        return self.fit(y).transform(y)

    def inverse_transform(self, y):
        return unknown("labels", "ndarray")


class OneHotEncoder:
    def __init__(self, *args, **kwargs):
        pass

    def fit(self, X, y=None):
        return self

    def transform(self, X):
        return unknown("a table of zeros and ones", "ndarray")

    def fit_transform(self, X, y=None):
        return self.transform(X)
