"""datetime: known moments are computed, the clock is unknown."""

from _dates import date, datetime, time
from _durations import timedelta, timezone, tzinfo

MINYEAR, MAXYEAR = 1, 9999
UTC = timezone.utc
