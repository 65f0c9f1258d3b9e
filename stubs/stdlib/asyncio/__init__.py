"""asyncio: coroutines run to their end where they are awaited or started."""

import _pytea
from queue import LifoQueue, PriorityQueue, Queue as _Queue

FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = (
    "FIRST_COMPLETED",
    "FIRST_EXCEPTION",
    "ALL_COMPLETED",
)


class CancelledError(BaseException):
    pass


class TimeoutError(Exception):
    pass


class InvalidStateError(Exception):
    pass


QueueEmpty = QueueFull = InvalidStateError


def _finished(value):
    """Runs a coroutine to its end; what cannot be driven is given back."""
    if not hasattr(value, "send"):
        return value
    try:
        while True:
            value.send(None)
    except StopIteration as stop:
        return stop.value


def run(main, *, debug=None):
    return _finished(main)


async def sleep(delay, result=None):
    return result


async def gather(*aws, return_exceptions=False):
    results = []
    for aw in aws:
        try:
            results.append(await aw)
        except Exception as exception:
            if not return_exceptions:
                raise
            results.append(exception)
    return results


async def wait_for(fut, timeout):
    return await fut


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    for task in fs:
        await task
    return set(fs), set()


async def to_thread(func, /, *args, **kwargs):
    return func(*args, **kwargs)


class Task:
    def __init__(self, coro):
        self._result = _finished(coro)

    def __await__(self):
        return self._result
        yield

    def result(self):
        return self._result

    def done(self):
        return True

    def cancel(self, msg=None):
        return False

    def add_done_callback(self, fn):
        fn(self)


def create_task(coro, *, name=None, context=None):
    return Task(coro)


ensure_future = create_task


class _Loop:
    def run_until_complete(self, future):
        return _finished(future)

    def create_task(self, coro):
        return Task(coro)

    async def run_in_executor(self, executor, func, *args):
        return func(*args)

    def _nothing(self, *args, **kwargs):
        return None

    close = stop = run_forever = call_soon = call_later = set_debug = _nothing
    add_signal_handler = call_soon_threadsafe = _nothing

    def is_running(self):
        return False

    is_closed = is_running

    def time(self):
        return _pytea.unknown("the time", "float")


_loop = _Loop()


def get_event_loop():
    return _loop


get_running_loop = new_event_loop = get_event_loop


def set_event_loop(loop):
    pass


class Lock:
    async def acquire(self):
        return True

    def release(self):
        pass

    def locked(self):
        return False

    async def __aenter__(self):
        return None

    async def __aexit__(self, *exception):
        return None


class Semaphore(Lock):
    def __init__(self, value=1):
        self._value = value


BoundedSemaphore = Condition = Semaphore


class Event:
    _flag = False

    def set(self):
        self._flag = True

    def clear(self):
        self._flag = False

    def is_set(self):
        return self._flag

    async def wait(self):
        return True


class Queue(_Queue):
    async def put(self, item):
        self._put(item)

    async def get(self):
        return self._get()

    async def join(self):
        pass


def iscoroutine(obj):
    return hasattr(obj, "send") and hasattr(obj, "cr_frame")


def iscoroutinefunction(func):
    return _pytea.unknown("whether a function is a coroutine", "bool")
