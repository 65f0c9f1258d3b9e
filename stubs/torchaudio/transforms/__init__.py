"""torchaudio.transforms: shapes of spectrograms (..., frequencies, frames)."""

import math

from _pytea import fresh_int, is_known, is_symbolic, new_tensor
from torch.nn.module import Module


class _Windows(Module):
    """Cuts a waveform (..., time) into windows."""

    def _windows(self, n_fft, win_length, hop_length, pad, center):
        self.n_fft = n_fft
        self.win_length = n_fft if win_length is None else win_length
        self.hop_length = self.win_length // 2 if hop_length is None else hop_length
        self.pad = pad
        self.center = center

    def _image(self, waveform, rows, dtype=None):
        length = waveform.shape[-1] + 2 * self.pad
        if self.center:
            frames = length // self.hop_length + 1
        else:
            frames = (length - self.n_fft) // self.hop_length + 1
        return new_tensor((*waveform.shape[:-1], rows, frames), dtype=waveform.dtype)


class Spectrogram(_Windows):
    def __init__(
        self, n_fft=400, win_length=None, hop_length=None, pad=0, window_fn=None, power=2.0,
        normalized=False, wkwargs=None, center=True, pad_mode="reflect", onesided=True,
        return_complex=None,
    ):  # fmt: skip
        super().__init__()
        self._windows(n_fft, win_length, hop_length, pad, center)
        self.onesided = onesided

    def forward(self, waveform):
        return self._image(waveform, self.n_fft // 2 + 1 if self.onesided else self.n_fft)


class MelSpectrogram(_Windows):
    def __init__(
        self, sample_rate=16000, n_fft=400, win_length=None, hop_length=None, f_min=0.0,
        f_max=None, pad=0, n_mels=128, window_fn=None, power=2.0, normalized=False, wkwargs=None,
        center=True, pad_mode="reflect", onesided=None, norm=None, mel_scale="htk",
    ):  # fmt: skip
        super().__init__()
        self._windows(n_fft, win_length, hop_length, pad, center)
        self.n_mels = n_mels

    def forward(self, waveform):
        return self._image(waveform, self.n_mels)


class MFCC(Module):
    def __init__(
        self, sample_rate=16000, n_mfcc=40, dct_type=2, norm="ortho", log_mels=False,
        melkwargs=None,
    ):  # fmt: skip
        super().__init__()
        self.n_mfcc = n_mfcc
        self.MelSpectrogram = MelSpectrogram(sample_rate=sample_rate, **(melkwargs or {}))
        if n_mfcc > self.MelSpectrogram.n_mels:
            raise ValueError("Cannot select more MFCC coefficients than # mel bins")

    def forward(self, waveform):
        return self.MelSpectrogram._image(waveform, self.n_mfcc)


class MelScale(Module):
    def __init__(self, n_mels=128, sample_rate=16000, f_min=0.0, f_max=None, n_stft=201, **kwargs):
        super().__init__()
        self.n_mels = n_mels

    def forward(self, specgram):
        shape = (*specgram.shape[:-2], self.n_mels, specgram.shape[-1])
        return new_tensor(shape, dtype=specgram.dtype)


class Resample(Module):
    def __init__(self, orig_freq=16000, new_freq=16000, *args, **kwargs):
        super().__init__()
        self.orig_freq = orig_freq
        self.new_freq = new_freq

    def forward(self, waveform):
        old, new = self.orig_freq, self.new_freq
        if not is_known(old) or not is_known(new) or is_symbolic(old) or is_symbolic(new):
            length = fresh_int("frames of a resampled sound", 1)
            return new_tensor((*waveform.shape[:-1], length), dtype=waveform.dtype)
        divisor = math.gcd(int(old), int(new))
        old, new = int(old) // divisor, int(new) // divisor
        length = (new * waveform.shape[-1] + old - 1) // old
        return new_tensor((*waveform.shape[:-1], length), dtype=waveform.dtype)


class _SameShape(Module):
    def __init__(self, *args, **kwargs):
        super().__init__()

    def forward(self, specgram, *args, **kwargs):
        return specgram * 1.0


class AmplitudeToDB(_SameShape):
    pass


class FrequencyMasking(_SameShape):
    pass


class TimeMasking(_SameShape):
    pass


class Vol(_SameShape):
    pass


class Fade(_SameShape):
    pass
