"""Series: a column, or a row."""

from _pytea import fresh_int, is_known, summary, unknown
from numpy import ndarray
from pandas._shared import CELL, Sized, any_rows, array, number
from pandas.dates import DateAccessor


class Series(Sized):
    def __init__(self, data=None, index=None, dtype=None, name=None, copy=None):
        self.name = name
        if data is None:
            self._rows = 0
        elif is_known(data) and hasattr(data, "__len__"):
            self._rows = len(data)
        else:
            self._rows = any_rows()

    def _same(self):
        return _series(self._rows)

    def _with_rows(self, rows):
        return _series(rows)

    def _of_shape(self, shape):
        return _series(shape[0]) if shape else number()

    @property
    def shape(self):
        return (self._rows,)

    @property
    def values(self):
        return array((self._rows,), self._dtype)

    T = values

    @property
    def dtype(self):
        return unknown("the dtype of a column")

    def __getitem__(self, key):
        if not is_known(key):
            return unknown(CELL)
        if isinstance(key, slice):
            return self.iloc[key]
        if isinstance(key, (list, tuple)):
            return _series(len(key))
        return _series(any_rows()) if isinstance(key, (Series, ndarray)) else unknown(CELL)

    def __setitem__(self, key, value):
        pass

    def __iter__(self):
        return iter(self.tolist())

    def tolist(self):
        return summary([unknown(CELL)], self._rows)

    to_list = tolist

    def _mapped(self, *args, **kwargs):
        return _series(self._rows)

    map = apply = transform = combine_first = _mapped

    def reset_index(self, level=None, drop=False, **kwargs):
        return self._same() if drop else unknown("a table with its index")

    def unique(self):
        return array((any_rows(),))

    def nunique(self, dropna=True):
        return fresh_int("values", 1, None)

    mean = sum = std = min = max = median = var = quantile = corr = prod = skew = number
    item = number

    def _not_followed(self, *args, **kwargs):
        return unknown("a column that is not followed")

    value_counts = groupby = rolling = ewm = to_dict = agg = describe = mode = _not_followed
    any = all = argmax = argmin = idxmax = idxmin = to_frame = explode = plot = hist = _not_followed

    @property
    def loc(self):
        return self

    @property
    def str(self):
        return unknown("texts of a column")

    @property
    def dt(self):
        return DateAccessor(self)

    @property
    def cat(self):
        return CategoryAccessor(self)


class CategoryAccessor:
    """``Series.cat``"""

    def __init__(self, column):
        self._coded = column

    @property
    def codes(self):
        return self._coded._same()

    @property
    def categories(self):
        return _series(any_rows())

    def _kept(self, *args, **kwargs):
        return self._coded._same()

    as_ordered = as_unordered = add_categories = remove_categories = set_categories = _kept
    rename_categories = reorder_categories = remove_unused_categories = _kept


def _series(rows):
    made = Series()
    made._rows = rows
    return made
