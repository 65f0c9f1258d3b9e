"""Rearrange, Reduce and EinMix as modules of torch."""

import einops
import torch


class Rearrange(torch.nn.Module):
    def __init__(self, pattern, **axes_lengths):
        super().__init__()
        self.pattern = pattern
        self.axes_lengths = axes_lengths
        einops._native.check(pattern, "rearrange", axes_lengths)

    def forward(self, input):
        return einops.rearrange(input, self.pattern, **self.axes_lengths)

    def extra_repr(self):
        return repr(self.pattern)


class Reduce(torch.nn.Module):
    def __init__(self, pattern, reduction, **axes_lengths):
        super().__init__()
        self.pattern = pattern
        self.reduction = reduction
        self.axes_lengths = axes_lengths
        einops._native.check(pattern, reduction, axes_lengths)

    def forward(self, input):
        return einops.reduce(input, self.pattern, self.reduction, **self.axes_lengths)

    def extra_repr(self):
        return f"{self.pattern!r}, {self.reduction!r}"


class EinMix(torch.nn.Module):
    def __init__(self, pattern, weight_shape, bias_shape=None, **axes_lengths):
        super().__init__()
        self.pattern = pattern
        self.weight_shape = weight_shape
        self.bias_shape = bias_shape
        self.axes_lengths = axes_lengths
        weight, bias, self.einsum_pattern, before, lengths, behind = einops._native.einmix(
            pattern, weight_shape, bias_shape, axes_lengths
        )
        self.pre_rearrange = None if before is None else Rearrange(before, **lengths)
        self.post_rearrange = None if behind is None else Rearrange(behind)
        self.weight = torch.nn.Parameter(torch.zeros(weight))
        self.bias = None if bias is None else torch.nn.Parameter(torch.zeros(bias))

    def forward(self, input):
        if self.pre_rearrange is not None:
            input = self.pre_rearrange(input)
        result = torch.einsum(self.einsum_pattern, input, self.weight)
        if self.bias is not None:
            result += self.bias
        if self.post_rearrange is not None:
            result = self.post_rearrange(result)
        return result
