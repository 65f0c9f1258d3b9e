"""librosa.util."""

import numpy as np
from _pytea import unknown


def normalize(S, norm=np.inf, axis=0, threshold=None, fill=None):
    return S + 0.0


def fix_length(data, size, axis=-1, **kwargs):
    shape = list(data.shape)
    shape[axis] = size
    return np.empty(tuple(shape), data.dtype)


def pad_center(data, size, axis=-1, **kwargs):
    return fix_length(data, size=size, axis=axis)


def find_files(directory, **options):
    return unknown("the names of files")
