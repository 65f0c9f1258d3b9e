"""Dates and times, counted in days and microseconds."""

import _pytea
from _durations import DAY, timedelta
from _namedtuple import namedtuple

_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _ordinal(year, month, day):
    before = year - 1
    late = 1 if month > 2 and _leap(year) else 0
    return (
        before * 365 + before // 4 - before // 100 + before // 400 + _BEFORE[month - 1] + late + day
    )


def _from_ordinal(number):
    if _pytea.is_symbolic(number):
        return tuple([_pytea.random("int") for _ in range(3)])
    year = number * 400 // 146097 + 1
    while _ordinal(year, 1, 1) > number:
        year -= 1
    month = 12
    while _ordinal(year, month, 1) > number:
        month -= 1
    return year, month, number - _ordinal(year, month, 1) + 1


def _now():
    return _pytea.unknown("the current time")


class _Moment:
    """What dates, times and datetimes share: the order of their fields, and formatting."""

    def _parts(self):
        return tuple([getattr(self, name) for name in self._fields])

    def replace(self, **changes):
        values = {**dict(zip(self._fields, self._parts())), **changes}
        zone = getattr(self, "tzinfo", None)
        if zone is not None:
            values.setdefault("tzinfo", zone)
        return type(self)(**values)

    def __eq__(self, other):
        return self._parts() == other._parts() if type(other) is type(self) else NotImplemented

    def __lt__(self, other):
        return self._parts() < other._parts() if type(other) is type(self) else NotImplemented

    def __le__(self, other):
        return self._parts() <= other._parts() if type(other) is type(self) else NotImplemented

    def __gt__(self, other):
        return self._parts() > other._parts() if type(other) is type(self) else NotImplemented

    def __ge__(self, other):
        return self._parts() >= other._parts() if type(other) is type(self) else NotImplemented

    def __hash__(self):
        return hash(self._parts())

    def __str__(self):
        return self.isoformat()

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)


_Week = namedtuple("IsoCalendarDate", "year week weekday")


class date(_Moment):
    _fields = ("year", "month", "day")

    def __init__(self, year, month, day):
        if not 1 <= month <= 12:
            raise ValueError("month must be in 1..12")
        if not 1 <= day <= _DAYS[month - 1] + (1 if month == 2 and _leap(year) else 0):
            raise ValueError("day is out of range for month")
        self.year, self.month, self.day = year, month, day

    @classmethod
    def today(cls):
        return _now()

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        return _now()

    @classmethod
    def fromordinal(cls, n):
        return cls(*_from_ordinal(n))

    @classmethod
    def fromisoformat(cls, text):
        made = _pytea.call_host("datetime.fromisoformat", text)
        return cls(*made[: len(cls._fields)]) if _pytea.is_known(made) else _now()

    def toordinal(self):
        return _ordinal(self.year, self.month, self.day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        thursday = self.toordinal() - self.weekday() + 3
        year = _from_ordinal(thursday)[0]
        week = (thursday - _ordinal(year, 1, 1)) // 7 + 1
        return _Week(year, week, self.isoweekday())

    def _all(self):
        return self._parts() + (0,) * (7 - len(self._fields))

    def strftime(self, format):
        return _pytea.call_host("datetime.strftime", self._all(), format)

    def isoformat(self):
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

    def ctime(self):
        return self.strftime("%a %b %e %H:%M:%S %Y")

    def _micro(self):
        return self.toordinal() * DAY

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self.fromordinal(self.toordinal() + other.days)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        zones = [getattr(side, "tzinfo", None) is None for side in (self, other)]
        if zones[0] != zones[1]:
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return (
            timedelta(microseconds=self._micro() - other._micro())
            if isinstance(other, date)
            else NotImplemented
        )

    def __repr__(self):
        return f"datetime.date({self.year}, {self.month}, {self.day})"


def _check_clock(hour, minute, second):
    for name, value, bound in (("hour", hour, 23), ("minute", minute, 59), ("second", second, 59)):
        if not 0 <= value <= bound:
            raise ValueError(f"{name} must be in 0..{bound}")


class time(_Moment):
    _fields = ("hour", "minute", "second", "microsecond")

    def __init__(self, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_clock(hour, minute, second)
        self.hour, self.minute, self.second, self.microsecond = hour, minute, second, microsecond
        self.tzinfo = tzinfo

    def isoformat(self, timespec="auto"):
        text = f"{self.hour:02d}:{self.minute:02d}:{self.second:02d}"
        return text + (f".{self.microsecond:06d}" if self.microsecond else "")

    def strftime(self, format):
        return _pytea.call_host("datetime.strftime", (1900, 1, 1, *self._parts()), format)

    def __repr__(self):
        shown = list(self._parts())
        while len(shown) > 2 and shown[-1] == 0:
            shown.pop()
        return f"datetime.time({', '.join([str(part) for part in shown])})"


class datetime(date):
    _fields = ("year", "month", "day", "hour", "minute", "second", "microsecond")

    def __init__(
        self, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0
    ):
        super().__init__(year, month, day)
        _check_clock(hour, minute, second)
        self.hour, self.minute, self.second, self.microsecond = hour, minute, second, microsecond
        self.tzinfo = tzinfo

    @classmethod
    def now(cls, tz=None):
        return _now()

    @classmethod
    def utcnow(cls):
        return _now()

    @classmethod
    def utcfromtimestamp(cls, timestamp):
        return _now()

    @classmethod
    def strptime(cls, date_string, format):
        made = _pytea.call_host("datetime.strptime", date_string, format)
        return cls(*made) if _pytea.is_known(made) else _now()

    @classmethod
    def combine(cls, date, time, tzinfo=None):
        return cls(*date._parts()[:3], *time._parts())

    def date(self):
        return date(self.year, self.month, self.day)

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        if tz is None or not _pytea.is_known(timestamp):
            return _now()
        moment = cls(1970, 1, 1) + timedelta(seconds=timestamp) + tz.utcoffset(None)
        return moment.replace(tzinfo=tz)

    def tzname(self):
        return None if self.tzinfo is None else self.tzinfo.tzname(self)

    def time(self):
        return time(self.hour, self.minute, self.second, self.microsecond)

    def timestamp(self):
        if self.tzinfo is None:
            return _pytea.unknown("a moment in seconds", "float")
        start = datetime(1970, 1, 1)._micro()
        return (self._micro() - start) / 1_000_000 - self.utcoffset().total_seconds()

    def timetuple(self):
        return _pytea.unknown("the fields of a moment")

    def astimezone(self, tz=None):
        if tz is None or self.tzinfo is None:
            return _now()
        plain = self.replace(tzinfo=None) - self.utcoffset() + tz.utcoffset(self)
        return plain.replace(tzinfo=tz)

    def isoformat(self, sep="T", timespec="auto"):
        clock = self.time().isoformat()
        clock = {"seconds": clock[:8], "minutes": clock[:5], "hours": clock[:2]}.get(
            timespec, clock
        )
        return super().isoformat() + sep + clock + self._zone()

    def utcoffset(self):
        return None if self.tzinfo is None else self.tzinfo.utcoffset(self)

    def _zone(self):
        offset = self.utcoffset()
        if offset is None:
            return ""
        minutes = offset // timedelta(minutes=1)
        return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"

    def __str__(self):
        return self.isoformat(" ")

    def _micro(self):
        clock = (self.hour * 60 + self.minute) * 60 + self.second
        return self.toordinal() * DAY + clock * 1_000_000 + self.microsecond

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        days, micro = divmod(self._micro() + other._micro, DAY)
        seconds, micro = divmod(micro, 1_000_000)
        return type(self)(
            *_from_ordinal(days), seconds // 3600, seconds // 60 % 60, seconds % 60, micro,
            self.tzinfo,
        )  # fmt: skip

    __radd__ = __add__

    def __repr__(self):
        shown = list(self._parts())
        while len(shown) > 5 and shown[-1] == 0:
            shown.pop()
        zone = "" if self.tzinfo is None else f", tzinfo={self.tzinfo!r}"
        return f"datetime.datetime({', '.join([str(part) for part in shown])}{zone})"


date.min, date.max = date(1, 1, 1), date(9999, 12, 31)
datetime.min, datetime.max = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999)
