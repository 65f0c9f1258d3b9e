"""A stand-in for tqdm that shows nothing."""

from __future__ import annotations


class tqdm:
    def __init__(self, iterable=None, *args, total=None, **options):
        self.iterable = iterable
        self.total = total
        self.n = 0

    def __iter__(self):
        return iter(self.iterable)

    def __len__(self):
        return len(self.iterable)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False

    def update(self, n=1):
        self.n += n

    def set_description(self, *args, **options):
        pass

    def set_postfix(self, *args, **options):
        pass

    def close(self):
        pass

    @staticmethod
    def write(text):
        pass


def trange(*args, **options):
    return tqdm(range(*args), **options)
