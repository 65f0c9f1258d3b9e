"""Reading sounds, and their sampling rates."""

import numpy as np
from _pytea import fresh_int, is_known, unknown


def load(
    path, sr=22050, mono=True, offset=0.0, duration=None, dtype=np.float32, res_type="soxr_hq"
):
    """Returns a sound; one of several channels is mixed down unless ``mono`` is False."""
    rate = fresh_int("sampling rate", 1) if sr is None else sr
    if is_known(mono) and mono:
        return np.empty((fresh_int("samples of a sound", 0),), dtype), rate
    return unknown("a sound of one or more channels"), rate


def resample(
    y, orig_sr, target_sr, res_type="soxr_hq", fix=True, scale=False, axis=-1, **kwargs
):
    if is_known(orig_sr) and is_known(target_sr) and orig_sr == target_sr:
        return y
    shape = list(y.shape)
    shape[axis] = fresh_int("samples of a sound", 1)
    return np.empty(tuple(shape), y.dtype)


def to_mono(y):
    return np.mean(y, axis=tuple(range(y.ndim - 1))) if y.ndim > 1 else y


def get_duration(*args, **kwargs):
    return unknown("the duration of a sound", "float")


def get_samplerate(path):
    return fresh_int("sampling rate", 1)
