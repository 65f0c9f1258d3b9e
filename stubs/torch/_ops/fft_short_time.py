"""Operators: the short-time Fourier transform and its inverse."""

from __future__ import annotations

from typing import Any

from pytea._stubs.torch._ops.fft import spectral_dtype

from pytea.stubapi import (
    Int,
    Strides,
    Tensor,
    Unknown,
    UnknownUse,
    complex_of,
    op,
    real_of,
    render,
    render_shape,
    require,
    require_dtype,
    require_same_device,
)
from pytea.stubapi.arguments import int_of
from pytea.stubapi.results import grad_of


def _check_window(
    n_fft: Int, hop_length: Any, win_length: Any, window: Any, name: str
) -> tuple[Int, Int]:
    """Returns the hop and the window length."""
    hop = n_fft // 4 if hop_length is None else int_of(hop_length, "hop_length")
    length = n_fft if win_length is None else int_of(win_length, "win_length")
    require(hop > 0, f"{name}: hop_length must be positive, got {render(hop)}", "bad-argument")
    text = f"{name}: win_length must be within 1 and n_fft = {render(n_fft)}, got {render(length)}"
    require((length > 0) & (length <= n_fft), text, "bad-argument")
    if isinstance(window, Tensor):
        shown = render_shape(window.shape)
        text = f"{name}: window must be 1-d with win_length = {render(length)} items, got {shown}"
        require(window.ndim == 1, text)
        require(window.shape[0] == length, text)
    return hop, length


def _is_complex(value: Any) -> bool:
    return isinstance(value, Tensor) and value.dtype is not None and value.dtype.kind == "complex"


@op("torch.stft")
def stft(
    input: Tensor,
    n_fft: Any,
    hop_length: Any = None,
    win_length: Any = None,
    window: Any = None,
    center: Any = True,
    pad_mode: Any = "reflect",
    normalized: Any = False,
    onesided: Any = None,
    return_complex: Any = None,
    align_to_window: Any = None,
) -> Tensor:
    """(B?, L) -> (B?, n_fft // 2 + 1, frames) complex"""
    points = int_of(n_fft, "n_fft")
    shown = render_shape(input.shape)
    require(input.ndim in (1, 2), f"stft: expected a 1-d or 2-d tensor, got {shown}")
    require_dtype(input, ("float", "complex"), f"stft: expected a float tensor, got {input.dtype}")
    if isinstance(window, Tensor):
        require_same_device(input, window)
    size = input.shape[-1]
    if center:
        size = _padded(size, points // 2, pad_mode)
    text = f"stft: n_fft must be within 1 and the length {render(size)}, got {render(points)}"
    require((points > 0) & (points <= size), text, "bad-argument")
    hop, _ = _check_window(points, hop_length, win_length, window, "stft")
    complex_input = _is_complex(input) or _is_complex(window)
    if return_complex is None:
        text = "stft requires the return_complex parameter be given for real inputs"
        require(complex_input, text, "bad-argument")
        return_complex = True
    half = not complex_input if onesided is None else onesided
    text = "stft cannot have onesided output if window or input is complex"
    require(not (half is True and complex_input), text, "bad-argument")
    shape = (*input.shape[:-1], points // 2 + 1 if half else points, 1 + (size - points) // hop)
    dtype = spectral_dtype(input, "full", "stft")
    if not return_complex:
        shape, dtype = (*shape, 2), real_of(dtype)
    grad = grad_of(dtype, input, window)
    return input.like(shape, strides=Strides.UNKNOWN).changed(dtype=dtype, requires_grad=grad)


def _padded(size: Int, pad: Int, pad_mode: Any) -> Int:
    if pad_mode == "reflect":
        text = f"stft: padding {render(pad)} should be less than the length {render(size)}"
        require(pad < size, text)
    return size + 2 * pad


@op("torch.Tensor.stft")
def stft_method(
    input: Tensor,
    n_fft: Any,
    hop_length: Any = None,
    win_length: Any = None,
    window: Any = None,
    center: Any = True,
    pad_mode: Any = "reflect",
    normalized: Any = False,
    onesided: Any = None,
    return_complex: Any = None,
    align_to_window: Any = None,
) -> Tensor:
    """(B?, L) -> (B?, n_fft // 2 + 1, frames) complex"""
    return stft(
        input, n_fft, hop_length, win_length, window, center, pad_mode, normalized, onesided,
        return_complex, align_to_window,
    )  # fmt: skip


@op("torch.istft", "torch.Tensor.istft")
def istft(
    input: Tensor,
    n_fft: Any,
    hop_length: Any = None,
    win_length: Any = None,
    window: Any = None,
    center: Any = True,
    normalized: Any = False,
    onesided: Any = None,
    length: Any = None,
    return_complex: Any = False,
) -> Tensor:
    """(B?, n_fft // 2 + 1, frames) complex -> (B?, length)"""
    points = int_of(n_fft, "n_fft")
    text = f"istft requires a complex-valued input, got {input.dtype}"
    require_dtype(input, ("complex",), text)
    shown = render_shape(input.shape)
    text = f"istft: expected a 2-d or 3-d tensor, got {shown}"
    require(input.ndim in (2, 3), text, exception="RuntimeError" if input.ndim else "IndexError")
    if isinstance(window, Tensor):
        require_same_device(input, window)
    bins, frames = input.shape[-2:]
    for number in input.shape:
        require(number > 0, f"istft: input {shown} must not be empty")
    half = bins != points if onesided is None else onesided
    if isinstance(half, Unknown) or not isinstance(half, bool):
        raise UnknownUse("onesided is not known")
    expected = points // 2 + 1 if half else points
    text = f"istft: dim -2 must have size {render(expected)} for n_fft = {render(points)}, got "
    require(bins == expected, f"{text}{render(bins)}")
    hop, win = _check_window(points, hop_length, win_length, window, "istft")
    text = f"istft: hop_length must be at most win_length = {render(win)}, got {render(hop)}"
    require(hop <= win, text, "bad-argument")
    text = "istft cannot have onesided output if the result is complex"
    require(not (return_complex is True and half), text, "bad-argument")
    total = points + hop * (frames - 1) - (2 * (points // 2) if center else 0)
    size = total if length is None else int_of(length, "length")
    dtype = complex_of(input.dtype) if return_complex is True else real_of(input.dtype)
    result = input.like((*input.shape[:-2], size), strides=Strides.UNKNOWN)
    return result.changed(dtype=dtype, requires_grad=grad_of(dtype, input, window))
