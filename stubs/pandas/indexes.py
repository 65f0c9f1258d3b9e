"""The index that a list of dates becomes, which is like a column."""

from _pytea import is_known, unknown
from pandas._shared import any_rows
from pandas.dates import DateParts
from pandas.frame import DataFrame
from pandas.series import Series


class DatetimeIndex(DateParts, Series):
    def _column(self):
        return Series()._with_rows(self._rows)

    def _with_rows(self, rows):
        made = DatetimeIndex()
        made._rows = rows
        return made

    def _same(self):
        return self._with_rows(self._rows)


def to_datetime(arg, *args, **kwargs):
    if not is_known(arg) or isinstance(arg, Series):
        return arg
    if isinstance(arg, DataFrame):
        return Series()._with_rows(len(arg))
    if isinstance(arg, str) or not hasattr(arg, "__len__"):
        return unknown("a date")
    return DatetimeIndex(arg)


def date_range(start=None, end=None, periods=None, *args, **kwargs):
    return DatetimeIndex()._with_rows(any_rows() if periods is None else periods)
