"""sklearn.model_selection: sizes of splits."""

import math

import numpy
from _pytea import fresh_int, is_known, is_symbolic, is_tensor, require, unknown


def _counts(total, test_size, train_size):
    """Returns how many rows go to the training part and to the test part."""
    if test_size is None and train_size is None:
        test_size = 0.25
    if test_size is None:
        if isinstance(train_size, float):
            train_size = int(math.floor(train_size * total))
        return train_size, total - train_size
    if isinstance(test_size, float):
        test_size = int(math.ceil(test_size * total))
    if train_size is None:
        return total - test_size, test_size
    if isinstance(train_size, float):
        train_size = int(math.floor(train_size * total))
    return train_size, test_size


def _rows(table, count):
    """Returns so many rows of a table."""
    if not is_known(table):
        return unknown("a part of a table")
    if isinstance(table, numpy.ndarray):
        return numpy.empty((count, *table.shape[1:]), dtype=table.dtype)
    if is_tensor(table):
        return table.new_empty((count, *table.shape[1:]))
    if hasattr(table, "_with_rows"):
        return table._with_rows(count)
    return [unknown("an item of a list")] * count


def train_test_split(
    *arrays, test_size=None, train_size=None, random_state=None, shuffle=True, stratify=None
):
    if len(arrays) == 0:
        raise ValueError("At least one array required as input")
    total = len(arrays[0]) if is_known(arrays[0]) else unknown("the rows of a table", "int")
    if not is_known(total):
        return [unknown("a part of a table") for _ in range(2 * len(arrays))]
    if is_symbolic(total):
        train, test = fresh_int("train", 1, None), fresh_int("test", 1, None)
        return [part for array in arrays for part in (_rows(array, train), _rows(array, test))]
    train, test = _counts(total, test_size, train_size)
    parts = []
    for array in arrays:
        if not is_known(array):
            parts += [unknown("a part of a table"), unknown("a part of a table")]
            continue
        require(
            len(array) == total,
            f"Found input variables with inconsistent numbers of samples: [{total}, {len(array)}]",
            "shape-mismatch",
            "ValueError",
        )
        parts += [array[:train], array[train : train + test]]
    return parts


def _numbers(name):
    """Returns the numbers of the rows that go to one part."""
    return numpy.empty((fresh_int(name, 1, None),), dtype=numpy.int64)


class _Folds:
    def __init__(self, n_splits=5, *, shuffle=False, random_state=None):
        self.n_splits = n_splits

    def get_n_splits(self, X=None, y=None, groups=None):
        return self.n_splits

    def split(self, X, y=None, groups=None):
        for _ in range(self.n_splits):
            yield _numbers("train"), _numbers("test")


class KFold(_Folds):
    pass


class StratifiedKFold(_Folds):
    pass


class GroupKFold(_Folds):
    pass


class StratifiedGroupKFold(_Folds):
    pass


class TimeSeriesSplit(_Folds):
    pass


class ShuffleSplit(_Folds):
    def __init__(self, n_splits=10, *, test_size=None, train_size=None, random_state=None):
        self.n_splits = n_splits


class StratifiedShuffleSplit(ShuffleSplit):
    pass


class GroupShuffleSplit(ShuffleSplit):
    pass
