"""Retention with a decay for each head, and gated causal convolutions, in the style of published code."""

import math

import torch
import torch.nn as nn


class Retention(nn.Module):
    def __init__(self, hidden_size, gamma, head_size=None):
        super().__init__()
        head_size = hidden_size if head_size is None else head_size
        self.gamma = gamma
        self.w_q = nn.Parameter(torch.randn(hidden_size, head_size) / hidden_size)
        self.w_k = nn.Parameter(torch.randn(hidden_size, head_size) / hidden_size)
        self.w_v = nn.Parameter(torch.randn(hidden_size, head_size) / hidden_size)

    def forward(self, x):
        """x: (batch_size, length, hidden_size)"""
        steps = torch.arange(x.shape[1])
        distance = steps[:, None] - steps[None, :]
        decay = self.gamma ** distance * (distance >= 0).float()
        weights = (x @ self.w_q) @ (x @ self.w_k).permute(0, 2, 1)
        return (weights * decay.unsqueeze(0)) @ (x @ self.w_v)


class MultiScaleRetention(nn.Module):
    def __init__(self, hidden_size, heads):
        super().__init__()
        assert hidden_size % heads == 0, "hidden_size must be divisible by heads"
        self.hidden_size = hidden_size
        self.heads = heads
        low, high = math.log(1 / 32), math.log(1 / 512)
        gammas = (1 - torch.exp(torch.linspace(low, high, heads))).tolist()
        self.norm = nn.GroupNorm(heads, hidden_size)
        self.w_g = nn.Parameter(torch.randn(hidden_size, hidden_size) / hidden_size)
        self.w_o = nn.Parameter(torch.randn(hidden_size, hidden_size) / hidden_size)
        self.retentions = nn.ModuleList(
            [Retention(hidden_size, gamma, hidden_size // heads) for gamma in gammas]
        )

    def forward(self, x):
        found = []
        for i in range(self.heads):
            found.append(self.retentions[i](x))
        y = torch.cat(found, dim=2)
        y = self.norm(y.reshape(-1, self.hidden_size)).reshape(y.shape)
        gate = x @ self.w_g
        return (gate * torch.sigmoid(gate) * y) @ self.w_o


class CausalConv1d(nn.Module):
    def __init__(self, in_channels, out_channels, kernel_size, dilation=1):
        super().__init__()
        self.padding = (kernel_size - 1) * dilation
        self.conv = nn.Conv1d(
            in_channels, out_channels, kernel_size, padding=self.padding, dilation=dilation
        )

    def forward(self, x):
        x = self.conv(x)
        if self.padding != 0:
            x = x[:, :, : -self.padding]
        return x


class GatedBlock(nn.Module):
    def __init__(self, channels, skip_channels, cond_channels, kernel_size, dilation):
        super().__init__()
        self.dilated = CausalConv1d(channels, 2 * channels, kernel_size, dilation)
        self.cond = nn.Conv1d(cond_channels, 2 * channels, 1)
        self.conv_res = nn.Conv1d(channels, channels, 1)
        self.conv_skip = nn.Conv1d(channels, skip_channels, 1)

    def forward(self, x, c):
        gate, value = (self.dilated(x) + self.cond(c)).chunk(2, dim=1)
        gated = torch.sigmoid(gate) * torch.tanh(value)
        return self.conv_res(gated) + x, self.conv_skip(gated)
