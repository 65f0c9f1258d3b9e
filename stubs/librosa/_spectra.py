"""Short-time Fourier transforms, and what is made of them without a change of size."""

import numpy as np
from _pytea import fresh_int, is_known


def _frames_of(length, n_fft, hop_length, center):
    """Returns how many windows a sound has."""
    if not is_known(center):
        return fresh_int("windows of a sound", 1)
    return 1 + length // hop_length if center else 1 + (length - n_fft) // hop_length


def stft(
    y, n_fft=2048, hop_length=None, win_length=None, window="hann", center=True, dtype=None,
    pad_mode="constant", out=None,
):  # fmt: skip
    """(*, n) -> (*, 1 + n_fft // 2, frames)"""
    if hop_length is None:
        hop_length = (n_fft if win_length is None else win_length) // 4
    frames = _frames_of(y.shape[-1], n_fft, hop_length, center)
    kind = np.complex64 if dtype is None else dtype
    return np.empty((*y.shape[:-1], 1 + n_fft // 2, frames), kind)


def istft(stft_matrix, length=None, **options):
    """(*, bins, frames) -> (*, n)"""
    samples = fresh_int("samples of a sound", 1) if length is None else length
    return np.empty((*stft_matrix.shape[:-2], samples), np.float32)


def griffinlim(S, length=None, **options):
    return istft(S, length=length)


def magphase(D, power=1):
    return np.abs(D), np.empty(D.shape, np.complex64)


def _same_size(S, *args, **options):
    return S + 0.0


amplitude_to_db = power_to_db = db_to_amplitude = db_to_power = _same_size
