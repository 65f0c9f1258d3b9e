"""timeit: functions are called once, times are unknown."""

import _pytea


def default_timer():
    return _pytea.unknown("the time", "float")


class Timer:
    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self._stmt, self._setup = stmt, setup

    def timeit(self, number=1000000):
        for work in (self._setup, self._stmt):
            if callable(work):
                work()
        return default_timer()

    def repeat(self, repeat=5, number=1000000):
        self.timeit(number)
        return [default_timer() for _ in range(repeat)]

    def autorange(self, callback=None):
        return _pytea.unknown("a number of rounds", "int"), self.timeit()


def timeit(stmt="pass", setup="pass", timer=default_timer, number=1000000, globals=None):
    return Timer(stmt, setup).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=5, number=1000000, globals=None):
    return Timer(stmt, setup).repeat(repeat, number)
