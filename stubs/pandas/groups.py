"""The groups of a table: parts of its rows with all of its columns, how many of them is not known."""

from _pytea import fresh_int, unknown
from pandas._shared import any_rows
from pandas.series import _series


class Groups:
    def __init__(self, table):
        self._table = table

    def __iter__(self):
        for _ in range(len(self)):
            yield unknown("the name of a group"), self._table._with_rows(any_rows())

    def __len__(self):
        return fresh_int("groups", 1, None)

    @property
    def ngroups(self):
        return len(self)

    def get_group(self, name):
        return self._table._with_rows(any_rows())

    def _for_each_row(self, *args, **kwargs):
        return _series(self._table._rows)

    cumcount = ngroup = _for_each_row

    def __getitem__(self, key):
        return unknown("a column of groups")

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return unknown("what is made of groups")
