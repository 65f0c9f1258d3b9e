"""librosa.effects."""

import numpy as np
from _pytea import fresh_int


def trim(y, top_db=60, ref=np.max, frame_length=2048, hop_length=512, aggregate=np.max):
    """(*, n) -> (*, m) and the two ends that are left."""
    left = np.empty((*y.shape[:-1], fresh_int("samples of a sound", 0)), y.dtype)
    return left, np.empty((2,), np.int64)


def preemphasis(y, coef=0.97, zi=None, return_zf=False):
    return y + 0.0


def pitch_shift(y, sr, n_steps, **options):
    return y + 0.0


def time_stretch(y, rate, **options):
    return np.empty((*y.shape[:-1], fresh_int("samples of a sound", 1)), y.dtype)
