"""The parts of dates, each with one value per row; ``Series.dt``."""

from _pytea import unknown


def _part(self):
    return self._column()


def _kept(self, *args, **kwargs):
    return self._column()


class DateParts:
    """What a column and an index of dates have in common; ``_column()`` has as many rows."""

    year = month = day = hour = minute = second = microsecond = nanosecond = property(_part)
    dayofweek = day_of_week = weekday = dayofyear = day_of_year = quarter = property(_part)
    days_in_month = daysinmonth = date = time = timetz = property(_part)
    is_month_start = is_month_end = is_quarter_start = is_quarter_end = property(_part)
    is_year_start = is_year_end = is_leap_year = property(_part)
    days = seconds = microseconds = nanoseconds = property(_part)
    strftime = day_name = month_name = total_seconds = to_pydatetime = _kept

    def _dates(self, *args, **kwargs):
        return self._same()

    normalize = floor = ceil = round = as_unit = _dates
    tz_localize = tz_convert = to_period = to_timestamp = _dates

    def isocalendar(self):
        return unknown("the weeks of a column")


class DateAccessor(DateParts):
    """``Series.dt``"""

    def __init__(self, column):
        self._dated = column

    def _column(self):
        return self._dated._same()

    _same = _column
