"""torchaudio.transforms: modules around torchaudio.functional."""

import torch
import torchaudio.functional as F
from _pytea import fresh_int, new_tensor
from torch.nn.module import Module


class _Windows(Module):
    """Cuts a waveform (..., time) into windows."""

    def _windows(self, n_fft, win_length, hop_length, pad, window_fn, wkwargs):
        self.n_fft = n_fft
        self.win_length = win_length if win_length is not None else n_fft
        self.hop_length = hop_length if hop_length is not None else self.win_length // 2
        self.pad = pad
        make = torch.hann_window if window_fn is None else window_fn
        self.register_buffer("window", make(self.win_length, **(wkwargs or {})))


class Spectrogram(_Windows):
    def __init__(
        self, n_fft=400, win_length=None, hop_length=None, pad=0, window_fn=None, power=2.0,
        normalized=False, wkwargs=None, center=True, pad_mode="reflect", onesided=True,
        return_complex=None,
    ):  # fmt: skip
        super().__init__()
        self._windows(n_fft, win_length, hop_length, pad, window_fn, wkwargs)
        self.power, self.normalized = power, normalized
        self.center, self.pad_mode, self.onesided = center, pad_mode, onesided

    def forward(self, waveform):
        return F.spectrogram(
            waveform, self.pad, self.window, self.n_fft, self.hop_length, self.win_length,
            self.power, self.normalized, self.center, self.pad_mode, self.onesided,
        )  # fmt: skip


class InverseSpectrogram(_Windows):
    def __init__(
        self, n_fft=400, win_length=None, hop_length=None, pad=0, window_fn=None,
        normalized=False, wkwargs=None, center=True, pad_mode="reflect", onesided=True,
    ):  # fmt: skip
        super().__init__()
        self._windows(n_fft, win_length, hop_length, pad, window_fn, wkwargs)
        self.normalized = normalized
        self.center, self.pad_mode, self.onesided = center, pad_mode, onesided

    def forward(self, spectrogram, length=None):
        return F.inverse_spectrogram(
            spectrogram, length, self.pad, self.window, self.n_fft, self.hop_length,
            self.win_length, self.normalized, self.center, self.pad_mode, self.onesided,
        )  # fmt: skip


class GriffinLim(_Windows):
    def __init__(
        self, n_fft=400, n_iter=32, win_length=None, hop_length=None, window_fn=None, power=2.0,
        wkwargs=None, momentum=0.99, length=None, rand_init=True,
    ):  # fmt: skip
        super().__init__()
        if not 0 <= momentum < 1:
            raise ValueError(f"momentum must be in the range [0, 1). Found: {momentum}")
        self._windows(n_fft, win_length, hop_length, 0, window_fn, wkwargs)
        self.length = length

    def forward(self, specgram):
        shape = specgram.size()
        waveform = torch.istft(
            torch.complex(specgram, specgram).reshape(-1, shape[-2], shape[-1]), self.n_fft,
            hop_length=self.hop_length, win_length=self.win_length, window=self.window,
            length=self.length,
        )  # fmt: skip
        return waveform.reshape((*shape[:-2], *waveform.shape[-1:]))


class MelScale(Module):
    def __init__(
        self, n_mels=128, sample_rate=16000, f_min=0.0, f_max=None, n_stft=201, norm=None,
        mel_scale="htk",
    ):  # fmt: skip
        super().__init__()
        self.n_mels = n_mels
        self.sample_rate = sample_rate
        fb = F.melscale_fbanks(n_stft, f_min, f_max, n_mels, sample_rate, norm, mel_scale)
        self.register_buffer("fb", fb)

    def forward(self, specgram):
        return torch.matmul(specgram.transpose(-1, -2), self.fb).transpose(-1, -2)


class InverseMelScale(Module):
    def __init__(
        self, n_stft, n_mels=128, sample_rate=16000, f_min=0.0, f_max=None, norm=None,
        mel_scale="htk", driver="gels",
    ):  # fmt: skip
        super().__init__()
        self.n_mels = n_mels
        fb = F.melscale_fbanks(n_stft, f_min, f_max, n_mels, sample_rate, norm, mel_scale)
        self.register_buffer("fb", fb)

    def forward(self, melspec):
        n_mels = melspec.shape[-2]
        if n_mels != self.n_mels:
            raise ValueError(f"Expected an input with {self.n_mels} mel bins. Found: {n_mels}")
        shape = (*melspec.shape[:-2], self.fb.shape[0], melspec.shape[-1])
        return new_tensor(shape, dtype=melspec.dtype)


class MelSpectrogram(Module):
    def __init__(
        self, sample_rate=16000, n_fft=400, win_length=None, hop_length=None, f_min=0.0,
        f_max=None, pad=0, n_mels=128, window_fn=None, power=2.0, normalized=False, wkwargs=None,
        center=True, pad_mode="reflect", onesided=None, norm=None, mel_scale="htk",
    ):  # fmt: skip
        super().__init__()
        self.n_mels = n_mels
        self.sample_rate = sample_rate
        self.spectrogram = Spectrogram(
            n_fft, win_length, hop_length, pad, window_fn, power, normalized, wkwargs, center,
            pad_mode, True,
        )  # fmt: skip
        self.n_fft = n_fft
        self.win_length = self.spectrogram.win_length
        self.hop_length = self.spectrogram.hop_length
        self.mel_scale = MelScale(n_mels, sample_rate, f_min, f_max, n_fft // 2 + 1, norm, mel_scale)

    def forward(self, waveform):
        return self.mel_scale(self.spectrogram(waveform))


class MFCC(Module):
    def __init__(
        self, sample_rate=16000, n_mfcc=40, dct_type=2, norm="ortho", log_mels=False,
        melkwargs=None,
    ):  # fmt: skip
        super().__init__()
        if dct_type != 2:
            raise ValueError(f"DCT type not supported: {dct_type}")
        self.n_mfcc = n_mfcc
        self.MelSpectrogram = MelSpectrogram(sample_rate=sample_rate, **(melkwargs or {}))
        if n_mfcc > self.MelSpectrogram.n_mels:
            raise ValueError("Cannot select more MFCC coefficients than # mel bins")
        self.register_buffer("dct_mat", F.create_dct(n_mfcc, self.MelSpectrogram.n_mels, norm))

    def forward(self, waveform):
        bands = torch.log(self.MelSpectrogram(waveform) + 1e-6)
        return torch.matmul(bands.transpose(-1, -2), self.dct_mat).transpose(-1, -2)


class LFCC(Module):
    def __init__(
        self, sample_rate=16000, n_filter=128, f_min=0.0, f_max=None, n_lfcc=40, dct_type=2,
        norm="ortho", log_lf=False, speckwargs=None,
    ):  # fmt: skip
        super().__init__()
        if dct_type != 2:
            raise ValueError(f"DCT type not supported: {dct_type}")
        self.Spectrogram = Spectrogram(**(speckwargs or {}))
        if n_lfcc > self.Spectrogram.n_fft:
            raise ValueError("Cannot select more LFCC coefficients than # fft bins")
        rows = self.Spectrogram.n_fft // 2 + 1
        self.register_buffer("filter_mat", F.linear_fbanks(rows, f_min, f_max, n_filter, sample_rate))
        self.register_buffer("dct_mat", F.create_dct(n_lfcc, n_filter, norm))

    def forward(self, waveform):
        bands = torch.matmul(self.Spectrogram(waveform).transpose(-1, -2), self.filter_mat)
        return torch.matmul(torch.log(bands + 1e-6), self.dct_mat).transpose(-1, -2)


class Resample(Module):
    def __init__(
        self, orig_freq=16000, new_freq=16000, resampling_method="sinc_interp_hann",
        lowpass_filter_width=6, rolloff=0.99, beta=None, *, dtype=None,
    ):  # fmt: skip
        super().__init__()
        self.orig_freq = orig_freq
        self.new_freq = new_freq
        self.register_buffer("kernel", torch.zeros(1, 1, 1, dtype=dtype))

    def forward(self, waveform):
        found = F.resample(waveform, self.orig_freq, self.new_freq)
        if found is not waveform:
            # the kernel has a dtype and a device of its own
            torch.nn.functional.conv1d(waveform.reshape(-1, 1, waveform.shape[-1]), self.kernel)
        return found


class AmplitudeToDB(Module):
    def __init__(self, stype="power", top_db=None):
        super().__init__()
        if top_db is not None and top_db < 0:
            raise ValueError("top_db must be positive value")
        self.multiplier = 10.0 if stype == "power" else 20.0

    def forward(self, x):
        return F.amplitude_to_DB(x, self.multiplier, 1e-10, 0.0)


class MuLawEncoding(Module):
    def __init__(self, quantization_channels=256):
        super().__init__()
        self.quantization_channels = quantization_channels

    def forward(self, x):
        return F.mu_law_encoding(x, self.quantization_channels)


class MuLawDecoding(MuLawEncoding):
    def forward(self, x_mu):
        return F.mu_law_decoding(x_mu, self.quantization_channels)


class _SameShape(Module):
    def __init__(self, *args, **kwargs):
        super().__init__()

    def forward(self, specgram, *args, **kwargs):
        return specgram * 1.0


class FrequencyMasking(Module):
    _axis = 1

    def __init__(self, *args, **kwargs):
        super().__init__()

    def forward(self, specgram, mask_value=0.0):
        return F.mask_along_axis(specgram, 1, mask_value, self._axis + specgram.dim() - 3)


class TimeMasking(FrequencyMasking):
    _axis = 2


class SpecAugment(_SameShape):
    pass


class Vol(_SameShape):
    pass


class Fade(_SameShape):
    pass


class ComputeDeltas(_SameShape):
    pass


class SlidingWindowCmn(_SameShape):
    pass


class PitchShift(_SameShape):
    pass


class Preemphasis(_SameShape):
    pass


class Deemphasis(_SameShape):
    pass


class AddNoise(_SameShape):
    pass


class Vad(Module):
    def __init__(self, *args, **kwargs):
        super().__init__()

    def forward(self, waveform):
        return F.vad(waveform)


class SpectralCentroid(_Windows):
    def __init__(
        self, sample_rate, n_fft=400, win_length=None, hop_length=None, pad=0, window_fn=None,
        wkwargs=None,
    ):  # fmt: skip
        super().__init__()
        self._windows(n_fft, win_length, hop_length, pad, window_fn, wkwargs)

    def forward(self, waveform):
        found = F.spectrogram(
            waveform, self.pad, self.window, self.n_fft, self.hop_length, self.win_length, 1.0, False
        )
        return found.sum(dim=-2)


class TimeStretch(Module):
    def __init__(self, hop_length=None, n_freq=201, fixed_rate=None):
        super().__init__()
        self.fixed_rate = fixed_rate

    def forward(self, complex_specgrams, overriding_rate=None):
        frames = fresh_int("frames of a stretched sound", 1)
        return new_tensor((*complex_specgrams.shape[:-1], frames), dtype=complex_specgrams.dtype)
