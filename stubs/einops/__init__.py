"""einops: its functions are operators, except that reduce may call a function of the program."""

import einops
from _pytea import is_known

__version__ = "0.8.2"


class EinopsError(RuntimeError):
    pass


def reduce(tensor, pattern, reduction, **axes_lengths):
    if isinstance(reduction, str) or not is_known(reduction) or not callable(reduction):
        return einops._native.reduce(tensor, pattern, reduction, axes_lengths)
    ready, axes = einops._native.prepare(tensor, pattern, axes_lengths)
    result = reduction(ready, axes) if axes else ready
    return einops._native.finish(result, tensor, pattern, axes_lengths)
