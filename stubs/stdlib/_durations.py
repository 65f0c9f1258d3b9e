"""Differences of moments, counted in microseconds, and offsets from UTC."""

import _pytea

DAY = 86_400_000_000


class timedelta:
    def __init__(
        self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0
    ):
        seconds = seconds + 60 * minutes + 3600 * hours
        self._micro = (
            (days + 7 * weeks) * DAY + seconds * 1_000_000 + milliseconds * 1000 + microseconds
        )
        if _pytea.is_known(self._micro):
            self._micro = round(self._micro)

    @property
    def days(self):
        return self._micro // DAY

    @property
    def seconds(self):
        return self._micro % DAY // 1_000_000

    @property
    def microseconds(self):
        return self._micro % 1_000_000

    def total_seconds(self):
        return self._micro / 1_000_000

    def _made(self, micro):
        return timedelta(microseconds=micro)

    def __add__(self, other):
        return (
            self._made(self._micro + other._micro)
            if isinstance(other, timedelta)
            else NotImplemented
        )

    def __sub__(self, other):
        return (
            self._made(self._micro - other._micro)
            if isinstance(other, timedelta)
            else NotImplemented
        )

    def __neg__(self):
        return self._made(-self._micro)

    def __abs__(self):
        return self._made(abs(self._micro))

    def __mul__(self, other):
        return self._made(self._micro * other)

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._micro / other._micro
        return self._made(self._micro / other)

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._micro // other._micro
        return self._made(self._micro // other)

    def __mod__(self, other):
        return self._made(self._micro % other._micro)

    def __bool__(self):
        return self._micro != 0

    def __eq__(self, other):
        return self._micro == other._micro if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._micro < other._micro if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._micro <= other._micro if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._micro > other._micro if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._micro >= other._micro if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash(self._micro)

    def __str__(self):
        if not _pytea.is_known(self._micro):
            return _pytea.unknown("a duration as text", "str")
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f"{hours}:{minutes:02d}:{seconds:02d}"
        if self.days:
            text = f"{self.days} day{'s' if abs(self.days) != 1 else ''}, {text}"
        return text + (f".{self.microseconds:06d}" if self.microseconds else "")

    def __repr__(self):
        parts = [
            ("days", self.days),
            ("seconds", self.seconds),
            ("microseconds", self.microseconds),
        ]
        shown = [f"{name}={value}" for name, value in parts if value]
        return f"datetime.timedelta({', '.join(shown) or '0'})"


timedelta.min, timedelta.max = timedelta(-999999999), timedelta(999999999)
timedelta.resolution = timedelta(microseconds=1)


class tzinfo:
    pass


class timezone(tzinfo):
    def __init__(self, offset, name=None):
        self._offset, self._name = offset, name

    def utcoffset(self, dt):
        return self._offset

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        minutes = self._offset._micro // 60_000_000
        if not minutes:
            return "UTC"
        return f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"

    def __str__(self):
        return self.tzname(None)

    def __repr__(self):
        return (
            "datetime.timezone.utc"
            if self is timezone.utc
            else f"datetime.timezone({self._offset!r})"
        )


timezone.utc = timezone(timedelta(0))
