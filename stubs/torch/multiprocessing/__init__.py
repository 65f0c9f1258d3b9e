"""torch.multiprocessing: ``spawn`` runs the function once, as the first process."""

from _pytea import unknown


def spawn(fn, args=(), nprocs=1, join=True, daemon=False, start_method="spawn"):
    fn(0, *args)


def set_start_method(method, force=False):
    pass


def set_sharing_strategy(new_strategy):
    pass


def get_context(method=None):
    return unknown("a multiprocessing context")


def cpu_count():
    return unknown("a number of processors", "int")


class Process:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, daemon=None):
        self._run = lambda: target(*args, **(kwargs or {}))

    def start(self):
        self._run()

    def join(self, timeout=None):
        pass


def Queue(maxsize=0):
    return unknown("a queue between processes")


def Manager():
    return unknown("a manager of processes")


def Pool(processes=None, *args, **kwargs):
    return unknown("a pool of processes")
