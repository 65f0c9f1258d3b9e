"""The groups of a table: parts of its rows with all of its columns, how many of them is not known."""

from _pytea import fresh_int, unknown
from pandas._shared import any_rows
from pandas.series import _series


class Groups:
    def __init__(self, table):
        self._table = table
        self._count = fresh_int("groups", 1, None)

    def __iter__(self):
        for _ in range(self._count):
            yield unknown("the name of a group"), self._table._with_rows(any_rows())

    def __len__(self):
        return self._count

    @property
    def ngroups(self):
        return self._count

    def get_group(self, name):
        return self._table._with_rows(any_rows())

    def _for_each_row(self, *args, **kwargs):
        return _series(self._table._rows)

    cumcount = ngroup = _for_each_row

    def size(self):
        return _series(self._count)

    def __getitem__(self, key):
        if isinstance(key, str):
            return GroupedColumn(self)
        return unknown("a column of groups")

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return unknown("what is made of groups")


class GroupedColumn:
    """A column of the groups of a table."""

    def __init__(self, groups):
        self._groups = groups

    def __iter__(self):
        for _ in range(self._groups._count):
            yield unknown("the name of a group"), _series(any_rows())

    def __len__(self):
        return self._groups._count

    def _for_each_group(self, *args, **kwargs):
        return _series(self._groups._count)

    size = count = mean = sum = min = max = std = var = median = first = last = _for_each_group
    nunique = prod = _for_each_group

    def _for_each_row(self, *args, **kwargs):
        return _series(self._groups._table._rows)

    shift = diff = cumsum = cumcount = rank = ffill = bfill = transform = _for_each_row

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return unknown("what is made of a column of groups")
