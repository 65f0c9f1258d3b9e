"""threading: a thread runs at once, in its turn, when it is started.

Where it would wait for another one it stays for good: what it does later is not followed.
"""

import _pytea

TIMEOUT_MAX = 9223372036.0


class _Lock:
    _held = False

    def acquire(self, blocking=True, timeout=-1):
        self._held = True
        return True

    def release(self):
        self._held = False

    def locked(self):
        return self._held

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, *exception):
        self.release()


class Lock(_Lock):
    pass


class RLock(_Lock):
    pass


class Condition(_Lock):
    def __init__(self, lock=None):
        self._lock = lock

    def wait(self, timeout=None):
        return True

    def wait_for(self, predicate, timeout=None):
        return predicate()

    def notify(self, n=1):
        pass

    notify_all = notify


class Semaphore(_Lock):
    def __init__(self, value=1):
        self._value = value


class BoundedSemaphore(Semaphore):
    pass


class Event:
    def __init__(self):
        self._flag = False

    def is_set(self):
        return self._flag

    def set(self):
        self._flag = True

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        return True


class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        self.parties = parties

    def wait(self, timeout=None):
        return 0


class local:
    pass


class _Waits(BaseException):
    """Ends the run of a thread that waits for what others do."""


class Thread:
    _count = 0
    _running = None
    _started = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        Thread._count += 1
        self._target, self._args, self._kwargs = target, args, kwargs or {}
        self.name = f"Thread-{Thread._count}" if name is None else name
        self.daemon = bool(daemon)
        self.ident = self.native_id = None

    def start(self):
        self.ident = self.native_id = Thread._count
        Thread._started = True
        before, Thread._running = Thread._running, self
        try:
            self.run()
        except (_Waits, SystemExit):
            pass
        finally:
            Thread._running = before

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def join(self, timeout=None):
        pass

    def is_alive(self):
        return False

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def getName(self):
        return self.name


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__(target=function, args=args or (), kwargs=kwargs)
        self.interval = interval

    def cancel(self):
        pass


_main = Thread(name="MainThread")


def current_thread():
    return _main


main_thread = currentThread = current_thread


def active_count():
    return 1


def enumerate():
    return [_main]


_ident = _pytea.fresh_int("threading.get_ident()", 1)


def get_ident():
    return _ident


get_native_id = get_ident
