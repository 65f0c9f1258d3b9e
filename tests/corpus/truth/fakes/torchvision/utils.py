"""`make_grid` with true result shapes; `save_image` checks its input and writes nothing."""

from __future__ import annotations

import math

import torch


def make_grid(
    tensor, nrow=8, padding=2, normalize=False, value_range=None, scale_each=False, pad_value=0.0
):
    if isinstance(tensor, (list, tuple)):
        tensor = torch.stack(tuple(tensor), dim=0)
    if tensor.dim() == 2:
        tensor = tensor.unsqueeze(0)
    if tensor.dim() == 3:
        tensor = tensor.unsqueeze(0)
    if tensor.size(1) == 1:
        tensor = torch.cat((tensor, tensor, tensor), 1)
    count = tensor.size(0)
    if count == 1:
        return tensor.squeeze(0)
    columns = min(nrow, count)
    rows = math.ceil(count / columns)
    height, width = tensor.size(2) + padding, tensor.size(3) + padding
    grid = tensor.new_full(
        (tensor.size(1), height * rows + padding, width * columns + padding), pad_value
    )
    for index in range(count):
        top = (index // columns) * height + padding
        left = (index % columns) * width + padding
        grid[:, top : top + height - padding, left : left + width - padding].copy_(tensor[index])
    return grid


def save_image(tensor, fp, format=None, **options) -> None:
    make_grid(tensor, **options)
