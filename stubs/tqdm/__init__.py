"""tqdm: iterating gives what is inside."""


class tqdm:
    disable = False

    def __init__(
        self, iterable=None, desc=None, total=None, leave=True, file=None, ncols=None,
        mininterval=0.1, maxinterval=10.0, miniters=None, ascii=None, disable=False, unit="it",
        unit_scale=False, dynamic_ncols=False, smoothing=0.3, bar_format=None, initial=0,
        position=None, postfix=None, unit_divisor=1000, write_bytes=False, lock_args=None,
        nrows=None, colour=None, delay=0.0, gui=False, **kwargs,
    ):  # fmt: skip
        self.iterable = iterable
        self.desc = desc
        self.total = total
        self.n = initial

    def __iter__(self):
        return iter(self.iterable)

    def __len__(self):
        if self.iterable is None or not hasattr(self.iterable, "__len__"):
            return self.total
        return len(self.iterable)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass

    def __contains__(self, item):
        return item in self.iterable

    def update(self, n=1):
        pass

    def set_description(self, desc=None, refresh=True):
        pass

    def set_description_str(self, desc=None, refresh=True):
        pass

    def set_postfix(self, ordered_dict=None, refresh=True, **kwargs):
        pass

    def set_postfix_str(self, s="", refresh=True):
        pass

    def refresh(self, *args, **kwargs):
        pass

    def reset(self, total=None):
        pass

    def clear(self, *args, **kwargs):
        pass

    def close(self):
        pass

    def unpause(self):
        pass

    @classmethod
    def write(cls, s, file=None, end="\n", nolock=False):
        pass

    @classmethod
    def pandas(cls, *args, **kwargs):
        pass

    @classmethod
    def set_lock(cls, lock):
        cls._lock = lock

    @classmethod
    def get_lock(cls):
        import threading

        return getattr(cls, "_lock", None) or threading.RLock()

    @classmethod
    def external_write_mode(cls, file=None, nolock=False):
        import contextlib

        return contextlib.nullcontext()

    @property
    def format_dict(self):
        return {"n": self.n, "total": self.total, "elapsed": 0.0, "prefix": self.desc or ""}

    def display(self, msg=None, pos=None):
        pass

    def moveto(self, n):
        pass


def trange(*args, **kwargs):
    return tqdm(range(*args), **kwargs)


class tqdm_notebook(tqdm):
    pass


tnrange = trange
