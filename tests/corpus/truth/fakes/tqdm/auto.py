"""The same under tqdm's other name."""

from . import tqdm, trange

__all__ = ["tqdm", "trange"]
