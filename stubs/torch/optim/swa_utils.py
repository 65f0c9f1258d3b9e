"""Stochastic weight averaging."""

import copy

from _pytea import unknown

from torch.nn.module import Module
from torch.optim.lr_scheduler.base import LRScheduler


class AveragedModel(Module):
    def __init__(self, model, device=None, avg_fn=None, multi_avg_fn=None, use_buffers=False):
        super().__init__()
        self.module = copy.deepcopy(model)
        if device is not None:
            self.module = self.module.to(device)
        self.avg_fn = avg_fn
        self.multi_avg_fn = multi_avg_fn
        self.use_buffers = use_buffers

    def forward(self, *args, **kwargs):
        return self.module(*args, **kwargs)

    def update_parameters(self, model):
        pass


class SWALR(LRScheduler):
    def __init__(self, optimizer, swa_lr, anneal_epochs=10, anneal_strategy="cos", last_epoch=-1):
        if anneal_strategy not in ("cos", "linear"):
            raise ValueError(
                f"anneal_strategy must by one of 'cos' or 'linear', instead got {anneal_strategy}"
            )
        self.swa_lr = swa_lr
        super().__init__(optimizer, last_epoch)


def update_bn(loader, model, device=None):
    for batch in loader:
        data = batch[0] if isinstance(batch, (list, tuple)) else batch
        model(data if device is None else data.to(device))


def get_ema_multi_avg_fn(decay=0.999):
    return unknown("an averaging function")


def get_ema_avg_fn(decay=0.999):
    return unknown("an averaging function")


def get_swa_multi_avg_fn():
    return unknown("an averaging function")


def get_swa_avg_fn():
    return unknown("an averaging function")
