"""torchaudio.functional: sounds are (..., time), spectrograms (..., frequency, time)."""

import math

import torch
from _pytea import fresh_int, is_known, is_symbolic, new_tensor, unknown


def _wants_real(waveform):
    if not waveform.is_floating_point():
        raise TypeError(
            f"Expected floating point type for waveform tensor, but received {waveform.dtype}."
        )


def spectrogram(
    waveform, pad, window, n_fft, hop_length, win_length, power, normalized, center=True,
    pad_mode="reflect", onesided=True, return_complex=None,
):  # fmt: skip
    if pad > 0:
        waveform = torch.nn.functional.pad(waveform, (pad, pad), "constant")
    shape = waveform.size()
    found = torch.stft(
        waveform.reshape(-1, shape[-1]), n_fft, hop_length=hop_length, win_length=win_length,
        window=window, center=center, pad_mode=pad_mode, normalized=False, onesided=onesided,
        return_complex=True,
    )  # fmt: skip
    found = found.reshape((*shape[:-1], *found.shape[-2:]))
    return found if power is None else found.abs()


def inverse_spectrogram(
    spectrogram, length, pad, window, n_fft, hop_length, win_length, normalized, center=True,
    pad_mode="reflect", onesided=True,
):  # fmt: skip
    if not spectrogram.is_complex():
        raise ValueError("Expected `spectrogram` to be complex dtype.")
    shape = spectrogram.size()
    flat = spectrogram.reshape(-1, shape[-2], shape[-1])
    waveform = torch.istft(
        flat, n_fft, hop_length=hop_length, win_length=win_length, window=window, center=center,
        normalized=False, onesided=onesided, length=length + 2 * pad if length is not None else None,
    )  # fmt: skip
    if length is not None and pad > 0:
        waveform = waveform[:, pad:-pad]
    return waveform.reshape((*shape[:-2], *waveform.shape[-1:]))


def melscale_fbanks(n_freqs, f_min, f_max, n_mels, sample_rate, norm=None, mel_scale="htk"):
    return torch.zeros(n_freqs, n_mels)


def linear_fbanks(n_freqs, f_min, f_max, n_filter, sample_rate):
    return torch.zeros(n_freqs, n_filter)


def create_dct(n_mfcc, n_mels, norm):
    return torch.zeros(n_mels, n_mfcc)


def resample(waveform, orig_freq, new_freq, *args, **kwargs):
    """The length is a new size where a rate is not known."""
    old, new = orig_freq, new_freq
    if not is_known(old) or not is_known(new) or is_symbolic(old) or is_symbolic(new):
        length = fresh_int("frames of a resampled sound", 1)
    elif old <= 0 or new <= 0:
        raise ValueError("Original frequency and desired frequecy should be positive")
    elif old == new:
        return waveform
    else:
        _wants_real(waveform)
        divisor = math.gcd(int(old), int(new))
        old, new = int(old) // divisor, int(new) // divisor
        length = (new * waveform.shape[-1] + old - 1) // old
    return new_tensor((*waveform.shape[:-1], length), dtype=waveform.dtype)


def mu_law_encoding(x, quantization_channels):
    return (x * 1.0).to(torch.int64)


def mu_law_decoding(x_mu, quantization_channels):
    return x_mu if x_mu.is_floating_point() else x_mu.to(torch.float)


def amplitude_to_DB(x, multiplier, amin, db_multiplier, top_db=None):
    return multiplier * torch.log10(torch.clamp(x, min=amin))


def DB_to_amplitude(x, ref, power):
    return ref * torch.pow(torch.pow(10.0, 0.1 * x), power)


def mask_along_axis(specgram, mask_param, mask_value, axis, p=1.0):
    dim = specgram.dim()
    if dim < 2:
        raise ValueError(
            f"Spectrogram must have at least two dimensions (time and frequency) ({dim} given)."
        )
    if axis not in (dim - 2, dim - 1):
        raise ValueError(
            "Only Frequency and Time masking are supported"
            f" (axis {dim - 2} and axis {dim - 1} supported; {axis} given)."
        )
    return specgram.clone()


def _filtered(waveform, *args, **kwargs):
    return waveform * 1.0


allpass_biquad = band_biquad = bandpass_biquad = bandreject_biquad = bass_biquad = _filtered
biquad = contrast = dcshift = deemph_biquad = deemphasis = dither = equalizer_biquad = _filtered
filtfilt = flanger = gain = highpass_biquad = lfilter = lowpass_biquad = overdrive = _filtered
phaser = preemphasis = riaa_biquad = sliding_window_cmn = treble_biquad = _filtered
add_noise = pitch_shift = compute_deltas = _filtered


def vad(waveform, *args, **kwargs):
    length = fresh_int("frames with a voice", 0)
    return new_tensor((*waveform.shape[:-1], length), dtype=waveform.dtype)


def _not_followed(*args, **kwargs):
    return unknown("a function of torchaudio that is not followed")


apply_beamforming = convolve = fftconvolve = detect_pitch_frequency = griffinlim = _not_followed
loudness = mvdr_weights_rtf = mvdr_weights_souden = phase_vocoder = psd = rnnt_loss = _not_followed
rtf_evd = rtf_power = spectral_centroid = speed = forced_align = merge_tokens = _not_followed
edit_distance = frechet_distance = mask_along_axis_iid = _not_followed
