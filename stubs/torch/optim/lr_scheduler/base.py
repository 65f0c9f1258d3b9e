"""The base of all schedulers: learning rates are not followed after the first step."""

from _pytea import is_known, unknown

from torch.optim.optimizer import Optimizer


class LRScheduler:
    def __init__(self, optimizer, last_epoch=-1):
        if is_known(optimizer) and not isinstance(optimizer, Optimizer):
            raise TypeError(f"{type(optimizer).__name__} is not an Optimizer")
        self.optimizer = optimizer
        self.base_lrs = []
        if is_known(optimizer):
            for i, group in enumerate(optimizer.param_groups):
                if is_known(last_epoch) and last_epoch != -1 and "initial_lr" not in group:
                    raise KeyError(
                        "param 'initial_lr' is not specified in "
                        f"param_groups[{i}] when resuming an optimizer"
                    )
                group.setdefault("initial_lr", group["lr"])
                self.base_lrs.append(group["initial_lr"])
        self.last_epoch = last_epoch + 1
        self._is_initial = False
        self._get_lr_called_within_step = False
        self._step_count = 1
        self._last_lr = list(self.base_lrs)

    def step(self, epoch=None):
        self._forget()

    def _forget(self):
        """Makes the learning rates and the counter unknown."""
        self.last_epoch = unknown("the epoch of a scheduler", "int")
        if not is_known(self.optimizer):
            return
        for group in self.optimizer.param_groups:
            group["lr"] = unknown("a learning rate", "float")
        self._last_lr = [group["lr"] for group in self.optimizer.param_groups]

    def get_lr(self):
        return list(self._last_lr)

    def get_last_lr(self):
        return list(self._last_lr)

    def state_dict(self):
        return {name: value for name, value in self.__dict__.items() if name != "optimizer"}

    def load_state_dict(self, state_dict):
        pass

    def print_lr(self, is_verbose, group, lr, epoch=None):
        pass


def check_count(optimizer, name, value):
    """Demands one value for each parameter group of what is a sequence."""
    if is_known(optimizer) and is_known(value) and isinstance(value, (list, tuple)):
        count = len(optimizer.param_groups)
        if len(value) != count:
            raise ValueError(
                f"{name} must have the same length as optimizer.param_groups. {name} has "
                f"{len(value)} values, param_groups has {count}."
            )


class _LRScheduler(LRScheduler):
    pass
