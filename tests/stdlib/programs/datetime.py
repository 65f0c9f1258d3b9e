import datetime
from datetime import datetime as dt, timedelta as td, date


#: differences
print(td(days=1, hours=2), td(seconds=3661), td(minutes=-1), td(1) + td(hours=1), td(1) * 2, td(1) / 2, td(hours=3) / td(hours=1), td(weeks=1).days, td(seconds=90).seconds, td(1.5), td(milliseconds=5), -td(1), abs(td(-1)), td(2) > td(1), td(0) == td(), bool(td()))
print(td(days=1, seconds=5).total_seconds(), repr(td(1, 2, 3)), repr(td()), td(hours=25) // td(hours=2), td(hours=25) % td(hours=2), td(seconds=1.5).microseconds, {td(1): 1}[td(hours=24)])

#: dates
d = date(2024, 2, 28)
print(d, repr(d), d + td(2), d - td(60), date(2024, 3, 1) - d, d.weekday(), d.isoweekday(), d.toordinal(), date.fromordinal(738000), d.replace(year=2023), d.strftime("%d/%m/%y %j"), d < date(2025, 1, 1), d.isoformat(), f"{d:%Y}", date.fromisoformat("2020-01-31"), d == date(2024, 2, 28))
for y in (1, 1900, 2000, 2023, 2024, 9999):
    for m in (1, 2, 3, 12):
        print(date(y, m, 1).toordinal(), date.fromordinal(date(y, m, 1).toordinal()))
for bad in ((2023, 2, 29), (2023, 13, 1)):
    try:
        date(*bad)
    except ValueError as e:
        print(e)

#: moments
m = dt(2024, 1, 31, 23, 59, 30)
print(m, repr(m), m + td(minutes=1), m - td(days=31), dt(2024, 2, 1) - m, m.date(), m.time(), m.strftime("%Y-%m-%d_%H-%M-%S"), m.isoformat(), m.replace(hour=1, day=1), f"{m:%H:%M}", m < dt(2025, 1, 1), dt.strptime("2020-05-06 07:08", "%Y-%m-%d %H:%M"), dt.fromisoformat("2020-05-06T07:08:09.5"), dt.combine(date(2020, 1, 2), datetime.time(3, 4)), (m.year, m.hour), m.isoformat(timespec="minutes"))
print(datetime.time(1, 2), datetime.time(1, 2, 3, 4), repr(datetime.time(5)), datetime.time(1) < datetime.time(2), dt(2020, 1, 1) == dt(2020, 1, 1), isinstance(m, date), datetime.timezone.utc)
