"""tqdm.contrib."""


def tenumerate(iterable, start=0, total=None, **kwargs):
    return enumerate(iterable, start)


def tzip(*iterables, **kwargs):
    return zip(*iterables)
