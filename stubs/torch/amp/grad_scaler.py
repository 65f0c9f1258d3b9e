"""GradScaler."""

from _pytea import is_known, unknown

import torch


class GradScaler:
    def __init__(
        self, device="cuda", init_scale=2.0**16, growth_factor=2.0, backoff_factor=0.5,
        growth_interval=2000, enabled=True,
    ):  # fmt: skip
        self._enabled = enabled
        self._scale = init_scale

    def scale(self, outputs):
        if is_known(outputs) and isinstance(outputs, (tuple, list)):
            return type(outputs)([self.scale(output) for output in outputs])
        if is_known(outputs) and not isinstance(outputs, torch.Tensor):
            raise ValueError("outputs must be a Tensor or an iterable of Tensors")
        return outputs * 1.0

    def unscale_(self, optimizer):
        pass

    def step(self, optimizer, *args, **kwargs):
        return optimizer.step(*args, **kwargs)

    def update(self, new_scale=None):
        pass

    def get_scale(self):
        return unknown("the scale of a GradScaler", "float")

    def is_enabled(self):
        return self._enabled

    def state_dict(self):
        return {}

    def load_state_dict(self, state_dict):
        pass
