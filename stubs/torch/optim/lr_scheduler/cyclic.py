"""Cyclic schedulers and schedulers of schedulers."""

from _pytea import is_known, require

from torch.optim.lr_scheduler.base import LRScheduler, check_count


def _check_momentum(optimizer, cycle_momentum):
    if is_known(cycle_momentum) and cycle_momentum and is_known(optimizer):
        defaults = optimizer.defaults
        if "momentum" not in defaults and "betas" not in defaults:
            raise ValueError(
                "optimizer must support momentum or beta1 with `cycle_momentum` option enabled"
            )


class CyclicLR(LRScheduler):
    def __init__(
        self, optimizer, base_lr, max_lr, step_size_up=2000, step_size_down=None,
        mode="triangular", gamma=1.0, scale_fn=None, scale_mode="cycle", cycle_momentum=True,
        base_momentum=0.8, max_momentum=0.9, last_epoch=-1,
    ):  # fmt: skip
        check_count(optimizer, "base_lr", base_lr)
        check_count(optimizer, "max_lr", max_lr)
        if scale_fn is None and mode not in ("triangular", "triangular2", "exp_range"):
            raise ValueError("mode is invalid and scale_fn is None")
        super().__init__(optimizer, last_epoch)
        _check_momentum(optimizer, cycle_momentum)
        self.max_lrs = max_lr
        self.mode = mode
        self.gamma = gamma


class OneCycleLR(LRScheduler):
    def __init__(
        self, optimizer, max_lr, total_steps=None, epochs=None, steps_per_epoch=None,
        pct_start=0.3, anneal_strategy="cos", cycle_momentum=True, base_momentum=0.85,
        max_momentum=0.95, div_factor=25.0, final_div_factor=1e4, three_phase=False, last_epoch=-1,
    ):  # fmt: skip
        if total_steps is not None:
            self._check_count(total_steps, "total_steps")
        elif epochs is not None and steps_per_epoch is not None:
            self._check_count(epochs, "epochs")
            self._check_count(steps_per_epoch, "steps_per_epoch")
            total_steps = epochs * steps_per_epoch
        else:
            raise ValueError("You must define either total_steps OR (epochs AND steps_per_epoch)")
        message = f"Expected float between 0 and 1 pct_start, but got {pct_start}"
        require(pct_start >= 0, message, "bad-argument", "ValueError")
        require(pct_start <= 1, message, "bad-argument", "ValueError")
        if is_known(anneal_strategy) and anneal_strategy not in ("cos", "linear"):
            raise ValueError(
                f"anneal_strategy must be one of 'cos' or 'linear', instead got {anneal_strategy}"
            )
        super().__init__(optimizer, last_epoch)
        check_count(optimizer, "max_lr", max_lr)
        _check_momentum(optimizer, cycle_momentum)
        self.total_steps = total_steps

    def _check_count(self, value, name):
        if is_known(value) and not isinstance(value, int):
            raise ValueError(f"Expected positive integer {name}, but got {value}")
        message = f"Expected positive integer {name}, but got {value}"
        require(value > 0, message, "bad-argument", "ValueError")


def _check_same_optimizer(owner, optimizer, schedulers):
    for index, scheduler in enumerate(schedulers):
        if not is_known(scheduler) or not is_known(optimizer):
            continue
        if not hasattr(scheduler, "optimizer"):
            raise TypeError(f"{owner} at index {index} should have `optimizer` as its attribute.")
        if is_known(scheduler.optimizer) and scheduler.optimizer is not optimizer:
            raise ValueError(
                f"{owner} expects all schedulers to belong to the same optimizer, but got "
                f"scheduler {type(scheduler).__name__} at index {index} that has another one"
            )


class ChainedScheduler(LRScheduler):
    def __init__(self, schedulers, optimizer=None):
        schedulers = list(schedulers)
        if len(schedulers) < 1:
            raise ValueError("ChainedScheduler expects at least one scheduler, but got none.")
        if optimizer is None:
            optimizer = schedulers[0].optimizer
        _check_same_optimizer("ChainedScheduler", optimizer, schedulers)
        self._schedulers = schedulers
        super().__init__(optimizer)

    def step(self):
        for scheduler in self._schedulers:
            scheduler.step()
        self._forget()


class SequentialLR(LRScheduler):
    def __init__(self, optimizer, schedulers, milestones, last_epoch=-1):
        if len(schedulers) < 1:
            raise ValueError("SequentialLR expects at least one scheduler, but got none.")
        _check_same_optimizer("SequentialLR", optimizer, schedulers)
        if len(milestones) != len(schedulers) - 1:
            raise ValueError(
                "Sequential Schedulers expects number of schedulers provided to be one more than "
                f"the number of milestone points, but got number of schedulers {len(schedulers)} "
                f"and the number of milestones to be equal to {len(milestones)}"
            )
        super().__init__(optimizer, last_epoch)
        self._schedulers = schedulers
        self._milestones = milestones

    def step(self):
        self._forget()
