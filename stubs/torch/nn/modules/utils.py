"""torch.nn.modules.utils."""

from torch.nn._arguments import ntuple


def _single(value):
    return ntuple(value, 1)


def _pair(value):
    return ntuple(value, 2)


def _triple(value):
    return ntuple(value, 3)


def _quadruple(value):
    return ntuple(value, 4)


def _ntuple(n, name="parse"):
    return lambda value: ntuple(value, n)


def _reverse_repeat_tuple(t, n):
    return tuple([x for x in reversed(t) for _ in range(n)])
