"""librosa.feature."""

import numpy as np

from librosa._spectra import stft


def _spectrogram(y, S, n_fft, hop_length, center):
    if S is not None:
        return S
    return stft(y, n_fft=n_fft, hop_length=hop_length, center=center)


def melspectrogram(
    y=None, sr=22050, S=None, n_fft=2048, hop_length=512, win_length=None, window="hann",
    center=True, pad_mode="constant", power=2.0, n_mels=128, **options,
):  # fmt: skip
    """(*, n) -> (*, n_mels, frames)"""
    spectrogram = _spectrogram(y, S, n_fft, hop_length, center)
    return np.empty((*spectrogram.shape[:-2], n_mels, spectrogram.shape[-1]), np.float32)


def mfcc(
    y=None, sr=22050, S=None, n_mfcc=20, dct_type=2, norm="ortho", lifter=0, n_fft=2048,
    hop_length=512, center=True, **options,
):  # fmt: skip
    """(*, n) -> (*, n_mfcc, frames)"""
    spectrogram = _spectrogram(y, S, n_fft, hop_length, center)
    return np.empty((*spectrogram.shape[:-2], n_mfcc, spectrogram.shape[-1]), np.float32)


def delta(data, width=9, order=1, axis=-1, mode="interp", **options):
    return data + 0.0
