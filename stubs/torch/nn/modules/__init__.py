"""torch.nn.modules: the same classes as torch.nn."""

import torch


def __getattr__(name):
    return getattr(torch.nn, name)
