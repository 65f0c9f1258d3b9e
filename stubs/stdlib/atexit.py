"""atexit: what is registered is not run."""


def register(func, *args, **kwargs):
    return func


def unregister(func):
    pass
