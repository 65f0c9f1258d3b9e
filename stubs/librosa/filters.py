"""librosa.filters."""

import numpy as np


def mel(
    sr, n_fft, n_mels=128, fmin=0.0, fmax=None, htk=False, norm="slaney", dtype=np.float32
):
    return np.empty((n_mels, 1 + n_fft // 2), dtype)
