"""What stands in for a PIL image: `size` is (width, height), the pixels are a numpy array."""

from __future__ import annotations

import numpy
import torch


class Image:
    def __init__(self, pixels: numpy.ndarray) -> None:
        #: uint8, (height, width) for mode "L", (height, width, 3) for mode "RGB"
        self.pixels = pixels

    @property
    def size(self) -> tuple[int, int]:
        height, width = self.pixels.shape[:2]
        return width, height

    @property
    def mode(self) -> str:
        return "L" if self.pixels.ndim == 2 else "RGB"

    def __array__(self, dtype=None, copy=None) -> numpy.ndarray:
        return self.pixels if dtype is None else self.pixels.astype(dtype)

    def convert(self, mode: str) -> Image:
        if mode == self.mode:
            return self
        if mode == "L":
            return Image(self.pixels.mean(axis=2).astype(numpy.uint8))
        return Image(numpy.repeat(self.pixels[:, :, None], 3, axis=2))


def to_tensor(image: Image) -> torch.Tensor:
    """(channels, height, width), uint8."""
    pixels = torch.from_numpy(numpy.ascontiguousarray(image.pixels))
    return pixels[None] if pixels.ndim == 2 else pixels.permute(2, 0, 1).contiguous()


def from_tensor(pixels: torch.Tensor) -> Image:
    """The image of a uint8 tensor (channels, height, width) with 1 or 3 channels."""
    if pixels.shape[0] == 1:
        return Image(pixels[0].numpy())
    return Image(pixels.permute(1, 2, 0).numpy())
