"""multiprocessing: a process runs at once, in its turn, when it is started."""

import _pytea
from multiprocessing.pool import Pool
from queue import Queue as _Queue
from threading import Barrier, BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore, Thread


class ProcessError(Exception):
    pass


class TimeoutError(ProcessError):
    pass


class Process(Thread):
    exitcode = None

    def run(self):
        super().run()
        self.exitcode = 0

    @property
    def pid(self):
        return _pytea.unknown("the number of a process", "int")

    def terminate(self):
        pass

    kill = close = terminate


class Queue(_Queue):
    def close(self):
        pass

    join_thread = cancel_join_thread = close


SimpleQueue = JoinableQueue = Queue


class Value:
    def __init__(self, typecode_or_type, *args, lock=True):
        self.value = args[0] if args else 0

    def get_lock(self):
        return Lock()


def Array(typecode_or_type, size_or_initializer, *, lock=True):
    return (
        [0] * size_or_initializer
        if isinstance(size_or_initializer, int)
        else list(size_or_initializer)
    )


class _Manager:
    Queue, Lock, RLock, Event, Value = Queue, Lock, RLock, Event, Value

    def dict(self, *args, **kwargs):
        return dict(*args, **kwargs)

    def list(self, *args):
        return list(*args)

    def Namespace(self):
        return _Namespace()

    def shutdown(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return None


class _Namespace:
    pass


def Manager():
    return _Manager()


def Pipe(duplex=True):
    return _pytea.unknown("a pipe"), _pytea.unknown("a pipe")


def cpu_count():
    return _pytea.fresh_int("multiprocessing.cpu_count()", 1)


def current_process():
    return _current


_current = Process(name="MainProcess")
parent_process = current_process


def active_children():
    return []


def set_start_method(method, force=False):
    pass


def get_start_method(allow_none=False):
    return "fork"


def get_all_start_methods():
    return ["fork", "spawn", "forkserver"]


def freeze_support():
    pass


def log_to_stderr(level=None):
    return _pytea.unknown("a logger")


get_logger = log_to_stderr


class _Context:
    Process, Queue, SimpleQueue, JoinableQueue, Pool = Process, Queue, Queue, Queue, Pool
    Lock, RLock, Event, Condition, Semaphore, Value = (
        Lock,
        RLock,
        Event,
        Condition,
        Semaphore,
        Value,
    )

    def Manager(self):
        return _Manager()

    def cpu_count(self):
        return cpu_count()


def get_context(method=None):
    return _Context()
