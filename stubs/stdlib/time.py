"""time: the clock is unknown, and waiting takes no time."""

import _pytea

timezone = altzone = daylight = 0
tzname = ("UTC", "UTC")
CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID, CLOCK_THREAD_CPUTIME_ID = 0, 1, 2, 3


def time():
    return _pytea.unknown("the time", "float")


def time_ns():
    return _pytea.unknown("the time", "int")


perf_counter = monotonic = process_time = thread_time = clock = time
perf_counter_ns = monotonic_ns = process_time_ns = thread_time_ns = time_ns


def clock_gettime(clk_id):
    return time()


def sleep(secs):
    pass


def tzset():
    pass


def localtime(secs=None):
    return _pytea.unknown("the time", "struct_time")


gmtime = localtime
struct_time = tuple


def strftime(format, t=None):
    return _pytea.unknown("the time as text", "str")


def ctime(secs=None):
    return _pytea.unknown("the time as text", "str")


asctime = ctime


def mktime(t):
    return time()


def strptime(data_string, format="%a %b %d %H:%M:%S %Y"):
    return localtime()
