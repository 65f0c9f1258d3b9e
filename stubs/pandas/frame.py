"""DataFrame: rows times columns; which columns there are is known as far as they were named."""

from _pytea import is_known, unknown
from numpy import ndarray
from pandas._attributes import OF_TABLES
from pandas._shared import CELL, Index, Sized, any_columns, any_rows, array, is_names
from pandas.groups import Groups
from pandas.series import Series, _series




class DataFrame(Sized):
    def __init__(self, data=None, index=None, columns=None, dtype=None, copy=None):
        self._seen = []
        if data is None:
            self._rows = 0
            self._columns = len(columns) if is_names(columns) else 0
        elif is_known(data) and isinstance(data, dict):
            self._rows = any_rows()
            for name in data:
                self._seen.append(name)
                if is_known(data[name]) and hasattr(data[name], "__len__"):
                    self._rows = len(data[name])
            self._columns = len(data)
        elif is_known(data) and hasattr(data, "shape") and len(data.shape) == 2:
            self._rows, self._columns = data.shape
        else:
            known = is_known(data) and hasattr(data, "__len__")
            self._rows = len(data) if known else any_rows()
            self._columns = len(columns) if is_names(columns) else any_columns()

    def _same(self):
        return frame(self._rows, self._columns, self._seen)

    def _with_rows(self, rows):
        return frame(rows, self._columns, self._seen)

    def _of_shape(self, shape):
        if len(shape) == 2:
            return frame(shape[0], shape[1], [])
        return _series(shape[0]) if shape else unknown(CELL)

    @property
    def shape(self):
        return (self._rows, self._columns)

    @property
    def values(self):
        return array((self._rows, self._columns), self._dtype)

    @property
    def columns(self):
        return Index(self._columns)

    @columns.setter
    def columns(self, names):
        if is_names(names):
            self._seen = list(names)

    @property
    def T(self):
        return frame(self._columns, self._rows, [])

    @property
    def dtypes(self):
        return unknown("the dtypes of a table")

    @property
    def loc(self):
        return _ByName(self)

    @property
    def at(self):
        return _ByName(self)

    iat = at

    def __getitem__(self, key):
        if not is_known(key):
            return _series(self._rows)
        if isinstance(key, str):
            if key not in self._seen:
                self._seen.append(key)
            return _series(self._rows)
        if isinstance(key, slice):
            return self.iloc[key]
        if isinstance(key, (list, tuple)):
            for name in key:
                if is_known(name) and name not in self._seen:
                    self._seen.append(name)
            return frame(self._rows, len(key), list(key))
        if isinstance(key, Index):
            return frame(self._rows, len(key), [])
        if isinstance(key, (Series, DataFrame, ndarray)):
            return self._with_rows(any_rows())
        return _series(self._rows)

    def __setitem__(self, key, value):
        if not is_known(key) or not isinstance(key, str):
            self._columns = any_columns()
        elif key not in self._seen:
            self._seen.append(key)
            self._columns = any_columns()

    def __delitem__(self, key):
        self._columns = self._columns - 1

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        column = name in self._seen or name not in OF_TABLES
        return _series(self._rows) if column else unknown("a column or method")

    def __iter__(self):
        return iter(self.columns)

    def __contains__(self, name):
        return unknown("whether a table has a column", "bool")

    def drop(self, labels=None, axis=0, index=None, columns=None, level=None, inplace=False,
             errors="raise"):  # fmt: skip
        named = labels if columns is None and axis in (1, "columns") else columns
        if named is None:
            rows, kept = any_rows(), self._columns
        else:
            rows = self._rows
            if isinstance(named, str):
                kept = self._columns - 1
            elif is_names(named):
                kept = self._columns - len(named)
            else:
                kept = any_columns()
            if errors != "raise":
                kept = any_columns()
        if inplace is True:
            self._rows, self._columns = rows, kept
            return None
        return frame(rows, kept, [])

    def pop(self, item):
        self._columns = self._columns - 1
        return _series(self._rows)

    def reset_index(self, level=None, drop=False, inplace=False, **kwargs):
        kept = self._columns if drop else any_columns()
        if inplace is True:
            self._columns = kept
            return None
        return frame(self._rows, kept, self._seen)

    def set_index(self, keys, drop=True, append=False, inplace=False, **kwargs):
        kept = self._columns - (len(keys) if is_names(keys) else 1)
        if inplace is True:
            self._columns = kept
            return None
        return frame(self._rows, kept, [])

    def rename(self, *args, inplace=False, **kwargs):
        self._seen = []
        return None if inplace else frame(self._rows, self._columns, [])

    def query(self, expr, inplace=False, **kwargs):
        return self._with_rows(any_rows())

    def assign(self, **columns):
        return frame(self._rows, any_columns(), list(columns))

    def select_dtypes(self, include=None, exclude=None):
        return frame(self._rows, any_columns(), [])

    filter = select_dtypes

    def apply(self, function, axis=0, **kwargs):
        return unknown("what a function made of a table")

    def iterrows(self):
        for _ in range(self._rows):
            yield unknown("a row's name"), _series(self._columns)

    def itertuples(self, index=True, name="Pandas"):
        for _ in range(self._rows):
            yield unknown("a row of a table")

    def groupby(self, by=None, *args, **kwargs):
        return Groups(self)

    def merge(self, right, *args, **kwargs):
        seen = right._seen if is_known(right) and isinstance(right, DataFrame) else []
        return frame(any_rows(), any_columns(), [*self._seen, *seen])

    def join(self, other, *args, **kwargs):
        return self.merge(other)

    def info(self, *args, **kwargs):
        pass

    def to_csv(self, *args, **kwargs):
        pass

    to_excel = to_pickle = to_parquet = to_json = to_csv


class _ByName:
    def __init__(self, table):
        self._table = table

    def __getitem__(self, key):
        table = self._table
        rows, columns = key if isinstance(key, tuple) else (key, slice(None))
        if isinstance(rows, (str, int)) or not is_known(rows):
            return unknown("rows of a table by name")
        everything = isinstance(rows, slice) and rows.start is None and rows.stop is None
        count = table._rows if everything else any_rows()
        if isinstance(columns, str):
            return _series(count)
        if is_names(columns):
            return frame(count, len(columns), list(columns))
        if isinstance(columns, slice) and columns.start is None and columns.stop is None:
            return frame(count, table._columns, table._seen)
        return frame(count, any_columns(), [])

    def __setitem__(self, key, value):
        if isinstance(key, tuple) and not (isinstance(key[1], str) and key[1] in self._table._seen):
            self._table._columns = any_columns()


def frame(rows, columns, seen):
    made = DataFrame()
    made._rows, made._columns, made._seen = rows, columns, list(seen)
    return made
